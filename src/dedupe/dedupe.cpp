#include "dedupe/dedupe.hpp"

#include "dedupe/comparison.hpp"
#include "store/photos.hpp"
#include "store/report_changes.hpp"
#include "store/reports.hpp"
#include "store/suggestions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace ombud::dedupe {

namespace {

constexpr std::string_view actor = "dedupe";
constexpr std::size_t most_suggestions = 3;

/// A photo that hangs on more reports than this is a letterhead or a logo, not evidence.
constexpr std::size_t most_uses_of_a_photo = 5;

struct Link {
    ReportId original = 0;
    std::string reason;
};

const Report* first_of(const std::vector<Report>& candidates) {
    const auto first =
        std::ranges::min_element(candidates, {}, [](const Report& r) { return std::pair(r.received_at, r.id); });
    return first == candidates.end() ? nullptr : &*first;
}

std::optional<Link> same_reporter_and_text(store::Register& registry, const Report& report, const DuplicateRule& rule) {
    if (report.reporter == 0) return std::nullopt;
    std::vector<Report> others = store::reports_of_reporter(registry, report.reporter);
    std::erase_if(others, [&](const Report& other) {
        return !may_be_same(report, other, rule) || !compare(report, other, rule).same_text;
    });
    const Report* first = first_of(others);
    if (first == nullptr) return std::nullopt;
    return Link{first->id, fmt::format("same reporter and same text as {}", first->id)};
}

std::optional<Link> same_photo(store::Register& registry, const Report& report, const DuplicateRule& rule) {
    std::vector<Report> others;
    const auto photos = store::same_photos(registry, report.id);
    for (const store::Photo& photo : photos) {
        const auto others_with_it = std::ranges::count(photos, photo.sha256, &store::Photo::sha256);
        if (static_cast<std::size_t>(others_with_it) + 1 > most_uses_of_a_photo) continue;  // with this report's own
        auto other = store::find_report(registry, photo.report);
        if (other && may_be_same(report, *other, rule)) others.push_back(*std::move(other));
    }
    const Report* first = first_of(others);
    if (first == nullptr) return std::nullopt;
    return Link{first->id, fmt::format("same photo as {}", first->id)};
}

std::vector<store::Suggestion> suggestions(const Report& report, const std::vector<Report>& near,
                                           const DuplicateRule& rule) {
    std::vector<store::Suggestion> found;
    for (const Report& other : near) {
        if (!may_be_same(report, other, rule)) continue;
        const Comparison comparison = compare(report, other, rule);
        found.push_back({report.id, other.id, comparison.score, comparison.reasons()});
    }
    std::ranges::sort(found, [](const auto& a, const auto& b) {
        return a.score != b.score ? a.score > b.score : a.original < b.original;
    });
    if (found.size() > most_suggestions) found.resize(most_suggestions);
    return found;
}

/// One run over the register.
class Search {
  public:
    Search(store::Register& registry, const Config& config, Instant now)
        : registry_(registry), config_(config), now_(now) {}

    /// Links or suggests for one report. Later reports that the same search would have found are noted in `later`: a
    /// report that comes in late with an early date (a phone log read after the mails) is the original of those already
    /// there.
    void look_at(const Report& report, std::set<ReportId>& later) {
        const Category* category = config_.category(report.category);
        if (is_closed(report.status) || category == nullptr) return;
        const DuplicateRule& rule = category->duplicates;
        auto link = same_reporter_and_text(registry_, report, rule);
        if (!link) link = same_photo(registry_, report, rule);
        if (link) {
            store::link_duplicate(registry_, report.id, link->original, {now_, actor, link->reason});
            ++summary.linked;
            return;
        }
        std::vector<Report> near;
        if (report.position) near = store::reports_near(registry_, *report.position, rule.radius_m, report.id);
        const auto found = suggestions(report, near, rule);
        store::put_suggestions(registry_, report.id, found, {now_, actor, found.empty() ? "" : found.front().reasons});
        if (!found.empty()) ++summary.suggested;
        note_later(report, rule, near, later);
    }

    Summary summary;

  private:
    void note_later(const Report& report, const DuplicateRule& rule, const std::vector<Report>& near,
                    std::set<ReportId>& later) {
        const auto note = [&](const Report& other) {
            if (may_be_same(other, report, rule)) later.insert(other.id);
        };
        for (const Report& other : near) note(other);
        if (report.position) return;
        // Without a position it is only the clear cases that could find it.
        if (report.reporter != 0) {
            for (const Report& other : store::reports_of_reporter(registry_, report.reporter)) note(other);
        }
        for (const store::Photo& photo : store::same_photos(registry_, report.id)) {
            if (const auto other = store::find_report(registry_, photo.report)) note(*other);
        }
    }

    store::Register& registry_;
    const Config& config_;
    Instant now_;
};

}  // namespace

Summary run(store::Register& registry, const Config& config, Progress& progress, Instant now) {
    std::vector<Report> due = store::reports_due_for_dedupe(registry);
    // By time of arrival, so that the first one becomes the original whatever order the channels were read in.
    std::ranges::sort(due, {}, [](const Report& r) { return std::pair(r.received_at, r.id); });
    store::Transaction transaction(registry);
    Search search(registry, config, now);
    std::set<ReportId> later;
    progress.begin("dedupe", due.size());
    for (const Report& report : due) {
        search.look_at(report, later);
        store::mark_deduped(registry, report.id);
        progress.advance(1);
    }
    for (const Report& report : due) later.erase(report.id);
    std::set<ReportId> nobody;
    for (const ReportId id : later) {
        if (const auto report = store::find_report(registry, id)) search.look_at(*report, nobody);
    }
    progress.end();
    search.summary.looked_at = due.size() + later.size();
    transaction.commit();
    return search.summary;
}

}  // namespace ombud::dedupe
