#pragma once

// Inside src/store only: how the hashes of store/event_chain.hpp are made.

#include "store/event_chain.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace ombud::store {

class Connection;

inline constexpr std::size_t salt_bytes = 16;

/// One event as it enters the chain.
struct EventRow {
    std::int64_t id = 0;
    std::int64_t at = 0;
    std::optional<std::int64_t> report{};
    std::string_view actor{};
    std::string_view action{};
    std::string_view reason{};
    std::string_view detail{};
};

/// Whether there is a reason or a closed detail.
[[nodiscard]] bool has_content(const EventRow& event) noexcept;
[[nodiscard]] Digest content_digest(const EventRow& event, std::string_view salt);
[[nodiscard]] Digest link_digest(const Digest& before, const EventRow& event, const Digest& content);
[[nodiscard]] ChainLink chain_head(Connection& connection);

/// Gives salts and hashes to events of a register from before the chain.
void seal_events(Connection& connection);

}  // namespace ombud::store
