// The reporter and the staff: people whose data is known and covered wherever it stands.

#include "core/text.hpp"
#include "publish/redaction/findings.hpp"
#include "publish/redaction/lexicon.hpp"

#include <algorithm>

namespace ombud::publish::redaction {

namespace {

std::string digits_of(std::string_view text) {
    std::string digits;
    std::ranges::copy_if(text, std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
    return digits;
}

/// Without what may be left out or written in several ways in front: "+49 171 …", "0049171…", "0171…" are one.
std::string national(std::string digits) {
    if (digits.starts_with("00")) digits.erase(0, 2);
    if (digits.starts_with("49") && digits.size() > 9) digits.erase(0, 2);
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
    return digits;
}

void find_digits(Search& search, std::string_view known, std::string_view reason) {
    if (known.size() < 5) return;
    const std::string_view text = search.words.text();
    // Every run of digits with blanks and the like between them, compared by its end.
    for (std::size_t k = 0; k < text.size(); ++k) {
        if (text[k] < '0' || text[k] > '9') continue;
        std::string digits;
        std::size_t end = k;
        std::size_t gap = 0;
        std::size_t scan = k;
        while (scan < text.size() && gap <= 4) {
            if (text[scan] >= '0' && text[scan] <= '9') {
                digits += text[scan];
                gap = 0;
                end = scan + 1;
            } else if (std::string_view(" -/.()\xE2\x80\x93\x91").find(text[scan]) == std::string_view::npos) {
                break;
            } else {
                ++gap;
            }
            ++scan;
        }
        if (digits.find(known) != std::string::npos) {
            const std::size_t begin = k > 0 && text[k - 1] == '+' ? k - 1 : k;
            search.cover(CoverKind::phone, reason, begin, end);
        }
        k = std::max(k, end);
    }
}

void find_folded(Search& search, std::string_view key, CoverKind kind, std::string_view reason) {
    if (key.size() < 5) return;
    const Words& words = search.words;
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::size_t end = i;
        std::string joined;
        // Letters of the words with what is between them, folded.
        while (end < words.size() && joined.size() < key.size()) {
            if (end > i) joined += fold(words.gap(end));
            joined += words[end].key;
            ++end;
        }
        if (joined == key) search.cover_words(kind, reason, i, end);
    }
}

/// "H." or "H.-P."
bool is_initial(const Words& words, std::size_t i) noexcept {
    return words[i].capital && words[i].key.size() <= 2 && words[i].end - words[i].begin <= 2 &&
           words.gap(i + 1).starts_with('.');
}

/// All words of a name one after the other, the short ones too: "van an nguyen".
void find_whole(Search& search, const std::vector<std::string>& name, std::string_view reason) {
    if (name.size() < 2) return;
    const Words& words = search.words;
    for (std::size_t i = 0; i + name.size() <= words.size(); ++i) {
        bool forward = true;
        bool backward = true;
        for (std::size_t k = 0; k < name.size(); ++k) {
            forward = forward && words[i + k].key == name[k];
            backward = backward && words[i + k].key == name[name.size() - 1 - k];
        }
        if (forward || backward) search.cover_words(CoverKind::name, reason, i, i + name.size());
    }
}

}  // namespace

KnownKeys keys_of(const KnownPerson& person) {
    KnownKeys keys;
    const Words name(person.name);
    for (const Word& word : name.all()) {
        if (!word.number && !word.is(honorific | academic)) keys.whole.emplace_back(word.key);
        if (word.number || word.key.size() < 3 || word.is(honorific | academic | particle)) continue;
        keys.names.emplace_back(word.key);
        const auto parts = hyphen_parts(word.key);
        for (const std::string_view part : parts) {
            if (parts.size() > 1 && part.size() > 3) keys.names.emplace_back(part);
        }
    }
    keys.mail = fold(trim(person.mail));
    const std::string local = keys.mail.substr(0, keys.mail.find('@'));
    // "info" and "anna" are words; what has a mark or a digit in it is not.
    if (local.size() > 5 && local.find_first_of("._-0123456789") != std::string::npos) keys.mail_name = local;
    keys.digits = national(digits_of(person.phone));
    // "Kampstr. 8, 59065 Hamm": what comes after the house is everybody's.
    const Words home(std::string_view(person.home).substr(0, person.home.find(',')));
    for (const Word& word : home.all())
        keys.home.emplace_back(word.key.ends_with("str") ? std::string(word.key) + "asse" : word.key);
    return keys;
}

void find_known(Search& search, const KnownKeys& known, std::string_view reason) {
    const Words& words = search.words;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i].number || search.street(i)) continue;
        const auto is_known = [&](std::string_view key) {
            return std::ranges::find(known.names, key) != known.names.end() ||
                   (key.ends_with('s') && key.size() > 4 &&
                    std::ranges::find(known.names, key.substr(0, key.size() - 1)) != known.names.end());
        };
        bool fits = is_known(words[i].key);
        if (!fits && words[i].key.find('-') != std::string_view::npos)
            fits = std::ranges::any_of(hyphen_parts(words[i].key), is_known);
        // Small words of whoever writes no capitals: an ordinary one is none of the name, but for who signs with it.
        if (fits && !words[i].capital && words[i].is(ordinary) && i + 2 < words.size()) fits = false;
        if (!fits) continue;
        // "O. Stange", "Sonja W."
        std::size_t first = i;
        while (first > 0 && is_initial(words, first - 1) && words.gap(first).size() <= 2) --first;
        std::size_t end = i + 1;
        if (end < words.size() && words.follows(end) && is_initial(words, end)) ++end;
        search.cover_words(CoverKind::name, reason, first, end);
    }
    find_whole(search, known.whole, reason);
    if (!known.mail.empty()) find_folded(search, known.mail, CoverKind::mail, reason);
    if (!known.mail_name.empty()) find_folded(search, known.mail_name, CoverKind::mail, reason);
    find_digits(search, known.digits, reason);
    if (known.home.size() < 2) return;
    for (std::size_t i = 0; i + known.home.size() <= words.size(); ++i) {
        bool same = true;
        for (std::size_t k = 0; k < known.home.size() && same; ++k) {
            const std::string_view key = words[i + k].key;
            same = key == known.home[k] || (key.ends_with("str") && std::string(key) + "asse" == known.home[k]);
        }
        if (same) search.cover_words(CoverKind::address, reason, i, i + known.home.size());
    }
}

}  // namespace ombud::publish::redaction
