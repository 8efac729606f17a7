#include "dedupe/model.hpp"

#include "core/error.hpp"
#include "core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace ombud::dedupe {

namespace {

constexpr std::array<std::string_view, level_count> level_names{
    "metres_0",       "metres_10",      "metres_25",        "metres_50",
    "metres_100",     "metres_250",     "metres_unknown",   "hours_0",
    "hours_1",        "hours_6",        "days_1",           "days_3",
    "days_10",        "days_30",        "days_90",          "days_180",
    "category_same",  "category_group", "category_other",   "category_unknown",
    "address_house",  "address_street", "address_other",    "address_unknown",
    "still_open",     "closed_0",       "closed_1",         "closed_7",
    "closed_30",      "closed_180",     "identifier_same",  "identifier_conflicting",
    "text_0",         "text_25",        "text_50",          "text_75",
    "text_100",       "objects_shared", "objects_disjoint", "repetition",
    "reporter_same",  "reporter_other", "photo_same",       "photo_alike",
    "photo_different"};

/// Knots of a number that lies between levels, on a scale where steps are about even.
template <std::size_t n>
struct Scale {
    Level first;
    std::array<double, n> knots;
};

// log(metres + 5), log(days + an hour), log(days + half a day): what is below the added amount makes little difference.
const Scale<6> distance_scale{
    Level::metres_0, {std::log(5.), std::log(15.), std::log(30.), std::log(55.), std::log(105.), std::log(255.)}};
const Scale<9> time_scale{
    Level::hours_0,
    {std::log(1. / 24), std::log(2. / 24), std::log(7. / 24), std::log(25. / 24), std::log(73. / 24),
     std::log(241. / 24), std::log(721. / 24), std::log(2161. / 24), std::log(4321. / 24)}};
const Scale<5> closed_scale{Level::closed_0,
                            {std::log(.5), std::log(1.5), std::log(7.5), std::log(30.5), std::log(180.5)}};
const Scale<5> text_scale{Level::text_0, {0, .25, .5, .75, 1}};

class Collector {
  public:
    void add(Level level, double share) noexcept {
        if (share > 0 && result.count < most_shares) result.items[result.count++] = {level, share};
    }

    template <std::size_t n>
    void add(const Scale<n>& scale, double value, double share = 1) noexcept {
        const auto level = [&](std::size_t i) { return static_cast<Level>(static_cast<std::size_t>(scale.first) + i); };
        if (value <= scale.knots.front()) return add(level(0), share);
        for (std::size_t i = 1; i < n; ++i) {
            if (value > scale.knots[i]) continue;
            const double upper = (value - scale.knots[i - 1]) / (scale.knots[i] - scale.knots[i - 1]);
            add(level(i - 1), share * (1 - upper));
            return add(level(i), share * upper);
        }
        add(level(n - 1), share);
    }

    Shares result;
};

/// The relation's place in its enumeration added to the level of its first value.
template <typename Relation>
Level level_of(Level first, Relation relation) noexcept {
    return static_cast<Level>(static_cast<std::size_t>(first) + static_cast<std::size_t>(relation));
}

/// A rough position is never nearer than half of what it may be off beyond two exact ones (10 m each).
double effective_metres(const Evidence& e) noexcept {
    constexpr double two_exact_ones = 14.2;
    return std::max(e.metres, (e.uncertainty_m - two_exact_ones) / 2);
}

}  // namespace

std::string_view name(Level level) noexcept {
    return level_names[static_cast<std::size_t>(level)];
}

Shares shares(const Evidence& e) noexcept {
    Collector c;
    if (e.metres >= 0) {
        c.add(distance_scale, std::log(effective_metres(e) + 5));
    } else {
        c.add(Level::metres_unknown, 1);
    }
    c.add(time_scale, std::log(e.days + 1. / 24));
    c.add(level_of(Level::category_same, e.category), 1);
    c.add(level_of(Level::address_house, e.address), 1);
    if (e.closed_days < 0) {
        c.add(Level::still_open, 1);
    } else {
        c.add(closed_scale, std::log(e.closed_days + .5));
    }
    if (e.identifier != IdentifierRelation::none) c.add(level_of(Level::identifier_same, e.identifier), 1);
    if (e.cosine >= 0) c.add(text_scale, e.cosine, e.text_share);
    if (e.objects != ObjectRelation::unknown) c.add(level_of(Level::objects_shared, e.objects), 1);
    if (e.repetition) c.add(Level::repetition, 1);
    if (e.reporter != ReporterRelation::unknown) c.add(level_of(Level::reporter_same, e.reporter), 1);
    if (e.photo != PhotoRelation::unknown) c.add(level_of(Level::photo_same, e.photo), 1);
    return c.result;
}

double log_odds(const Model& model, const Evidence& evidence) noexcept {
    const Shares reached = shares(evidence);
    double sum = model.bias;
    for (const Share& share : reached.all()) sum += model.weight(share.level) * share.share;
    return sum;
}

double probability(double log_odds) noexcept {
    return 1 / (1 + std::exp(-log_odds));
}

std::string to_text(const Model& model) {
    std::string text = fmt::format("bias {:.6g}\n", model.bias);
    for (std::size_t i = 0; i < level_count; ++i) text += fmt::format("{} {:.6g}\n", level_names[i], model.weights[i]);
    return text;
}

Model parse_model(std::string_view text) {
    const auto damaged = [] {
        return Error(
            ErrorKind::input,
            "the stored duplicate model is damaged; `ombud dedupe train --forget` goes back to the one shipped");
    };
    Model model;
    std::size_t found = 0;
    for (const std::string_view line : split(text, '\n')) {
        const std::size_t blank = line.find(' ');
        if (blank == std::string_view::npos) throw damaged();
        double value = 0;
        const auto [end, error] = std::from_chars(line.data() + blank + 1, line.data() + line.size(), value);
        if (error != std::errc() || end != line.data() + line.size()) throw damaged();
        const std::string_view key = line.substr(0, blank);
        if (key == "bias") {
            model.bias = value;
        } else {
            const auto* level = std::find(level_names.begin(), level_names.end(), key);
            if (level == level_names.end()) throw damaged();
            model.weights[static_cast<std::size_t>(level - level_names.begin())] = value;
        }
        ++found;
    }
    if (found != level_count + 1) throw damaged();
    return model;
}

}  // namespace ombud::dedupe
