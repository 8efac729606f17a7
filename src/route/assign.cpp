#include "route/assign.hpp"

#include "core/text.hpp"
#include "route/history.hpp"
#include "route/keywords.hpp"
#include "route/rules.hpp"
#include "store/classifiers.hpp"
#include "store/location_candidates.hpp"
#include "store/report_changes.hpp"
#include "store/reporters.hpp"
#include "store/reports.hpp"

#include <fmt/format.h>

namespace ombud::route {

namespace {

constexpr std::string_view actor = "assign";
constexpr std::size_t candidates_kept = 3;

/// A report without a place may be one that needs none; one that speaks of places, none of them clear, waits for a
/// person.
bool place_is_clear(store::Register& registry, const Report& report) {
    return report.position || store::location_candidates(registry, report.id).empty();
}

/// One run of choosing categories.
class Chooser {
  public:
    Chooser(store::Register& registry, const Config& config, Instant now)
        : registry_(registry), config_(config), now_(now), keywords_(config), rules_(config) {}

    void choose(const Report& report);

    Categorised counts;

  private:
    void set(const Report& report, const std::string& category, const std::string& reason);
    void classify(const Report& report);

    store::Register& registry_;
    const Config& config_;
    Instant now_;
    Keywords keywords_;
    Rules rules_;
    bool classifier_looked_for_ = false;
    std::optional<ReadyClassifier> classifier_;  ///< loaded when the first report needs it
};

void Chooser::set(const Report& report, const std::string& category, const std::string& reason) {
    store::set_category(registry_, report.id, category, {now_, actor, reason});
    // What waited in triage only for a category waits no more.
    if (!place_is_clear(registry_, report)) return;
    if (report.department != triage_department || store::last_actor(registry_, report.id, "assigned") != actor) return;
    Report known = report;
    known.category = category;
    const Decision decision =
        rules_.decide(facts_of(known, store::find_reporter(registry_, report.reporter), config_, rules_));
    if (decision.department == triage_department) return;
    store::assign(registry_, report.id, decision.department, {now_, actor, decision.reason});
}

void Chooser::choose(const Report& report) {
    const auto match = keywords_.find(report.title + '\n' + report.text);
    if (match && match->category != report.category) {
        set(report, match->category, fmt::format("keyword '{}'", match->keyword));
        ++counts.by_keyword;
    } else {
        classify(report);
    }
}

void Chooser::classify(const Report& report) {
    const std::string text = classified_text(report.title, report.text);
    if (trim(text).empty()) return;
    if (!classifier_looked_for_) {
        classifier_ = ready_classifier(registry_, config_);
        classifier_looked_for_ = true;
    }
    if (!classifier_) return;
    std::vector<store::CategoryCandidate> candidates;
    const auto& names = classifier_->classifier.categories();
    for (const Candidate& candidate : classifier_->classifier.candidates(text, names.size())) {
        // A category that was given up since training is no answer.
        const Category* category = config_.category(names[candidate.category]);
        if (category == nullptr || category->doubtful) continue;
        candidates.push_back({category->id, candidate.probability});
        if (candidates.size() == candidates_kept) break;
    }
    if (candidates.empty()) return;
    const bool sure = candidates.front().probability >= config_.classify.assign && config_.classify.assign < 1;
    if (sure && !classifier_->seed) {
        set(report, candidates.front().category,
            fmt::format("classifier, probability {:.2f}", candidates.front().probability));
        ++counts.by_classifier;
    } else {
        const std::string_view reason =
            classifier_->seed ? "by what the configuration says of its categories" : "classifier, not sure enough";
        store::put_candidates(registry_, report.id, candidates, {now_, actor, reason});
        ++counts.suggested;
    }
}

std::vector<Report> undecided_reports(store::Register& registry, const Config& config) {
    std::vector<Report> reports = store::uncategorised_reports(registry);
    std::vector<std::string> doubtful;
    for (const Category& category : config.categories) {
        if (category.doubtful) doubtful.push_back(category.id);
    }
    const auto more = store::reports_with_category_from_source(registry, doubtful);
    reports.insert(reports.end(), more.begin(), more.end());
    return reports;
}

}  // namespace

Categorised choose_categories(store::Register& registry, const Config& config, Progress& progress, Instant now) {
    const auto reports = undecided_reports(registry, config);
    if (reports.empty()) return {};
    Chooser chooser(registry, config, now);
    store::Transaction transaction(registry, store::Nested::joined);
    progress.begin("categorise", reports.size());
    for (const Report& report : reports) {
        chooser.choose(report);
        progress.advance(1);
    }
    progress.end();
    transaction.commit();
    return chooser.counts;
}

Summary assign_departments(store::Register& registry, const Config& config, Progress& progress, Instant now) {
    Summary summary;
    const auto reports = store::unassigned_reports(registry);
    const Rules rules(config);
    store::Transaction transaction(registry, store::Nested::joined);
    progress.begin("assign", reports.size());
    for (const Report& report : reports) {
        const Reporter reporter = config.rules.empty() ? Reporter{} : store::find_reporter(registry, report.reporter);
        Decision decision = rules.decide(facts_of(report, reporter, config, rules));
        if (!place_is_clear(registry, report)) {
            decision = {std::string(triage_department), "no place is clear enough; `ombud place` sets it",
                        std::nullopt};
        }
        store::assign(registry, report.id, decision.department, {now, actor, decision.reason});
        ++(decision.department != triage_department ? summary.assigned : summary.triage);
        progress.advance(1);
    }
    progress.end();
    summary.assigned += leave_triage(registry, config, now);
    transaction.commit();
    return summary;
}

std::size_t leave_triage(store::Register& registry, const Config& config, Instant now) {
    const Rules rules(config);
    store::Transaction transaction(registry, store::Nested::joined);
    std::size_t left = 0;
    for (const Report& report : store::clear_reports_in_triage(registry)) {
        if (store::last_actor(registry, report.id, "assigned") != actor) continue;
        const Decision decision =
            rules.decide(facts_of(report, store::find_reporter(registry, report.reporter), config, rules));
        if (decision.department == triage_department) continue;
        store::assign(registry, report.id, decision.department, {now, actor, decision.reason});
        ++left;
    }
    transaction.commit();
    return left;
}

}  // namespace ombud::route
