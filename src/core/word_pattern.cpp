#include "core/word_pattern.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace ombud {

std::string padded_words(std::string_view text) {
    std::string result = " ";
    for (const char c : fold(text)) {
        const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
        if (word) {
            result += c;
        } else if (result.back() != ' ') {
            result += ' ';
        }
    }
    if (result.back() != ' ') result += ' ';
    return result;
}

std::string fault_of_pattern(std::string_view pattern) {
    if (trim(pattern).empty()) return "the pattern is empty";
    for (std::string_view word : split(pattern, ' ')) {
        if (word.starts_with('*')) word.remove_prefix(1);
        if (word.ends_with('*')) word.remove_suffix(1);
        if (word.find('*') != std::string_view::npos) return "a star may stand only at the ends of a word";
        if (padded_words(word).size() < 2) return "a word of it has no letter or digit";
    }
    return {};
}

WordPattern::WordPattern(std::string_view pattern) {
    for (std::string_view given : split(pattern, ' ')) {
        const bool before = given.starts_with('*');
        const bool after = given.ends_with('*');
        // "S-Bahn" is two words.
        const std::string padded = padded_words(given);
        const auto parts = split(padded, ' ');
        for (std::size_t i = 0; i < parts.size(); ++i) {
            words_.push_back({std::string(parts[i]), before && i == 0, after && i + 1 == parts.size()});
        }
    }
}

bool WordPattern::Word::matches(std::string_view word) const noexcept {
    if (open_before && open_after) return word.find(letters) != std::string_view::npos;
    if (open_before) return word.ends_with(letters);
    if (open_after) return word.starts_with(letters);
    return word == letters;
}

bool WordPattern::Word::covers(const Word& other) const noexcept {
    if ((other.open_before && !open_before) || (other.open_after && !open_after)) return false;
    return matches(other.letters);
}

bool WordPattern::matches(std::string_view padded) const {
    const auto words = split(padded, ' ');
    if (words_.empty() || words.size() < words_.size()) return false;
    for (std::size_t begin = 0; begin + words_.size() <= words.size(); ++begin) {
        std::size_t i = 0;
        while (i < words_.size() && words_[i].matches(words[begin + i])) ++i;
        if (i == words_.size()) return true;
    }
    return false;
}

bool WordPattern::covers(const WordPattern& other) const {
    if (other.words_.size() < words_.size()) return false;
    for (std::size_t begin = 0; begin + words_.size() <= other.words_.size(); ++begin) {
        std::size_t i = 0;
        while (i < words_.size() && words_[i].covers(other.words_[begin + i])) ++i;
        if (i == words_.size()) return true;
    }
    return false;
}

}  // namespace ombud
