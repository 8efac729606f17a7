#pragma once

#include "core/case_settings.hpp"
#include "store/report_filter.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace ombud::cli {

class Command;
class Session;

/// The options by which commands choose reports. The same ones everywhere, so that what `list` showed is what another
/// command takes.
struct FilterOptions {
    WrittenFilter written;
    std::string saved;   ///< name of a [filter.NAME]; what is written besides takes the place of its words
    std::string prefix;  ///< of the options: "where-" for commands whose own options have these names

    /// Whether any of them is given.
    [[nodiscard]] bool any() const;
};

/// Adds the options, and --filter. `options` must live as long as the command.
/// \param prefix  before the names of all others
void add_filter_options(Command& command, FilterOptions& options, std::string_view prefix = {});

/// The saved filter, if any, with what the command line says in place of its own words.
[[nodiscard]] WrittenFilter written_filter(Session& session, const FilterOptions& options);

/// What they mean. Error(usage) names the option and what is allowed: a misspelt department must not look like one
/// without work.
[[nodiscard]] store::ReportFilter filter_of(Session& session, store::Register& registry, const FilterOptions& options);

}  // namespace ombud::cli
