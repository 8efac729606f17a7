#include "route/training_set.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <thread>

namespace ombud::route {

namespace {

/// What one thread read of its share of the texts.
struct Share {
    std::vector<Feature> features;
    std::vector<std::size_t> lengths;
};

Share read_share(std::span<const LabelledText> texts, unsigned bits) {
    Share share;
    FeatureReader reader(bits);
    for (const LabelledText& text : texts) {
        const auto features = reader.read(text.text);
        share.features.insert(share.features.end(), features.begin(), features.end());
        share.lengths.push_back(features.size());
    }
    return share;
}

}  // namespace

void TrainingSet::name_categories(std::span<const LabelledText> texts) {
    for (const LabelledText& text : texts) categories_.push_back(text.category);
    std::ranges::sort(categories_);
    categories_.erase(std::ranges::unique(categories_).begin(), categories_.end());
    for (const LabelledText& text : texts) {
        const auto at = std::ranges::lower_bound(categories_, text.category);
        labels_.push_back(static_cast<std::uint32_t>(at - categories_.begin()));
        contents_.push_back(std::hash<std::string_view>{}(text.text));
    }
}

TrainingSet::TrainingSet(std::span<const LabelledText> texts, unsigned threads) {
    name_categories(texts);
    bits_ = bucket_bits(categories_.size());
    const std::size_t shares = std::max<std::size_t>(1, std::min<std::size_t>(threads, texts.size() / 1000));
    std::vector<Share> read(shares);
    {
        std::vector<std::jthread> workers;
        for (std::size_t i = 0; i < shares; ++i) {
            const std::size_t begin = texts.size() * i / shares;
            const std::size_t end = texts.size() * (i + 1) / shares;
            workers.emplace_back([&, i, begin, end] { read[i] = read_share(texts.subspan(begin, end - begin), bits_); });
        }
    }
    std::vector<std::vector<Feature>> parts;
    std::vector<std::size_t> lengths;
    for (Share& share : read) {
        parts.push_back(std::move(share.features));
        lengths.insert(lengths.end(), share.lengths.begin(), share.lengths.end());
    }
    weigh(parts, lengths);
}

void TrainingSet::weigh(const std::vector<std::vector<Feature>>& parts, const std::vector<std::size_t>& lengths) {
    documents_.assign(std::size_t{1} << bits_, 0);
    std::size_t total = 0;
    for (const auto& part : parts) {
        for (const Feature feature : part) ++documents_[feature.bucket()];
        total += part.size();
    }
    const auto texts = static_cast<float>(lengths.size());
    idf_.assign(documents_.size(), 0.0F);
    for (std::size_t b = 0; b < idf_.size(); ++b) {
        if (documents_[b] > 0) idf_[b] = std::log((1 + texts) / (1 + static_cast<float>(documents_[b]))) + 1;
    }
    entries_.reserve(total);
    begins_.push_back(0);
    std::size_t part = 0;
    std::size_t at = 0;
    for (const std::size_t length : lengths) {
        while (part < parts.size() && at == parts[part].size() && length > 0) ++part, at = 0;
        const auto features = length == 0 ? std::span<const Feature>() : std::span(parts[part]).subspan(at, length);
        float square[2] = {0, 0};
        for (const Feature f : features) {
            const float value = sublinear(f.count()) * idf_[f.bucket()];
            square[f.word() ? 1 : 0] += value * value;
        }
        for (const Feature f : features) {
            const float value = sublinear(f.count()) * idf_[f.bucket()];
            entries_.emplace_back(f.bucket(), std::min(1.0F, value / std::sqrt(square[f.word() ? 1 : 0])));
        }
        at += length;
        begins_.push_back(entries_.size());
    }
}

}  // namespace ombud::route
