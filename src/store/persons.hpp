#pragma once

#include "core/contact_words.hpp"
#include "core/report.hpp"
#include "store/events.hpp"
#include "store/register.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::store {

/// Rows of the reporter table with this address (in any case) or this number (however written); an empty one fits none.
[[nodiscard]] std::vector<std::int64_t> reporters_with_contact(Register& registry, std::string_view email,
                                                               std::string_view phone);

/// All reports of a reporter, oldest first.
[[nodiscard]] std::vector<ReportId> all_reports_of(Register& registry, std::int64_t reporter);

/// Reports in whose title, text, notes or released words one of these stands. Reads all texts of the register.
[[nodiscard]] std::vector<ReportId> reports_that_name(Register& registry, const ContactWords& words);

/// Which events are asked for; what is empty does not matter.
struct EventFilter {
    std::optional<std::vector<ReportId>> reports{};
    std::optional<Instant> since{};
    std::string action{};
};
/// Events in order.
[[nodiscard]] std::vector<Event> find_events(Register& registry, const EventFilter& filter);

/// Notes that somebody saw the data of a person. \param detail  JSON: numbers, no names
void log_access(Register& registry, std::optional<ReportId> report, const Change& change, std::string_view detail);

/// Logs that a person's data was erased; it names no person, `detail` has only numbers.
void log_person_erased(Register& registry, const Change& change, std::string_view detail);

}  // namespace ombud::store
