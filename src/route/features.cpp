#include "route/features.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <bit>
#include <string>

namespace ombud::route {

namespace {

constexpr std::size_t shortest_gram = 2;
constexpr std::size_t longest_gram = 5;

/// FNV-1a, 64 bits (RFC draft-eastlake-fnv); good enough once its upper half is mixed in.
constexpr std::uint64_t fnv_start = 0xcbf29ce484222325U;
constexpr std::uint64_t fnv_prime = 0x100000001b3U;

std::uint64_t hashed(std::uint64_t hash, char c) noexcept {
    return (hash ^ static_cast<unsigned char>(c)) * fnv_prime;
}

std::uint64_t hashed(std::uint64_t hash, std::string_view text) noexcept {
    for (const char c : text) hash = hashed(hash, c);
    return hash;
}

/// Single spaces between words and one at both ends; digits are all '0'.
std::string words_of(std::string_view text) {
    std::string words = " ";
    const std::string folded = fold(cut(text, longest_text));
    for (const char c : folded) {
        if ((c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80) {
            words += c;
        } else if (c >= '0' && c <= '9') {
            words += '0';
        } else if (words.back() != ' ') {
            words += ' ';
        }
    }
    if (words.back() != ' ') words += ' ';
    return words;
}

}  // namespace

FeatureReader::FeatureReader(unsigned bits) noexcept : bits_(std::min(bits, most_bucket_bits)) {}

void FeatureReader::add(std::uint64_t hash, bool word) {
    // Fibonacci hashing: the multiplication spreads what FNV leaves in the low bits over the high ones.
    const auto bucket = static_cast<std::uint32_t>((hash * 0x9E3779B97F4A7C15U) >> (64U - bits_));
    keys_.push_back((bucket << 1U | (word ? 1U : 0U)) + 1U);
}

void FeatureReader::read_word(std::string_view padded) {
    for (std::size_t begin = 0; begin + shortest_gram <= padded.size(); ++begin) {
        std::uint64_t hash = fnv_start;
        const std::size_t end = std::min(padded.size(), begin + longest_gram);
        for (std::size_t i = begin; i < end; ++i) {
            hash = hashed(hash, padded[i]);
            if (i + 1 - begin >= shortest_gram) add(hash, false);
        }
    }
}

/// Counts equal keys.
void FeatureReader::collect() {
    const std::size_t size = std::bit_ceil(2 * keys_.size() + 1);
    table_.assign(size, Slot{});
    features_.clear();
    for (const std::uint32_t key : keys_) {
        std::size_t at = std::size_t{key} * 0x9E3779B1U & (size - 1);
        while (table_[at].key != key && table_[at].key != 0) at = (at + 1) & (size - 1);
        table_[at].key = key;
        ++table_[at].count;
    }
    for (const Slot& slot : table_) {
        if (slot.key != 0) features_.emplace_back((slot.key - 1U) >> 1U, ((slot.key - 1U) & 1U) != 0, slot.count);
    }
}

std::span<const Feature> FeatureReader::read(std::string_view text) {
    keys_.clear();
    const std::string words = words_of(text);
    std::string_view before;
    for (std::size_t begin = 0; begin + 1 < words.size();) {
        const std::size_t end = words.find(' ', begin + 1);
        const std::string_view padded = std::string_view(words).substr(begin, end + 1 - begin);
        read_word(padded);
        add(hashed(fnv_start ^ 1U, padded), true);
        if (!before.empty()) add(hashed(hashed(fnv_start ^ 2U, before), padded), true);
        before = padded;
        begin = end;
    }
    collect();
    return features_;
}

}  // namespace ombud::route
