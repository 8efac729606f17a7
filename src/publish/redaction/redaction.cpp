#include "publish/redaction/redaction.hpp"

#include "core/json_writer.hpp"
#include "core/text.hpp"
#include "publish/redaction/findings.hpp"
#include "publish/redaction/lexicon.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace ombud::publish::redaction {

namespace {

struct KindName {
    std::string_view name, german, english;
};
constexpr std::array<KindName, 9> kinds{{{"name", "[Name]", "[name]"},
                                         {"mail", "[E-Mail]", "[e-mail]"},
                                         {"phone", "[Telefon]", "[phone]"},
                                         {"iban", "[IBAN]", "[IBAN]"},
                                         {"plate", "[Kennzeichen]", "[number plate]"},
                                         {"profile", "[Profil]", "[profile]"},
                                         {"birth", "[Geburtsdatum]", "[date of birth]"},
                                         {"address", "[Adresse]", "[address]"},
                                         {"account", "[Nummer]", "[number]"}}};

const KindName& names_of(CoverKind kind) {
    return kinds.at(static_cast<std::size_t>(kind));
}

/// Whether what stands between two names makes them one: a blank, or a particle of nobility.
bool joins(std::string_view between) noexcept {
    static constexpr std::array<std::string_view, 8> gaps{" ",    " v. ", " von ", " van ",
                                                          " de ", " el ", " al ",  " zu "};
    return std::ranges::find(gaps, between) != gaps.end();
}

/// By place and without overlaps: of two that overlap the first keeps its kind and takes in the other. Names side by
/// side are one.
std::vector<Cover> merged(std::string_view text, std::vector<Cover> covers) {
    std::ranges::stable_sort(covers, [](const Cover& a, const Cover& b) {
        return a.begin != b.begin ? a.begin < b.begin : a.length > b.length;
    });
    std::vector<Cover> result;
    for (const Cover& cover : covers) {
        const std::size_t end = result.empty() ? 0 : result.back().begin + result.back().length;
        const bool one_name = !result.empty() && cover.begin > end && cover.kind == CoverKind::name &&
                              result.back().kind == CoverKind::name && joins(text.substr(end, cover.begin - end));
        if (!result.empty() && cover.length > 0 && (cover.begin < end || one_name)) {
            Cover& last = result.back();
            last.length = std::max(last.begin + last.length, cover.begin + cover.length) - last.begin;
        } else if (cover.length > 0) {
            result.push_back(cover);
        }
    }
    return result;
}

}  // namespace

std::string_view to_string(CoverKind kind) noexcept {
    return kinds[static_cast<std::size_t>(kind)].name;
}

struct Redactor::Knowledge {
    StreetNames streets;
    std::vector<KnownKeys> staff{};
    std::unordered_set<std::string> allowed{};
    bool english = false;

    [[nodiscard]] bool allows(const Words& words, const Cover& cover) const {
        if (allowed.empty()) return false;
        if (allowed.contains(fold(words.text().substr(cover.begin, cover.length)))) return true;
        const std::size_t first = words.at(cover.begin);
        std::size_t i = first;
        for (; i < words.size() && words[i].begin < cover.begin + cover.length; ++i) {
            if (!allowed.contains(std::string(words[i].key))) return false;
        }
        return i > first;
    }
};

Redactor::Redactor(const RedactionSettings& settings, std::string_view language,
                   const std::vector<std::string>& streets) {
    auto knowledge = std::make_unique<Knowledge>(Knowledge{.streets = StreetNames(streets)});
    knowledge->english = language == "en";
    for (const std::string& name : settings.staff) knowledge->staff.push_back(keys_of({.name = name}));
    for (const std::string& word : settings.allow) knowledge->allowed.insert(fold(trim(word)));
    knowledge_ = std::move(knowledge);
}

Redactor::Redactor(Redactor&&) noexcept = default;
Redactor& Redactor::operator=(Redactor&&) noexcept = default;
Redactor::~Redactor() = default;

Redacted Redactor::redact(std::string_view text, const KnownPerson& writer) const {
    const Words words(text);
    Search search(words, knowledge_->streets);
    // What has a form of its own comes first: names and addresses look at what was found.
    find_mails_and_links(search);
    find_ibans(search);
    find_account_numbers(search);
    find_birth_dates(search);
    find_plates(search);
    find_phones(search);
    find_known(search, keys_of(writer), "the reporter's own");
    for (const KnownKeys& person : knowledge_->staff) find_known(search, person, "a name of the configuration");
    find_names(search);
    find_names_in_small_letters(search);
    find_signature(search);
    find_strange_words(search);
    find_phones_behind_names(search);
    find_homes(search);
    find_again(search);
    find_doubts(search);
    std::erase_if(search.covers, [&](const Cover& cover) { return knowledge_->allows(words, cover); });
    Redacted result;
    result.covers = merged(text, std::move(search.covers));
    std::erase_if(search.doubts, [&](const Doubt& doubt) {
        return std::ranges::any_of(result.covers, [&](const Cover& cover) {
            return cover.begin <= doubt.begin && cover.begin + cover.length >= doubt.begin + doubt.length;
        });
    });
    result.doubts = std::move(search.doubts);
    result.text = cover(text, result.covers);
    return result;
}

RedactedReport Redactor::redact_report(std::string_view title, std::string_view text, const KnownPerson& writer) const {
    // Looked at together: a name that one of them introduces is covered in the other.
    std::string both(title);
    both += "\n\n";
    const std::size_t begin = both.size();
    both += text;
    const Redacted found = redact(both, writer);
    RedactedReport report;
    for (const Cover& cover : found.covers) {
        const std::size_t end = cover.begin + cover.length;
        if (cover.begin < title.size()) {
            report.title.covers.push_back(
                {cover.kind, cover.reason, cover.begin, std::min(end, title.size()) - cover.begin});
        }
        if (end > begin) {
            const std::size_t from = std::max(cover.begin, begin);
            report.text.covers.push_back({cover.kind, cover.reason, from - begin, end - from});
        }
    }
    for (const Doubt& doubt : found.doubts) {
        if (doubt.begin < begin) {
            report.title.doubts.push_back(doubt);
        } else {
            report.text.doubts.push_back({doubt.reason, doubt.begin - begin, doubt.length});
        }
    }
    report.title.text = cover(title, report.title.covers);
    report.text.text = cover(text, report.text.covers);
    return report;
}

std::string Redactor::cover(std::string_view text, const std::vector<Cover>& covers) const {
    std::string result;
    result.reserve(text.size());
    std::size_t at = 0;
    for (const Cover& cover : merged(text, covers)) {
        result += text.substr(at, cover.begin - at);
        result += knowledge_->english ? names_of(cover.kind).english : names_of(cover.kind).german;
        at = cover.begin + cover.length;
    }
    result += text.substr(std::min(at, text.size()));
    return result;
}

std::string covers_json(const RedactedReport& report) {
    JsonWriter json;
    json.begin_array();
    const auto add = [&](std::string_view in, const std::vector<Cover>& covers) {
        for (const Cover& cover : covers) {
            json.begin_object()
                .key("in")
                .value(in)
                .key("kind")
                .value(to_string(cover.kind))
                .key("reason")
                .value(cover.reason);
            json.key("begin").value(cover.begin).key("length").value(cover.length).end_object();
        }
    };
    add("title", report.title.covers);
    add("text", report.text.covers);
    return json.end_array().take();
}

}  // namespace ombud::publish::redaction
