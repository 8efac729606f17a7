#pragma once

#include "store/register.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace ombud::store {

// Who wants no more mail. Kept by a keyed digest of the address (core/reference_token.hpp, `address_digest`), so that
// it holds on after the address itself was erased and the register does not give it away.

/// Remembers it, with an event. False where it was known. \param reporter  for the event, where known
bool opt_out(Register& registry, std::string_view digest, std::optional<std::int64_t> reporter, const Change& change);

/// Takes it back, with an event. False where there was nothing.
bool withdraw_opt_out(Register& registry, std::string_view digest, std::optional<std::int64_t> reporter,
                      const Change& change);

[[nodiscard]] bool has_opted_out(Register& registry, std::string_view digest);
[[nodiscard]] std::size_t count_opt_outs(Register& registry);

}  // namespace ombud::store
