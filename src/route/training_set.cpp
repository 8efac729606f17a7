#include "route/training_set.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <thread>

namespace ombud::route {

namespace {

/// One thread's share of the texts: all their features, and how many each text has.
void read_share(std::span<const LabelledText> texts, unsigned bits, std::vector<Feature>& features,
                std::vector<std::size_t>& lengths) {
    FeatureReader reader(bits);
    for (const LabelledText& text : texts) {
        const auto read = reader.read(text.text);
        features.insert(features.end(), read.begin(), read.end());
        lengths.push_back(read.size());
    }
}

}  // namespace

void TrainingSet::name_categories(std::span<const LabelledText> texts) {
    for (const LabelledText& text : texts) categories_.push_back(text.category);
    std::ranges::sort(categories_);
    categories_.erase(std::unique(categories_.begin(), categories_.end()), categories_.end());
    for (const LabelledText& text : texts) {
        const auto at = std::ranges::lower_bound(categories_, text.category);
        labels_.push_back(static_cast<std::uint32_t>(at - categories_.begin()));
        contents_.push_back(std::hash<std::string_view>{}(text.text));
    }
}

std::vector<float> TrainingSet::frequencies() const {
    std::vector<float> result(categories_.size());
    for (const std::uint32_t label : labels_) result[label] += 1.0F / static_cast<float>(labels_.size());
    return result;
}

TrainingSet::TrainingSet(std::span<const LabelledText> texts, double idf_power, unsigned threads) {
    name_categories(texts);
    bits_ = bucket_bits(categories_.size());
    const std::size_t shares = std::max<std::size_t>(1, std::min<std::size_t>(threads, texts.size() / 1000));
    std::vector<std::vector<Feature>> parts(shares);
    std::vector<std::vector<std::size_t>> lengths(shares);
    {
        std::vector<std::jthread> workers;
        for (std::size_t i = 0; i < shares; ++i) {
            const std::size_t begin = texts.size() * i / shares;
            const std::size_t end = texts.size() * (i + 1) / shares;
            workers.emplace_back(
                [&, i, begin, end] { read_share(texts.subspan(begin, end - begin), bits_, parts[i], lengths[i]); });
        }
    }
    count(parts, texts.size(), idf_power);
    begins_.push_back(0);
    for (std::size_t i = 0; i < shares; ++i) {
        std::span<const Feature> rest = parts[i];
        for (const std::size_t length : lengths[i]) {
            append(rest.first(length));
            rest = rest.subspan(length);
        }
        parts[i] = {};  // 200 MB of 100,000 texts
    }
}

void TrainingSet::count(std::span<const std::vector<Feature>> parts, std::size_t texts, double idf_power) {
    documents_.assign(std::size_t{1} << bits_, 0);
    std::size_t total = 0;
    for (const auto& part : parts) {
        for (const Feature feature : part) ++documents_[feature.bucket()];
        total += part.size();
    }
    entries_.reserve(total);
    idf_.assign(documents_.size(), 0.0F);
    for (std::size_t b = 0; b < idf_.size(); ++b) {
        if (documents_[b] == 0) continue;
        const double share = (1 + static_cast<double>(texts)) / (1 + static_cast<double>(documents_[b]));
        idf_[b] = static_cast<float>(std::pow(std::log(share) + 1, idf_power));
    }
}

void TrainingSet::append(std::span<const Feature> features) {
    std::array<float, 2> square{};  // of n-grams and of words
    const auto value = [&](Feature f) { return sublinear(f.count()) * idf_[f.bucket()]; };
    for (const Feature f : features) square[f.word() ? 1 : 0] += value(f) * value(f);
    for (const Feature f : features) {
        entries_.emplace_back(f.bucket(), std::min(1.0F, value(f) / std::sqrt(square[f.word() ? 1 : 0])));
    }
    begins_.push_back(entries_.size());
}

}  // namespace ombud::route
