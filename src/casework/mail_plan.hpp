#pragma once

#include "core/config.hpp"
#include "store/events.hpp"
#include "store/register.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ombud::casework {

/// What planning found.
struct MailPlan {
    std::size_t events = 0;  ///< looked at that are news to somebody
    std::size_t told = 0;    ///< put into mails, once for each reporter
};

/// Goes through the events since the last time and puts what reporters are to be told into the ledger, in one
/// transaction with the place it came to, so that no event is left out and none is looked at twice.
///
/// A report's reporter hears of its receipt, release, status, answers and questions. Reporters of its duplicates hear
/// of its status: answers were written to one person. \param key  of core/reference_token.hpp \pre mailing has started
MailPlan plan_mails(store::Register& registry, const Config& config, const std::string& key, Instant now);

/// A member of the flat JSON objects that the event log holds: the text of "to" in {"from":"open","to":"solved"}, the
/// digits of "note" in {"note":12}. Empty where it is missing or null.
[[nodiscard]] std::string detail_member(std::string_view detail, std::string_view name);

}  // namespace ombud::casework
