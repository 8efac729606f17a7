#pragma once

#include "core/position.hpp"
#include "store/register.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::locate {

/// How exact an address is: house coordinates lie on the building, what is reported lies before it.
inline constexpr double house_accuracy_m = 20;

/// A house of a street.
struct House {
    std::int32_t lon_e7 = 0;  ///< degrees times 10^7
    std::int32_t lat_e7 = 0;
    std::uint16_t number = 0;
    std::uint16_t letter = 0;    ///< 'a' to 'z', or 0
    std::uint16_t postcode = 0;  ///< index into the postcodes; 0: none
    std::uint16_t district = 0;  ///< index into the districts; 0: not known, or needed for no decision
};

/// A street as the gazetteer keeps it. Ranges point into its tables.
struct StreetEntry {
    std::uint32_t name = 0, name_length = 0;
    std::uint32_t first_house = 0, houses = 0;  ///< sorted by number and letter
    std::uint32_t first_point = 0, points = 0;  ///< along its line, where one is known
    std::int32_t lon_e7 = 0, lat_e7 = 0;        ///< of its middle house
    float reach_m = 0;                          ///< from there to its farthest end
    std::uint32_t shape = 0;                    ///< see ShapeBits
};

/// Bits of StreetEntry::shape, by NameShape (spelling.hpp).
enum ShapeBits : std::uint32_t {
    street_suffix_bit = 1,
    other_suffix_bit = 2,
    preposition_bit = 4,
    common_bit = 8,
    single_bit = 16,
    extended_bit = 32,  ///< another street is called the same with something before it ("Alte Hauptstraße")
};

/// A point of interest, a nickname, or an area.
struct PlaceEntry {
    std::uint32_t name = 0, name_length = 0;
    std::int32_t lon_e7 = 0, lat_e7 = 0;
    float reach_m = 0;
    std::uint32_t area = 0;  ///< 1: an area, of which the position is only the middle
};

/// What a key stands for.
struct Target {
    std::uint32_t place = 0;  ///< 1: a place or area, 0: a street
    std::uint32_t index = 0;
};

/// A street whose name is nearly what was asked for.
struct Near {
    std::uint32_t street = 0;
    int edits = 0;       ///< with umlauts and doubled letters reduced or not, whichever are fewer
    int more = 0;        ///< how many more than these, and than one, they are with nothing reduced
    bool exact = false;  ///< nothing differs at all
};

/// Where a house is, as far as the register knows.
struct HouseFound {
    Position position;
    double accuracy_m = house_accuracy_m;  ///< covers all houses of this number
    int difference = 0;                    ///< between the number asked for and the nearest known one
    std::string number = {};               ///< of the house that was found
    std::vector<Position> elsewhere = {};  ///< where else houses of this number stand, more than 100 m away
};

/// A house that street and number name exactly.
struct Place {
    Position position;
    double accuracy_m = house_accuracy_m;
    std::string street;  ///< official name
    std::string number;
};

/// A number with its letter and what narrows the choice where several houses share it.
struct HouseQuery {
    unsigned number = 0;
    char letter = '\0';
    std::uint16_t postcode = 0;
    std::uint16_t district = 0;
    bool nearest = true;  ///< false: only a house with just this number and letter
};

/// All streets, houses, places and areas of a register, compiled for looking up: hash tables for exact keys and for
/// symmetric deletes (W. Garbe's SymSpell: what two words become by deleting letters meets if they are near).
class Gazetteer {
  public:
    /// Reads the compiled form out of the register, or compiles it in memory where there is none.
    explicit Gazetteer(store::Register& registry);

    /// Compiles anew and keeps the result in the register. It is dropped there when addresses, streets, places or areas
    /// change. Does nothing where it is up to date.
    static void compile_into(store::Register& registry);

    [[nodiscard]] std::size_t street_count() const noexcept { return streets_.size(); }
    [[nodiscard]] std::size_t house_count() const noexcept { return houses_.size(); }
    [[nodiscard]] bool empty() const noexcept { return streets_.empty() && places_.empty(); }

    /// The street as an address register names it; nothing where none or several have this spelling.
    [[nodiscard]] std::optional<std::uint32_t> street(std::string_view name) const;
    [[nodiscard]] std::optional<std::string> official_name(std::string_view name) const;

