#include "dedupe/model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>

namespace ombud::dedupe {

namespace {

constexpr double seconds_a_day = 86'400;

CategoryRelation category_relation(const Fingerprint& a, const Fingerprint& b) noexcept {
    if (a.category == 0 || b.category == 0) return CategoryRelation::unknown;
    if (a.category == b.category) return CategoryRelation::same;
    return a.group == b.group ? CategoryRelation::same_group : CategoryRelation::other;
}

AddressRelation address_relation(const Fingerprint& a, const Fingerprint& b) noexcept {
    if (a.street == 0 || b.street == 0) return AddressRelation::unknown;
    if (a.street != b.street) return AddressRelation::other;
    return a.house == b.house ? AddressRelation::same_house : AddressRelation::same_street;
}

/// Equal identifiers of one kind beat different ones of another: "lamp 5 at house 3" and "lamp 5".
void compare_identifiers(const Fingerprint& a, const Fingerprint& b, Evidence& e) noexcept {
    for (const Identifier x : a.identifiers) {
        for (const Identifier y : b.identifiers) {
            if (x == 0 || kind_of(x) != kind_of(y)) continue;
            if (x == y) {
                e.identifier = IdentifierRelation::same;
                e.identifier_kind = kind_of(x);
                return;
            }
            e.identifier = IdentifierRelation::conflicting;
            e.identifier_kind = kind_of(x);
        }
    }
}

PhotoRelation photo_relation(std::uint64_t a, std::uint64_t b) noexcept {
    if (a == 0 || b == 0) return PhotoRelation::unknown;
    // Perceptual hashes of the same scene re-encoded differ in a few of 64 bits; of different scenes in about 32.
    constexpr int alike_bits = 10;
    const int bits = std::popcount(a ^ b);
    if (bits == 0) return PhotoRelation::same;
    return bits <= alike_bits ? PhotoRelation::alike : PhotoRelation::different;
}

std::string span_in_words(double days) {
    if (days < 1.0 / 24) return "within the hour";
    if (days < 1) return "same day";
    const long whole = std::lround(days);
    return fmt::format("{} day{}", whole, whole == 1 ? "" : "s");
}

}  // namespace

Evidence compare(const Fingerprint& later, const Fingerprint& earlier) noexcept {
    Evidence e;
    if (later.has_position() && earlier.has_position()) {
        e.metres = metres_between(later, earlier);
        const double a = later.accuracy_m;
        const double b = earlier.accuracy_m;
        e.uncertainty_m = std::sqrt(a * a + b * b);
    }
    e.days = static_cast<double>(later.received_at - earlier.received_at) / seconds_a_day;
    if (!earlier.open_at(later.received_at)) {
        e.closed_days = static_cast<double>(later.received_at - earlier.closed_at) / seconds_a_day;
    }
    constexpr std::uint16_t least_letters = 10;
    constexpr double telling_letters = 60;
    const std::uint16_t letters = std::min(later.letters, earlier.letters);
    if (letters >= least_letters) {
        e.cosine = cosine(later.trigrams, earlier.trigrams);
        e.text_share = std::min(1.0, letters / telling_letters);
    }
    e.category = category_relation(later, earlier);
    e.address = address_relation(later, earlier);
    compare_identifiers(later, earlier, e);
    constexpr std::uint64_t object_bits = ~(1ULL << 63U);
    const std::uint64_t mine = later.objects & object_bits;
    const std::uint64_t theirs = earlier.objects & object_bits;
    if (mine != 0 && theirs != 0) e.objects = (mine & theirs) != 0 ? ObjectRelation::shared : ObjectRelation::disjoint;
    if (later.reporter != 0 && earlier.reporter != 0) {
        e.reporter = later.reporter == earlier.reporter ? ReporterRelation::same : ReporterRelation::other;
    }
    e.photo = photo_relation(later.photo, earlier.photo);
    e.repetition = later.repetition();
    return e;
}

std::string explain(const Evidence& e) {
    std::string text;
    const auto add = [&](std::string_view what) {
        if (!text.empty()) text += ", ";
        text += what;
    };
    if (e.metres >= 0) add(fmt::format("{:.0f} m", e.metres));
    if (e.address == AddressRelation::same_house) add("same address");
    if (e.metres < 0 && e.address == AddressRelation::same_street) add("same street");
    add(span_in_words(e.days));
    if (e.category == CategoryRelation::same) add("same category");
    if (e.category == CategoryRelation::same_group) add("kindred category");
    if (e.category == CategoryRelation::other) add("another category");
    if (e.identifier == IdentifierRelation::same) add(fmt::format("same {}", to_string(e.identifier_kind)));
    if (e.identifier == IdentifierRelation::conflicting) add(fmt::format("another {}", to_string(e.identifier_kind)));
    if (e.cosine > 0.6) add(e.cosine > 0.95 ? "same text" : "text alike");
    if (e.objects == ObjectRelation::disjoint) add("other things named");
    if (e.reporter == ReporterRelation::same) add("same reporter");
    if (e.photo == PhotoRelation::same) add("same photo");
    if (e.photo == PhotoRelation::alike) add("photo alike");
    if (e.closed_days >= 0) {
        add(e.closed_days < 1 ? std::string("closed the same day, reported again")
                              : fmt::format("closed {} ago, reported again", span_in_words(e.closed_days)));
    } else if (e.repetition) {
        add("says it is not the first time");
    }
    return text;
}

}  // namespace ombud::dedupe
