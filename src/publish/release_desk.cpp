#include "publish/release_desk.hpp"

#include "core/error.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"
#include "store/releases.hpp"
#include "store/reports.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace ombud::publish {

namespace {

bool only_a_person(Hindrance hindrance) noexcept {
    return hindrance == Hindrance::person_only || hindrance == Hindrance::not_automatic ||
           hindrance == Hindrance::taken_back;
}

/// What a person may overrule without having seen the words.
bool may_be_overruled(Hindrance hindrance) noexcept {
    return hindrance != Hindrance::not_public && hindrance != Hindrance::text_unsure && hindrance != Hindrance::wish;
}

std::string decision_json(const Draft& draft, Words words) {
    JsonWriter json;
    json.begin_object().key("words").value(words == Words::redacted ? "redacted" : "none");
    json.key("covers").value(draft.words.title.covers.size() + draft.words.text.covers.size());
    json.key("overruled").begin_array();
    for (const Reason& reason : draft.reasons) json.value(to_string(reason.hindrance));
    return json.end_array().end_object().take();
}

void require_possible(const Draft& draft) {
    const Report& report = draft.report;
    const bool closed = report.status == Status::rejected || report.status == Status::duplicate;
    const auto internal = std::ranges::find(draft.reasons, Hindrance::not_public, &Reason::hindrance);
    std::string_view why;
    if (internal != draft.reasons.end()) why = "its category is not public";
    if (closed) why = "it is rejected or a duplicate";
    if (report.expired) why = "it has left the public view by age";
    if (!report.position) why = "no place is known; `ombud place` says where it is";
    if (!why.empty()) throw Error(ErrorKind::conflict, fmt::format("report {} cannot be released: {}", report.id, why));
}

void recover(const redaction::Redactor& redactor, redaction::Redacted& part, std::string_view original) {
    std::ranges::sort(part.covers, {}, &redaction::Cover::begin);
    part.text = redactor.cover(original, part.covers);
}

bool cover_in(redaction::Redacted& part, std::string_view original, std::string_view words) {
    bool found = false;
    for (auto at = original.find(words); at != std::string_view::npos; at = original.find(words, at + words.size())) {
        const bool known = std::ranges::any_of(part.covers, [&](const redaction::Cover& cover) {
            return cover.begin <= at && cover.begin + cover.length >= at + words.size();
        });
        if (!known) part.covers.push_back({redaction::CoverKind::name, "by a person", at, words.size()});
        found = true;
    }
    return found;
}

}  // namespace

bool is_clean(const Draft& draft) noexcept {
    return std::ranges::all_of(draft.reasons, [](const Reason& reason) { return only_a_person(reason.hindrance); });
}

Draft draft_of(store::Register& registry, const Config& config, const redaction::Redactor& redactor, ReportId report) {
    const auto found = store::find_report(registry, report);
    if (!found) throw Error(ErrorKind::input, fmt::format("there is no report {}", report));
    return draft_release(registry, config, redactor, *found);
}

void release_draft(store::Register& registry, const Config& config, const Draft& draft, Words words,
                   const store::Change& change, bool against_wish) {
    require_possible(draft);
    const bool unwanted = std::ranges::find(draft.reasons, Hindrance::wish, &Reason::hindrance) != draft.reasons.end();
    if (unwanted && !against_wish) {
        throw Error(ErrorKind::conflict,
                    fmt::format("report {} is not released: its reporter does not want it to be public; "
                                "--against-wish with --why overrules that",
                                draft.report.id));
    }
    if (unwanted && trim(change.reason).empty()) {
        throw Error(ErrorKind::usage, "say --why it is released against its reporter's wish");
    }
    const Category* category = config.category(draft.report.category);
    const bool silent = words == Words::none || category == nullptr || category->release == ReleaseRule::title_only;
    store::Release release{.state = store::ReleaseState::released, .automatic = false, .against_wish = unwanted};
    if (!silent) {
        release.title = draft.words.title.text;
        release.text = draft.words.text.text;
        release.covers = covers_json(draft.words);
    }
    store::set_release(registry, draft.report.id, release, change,
                       decision_json(draft, silent ? Words::none : Words::redacted));
}

void release_reports(store::Register& registry, const Config& config, const std::vector<ReportId>& reports, Words words,
                     bool anyway, const store::Change& change, bool against_wish) {
    const redaction::Redactor redactor = town_redactor(registry, config);
    for (const ReportId id : reports) {
        const Draft draft = draft_of(registry, config, redactor, id);
        for (const Reason& reason : draft.reasons) {
            const bool no_words = words == Words::none && reason.hindrance == Hindrance::text_unsure;
            if (only_a_person(reason.hindrance) || no_words || reason.hindrance == Hindrance::wish ||
                (anyway && may_be_overruled(reason.hindrance)))
                continue;
            const std::string_view way = reason.hindrance == Hindrance::text_unsure
                                             ? "look at it with --interactive, or release it --without-words"
                                             : "--anyway overrules it";
            throw Error(ErrorKind::conflict, fmt::format("report {} is not released: {}; {}", id, reason.words, way));
        }
        release_draft(registry, config, draft, words, change, against_wish);
    }
}

void withhold(store::Register& registry, ReportId report, const store::Change& change) {
    if (trim(change.reason).empty()) throw Error(ErrorKind::usage, "say --why it is withheld");
    store::set_release(registry, report,
                       {.state = store::ReleaseState::withheld, .automatic = false, .why = std::string(change.reason)},
                       change, "{}");
}

void undo_release(store::Register& registry, ReportId report, const store::Change& change) {
    const auto release = store::find_release(registry, report);
    if (!release || release->state == store::ReleaseState::waiting) {
        throw Error(ErrorKind::conflict, fmt::format("report {}: nothing is decided that could be undone", report));
    }
    const bool withheld = release->state == store::ReleaseState::withheld;
    store::set_release(
        registry, report,
        {.automatic = withheld, .why = withheld ? "no longer withheld" : "a person took the release back"}, change,
        R"({"reasons":["taken_back"]})");
}

bool cover_words(const redaction::Redactor& redactor, Draft& draft, std::string_view words) {
    if (words.empty()) return false;
    const bool in_title = cover_in(draft.words.title, draft.report.title, words);
    const bool in_text = cover_in(draft.words.text, draft.report.text, words);
    recover(redactor, draft.words.title, draft.report.title);
    recover(redactor, draft.words.text, draft.report.text);
    return in_title || in_text;
}

bool uncover(const redaction::Redactor& redactor, Draft& draft, std::size_t number) {
    auto& title = draft.words.title.covers;
    auto& text = draft.words.text.covers;
    if (number == 0 || number > title.size() + text.size()) return false;
    if (number <= title.size()) {
        title.erase(title.begin() + static_cast<std::ptrdiff_t>(number - 1));
    } else {
        text.erase(text.begin() + static_cast<std::ptrdiff_t>(number - 1 - title.size()));
    }
    recover(redactor, draft.words.title, draft.report.title);
    recover(redactor, draft.words.text, draft.report.text);
    return true;
}

}  // namespace ombud::publish
