#pragma once

#include "core/config.hpp"
#include "publish/site/folder.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace ombud::publish::site {

/// Which of the optional files there are.
struct Contents {
    bool streets = false;
    std::optional<Bounds> areas;     ///< the box around the districts
    std::vector<std::string> words;  ///< which files of words
    bool statistics = false;
    bool participations = false;
};

/// Copies style sheets, scripts and the map library, and writes index.html, css/theme.css and data/site.json after the
/// configuration.
void write_shell(SiteFolder& folder, const Config& config, const Contents& contents);

/// Where the page's own files are: `$OMBUD_SITE`, else `../share/ombud/site` beside the folder of the program (an
/// installation), else `../share/site` (a build). Throws Error(system) that says what to do where there are none.
[[nodiscard]] std::filesystem::path shipped_site();

/// The Content-Security-Policy of the page: nothing from elsewhere but pictures of the base map, and no script sink
/// that takes a text.
[[nodiscard]] std::string content_security_policy(const SiteSettings& settings);

}  // namespace ombud::publish::site
