#pragma once

#include "core/config.hpp"
#include "core/progress.hpp"
#include "core/report.hpp"
#include "core/workspace.hpp"
#include "store/register.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::casework {

/// Why a report is to be looked at.
enum class DueKind {
    follow_up,  ///< somebody wanted to, on this day or before
    ask_again,  ///< it was forwarded, and the day to ask has come
    overdue,    ///< its category expected it done before today
    silent,     ///< nothing happened to it for long
};
[[nodiscard]] std::string_view to_string(DueKind) noexcept;

/// One thing to look at.
struct DueItem {
    DueKind kind = DueKind::follow_up;
    Report report;
    std::chrono::year_month_day day{};  ///< it was due on, or since when it is silent
    std::string why;                    ///< words of the desk; empty for overdue and silent
};

/// What is asked for.
struct DueQuestion {
    std::string department;  ///< empty: all
    int silent_days = 0;     ///< 0: silent ones are left out
};

/// What is due on the local day of `now`: follow-ups, whom to ask again, overdue and silent reports, in this order and
/// in each the longest due first. Overdue and silent are open reports only.
[[nodiscard]] std::vector<DueItem> due_items(store::Register& registry, const Config& config,
                                             const DueQuestion& question, Instant now);

/// What the night did.
struct DueMails {
    std::size_t sent = 0;
    std::size_t lists = 0;              ///< departments for which something is due
    std::vector<std::string> warnings;  ///< for people
};

/// Mails each department that has an address what is due for it, where [due] mail says so: once a day, and only when
/// there is something. The list has numbers, days and titles made of category and street, no words of citizens.
/// Not inside a transaction. Throws Error(config) where the template cannot be filled in.
/// \param send  false: counts, sends nothing
[[nodiscard]] DueMails mail_due_lists(store::Register& registry, const Workspace& workspace, const Config& config,
                                      Instant now, bool send);

}  // namespace ombud::casework
