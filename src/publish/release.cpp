#include "publish/release.hpp"

#include "core/deadline.hpp"
#include "core/json_writer.hpp"
#include "store/named_places.hpp"
#include "store/photos.hpp"
#include "store/publication_wishes.hpp"
#include "store/releases.hpp"
#include "store/reporters.hpp"
#include "store/reports.hpp"
#include "store/suggestions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace ombud::publish {

namespace {

constexpr std::array<std::string_view, 10> hindrance_names{
    "not_public",  "place",       "duplicate",     "photo_new", "photo_review",
    "text_unsure", "person_only", "not_automatic", "wish",      "taken_back"};

/// What changes of category and place may bring about after a release.
void judge_place(const Config& config, const Report& report, std::vector<Reason>& reasons) {
    const Category* category = config.category(report.category);
    if (category == nullptr || !category->is_public) {
        reasons.push_back({Hindrance::not_public, "its category is not public"});
    }
    if (!report.position || report.accuracy_m > config.release.worst_accuracy_m) {
        reasons.push_back({Hindrance::place, fmt::format("its place is known to {:.0f} m only", report.accuracy_m)});
    }
}

void judge_photos(store::Register& registry, const Report& report, std::vector<Reason>& reasons) {
    const auto photos = store::photos_of(registry, report.id);
    const auto in_state = [&](store::PhotoState state) {
        return std::ranges::count_if(photos, [&](const store::Photo& p) { return p.state == state && !p.rejected; });
    };
    // An unreadable photo never becomes public, and nobody can decide about it.
    if (const auto fresh = in_state(store::PhotoState::fresh); fresh > 0) {
        reasons.push_back({Hindrance::photo_new, fmt::format("{} photos are not anonymised yet", fresh)});
    }
    if (const auto review = in_state(store::PhotoState::review); review > 0) {
        reasons.push_back(
            {Hindrance::photo_review, fmt::format("{} photos wait for a look: `ombud photo review`", review)});
    }
}

std::string reasons_json(const std::vector<Reason>& reasons) {
    JsonWriter json;
    json.begin_object().key("reasons").begin_array();
    for (const Reason& reason : reasons) json.value(to_string(reason.hindrance));
    return json.end_array().end_object().take();
}

std::string lines(const std::vector<Reason>& reasons) {
    std::string text;
    for (const Reason& reason : reasons) text += (text.empty() ? "" : "\n") + reason.words;
    return text;
}

bool leaves_tonight(const Config& config, const Report& report, Instant now) {
    return report.closed_at && *report.closed_at + public_span(report, config) <= now;
}

void judge_text(const redaction::RedactedReport& words, std::vector<Reason>& reasons) {
    const auto add = [&](const redaction::Redacted& redacted) {
        for (const redaction::Doubt& doubt : redacted.doubts) {
            reasons.push_back({Hindrance::text_unsure, fmt::format("its text is unsure: {}", doubt.reason)});
        }
    };
    add(words.title);
    add(words.text);
}

void judge(store::Register& registry, const Config& config, const redaction::Redactor& redactor, const Report& report,
           const store::Change& change, ReleaseSummary& sum) {
    const auto before = store::find_release(registry, report.id);
    std::vector<Reason> reasons;
    Draft draft;
    if (before && before->state == store::ReleaseState::released) {
        if (before->automatic) judge_place(config, report, reasons);
        if (reasons.empty()) return store::mark_release_seen(registry, report.id);
    } else if (before && (before->state == store::ReleaseState::withheld || !before->automatic)) {
        return store::mark_release_seen(registry, report.id);
    } else {
        draft = draft_release(registry, config, redactor, report);
        reasons = std::move(draft.reasons);
    }
    if (reasons.empty()) {
        store::set_release(registry, report.id,
                           {.state = store::ReleaseState::released,
                            .title = std::move(draft.words.title.text),
                            .text = std::move(draft.words.text.text),
                            .covers = covers_json(draft.words)},
                           change, "{}");
        ++sum.released;
        return;
    }
    if (!before || before->state != store::ReleaseState::waiting) ++sum.new_waiting;
    store::set_release(registry, report.id, {.why = lines(reasons)}, change, reasons_json(reasons));
}

}  // namespace

std::string_view to_string(Hindrance hindrance) noexcept {
    return hindrance_names[static_cast<std::size_t>(hindrance)];
}

redaction::Redactor town_redactor(store::Register& registry, const Config& config) {
    return {config.redaction, config.language, store::all_place_names(registry)};
}

Draft draft_release(store::Register& registry, const Config& config, const redaction::Redactor& redactor,
                    const Report& report) {
    Draft draft{.report = report};
    judge_place(config, report, draft.reasons);
    if (store::publication_wish(registry, report.id) == false) {
        draft.reasons.push_back({Hindrance::wish, "its reporter does not want it to be public"});
    }
    if (const auto suggested = store::suggestions_for(registry, report.id); !suggested.empty()) {
        draft.reasons.push_back({Hindrance::duplicate, fmt::format("it may be a duplicate of {}: `ombud dedupe list`",
                                                                   suggested.front().original)});
    }
    judge_photos(registry, report, draft.reasons);
    const Category* category = config.category(report.category);
    // Words that nobody will read need no judgement.
    if (category != nullptr && category->release != ReleaseRule::title_only) {
        const Reporter reporter = report.reporter == 0 ? Reporter{} : store::find_reporter(registry, report.reporter);
        draft.words = redactor.redact_report(report.title, report.text,
                                             {.name = reporter.name, .mail = reporter.email, .phone = reporter.phone});
        judge_text(draft.words, draft.reasons);
    }
    if (category != nullptr && category->release == ReleaseRule::person) {
        draft.reasons.push_back({Hindrance::person_only, "its category is released by a person only"});
    }
    if (!config.release.automatic) {
        draft.reasons.push_back({Hindrance::not_automatic, "reports are released by a person only"});
    }
    return draft;
}

ReleaseSummary release_by_rule(store::Register& registry, const Config& config, Progress& progress, Instant now) {
    store::Transaction transaction(registry, store::Nested::joined);
    const store::Change change{now, "release", "by rule"};
    ReleaseSummary sum;
    const auto due = store::reports_due_for_release(registry);
    progress.begin("release", due.size());
    if (due.empty()) {
        progress.end();
        sum.waiting = static_cast<std::size_t>(store::count_waiting_for_release(registry));
        transaction.commit();
        return sum;
    }
    const redaction::Redactor redactor = town_redactor(registry, config);
    for (const ReportId id : due) {
        const Report report = store::find_report(registry, id).value();
        if (leaves_tonight(config, report, now)) {
            store::mark_release_seen(registry, id);
        } else {
            judge(registry, config, redactor, report, change, sum);
        }
        progress.advance(1);
    }
    progress.end();
    sum.waiting = static_cast<std::size_t>(store::count_waiting_for_release(registry));
    transaction.commit();
    return sum;
}

}  // namespace ombud::publish
