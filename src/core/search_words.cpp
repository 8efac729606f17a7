#include "core/search_words.hpp"

#include "core/error.hpp"
#include "core/text.hpp"

#include <libstemmer.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace ombud {

namespace {

/// A power of two; words of a town's reports that come again and again are a few thousand.
constexpr std::size_t remembered = 16'384;
/// Longer ones are no words that come again.
constexpr std::size_t longest_remembered = 40;

bool is_word_character(UChar32 c) {
    return u_isalnum(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

/// Length of the word character at `text[i]`; 0: there is none. German needs no ICU.
std::size_t word_character(std::string_view text, std::size_t i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) {
        const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
        return letter || (byte >= '0' && byte <= '9') ? 1 : 0;
    }
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
    if (byte == 0xC3 && next >= 0x80 && next != 0x97 && next != 0xB7) return 2;  // À to ÿ, without × and ÷
    if (byte == 0xE2 && next == 0x80) return 0;                                  // dashes and quotation marks
    const std::size_t length = byte < 0xC2 ? 0 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : byte < 0xF5 ? 4 : 0;
    if (length == 0 || i + length > text.size()) return 0;
    auto c = static_cast<UChar32>(byte & (0xFFU >> (length + 1)));
    for (std::size_t k = 1; k < length; ++k) {
        const auto trail = static_cast<unsigned char>(text[i + k]);
        if ((trail & 0xC0U) != 0x80U) return 0;
        c = c << 6 | static_cast<UChar32>(trail & 0x3FU);
    }
    return is_word_character(c) ? length : 0;
}

bool is_vowel(char c) {
    return std::string_view("aeiouy").find(c) != std::string_view::npos;
}

/// What the stemmer takes away, in its bare form.
constexpr std::array<std::string_view, 17> endings{"e",  "em",  "en",  "er",   "ern",  "es",   "s",    "st", "est",
                                                   "ig", "end", "ung", "isch", "lich", "heit", "keit", "ik"};

/// Whether the letters are endings one after the other, the last one perhaps not complete. A single letter that no
/// ending consists of says too little: "papierk" is not "papier" and the beginning of "keit".
bool are_endings(std::string_view letters) {
    return std::ranges::any_of(endings, [&](std::string_view ending) {
        if (letters == ending) return true;
        if (ending.starts_with(letters)) return letters.size() > 1 || is_vowel(letters.front());
        return letters.starts_with(ending) && are_endings(letters.substr(ending.size()));
    });
}

}  // namespace

std::vector<WordPlace> words_in(std::string_view text) {
    std::vector<WordPlace> words;
    std::size_t i = 0;
    while (i < text.size()) {
        const std::size_t begin = i;
        while (i < text.size()) {
            const std::size_t length = word_character(text, i);
            if (length == 0) break;
            i += length;
        }
        if (i > begin) {
            words.push_back({begin, i});
        } else {
            ++i;
        }
    }
    return words;
}

std::string bare_word(std::string_view word) {
    const std::string folded = fold(word);
    std::string bare;
    for (std::size_t i = 0; i < folded.size(); ++i) {
        const char c = folded[i];
        bare += c;
        if (i + 1 >= folded.size() || folded[i + 1] != 'e') continue;
        const char before = i > 0 ? folded[i - 1] : '\0';
        const bool umlaut = c == 'a' || c == 'o' || (c == 'u' && before != 'q' && !is_vowel(before));
        if (umlaut) ++i;  // the e is the second dot
    }
    return bare;
}

void WordStems::Free::operator()(sb_stemmer* stemmer) const noexcept {
    sb_stemmer_delete(stemmer);
}

WordStems::WordStems() : stemmer_(sb_stemmer_new("german", "UTF_8")), known_(remembered) {
    if (!stemmer_) throw Error(ErrorKind::system, "libstemmer has no German; reinstall libstemmer0d");
}

std::string WordStems::stem_of_bare(const std::string& bare) const {
    const auto* letters = reinterpret_cast<const sb_symbol*>(bare.data());
    const sb_symbol* stem = sb_stemmer_stem(stemmer_.get(), letters, static_cast<int>(bare.size()));
    if (stem == nullptr) throw Error(ErrorKind::system, "out of memory");
    return {reinterpret_cast<const char*>(stem), static_cast<std::size_t>(sb_stemmer_length(stemmer_.get()))};
}

std::string_view WordStems::stem(std::string_view word) {
    Known& known = known_[std::hash<std::string_view>{}(word) % remembered];
    if (known.word == word && !word.empty()) return known.stem;
    known.stem = stem_of_bare(bare_word(word));
    if (word.size() <= longest_remembered) {
        known.word = word;
    } else {
        known.word.clear();
    }
    return known.stem;
}

bool WordStems::may_go_on(std::string_view stem, std::string_view beginning) {
    return beginning.starts_with(stem) && beginning.size() > stem.size() && are_endings(beginning.substr(stem.size()));
}

}  // namespace ombud
