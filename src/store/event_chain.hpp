#pragma once

#include "core/digest.hpp"
#include "core/report.hpp"
#include "store/register.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ombud::store {

/// The hash chain over the event log.
///
/// hash(n) = SHA-256(hash(n-1), id, at, report, actor, action, open detail, content(n)), the first one after 32 zero
/// bytes; numbers as 8 bytes, least first, texts behind their length. content(n) = SHA-256(salt, reason, closed
/// detail), or 32 zero bytes where there is neither. Details of the actions in `is_open_detail` are open: they hold no
/// personal data and statistics count them, so they are never erased. All others are closed: erasing them leaves
/// content(n).
///
/// Whoever may write the register can make a whole new chain. What shows that is a hash that was written down elsewhere
/// (`ombud audit --head`) and that the chain no longer has.
struct ChainLink {
    std::int64_t id = 0;  ///< of the newest event; 0: there is none
    Digest hash{};
};

/// Whether the detail of such an event is open. The list is part of the format: a change of it breaks every chain.
[[nodiscard]] bool is_open_detail(std::string_view action) noexcept;

/// The newest link.
[[nodiscard]] ChainLink chain_head(Register& registry);

struct ChainCheck {
    std::int64_t events = 0;                  ///< that were looked at
    std::int64_t erased = 0;                  ///< of these: with erased reason and detail
    std::optional<std::int64_t> broken_at{};  ///< first event whose hash does not follow from what stands there
    std::string why{};                        ///< what does not fit
    bool has_expected = false;                ///< the hash asked for is in the chain
    std::int64_t expected_id = 0;             ///< at this event
    ChainLink head{};
};

/// Works the whole chain out anew. \param expected  64 hexadecimal digits that an event must have, or empty
[[nodiscard]] ChainCheck check_chain(Register& registry, std::string_view expected = {});

/// Erases reason and closed detail of an event; false where there is nothing (any more). The chain holds.
bool erase_event_content(Register& registry, std::int64_t event);

}  // namespace ombud::store
