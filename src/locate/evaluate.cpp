#include "locate/evaluate.hpp"

#include "core/error.hpp"
#include "core/text.hpp"
#include "ogr/layer_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <ctime>

namespace ombud::locate {

namespace {

std::size_t column_of(const ogr::LayerReader& layer, std::string_view name, const std::filesystem::path& file) {
    const auto& columns = layer.columns();
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (fold(columns[i]) == name) return i;
    }
    throw Error(ErrorKind::input,
                fmt::format("{}: it needs the columns text, lat and lon; '{}' is missing", file.string(), name));
}

double degrees(std::string_view text, const std::filesystem::path& file, std::size_t line) {
    text = trim(text);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || std::abs(value) > 180) {
        throw Error(ErrorKind::input,
                    fmt::format("{}:{}: '{}' is no coordinate in degrees", file.string(), line, text));
    }
    return value;
}

/// The value below which this share of the sorted values lies (nearest rank).
double percentile(const std::vector<double>& sorted, double share) {
    if (sorted.empty()) return 0;
    const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
    return sorted[std::max<std::size_t>(rank, 1) - 1];
}

/// Whether the address found lies in several places, one of them the place meant.
bool is_ambiguous(const GoldText& gold, const Finding& finding) {
    if (!gold.position || finding.candidates.empty()) return false;
    std::size_t places = 0;
    bool meant = false;
    for (const Candidate& c : finding.candidates) {
        if (c.source != LocationSource::address || c.name != finding.candidates.front().name) continue;
        ++places;
        meant |= distance_m(*gold.position, c.position) <= right_within_m;
    }
    return meant && places > 1;
}

}  // namespace

std::vector<GoldText> read_gold(const std::filesystem::path& file) {
    ogr::ReadOptions options;
    options.text_only = true;
    const auto layer = ogr::open_layer(file, options);
    const std::size_t text = column_of(*layer, "text", file);
    const std::size_t lat = column_of(*layer, "lat", file);
    const std::size_t lon = column_of(*layer, "lon", file);
    std::vector<GoldText> gold;
    for (ogr::Feature row; layer->next(row);) {
        GoldText one{clean_text(row.values[text]), std::nullopt};
        if (!trim(row.values[lat]).empty() || !trim(row.values[lon]).empty()) {
            one.position = Position{degrees(row.values[lon], file, row.line), degrees(row.values[lat], file, row.line)};
        }
        gold.push_back(std::move(one));
    }
    return gold;
}

Evaluation evaluate(const Gazetteer& gazetteer, const Thresholds& thresholds, const std::vector<GoldText>& gold) {
    TextLocator locator(gazetteer, thresholds);
    std::vector<std::optional<Position>> found;
    found.reserve(gold.size());
    const std::clock_t start = std::clock();  // of this process: others on the machine do not count
    for (const GoldText& one : gold) {
        const Finding finding = locator.find(one.text);
        const Candidate* place = finding.place();
        found.push_back(place == nullptr ? std::nullopt : std::optional(place->position));
    }
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    std::size_t right = 0;
    std::size_t missed = 0;
    std::size_t ambiguous = 0;
    std::vector<double> errors;
    for (std::size_t i = 0; i < gold.size(); ++i) {
        const auto& meant = gold[i].position;
        if (meant && found[i]) errors.push_back(distance_m(*meant, *found[i]));
        if (meant && !found[i]) ++missed;
        const bool is_right = meant ? found[i] && errors.back() <= right_within_m : !found[i];
        if (is_right) {
            ++right;
        } else if (is_ambiguous(gold[i],
                                locator.find(gold[i].text))) {  // once more: the speed is that of finding alone
            ++ambiguous;
        }
    }
    std::ranges::sort(errors);
    Evaluation result;
    result.texts = gold.size();
    result.ambiguous = ambiguous;
    if (gold.empty()) return result;
    const auto all = static_cast<double>(gold.size());
    result.right = static_cast<double>(right) / all;
    result.missed = static_cast<double>(missed) / all;
    result.wrong = static_cast<double>(gold.size() - right - missed) / all;
    result.median_m = percentile(errors, 0.5);
    result.p95_m = percentile(errors, 0.95);
    result.texts_per_s = seconds > 0 ? all / seconds : 0;
    return result;
}

}  // namespace ombud::locate
