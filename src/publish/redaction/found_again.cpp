// Names that were found, wherever else they stand, and what stands between two of them.

#include "publish/redaction/findings.hpp"
#include "publish/redaction/lexicon.hpp"
#include "publish/redaction/name_reader.hpp"

#include <algorithm>

namespace ombud::publish::redaction {

void find_again(Search& search) {
    const Words& words = search.words;
    // "Tom und Ina Voss" is one name.
    for (std::size_t i = 1; i + 1 < words.size(); ++i) {
        if (words[i].key != "und" && words[i].key != "u") continue;
        const bool after = words.follows(i + 1) || (words[i].key == "u" && words.gap(i + 1) == ". ");
        if (!words.follows(i) || !after || words[i - 1].is(ordinary)) continue;
        const bool surname_follows = i + 2 < words.size() && words.follows(i + 2) && search.is_name(i + 2);
        if (search.is_name(i - 1) && search.is_name(i + 1) && words[i - 1].is(given_name | maybe_given) &&
            words[i + 1].is(given_name | maybe_given) && surname_follows) {
            search.cover_words(CoverKind::name, "between two names", i - 1, i + 2);
        }
    }
    std::vector<std::string_view> keys;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (search.is_name(i) && words[i].key.size() > 3 && !words[i].is(ordinary | particle | academic))
            keys.push_back(words[i].key);
    }
    if (keys.empty()) return;
    // "Ina, Jörn, Merle und Fritzi": what stands between two names in a list is one.
    const NameReader reader(search);
    for (std::size_t i = 1; i + 1 < words.size(); ++i) {
        const bool listed =
            words.gap(i) == ", " && (words.gap(i + 1) == ", " || (i + 2 < words.size() && words[i + 1].key == "und"));
        const std::size_t next = words.gap(i + 1) == ", " ? i + 1 : i + 2;
        if (listed && reader.unknown(i) && !search.word_covered(i) && search.word_covered(i - 1) &&
            next < words.size() && search.word_covered(next)) {
            search.cover_words(CoverKind::name, "between two names", i, i + 1);
        }
    }
    std::ranges::sort(keys);
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!words[i].capital || search.maybe_street(i) || search.word_covered(i)) continue;
        std::string_view key = words[i].key;
        if (!std::ranges::binary_search(keys, key) && key.ends_with('s')) key.remove_suffix(1);
        if (std::ranges::binary_search(keys, key))
            search.cover_words(CoverKind::name, "a name found elsewhere", i, i + 1);
    }
}

}  // namespace ombud::publish::redaction
