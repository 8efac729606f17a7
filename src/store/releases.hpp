#pragma once

#include "core/report.hpp"
#include "store/register.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::store {

enum class ReleaseState {
    waiting,   ///< for the rule or a person; not public
    released,  ///< public, as far as category, place and status allow
    withheld,  ///< a person said that it is not to be public
};
[[nodiscard]] std::string_view to_string(ReleaseState) noexcept;

/// What was decided about one report. Only `publish` makes the texts in it.
struct Release {
    ReleaseState state = ReleaseState::waiting;
    bool automatic = true;      ///< decided by the rule; waiting without it: the rule leaves the report alone
    std::string title{};        ///< redacted, as released; empty unless it is released
    std::string text{};         ///< likewise
    std::string covers = "[]";  ///< JSON: kind, reason and place (bytes of the original) of what was covered
    bool against_wish = false;  ///< a person released it though its reporter did not want it to be public
    std::string why{};          ///< why it waits, a sentence a line, or why it is withheld; words of the desk
    Instant at{};
    std::string actor{};
};

/// Nothing where the report was never looked at; then it is not public.
[[nodiscard]] std::optional<Release> find_release(Register& registry, ReportId report);

/// Writes a decision and its event; `at` and `actor` are taken from `change`. Nothing is written where nothing changes.
/// A waiting one stays due, unless a person took it back. Error(input) for an unknown report.
/// \param detail  JSON object for the event, without words of anybody
void set_release(Register& registry, ReportId report, const Release& release, const Change& change,
                 std::string_view detail);

/// Takes back a release since the words or the person behind them have changed; false where it was not released.
bool reopen_release(Register& registry, ReportId report, const Change& change);

/// Reports that are due to be looked at and may be public by category, department, place and status, by id. Those that
/// may not are due no longer, until one of these changes.
[[nodiscard]] std::vector<ReportId> reports_due_for_release(Register& registry);
/// The report was looked at, and is due again when it changes.
void mark_release_seen(Register& registry, ReportId report);

/// Reports that wait for release and could be public otherwise, by id.
[[nodiscard]] std::vector<ReportId> reports_waiting_for_release(Register& registry);
[[nodiscard]] std::int64_t count_waiting_for_release(Register& registry);

}  // namespace ombud::store
