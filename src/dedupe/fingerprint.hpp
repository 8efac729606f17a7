#pragma once

#include "core/report.hpp"
#include "core/time.hpp"
#include "dedupe/text_evidence.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

namespace ombud::dedupe {

/// All that the comparison of two reports needs, in 120 bytes: a million of them fit into memory where a million texts
/// do not. Hashes stand for texts; 0 always means "not known".
struct Fingerprint {
    static constexpr std::int32_t nowhere = std::numeric_limits<std::int32_t>::min();
    static constexpr std::int64_t still_open = std::numeric_limits<std::int64_t>::max();

    std::int64_t report = 0;
    std::int64_t received_at = 0;         ///< seconds since 1970, UTC
    std::int64_t closed_at = still_open;  ///< when work on it ended, likewise
    std::int32_t lon = nowhere;           ///< EPSG:4326, degrees x 10^7
    std::int32_t lat = nowhere;
    std::uint64_t order =
        0;  ///< breaks ties of time: a hash of the content, so that the order of reading does not matter
    std::uint32_t category = 0;
    std::uint32_t group = 0;  ///< of the category: what stands before the slash
    std::uint32_t street = 0;
    std::uint32_t house = 0;
    std::uint32_t reporter = 0;
    std::uint16_t accuracy_m = 0;
    std::uint16_t letters = 0;
    std::array<Identifier, 2> identifiers{};
    std::uint64_t objects = 0;
    std::uint64_t photo = 0;  ///< perceptual hash of the first photo
    SimHash trigrams{};

    [[nodiscard]] bool has_position() const noexcept { return lat != nowhere; }
    /// Key of the stated address, where street and house number are known or the street alone is all there is.
    [[nodiscard]] std::uint64_t address() const noexcept {
        return street == 0 ? 0 : (std::uint64_t{street} << 32U | house);
    }
    /// Came in before `other`; a strict order on any set of reports.
    [[nodiscard]] bool before(const Fingerprint& other) const noexcept {
        if (received_at != other.received_at) return received_at < other.received_at;
        if (order != other.order) return order < other.order;
        return report < other.report;
    }
    [[nodiscard]] bool open_at(std::int64_t when) const noexcept { return closed_at > when; }
    [[nodiscard]] bool repetition() const noexcept { return (objects >> 63U) != 0; }
};
static_assert(sizeof(Fingerprint) == 120);

/// Whether `a` came in before `b`, as `Fingerprint::before` has it.
[[nodiscard]] bool arrived_before(const Report& a, const Report& b);

/// What is not in the report itself.
struct Circumstances {
    std::string_view category_text = {};  ///< its name, where the category is no configured one
    std::uint64_t photo = 0;              ///< perceptual hash of the first photo, 0 without one
};

[[nodiscard]] Fingerprint fingerprint(const Report& report, const Circumstances& circumstances);

/// Distance in metres between two that have positions; exact enough below some kilometres (equirectangular).
[[nodiscard]] double metres_between(const Fingerprint& a, const Fingerprint& b) noexcept;

/// Street and house number as keys: "Werler Str. 12 a", "12a, Werler Strasse" and street "Werler Straße", number "12a"
/// are one. Postcodes and towns after a comma are left out.
struct AddressKey {
    std::uint32_t street = 0;
    std::uint32_t house = 0;
};
[[nodiscard]] AddressKey address_key(std::string_view street, std::string_view house_number);

}  // namespace ombud::dedupe
