#include "dedupe/quick_bound.hpp"

#include <algorithm>
#include <cmath>

namespace ombud::dedupe {

namespace {

// Beyond the last entry the outermost level holds; its knot lies below both.
constexpr std::size_t metres = 512;
constexpr std::size_t hours = std::size_t{181} * 24;

/// The weight of the levels from `first` to `last` alone.
double weight_of(const Model& model, const Evidence& evidence, Level first, Level last) {
    double sum = 0;
    for (const Share& share : shares(evidence).all()) {
        if (share.level >= first && share.level <= last) sum += model.weight(share.level) * share.share;
    }
    return sum;
}

/// For each step the larger weight of its two ends: all knots lie on steps, and between two knots a weight only rises
/// or only falls.
template <typename Put>
std::vector<float> table(const Model& model, std::size_t steps, Level first, Level last, const Put& put) {
    constexpr double rounding = 1e-3;
    std::vector<float> largest(steps);
    double before = 0;
    for (std::size_t i = 0; i <= steps; ++i) {
        Evidence evidence;
        put(evidence, static_cast<double>(i));
        const double here = weight_of(model, evidence, first, last);
        if (i > 0) largest[i - 1] = static_cast<float>(std::max(before, here) + rounding);
        before = here;
    }
    return largest;
}

double at(const std::vector<float>& table, double place) noexcept {
    const auto i = static_cast<std::size_t>(std::max(0.0, place));
    return static_cast<double>(table[std::min(i, table.size() - 1)]);
}

}  // namespace

QuickBound::QuickBound(const Model& model)
    : model_(model),
      by_metre_(
          table(model, metres, Level::metres_0, Level::metres_unknown, [](Evidence& e, double m) { e.metres = m; })),
      by_hour_(table(model, hours, Level::hours_0, Level::days_180, [](Evidence& e, double h) { e.days = h / 24; })),
      by_hour_closed_(table(model, hours, Level::still_open, Level::closed_180,
                            [](Evidence& e, double h) { e.closed_days = h / 24; })) {
    for (const Level level : {Level::text_0, Level::text_25, Level::text_50, Level::text_75, Level::text_100}) {
        best_text_ = std::max(best_text_, model.weight(level));
    }
    best_place_ = static_cast<double>(*std::ranges::max_element(by_metre_));
    unknown_place_ = model.weight(Level::metres_unknown);
}

double QuickBound::of_words(const Fingerprint& later, const Fingerprint& earlier) const noexcept {
    double sum = std::max(0.0, later.repetition() ? model_.weight(Level::repetition) : 0);
    if (later.letters != 0 && earlier.letters != 0) sum += best_text_;
    constexpr std::uint64_t object_bits = ~(1ULL << 63U);
    const std::uint64_t mine = later.objects & object_bits;
    const std::uint64_t theirs = earlier.objects & object_bits;
    if (mine != 0 && theirs != 0) {
        sum += model_.weight((mine & theirs) != 0 ? Level::objects_shared : Level::objects_disjoint);
    }
    if (later.identifiers[0] != 0 && earlier.identifiers[0] != 0) {
        sum += std::max({0.0, model_.weight(Level::identifier_same), model_.weight(Level::identifier_conflicting)});
    }
    return sum;
}

double QuickBound::operator()(const Fingerprint& later, const Fingerprint& earlier, bool as_open) const noexcept {
    constexpr double seconds_an_hour = 3600;
    double sum = model_.bias + of_words(later, earlier);
    const bool placed = later.has_position() && earlier.has_position();
    // A rough position makes two reports seem farther apart than they lie; the weight of distance need not fall
    // everywhere.
    constexpr std::uint16_t exact = 10;
    const bool rough = later.accuracy_m > exact || earlier.accuracy_m > exact;
    if (!placed) {
        sum += unknown_place_;
    } else if (rough) {
        sum += best_place_;
    } else {
        sum += at(by_metre_, metres_between(later, earlier));
    }
    sum += at(by_hour_, static_cast<double>(later.received_at - earlier.received_at) / seconds_an_hour);
    sum += as_open || earlier.open_at(later.received_at)
               ? model_.weight(Level::still_open)
               : at(by_hour_closed_, static_cast<double>(later.received_at - earlier.closed_at) / seconds_an_hour);
    const auto relation = [](std::uint32_t a, std::uint32_t b, Level same, Level other, Level unknown) {
        return a == 0 || b == 0 ? unknown : a == b ? same : other;
    };
    Level category = relation(later.category, earlier.category, Level::category_same, Level::category_other,
                              Level::category_unknown);
    if (category == Level::category_other && later.group == earlier.group) category = Level::category_group;
    Level address =
        relation(later.street, earlier.street, Level::address_street, Level::address_other, Level::address_unknown);
    if (address == Level::address_street && later.house == earlier.house) address = Level::address_house;
    sum += model_.weight(category) + model_.weight(address);
    if (later.reporter != 0 && earlier.reporter != 0) {
        sum += model_.weight(later.reporter == earlier.reporter ? Level::reporter_same : Level::reporter_other);
    }
    if (later.photo != 0 && earlier.photo != 0) {
        sum += std::max({model_.weight(Level::photo_same), model_.weight(Level::photo_alike),
                         model_.weight(Level::photo_different)});
    }
    return sum;
}

}  // namespace ombud::dedupe
