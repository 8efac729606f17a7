#pragma once

#include "core/report.hpp"
#include "store/register.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace ombud::statistics {

/// A report that was closed and opened again.
struct Reopening {
    ReportId report = 0;
    std::optional<Instant> closed_at;  ///< nothing: it came closed
    Instant at{};
};

/// A report with a third party.
struct Handover {
    ReportId report = 0;
    Instant from{};
    std::optional<Instant> until;  ///< nothing: still there
};

/// What the event log says of all reports. Eight bytes a report, and what happens to few: 8 MB for a million.
class History {
  public:
    /// Reads the log once.
    explicit History(store::Register& registry);

    /// When the reporter was first shown something: an answer, or a change of the public status other than that a
    /// department was assigned.
    [[nodiscard]] std::optional<Instant> first_answer(ReportId report) const;
    /// In the order of time.
    [[nodiscard]] std::span<const Reopening> reopenings(ReportId report) const;
    [[nodiscard]] std::span<const Handover> handovers(ReportId report) const;

  private:
    /// Seconds since 1970 in 32 bits, which lasts until 2106; 0: never.
    struct Moments {
        std::uint32_t first_answer = 0;
        std::uint32_t last_closing = 0;
    };
    Moments& moments(ReportId report);

    std::vector<Moments> moments_;  ///< by number of the report
    std::vector<Reopening> reopenings_;
    std::vector<Handover> handovers_;
};

}  // namespace ombud::statistics