    /// The one house of this street, number and postcode (each as people write them; an empty postcode fits all).
    /// Nothing where the register has no such house, or several far apart.
    [[nodiscard]] std::optional<Place> find(std::string_view street, std::string_view house_number,
                                            std::string_view postcode) const;

    /// What has exactly this key; at most `max_targets`.
    static constexpr std::size_t max_targets = 4;
    [[nodiscard]] std::size_t exact(std::uint64_t hash, std::span<Target, max_targets> found) const noexcept;

    /// Streets whose key is within 2 edits of this one (1 for names of up to 10 letters), each with its fewest.
    void near(std::string_view key, std::vector<Near>& found) const;

    /// The house, or the nearest one that is known. Nothing where the street has no houses (of this postcode and
    /// district) or, not asked for the nearest, not this one.
    [[nodiscard]] std::optional<HouseFound> house(std::uint32_t street, const HouseQuery& query) const;

    /// Where two streets come nearest: the position between them, and the distance.
    struct Approach {
        Position position;
        double distance_m = 0;
    };
    [[nodiscard]] std::optional<Approach> crossing(std::uint32_t one, std::uint32_t other) const;

    [[nodiscard]] const StreetEntry& entry(std::uint32_t street) const { return streets_[street]; }
    [[nodiscard]] const PlaceEntry& place(std::uint32_t index) const { return places_[index]; }
    [[nodiscard]] std::string_view name(std::uint32_t offset, std::uint32_t length) const {
        return std::string_view(names_).substr(offset, length);
    }
    [[nodiscard]] std::string_view street_name(std::uint32_t street) const {
        return name(streets_[street].name, streets_[street].name_length);
    }
    /// Index of a postcode; 0 where none is asked for, `unknown_postcode` where the register has none like it.
    static constexpr std::uint16_t unknown_postcode = 0xFFFF;
    [[nodiscard]] std::uint16_t postcode(std::string_view digits) const noexcept;
    /// Index of the district of this folded name; 0 where it is none.
    [[nodiscard]] std::uint16_t district(std::string_view key) const noexcept;

    [[nodiscard]] std::size_t most_words() const noexcept { return limits_.most_words; }
    [[nodiscard]] std::size_t longest_key() const noexcept { return limits_.longest_key; }

  private:
    friend class GazetteerBuilder;
    Gazetteer() = default;
    [[nodiscard]] std::string bytes() const;
    [[nodiscard]] bool read(std::string_view bytes);
    void index_filter();

    struct Slot {
        std::uint64_t hash = 0;
        Target target;
    };
    struct Form {
        std::uint32_t full = 0, reduced = 0;  ///< see `reduce` in spelling.hpp
        std::uint8_t full_length = 0, reduced_length = 0;
        std::uint16_t limit = 0;  ///< edits allowed
        std::uint32_t street = 0;
        std::uint32_t letters = 0;  ///< see letters_of
    };
    struct Delete {
        std::uint32_t hash = 0;
        std::uint32_t form = 0;
    };
    struct Named {
        std::uint32_t name = 0;
        std::uint32_t length = 0;
    };
    struct Limits {
        std::uint32_t most_words = 1;
        std::uint32_t longest_key = 1;
    };
    struct Point {
        std::int32_t lon_e7 = 0, lat_e7 = 0;
    };

    std::string names_;
    std::vector<StreetEntry> streets_;
    std::vector<House> houses_;
    std::vector<Point> points_;
    std::vector<PlaceEntry> places_;
    std::vector<Slot> slots_;  ///< open addressing, a power of two; hash 0 is free
    std::vector<Form> forms_;
    std::vector<Delete> deletes_;         ///< by hash
    std::vector<std::uint32_t> buckets_;  ///< the first of `deletes_` for the upper 16 bits of the hash
    std::vector<Named> postcodes_;
    std::vector<Named> districts_;
    Limits limits_;
    std::vector<std::uint64_t> filter_;  ///< one bit for the lower 20 bits of each hash in `deletes_`
};

/// FNV-1a, which can go on word by word.
inline constexpr std::uint64_t hash_start = 0xCBF29CE484222325U;
[[nodiscard]] constexpr std::uint64_t hash_on(std::uint64_t hash, std::string_view text) noexcept {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    return hash;
}

}  // namespace ombud::locate
