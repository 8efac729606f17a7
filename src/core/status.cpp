#include "core/status.hpp"

#include <algorithm>

namespace ombud {

namespace {

using enum Status;

constexpr std::array from_received{open, in_progress, forwarded, solved, closed_unsolved, rejected, duplicate};
constexpr std::array from_open{in_progress, forwarded, solved, closed_unsolved, rejected, duplicate};
constexpr std::array from_in_progress{open, forwarded, solved, closed_unsolved, rejected, duplicate};
constexpr std::array from_forwarded{open, in_progress, solved, closed_unsolved, rejected, duplicate};
constexpr std::array from_solved{open, in_progress};
constexpr std::array from_closed_unsolved{open, in_progress, solved};
constexpr std::array from_rejected{open, in_progress};
constexpr std::array from_duplicate{received, open};

}  // namespace

std::span<const Status> next_statuses(Status from) noexcept {
    switch (from) {
        case received:
            return from_received;
        case open:
            return from_open;
        case in_progress:
            return from_in_progress;
        case forwarded:
            return from_forwarded;
        case solved:
            return from_solved;
        case closed_unsolved:
            return from_closed_unsolved;
        case rejected:
            return from_rejected;
        case duplicate:
            return from_duplicate;
    }
    return {};
}

bool may_change(Status from, Status to) noexcept {
    return std::ranges::find(next_statuses(from), to) != next_statuses(from).end();
}

}  // namespace ombud
