#pragma once

#include "dedupe/fingerprint.hpp"

#include <array>
#include <span>
#include <string>
#include <string_view>

namespace ombud::dedupe {

enum class CategoryRelation : std::uint8_t { same, same_group, other, unknown };
enum class AddressRelation : std::uint8_t { same_house, same_street, other, unknown };
enum class IdentifierRelation : std::uint8_t { same, conflicting, none };
enum class ObjectRelation : std::uint8_t { shared, disjoint, unknown };
enum class ReporterRelation : std::uint8_t { same, other, unknown };
enum class PhotoRelation : std::uint8_t { same, alike, different, unknown };

/// What two reports have in common, in terms a person can check.
struct Evidence {
    double metres = -1;        ///< apart; negative where one has no position
    double uncertainty_m = 0;  ///< root of the sum of both accuracies squared
    double days = 0;           ///< apart
    double closed_days = -1;   ///< so long had the earlier one been closed when the later came; negative: it was open
    double cosine = -1;        ///< of the texts' letter trigrams; negative where one has no text to speak of
    double text_share = 0;     ///< how much the texts can prove, 0 to 1: short texts are alike by chance
    CategoryRelation category = CategoryRelation::unknown;
    AddressRelation address = AddressRelation::unknown;
    IdentifierRelation identifier = IdentifierRelation::none;
    IdentifierKind identifier_kind = IdentifierKind::none;
    ObjectRelation objects = ObjectRelation::unknown;
    ReporterRelation reporter = ReporterRelation::unknown;
    PhotoRelation photo = PhotoRelation::unknown;
    bool repetition = false;  ///< the later one says so: "schon wieder"
};

/// \pre `earlier.before(later)`
[[nodiscard]] Evidence compare(const Fingerprint& later, const Fingerprint& earlier) noexcept;

/// For people: "18 m, 2 days, same lamp 4711's number, photo alike". Only what is known and tells something.
[[nodiscard]] std::string explain(const Evidence& evidence);

/// The levels that evidence is sorted into. Distance, time, time since closing and likeness of text are numbers: they
/// lie between two levels and count for both in part, so that the score has no steps.
enum class Level : std::uint8_t {
    metres_0,
    metres_10,
    metres_25,
    metres_50,
    metres_100,
    metres_250,
    metres_unknown,
    hours_0,
    hours_1,
    hours_6,
    days_1,
    days_3,
    days_10,
    days_30,
    days_90,
    days_180,
    category_same,
    category_group,
    category_other,
    category_unknown,
    address_house,
    address_street,
    address_other,
    address_unknown,
    still_open,
    closed_0,
    closed_1,
    closed_7,
    closed_30,
    closed_180,
    identifier_same,
    identifier_conflicting,
    text_0,
    text_25,
    text_50,
    text_75,
    text_100,
    objects_shared,
    objects_disjoint,
    repetition,
    reporter_same,
    reporter_other,
    photo_same,
    photo_alike,
    photo_different,
    count
};
inline constexpr std::size_t level_count = static_cast<std::size_t>(Level::count);

/// "metres_10": as it stands in a stored model.
[[nodiscard]] std::string_view name(Level level) noexcept;

/// An explainable linear model: the log odds that two reports are about the same thing are `bias` plus a weight for
/// each level that the evidence reaches. In the terms of Fellegi and Sunter (A theory for record linkage, 1969) a
/// weight is the log of how much more often the level occurs among duplicates than among others.
struct Model {
    double bias = 0;
    std::array<double, level_count> weights{};

    [[nodiscard]] double weight(Level level) const noexcept { return weights[static_cast<std::size_t>(level)]; }
};

/// The weights every installation starts with; where each comes from stands in shipped_model.cpp.
[[nodiscard]] const Model& shipped_model() noexcept;

/// How far the evidence reaches one level, 0 to 1.
struct Share {
    Level level;
    double share;
};
/// All levels with a share above 0; at most `most_shares`.
inline constexpr std::size_t most_shares = 16;
struct Shares {
    std::array<Share, most_shares> items;  ///< uninitialised beyond `count`: this is made for every pair
    std::size_t count = 0;

    [[nodiscard]] std::span<const Share> all() const noexcept { return {items.data(), count}; }
};
[[nodiscard]] Shares shares(const Evidence& evidence) noexcept;

[[nodiscard]] double log_odds(const Model& model, const Evidence& evidence) noexcept;
[[nodiscard]] double probability(double log_odds) noexcept;

/// One line a weight, "bias -4.2" first: to store and to show. `parse_model` reads it back.
[[nodiscard]] std::string to_text(const Model& model);
/// Throws Error(input) where the text is not one that `to_text` made.
[[nodiscard]] Model parse_model(std::string_view text);

}  // namespace ombud::dedupe
