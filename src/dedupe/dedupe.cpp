#include "dedupe/dedupe.hpp"

#include "dedupe/clear_case.hpp"
#include "dedupe/decision.hpp"
#include "dedupe/register_index.hpp"
#include "dedupe/search.hpp"
#include "store/fingerprints.hpp"
#include "store/report_changes.hpp"
#include "store/reports.hpp"

#include <algorithm>
#include <thread>
#include <unordered_set>
#include <utility>
#include <vector>

namespace ombud::dedupe {

namespace {

/// Reports that came in later than those looked at now, and whose original might now be another: a phone log that is
/// read after the mails holds the originals of reports already there.
using Later = std::unordered_set<ReportId>;

class Run {
  public:
    Run(store::Register& registry, const Config& config, Progress& progress, Instant now)
        : registry_(registry),
          progress_(progress),
          rules_(block_rules(config)),
          model_(current_model(registry)),
          least_(log_odds_of(config.duplicates.suggest)),
          decisions_(registry, config, now) {}

    Summary operator()() {
        const std::vector<Fingerprint> due = refresh_fingerprints(registry_, progress_);
        Later later;
        look_at(due, &later);
        for (const Fingerprint& f : due) {
            store::mark_deduped(registry_, f.report);
            later.erase(f.report);
        }
        look_at(fingerprints_of(later), nullptr);
        Summary summary = decisions_.summary();
        summary.looked_at = due.size() + later.size();
        return summary;
    }

  private:
    void look_at(const std::vector<Fingerprint>& reports, Later* later) {
        if (reports.empty()) return;
        const BlockIndex index = index_for(reports);
        progress_.begin("dedupe", reports.size());
        constexpr std::size_t piece = 20'000;
        std::vector<Best> best(std::min(piece, reports.size()));
        for (std::size_t begin = 0; begin < reports.size(); begin += piece) {
            const std::span<const Fingerprint> some(&reports[begin], std::min(piece, reports.size() - begin));
            const unsigned threads = some.size() < 1000 ? 1 : std::max(1U, std::thread::hardware_concurrency());
            best_of_each(index, model_, rules_, some, least_, threads,
                         [&](std::size_t i, const Best& b) { best[i] = b; });
            for (std::size_t i = 0; i < some.size(); ++i) decisions_.decide(some[i], index, best[i], later);
            progress_.advance(some.size());
        }
        progress_.end();
        if (later != nullptr) note_later(index, reports, *later);
    }

    void note_later(const BlockIndex& index, const std::vector<Fingerprint>& reports, Later& later) {
        Searcher searcher(index, model_, rules_);
        // Reports in the order of arrival have nothing after them but each other.
        std::unordered_set<ReportId> own;
        for (const Fingerprint& f : reports) own.insert(f.report);
        for (const Fingerprint& f : reports) {
            for (const std::uint32_t i : searcher.later(f, least_)) {
                if (!own.contains(index.reports()[i].report)) later.insert(index.reports()[i].report);
            }
        }
    }

    /// Loading all is one pass over the table and pays when a good part of it is needed anyway.
    BlockIndex index_for(const std::vector<Fingerprint>& reports) {
        constexpr std::size_t a_good_part = 10;
        if (reports.size() * a_good_part >= store::count_fingerprints(registry_)) return load_index(registry_);
        return load_index_around(registry_, reports, rules_);
    }

    std::vector<Fingerprint> fingerprints_of(const Later& ids) {
        std::vector<Fingerprint> found;
        for (const ReportId id : ids) {
            if (const auto report = store::find_report(registry_, id))
                found.push_back(fingerprint_of(registry_, *report));
        }
        std::ranges::sort(found, [](const Fingerprint& a, const Fingerprint& b) { return a.before(b); });
        return found;
    }

    store::Register& registry_;
    Progress& progress_;
    BlockRules rules_;
    Model model_;
    double least_;
    Decisions decisions_;
};

}  // namespace

Summary run(store::Register& registry, const Config& config, Progress& progress, Instant now) {
    store::Transaction transaction(registry, store::Nested::joined);
    const Summary summary = Run(registry, config, progress, now)();
    if (summary.capped > 0) {
        progress.warn("dedupe: crowded places were not searched to the end; is a default coordinate in use there?");
    }
    transaction.commit();
    return summary;
}

std::vector<store::Suggestion> check(store::Register& registry, const Config& config, const Report& draft) {
    const Fingerprint f = fingerprint(draft, {});
    const BlockRules rules = block_rules(config);
    const Model model = current_model(registry);
    const BlockIndex index = load_index_around(registry, std::span(&f, 1), rules);
    const Best best = Searcher(index, model, rules).best(f, log_odds_of(config.duplicates.suggest));
    return suggestions(registry, f, index, best);
}

void make_all_due(store::Register& registry) {
    store::make_due_for_dedupe(registry);
}

}  // namespace ombud::dedupe
