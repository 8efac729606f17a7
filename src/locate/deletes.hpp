#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace ombud::locate {

/// How many letters of a name the symmetric deletes look at; the rest is compared.
inline constexpr std::size_t delete_prefix = 8;

/// Calls `use` with the hash of the key's beginning and of all that it becomes by deleting up to `limit` (0 to 2)
/// letters. Two keys within `limit` edits have one of these in common.
template <typename Use>
void for_each_delete(std::string_view key, int limit, Use use) {
    key = key.substr(0, delete_prefix);
    const std::size_t n = key.size();
    const auto hash_without = [&](std::size_t one, std::size_t other) {
        std::uint32_t hash = 0x811C9DC5U;
        for (std::size_t i = 0; i < n; ++i) {
            if (i != one && i != other) hash = (hash ^ static_cast<unsigned char>(key[i])) * 0x01000193U;
        }
        return hash ^ (hash >> 15U);
    };
    use(hash_without(n, n));
    if (limit < 1) return;
    for (std::size_t i = 0; i < n; ++i) use(hash_without(i, n));
    if (limit < 2) return;
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = i + 1; j < n; ++j) use(hash_without(i, j));
    }
}

}  // namespace ombud::locate
