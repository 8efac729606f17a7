#pragma once

#include "core/config.hpp"
#include "store/register.hpp"
#include "store/report_filter.hpp"

#include <string_view>
#include <vector>

namespace ombud::store {

/// Of each category with a deadline, since when a report must have been waiting to be overdue. The counterpart of
/// `casework::is_overdue` for a search.
[[nodiscard]] std::vector<LateBefore> late_by_category(const Config& config, Instant now);

/// What a filter means that somebody wrote. Error(usage) names what is wrong and what there is: a misspelt department
/// must not look like one without work.
/// \param prefix  before the names of options in messages, "--where-" for example
[[nodiscard]] ReportFilter filter_from(Register& registry, const Config& config, Instant now,
                                       const WrittenFilter& written, std::string_view prefix = {});

}  // namespace ombud::store
