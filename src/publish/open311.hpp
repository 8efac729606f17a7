#pragma once

#include "core/config.hpp"
#include "publish/document.hpp"
#include "publish/public_report.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace ombud {
class LocalDays;
}

namespace ombud::publish {

struct Open311Options {
    std::string base_url;  ///< where the folder is served, with a slash at the end; empty: that of the configuration
};

struct Open311Written {
    std::size_t requests = 0;
    std::size_t pages = 0;
    std::size_t services = 0;
    std::size_t removed = 0;  ///< files of requests and services that are no longer public
};

/// Writes a read-only Open311 GeoReport v2 endpoint as files for any static web server, as JSON and XML:
///
///     discovery.json            what is offered where
///     services.json             the public categories
///     services/CODE.json        definition of one
///     requests.json             the newest requests (a page of them), newest first
///     requests/ID.json          one request
///     requests/page-N.json      all requests by number, page 1 the oldest
///     requests/pages.json       how many pages and requests there are
///
/// The addresses of the interface name the files, so requests lie in one folder however many they are: a server that
/// does no rewriting has no other way. A file that would not change is left alone; new ones are written beside and
/// renamed. Files of requests, pages and services that are gone are removed; nothing else in the folder is touched.
/// Memory holds one page and one bit a request.
///
/// Fields that the specification does not have (status in detail, time of closing, id of the category, title) stand in
/// `extended_attributes`, as other servers have it; Ombud's own mapping "open311" reads them back.
/// Throws Error(system) and whatever `next` throws.
Open311Written write_open311(const std::filesystem::path& folder, const NextReport& next, const Config& config,
                             const Open311Options& options);

/// Removes what `write_open311` wrote: an endpoint that nobody keeps up to date must not go on showing reports.
void remove_open311(const std::filesystem::path& folder);

/// The code of a category in addresses: the slash becomes a dot, and what is neither a letter, a digit, "-" nor "_"
/// becomes "~" and two hexadecimal digits, so that two categories never share one.
[[nodiscard]] std::string service_code(std::string_view category);

/// One request as the specification has it.
[[nodiscard]] Node open311_request(const PublicReport& report, const Config& config, LocalDays& days,
                                   const std::string& base_url);

}  // namespace ombud::publish
