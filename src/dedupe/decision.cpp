#include "dedupe/decision.hpp"

#include "store/duplicates.hpp"
#include "store/photos.hpp"
#include "store/reports.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ombud::dedupe {

namespace {

constexpr std::string_view actor = "dedupe";
constexpr std::size_t most_suggestions = 3;

/// A photo that hangs on more reports than this is a letterhead or a logo, not evidence.
constexpr std::ptrdiff_t most_uses_of_a_photo = 5;

/// Reports that share the reporter or a photo with one, and what they share.
struct Shared {
    Report report;
    std::string_view what;
};

std::vector<Shared> sharing_reporter(store::Register& registry, const Report& report, const DuplicateRule& rule) {
    std::vector<Shared> found;
    if (report.reporter == 0) return found;
    const auto since = report.received_at - rule.window;
    const auto until = report.received_at + rule.window;
    for (Report& other : store::reports_of_reporter(registry, report.reporter, since, until)) {
        if (same_text(report, other)) found.push_back({std::move(other), "same reporter and same text"});
    }
    return found;
}

std::vector<Shared> sharing_photo(store::Register& registry, const Report& report) {
    std::vector<Shared> found;
    const auto photos = store::same_photos(registry, report.id);
    for (const store::Photo& photo : photos) {
        const auto uses =
            std::ranges::count(photos, photo.sha256, &store::Photo::sha256) + 1;  // with this report's own
        if (uses > most_uses_of_a_photo) continue;
        if (auto other = store::find_report(registry, photo.report)) found.push_back({*std::move(other), "same photo"});
    }
    return found;
}

/// The root and all its duplicates.
std::vector<ReportId> members(store::Register& registry, ReportId root) {
    std::vector<ReportId> all = store::duplicates_of(registry, root);
    all.push_back(root);
    return all;
}

}  // namespace

std::vector<store::Suggestion> suggestions(store::Register& registry, const Fingerprint& fingerprint,
                                           const BlockIndex& index, const Best& best) {
    std::vector<store::Suggestion> found;
    if (best.count == 0) return found;
    const std::vector<ReportId> rejected = store::rejected_with(registry, fingerprint.report);
    const auto is_rejected = [&](ReportId id) { return std::ranges::find(rejected, id) != rejected.end(); };
    for (const Candidate& candidate : std::span(best.candidates).first(best.count)) {
        const Fingerprint& earlier = index.reports()[candidate.index];
        const auto other = store::find_report(registry, earlier.report);
        if (!other || other->status == Status::rejected) continue;
        const ReportId root = other->duplicate_of.value_or(other->id);
        if (root == fingerprint.report || is_rejected(root) || is_rejected(other->id)) continue;
        if (std::ranges::find(found, root, &store::Suggestion::original) != found.end()) continue;
        std::string reasons = explain(compare(fingerprint, earlier));
        if (root != other->id) reasons += ", by way of a duplicate of it";
        found.push_back(
            {fingerprint.report, root, probability(static_cast<double>(candidate.log_odds)), std::move(reasons)});
        if (found.size() == most_suggestions) break;
    }
    return found;
}

void Decisions::decide(const Fingerprint& fingerprint, const BlockIndex& index, const Best& best,
                       std::unordered_set<ReportId>* later) {
    const auto report = store::find_report(registry_, fingerprint.report);
    if (!report || is_closed(report->status)) return;
    if (best.capped_cells > 0) ++summary_.capped;
    auto link = clear_case(*report, later);
    std::vector<store::Suggestion> found;
    if (!link) {
        found = suggestions(registry_, fingerprint, index, best);
        link = probable_case(*report, found);
    }
    if (link) {
        store::link_duplicate(registry_, report->id, link->original, {now_, actor, link->reason});
        ++summary_.linked;
        return;
    }
    store::put_suggestions(registry_, report->id, found, {now_, actor, found.empty() ? "" : found.front().reasons});
    if (!found.empty()) ++summary_.suggested;
}

std::optional<Decisions::Link> Decisions::clear_case(const Report& report, std::unordered_set<ReportId>* later) {
    const Category* category = config_.category(report.category);
    if (category == nullptr) return std::nullopt;
    const DuplicateRule& rule = category->duplicates;
    std::vector<Shared> shared = sharing_reporter(registry_, report, rule);
    std::ranges::move(sharing_photo(registry_, report), std::back_inserter(shared));
    const Shared* first = nullptr;
    for (const Shared& other : shared) {
        if (later != nullptr && may_be_same(other.report, report, rule)) later->insert(other.report.id);
        if (!may_be_same(report, other.report, rule) || !may_link(report, other.report.id, rule)) continue;
        if (first == nullptr || arrived_before(other.report, first->report)) first = &other;
    }
    if (first == nullptr) return std::nullopt;
    return Link{first->report.id, fmt::format("{} as {}", first->what, first->report.id)};
}

std::optional<Decisions::Link> Decisions::probable_case(const Report& report,
                                                        const std::vector<store::Suggestion>& found) {
    const Category* category = config_.category(report.category);
    if (found.empty() || category == nullptr || config_.duplicates.link >= 1) return std::nullopt;
    const store::Suggestion& best = found.front();
    if (best.score < config_.duplicates.link) return std::nullopt;
    const auto original = store::find_report(registry_, best.original);
    if (!may_be_same(report, *original, category->duplicates)) return std::nullopt;
    if (!may_link(report, best.original, category->duplicates)) return std::nullopt;
    return Link{best.original, fmt::format("{:.1f} % probable: {}", best.score * 100, best.reasons)};
}

/// Nobody said that any of the two groups are different things, and together they are not spread wider than the rule
/// lets a chain of neighbours grow.
bool Decisions::may_link(const Report& report, ReportId original, const DuplicateRule& rule) {
    const auto named = store::find_report(registry_, original);
    const ReportId root = named->duplicate_of.value_or(original);
    const std::vector<ReportId> theirs = members(registry_, root);
    for (const ReportId mine : members(registry_, report.id)) {
        for (const ReportId rejected : store::rejected_with(registry_, mine)) {
            if (std::ranges::find(theirs, rejected) != theirs.end()) return false;
        }
    }
    return std::ranges::all_of(theirs, [&](ReportId id) {
        const auto other = store::find_report(registry_, id);
        const auto apart = std::chrono::abs(report.received_at - other->received_at);
        if (apart > rule.window) return false;
        if (!report.position || !other->position) return true;
        return distance_m(*report.position, *other->position) <= 2 * rule.radius_m;
    });
}

}  // namespace ombud::dedupe
