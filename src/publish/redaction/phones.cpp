// Telephone numbers, German and foreign, as people write them.

#include "publish/redaction/findings.hpp"
#include "publish/redaction/lexicon.hpp"

#include <algorithm>
#include <array>

namespace ombud::publish::redaction {

namespace {

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

/// A run of digits with what may stand between those of a telephone number.
struct Run {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string digits{};
    bool plus = false;
    bool parted = false;    ///< something stands between the digits
    bool dots_only = true;  ///< nothing but full stops does
    bool trunk = false;     ///< "(0"
    std::size_t groups = 1;
    std::size_t first_group = 0;  ///< digits in it
    std::size_t last_group = 0;
};

/// Length of a separator at `k`: blanks, brackets, slashes, hyphens and dashes; 0: none.
std::size_t separator(std::string_view text, std::size_t k) noexcept {
    if (std::string_view(" \t/-.()").find(text[k]) != std::string_view::npos) return 1;
    const std::string_view three = text.substr(k, 3);
    if (three == "–" || three == "‑" || three == "‐" || three == "—") return 3;
    const std::string_view two = text.substr(k, 2);
    return two == "\xC2\xA0" ? 2 : 0;
}

Run run_at(std::string_view text, std::size_t start) {
    Run run;
    run.begin = start;
    std::size_t k = start;
    if (text[k] == '+') {
        run.plus = true;
        ++k;
    }
    if (k < text.size() && text[k] == '(') {
        run.trunk = k + 1 < text.size() && text[k + 1] == '0';
        ++k;
    }
    run.end = k;
    std::size_t group = 0;
    std::size_t gap = 0;
    while (k < text.size()) {
        if (is_digit(text[k])) {
            if (gap > 0 && !run.digits.empty()) {
                run.parted = true;
                if (run.groups == 1) run.first_group = group;
                ++run.groups;
                group = 0;
            }
            gap = 0;
            run.digits += text[k];
            run.end = ++k;
            ++group;
            continue;
        }
        const std::size_t length = separator(text, k);
        if (length == 0 || gap + length > 5) break;
        if (text[k] != '.') run.dots_only = false;
        gap += length;
        k += length;
    }
    if (run.groups == 1) run.first_group = group;
    run.last_group = group;
    return run;
}

bool is_mobile(std::string_view digits) noexcept {
    return digits.size() >= 10 && digits.size() <= 13 &&
           (digits.starts_with("015") || digits.starts_with("016") || digits.starts_with("017"));
}

/// "03.05.2026", also with the time after it: "03.05.2026 10:30" begins so.
bool is_date(std::string_view text, const Run& run) noexcept {
    const std::string_view s = text.substr(run.begin);
    const auto two = [&](std::size_t k) { return k + 1 < s.size() && is_digit(s[k]) && is_digit(s[k + 1]); };
    if (!two(0) || s.size() < 8) return false;
    const char mark = s[2];
    if (mark != '.' && mark != '/' && mark != '-') return false;
    if (!two(3) || s[5] != mark) return false;
    const int day = (s[0] - '0') * 10 + s[1] - '0';
    const int month = (s[3] - '0') * 10 + s[4] - '0';
    return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

/// What stands before a number says what it is: looks a few words back within the sentence.
bool labelled(const Words& words, std::size_t byte, std::uint32_t label) {
    std::size_t i = words.at(byte);
    for (std::size_t back = 0; back < 8 && i > 0; ++back, --i) {
        if (words.gap(i).find_first_of("!?") != std::string_view::npos) return false;
        const Word& word = words[i - 1];
        // "Tel. 39200 oder 39201"
        if (word.number) continue;
        if (word.is(label)) return true;
        // "unter der Nummer", "meine Nummer"
        if (label == phone_label && i > 2 && word.key == "nummer" && words[i - 2].key == "der" &&
            words[i - 3].key == "unter")
            return true;
        if (label == phone_label && i > 1 && (word.key == "nummer" || word.key == "nr") &&
            (words[i - 2].key == "meine" || words[i - 2].key == "meiner" || words[i - 2].key == "seine" ||
             words[i - 2].key == "ihre" || words[i - 2].key == "unsere"))
            return true;
        const auto hyphen = word.key.rfind('-');
        if (hyphen != std::string_view::npos && (meaning(word.key.substr(hyphen + 1)) & label) != 0) return true;
        // "Telefon-Nr.", "Laternennummer"
        if ((label & number_label) != 0 && (word.key.ends_with("nummer") || word.key.ends_with("nr")) &&
            !word.key.starts_with("tel") && !word.key.starts_with("handy") && !word.key.starts_with("mobil") &&
            !word.key.starts_with("ruf") && !word.key.starts_with("rueck")) {
            return true;
        }
    }
    return false;
}

bool directly_labelled(const Words& words, std::size_t byte, std::uint32_t label) {
    const std::size_t i = words.at(byte);
    return i > 0 && (words[i - 1].is(label) ||
                     (i > 1 && words[i - 1].key.size() <= 5 && words[i - 2].is(label) && !words[i - 1].number));
}

enum class Verdict { none, phone, doubt };

Verdict judge(const Words& words, const Run& run) {
    const std::string_view text = words.text();
    const std::size_t count = run.digits.size();
    if (count > 16) return Verdict::none;
    const bool phone = labelled(words, run.begin, phone_label);
    const bool thing =
        directly_labelled(words, run.begin, number_label) && !directly_labelled(words, run.begin, phone_label);
    if (is_date(text, run)) return Verdict::none;
    if (run.plus && count >= 7) return Verdict::phone;
    if (run.digits.starts_with("00") && count >= 9) return Verdict::phone;
    // "0,50 €", "07:30 Uhr", "0.5 m": what goes on so is a measure.
    const char after = run.end < text.size() ? text[run.end] : ' ';
    const bool goes_on = run.end + 1 < text.size() && is_digit(text[run.end + 1]);
    if ((after == ',' || after == ':') && goes_on) return Verdict::none;
    if (is_mobile(run.digits) && (!thing || run.parted)) return Verdict::phone;
    if (run.digits.starts_with('0') && count >= 6 && run.digits[1] != '0') {
        if (run.dots_only && run.parted && run.first_group == 1) return Verdict::none;
        if (thing && !phone) return Verdict::none;
        if (phone || run.parted || run.trunk || count >= 9) return Verdict::phone;
        return count >= 7 ? Verdict::doubt : Verdict::none;
    }
    // "Tel. 02381 4455-0, Fax -99"
    if (count >= 2 && count <= 4 && run.begin > 1 && text.substr(run.begin - 2, 2) == " -" &&
        directly_labelled(words, run.begin, phone_label))
        return Verdict::phone;
    if (phone && !thing && count >= 4 && count <= 13) {
        // "Telefon 8 bis 17 Uhr", "Anruf am 14.3., 9:40 Uhr", years
        if (count == 4 && (run.digits.starts_with("20") || run.digits.starts_with("19"))) return Verdict::none;
        if (run.dots_only && run.parted) return Verdict::none;
        return Verdict::phone;
    }
    return Verdict::none;
}

/// "null eins sieben eins …"
void find_spoken(Search& search) {
    static constexpr std::array<std::string_view, 13> digits{"null", "eins",       "zwo",   "zwei",   "drei",
                                                             "vier", "fuenf",      "sechs", "sieben", "acht",
                                                             "neun", "doppelnull", "eine"};
    const Words& words = search.words;
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::size_t end = i;
        while (end < words.size() && std::ranges::find(digits, words[end].key) != digits.end()) ++end;
        if (end >= i + 6) search.cover_words(CoverKind::phone, "a telephone number in words", i, end);
        i = std::max(i, end);
    }
}

/// Whether four digits are a year.
bool is_year(std::string_view digits) noexcept {
    return digits.size() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
}

}  // namespace

void find_phones_behind_names(Search& search) {
    const std::string_view text = search.words.text();
    const std::vector<Cover> found = search.covers;
    for (const Cover& cover : found) {
        if (cover.kind != CoverKind::name) continue;
        std::size_t k = cover.begin + cover.length;
        const bool bracket = text.substr(k).starts_with(" (");
        const bool comma = text.substr(k).starts_with(", ");
        if (!bracket && !comma) continue;
        k += 2;
        if (k >= text.size() || !is_digit(text[k])) continue;
        const Run run = run_at(text, k);
        const char after = run.end < text.size() ? text[run.end] : ' ';
        if (is_date(text, run) || is_year(run.digits) || run.digits.size() < 4 || search.covered(run.begin, run.end))
            continue;
        // "Voss, 59065 Hamm" is no number to call, and neither is one of which more follows.
        if (bracket ? after != ')' : run.digits.size() < 6) continue;
        search.cover(CoverKind::phone, "a number behind a name", run.begin, run.end);
    }
}

void find_phones(Search& search) {
    const std::string_view text = search.words.text();
    for (std::size_t k = 0; k < text.size(); ++k) {
        const bool opens =
            (text[k] == '+' || text[k] == '(') && k + 1 < text.size() && (is_digit(text[k + 1]) || text[k + 1] == '(');
        if (!opens && !is_digit(text[k])) continue;
        if (text[k] == '(' && text[k + 1] != '0') continue;
        const char before = k > 0 ? text[k - 1] : ' ';
        const bool inside = is_digit(before) || (before >= 'A' && before <= 'Z') || (before >= 'a' && before <= 'z') ||
                            ((before == ',' || before == ':') && k > 1 && is_digit(text[k - 2]));
        Run run = run_at(text, k);
        if (inside || run.digits.empty()) {
            while (k + 1 < text.size() && is_digit(text[k + 1])) ++k;
            continue;
        }
        // "22.09.2026" is not to be looked at again from its month on.
        if (is_date(text, run)) {
            k += std::string_view("31.12.").size() - 1;
            while (k + 1 < text.size() && is_digit(text[k + 1])) ++k;
            continue;
        }
        if (search.covered(run.begin, run.end)) {
            while (k + 1 < text.size() && is_digit(text[k + 1])) ++k;
            continue;
        }
        switch (judge(search.words, run)) {
            case Verdict::phone:
                search.cover(CoverKind::phone, "a telephone number", run.begin, run.end);
                k = run.end - 1;
                break;
            case Verdict::doubt:
                search.doubt("a number that may be one to call", run.begin, run.end);
                k = run.end - 1;
                break;
            case Verdict::none:
                while (k + 1 < text.size() && is_digit(text[k + 1])) ++k;
                break;
        }
    }
    find_spoken(search);
}

}  // namespace ombud::publish::redaction
