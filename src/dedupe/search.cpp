#include "dedupe/search.hpp"

#include <algorithm>
#include <atomic>
#include <thread>

namespace ombud::dedupe {

bool Searcher::better(const Candidate& a, const Candidate& b) const noexcept {
    if (a.log_odds != b.log_odds) return a.log_odds > b.log_odds;
    return index_.reports()[a.index].before(index_.reports()[b.index]);
}

/// Closed not long ago, and would be likely enough if it were open.
bool Searcher::may_be_broken_again(Evidence evidence, double least) const noexcept {
    constexpr double not_long_days = 90;
    if (evidence.closed_days < 0 || evidence.closed_days > not_long_days) return false;
    evidence.closed_days = -1;
    return log_odds(model_, evidence) >= least;
}

Best Searcher::best(const Fingerprint& report, double least) {
    Best best;
    best.capped_cells = static_cast<std::uint32_t>(index_.earlier(report, rules_.of(report), found_));
    for (const std::uint32_t index : found_) {
        const Fingerprint& earlier = index_.reports()[index];
        // What neither `least` nor the worst of those kept could let in needs no closer look.
        const bool full = best.count == most_candidates;
        if (full && bound_(report, earlier, false) < static_cast<double>(best.candidates.back().log_odds)) continue;
        if (bound_(report, earlier, true) < least) continue;
        const Evidence evidence = compare(report, earlier);
        const double odds = log_odds(model_, evidence);
        if (odds < least && !may_be_broken_again(evidence, least)) continue;
        const Candidate candidate{index, static_cast<float>(odds)};
        // Insertion into a few places; most candidates lose at the first comparison.
        if (best.count == most_candidates && !better(candidate, best.candidates.back())) continue;
        if (best.count < most_candidates) ++best.count;
        std::size_t place = best.count - 1;
        for (; place > 0 && better(candidate, best.candidates.at(place - 1)); --place) {
            best.candidates.at(place) = best.candidates.at(place - 1);
        }
        best.candidates.at(place) = candidate;
    }
    return best;
}

std::vector<Candidate> Searcher::all(const Fingerprint& report) {
    index_.earlier(report, rules_.of(report), found_);
    std::vector<Candidate> candidates;
    candidates.reserve(found_.size());
    for (const std::uint32_t index : found_) {
        const Evidence evidence = compare(report, index_.reports()[index]);
        candidates.push_back({index, static_cast<float>(log_odds(model_, evidence))});
    }
    std::ranges::sort(candidates, [this](const Candidate& a, const Candidate& b) { return better(a, b); });
    return candidates;
}

std::vector<std::uint32_t> Searcher::later(const Fingerprint& report, double least) {
    index_.later(report, rules_.of(report), found_);
    std::erase_if(found_, [&](std::uint32_t index) {
        return log_odds(model_, compare(index_.reports()[index], report)) < least;
    });
    return found_;
}

void best_of_each(const BlockIndex& index, const Model& model, const BlockRules& rules,
                  std::span<const Fingerprint> reports, double least, unsigned threads, const BestSink& sink) {
    // Pieces of a few thousand reports, so that a dense quarter does not leave the other thread idle.
    constexpr std::size_t piece = 2048;
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        Searcher searcher(index, model, rules);
        for (std::size_t begin = next.fetch_add(piece); begin < reports.size(); begin = next.fetch_add(piece)) {
            const std::size_t end = std::min(begin + piece, reports.size());
            for (std::size_t i = begin; i < end; ++i) sink(i, searcher.best(reports[i], least));
        }
    };
    std::vector<std::jthread> others;
    for (unsigned i = 1; i < threads; ++i) others.emplace_back(work);
    work();
}

}  // namespace ombud::dedupe
