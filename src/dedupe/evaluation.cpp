#include "dedupe/evaluation.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <limits>
#include <numeric>
#include <optional>

namespace ombud::dedupe {

namespace {

/// Which reports the links join, directly or through others (union-find with path halving).
class Clusters {
  public:
    explicit Clusters(std::size_t reports) : parent_(reports) {
        std::iota(parent_.begin(), parent_.end(), std::size_t{0});
    }

    std::size_t root(std::size_t i) noexcept {
        while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
        return i;
    }
    void join(std::size_t a, std::size_t b) noexcept { parent_[root(a)] = root(b); }
    bool same(std::size_t a, std::size_t b) noexcept { return root(a) == root(b); }

  private:
    std::vector<std::size_t> parent_;
};

struct IndexedLink {
    std::size_t later;
    std::size_t earlier;
};

class Judge {
  public:
    Judge(LabelledReports reports, const Model& model, const BlockRules& rules)
        : index_(std::move(reports.fingerprints)),
          model_(model),
          rules_(rules),
          searcher_(index_, model_, rules_),
          clusters_(index_.reports().size()) {
        std::unordered_map<std::int64_t, std::size_t> place;
        for (std::size_t i = 0; i < index_.reports().size(); ++i) place.emplace(index_.reports()[i].report, i);
        for (const auto& [id, report] : reports.by_external_id) place_.emplace(id, place.at(report));
    }

    void judge_links(const std::vector<Link>& links, Evaluation& result) {
        for (const Link& link : links) {
            const auto indexed = find(link);
            if (!indexed) {
                ++result.links_unknown;
                continue;
            }
            clusters_.join(indexed->later, indexed->earlier);
            const Fingerprint& later = index_.reports()[indexed->later];
            const bool placed = later.has_position() && index_.reports()[indexed->earlier].has_position();
            count(rank(*indexed), placed ? result.with_positions : result.without_positions);
            if (placed) count(rank_by_fixed_rule(*indexed), result.fixed_rule);
        }
    }

    void judge_pairs(double suggest, unsigned threads, Evaluation& result) {
        const auto begin = std::chrono::steady_clock::now();
        std::vector<Candidate> first(reports(), none);
        std::atomic<std::size_t> capped{0};
        best_of_each(index_, model_, rules_, index_.reports(), std::numeric_limits<double>::lowest(), threads,
                     [&](std::size_t i, const Best& best) {
                         if (best.count > 0) first[i] = best.candidates[0];
                         if (best.capped_cells > 0) capped += best.capped_cells;
                     });
        result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        result.capped_cells = capped;
        std::vector<Pair> pairs;
        for (std::size_t i = 0; i < first.size(); ++i) {
            if (first[i].index == none.index) continue;
            pairs.push_back({probability(static_cast<double>(first[i].log_odds)), clusters_.same(i, first[i].index)});
        }
        std::ranges::sort(pairs, std::greater{}, &Pair::probability);
        const std::size_t linked = count_linked();
        for (const double threshold : thresholds) result.curve.push_back(quality(pairs, threshold, linked));
        result.at_suggest = quality(pairs, suggest, linked);
        result.calibration = calibration(pairs);
    }

    [[nodiscard]] std::size_t reports() const noexcept { return index_.reports().size(); }

  private:
    struct Pair {
        double probability;
        bool right;
    };
    static constexpr Candidate none{std::numeric_limits<std::uint32_t>::max(), 0};
    static constexpr std::array thresholds{0.99, 0.98, 0.95, 0.9,  0.8, 0.7,  0.6,  0.5,
                                           0.4,  0.3,  0.2,  0.15, 0.1, 0.05, 0.02, 0.0};

    std::optional<IndexedLink> find(const Link& link) const {
        const auto a = place_.find(link.id);
        const auto b = place_.find(link.parent);
        if (a == place_.end() || b == place_.end() || a->second == b->second) return std::nullopt;
        const bool forward = index_.reports()[b->second].before(index_.reports()[a->second]);
        return forward ? IndexedLink{a->second, b->second} : IndexedLink{b->second, a->second};
    }

    /// 1 for the first; nothing where the block does not hold it.
    std::optional<std::size_t> rank(const IndexedLink& link) {
        const std::vector<Candidate> all = searcher_.all(index_.reports()[link.later]);
        const auto own = std::ranges::find(all, link.earlier, &Candidate::index);
        if (own == all.end()) return std::nullopt;
        return static_cast<std::size_t>(own - all.begin()) + 1;
    }

    std::optional<std::size_t> rank_by_fixed_rule(const IndexedLink& link) {
        const auto reports = index_.reports();
        const Fingerprint& later = reports[link.later];
        const auto fits = [&](const Fingerprint& f) {
            return f.category == later.category && f.open_at(later.received_at);
        };
        const double own = metres_between(later, reports[link.earlier]);
        std::vector<std::uint32_t> near;
        index_.earlier(later, BlockRule{}, near);
        if (!fits(reports[link.earlier]) || std::ranges::find(near, link.earlier) == near.end()) return std::nullopt;
        return static_cast<std::size_t>(std::ranges::count_if(
            near, [&](std::uint32_t i) { return fits(reports[i]) && metres_between(later, reports[i]) <= own; }));
    }

    static void count(std::optional<std::size_t> rank, Recall& recall) {
        ++recall.links;
        if (!rank) return;
        if (*rank <= 1) ++recall.at_1;
        if (*rank <= 3) ++recall.at_3;
        if (*rank <= 5) ++recall.at_5;
    }

    /// All members of the links' clusters but the first of each.
    std::size_t count_linked() {
        std::unordered_map<std::size_t, std::size_t> sizes;
        for (std::size_t i = 0; i < reports(); ++i) ++sizes[clusters_.root(i)];
        std::size_t linked = 0;
        for (const auto& [root, size] : sizes) linked += size - 1;
        return linked;
    }

    static PairQuality quality(const std::vector<Pair>& pairs, double threshold, std::size_t linked) {
        PairQuality q{threshold, 0, 0, linked};
        for (const Pair& pair : pairs) {
            if (pair.probability < threshold) break;
            ++q.predicted;
            if (pair.right) ++q.right;
        }
        return q;
    }

    static std::vector<CalibrationBin> calibration(const std::vector<Pair>& pairs) {
        std::vector<CalibrationBin> bins;
        for (int i = 0; i < 10; ++i) bins.push_back({i / 10., (i + 1) / 10., 0, 0, 0});
        for (const Pair& pair : pairs) {
            CalibrationBin& bin = bins[std::min<std::size_t>(9, static_cast<std::size_t>(pair.probability * 10))];
            ++bin.candidates;
            bin.stated += pair.probability;
            bin.observed += pair.right ? 1 : 0;
        }
        for (CalibrationBin& bin : bins) {
            if (bin.candidates == 0) continue;
            bin.stated /= static_cast<double>(bin.candidates);
            bin.observed /= static_cast<double>(bin.candidates);
        }
        return bins;
    }

    BlockIndex index_;
    const Model& model_;
    const BlockRules& rules_;
    Searcher searcher_;
    Clusters clusters_;
    std::unordered_map<std::string, std::size_t> place_;  ///< external id -> place in the index
};

}  // namespace

Evaluation evaluate(LabelledReports reports, const std::vector<Link>& links, const Model& model,
                    const BlockRules& rules, double suggest, unsigned threads) {
    Evaluation result;
    Judge judge(std::move(reports), model, rules);
    result.reports = judge.reports();
    result.links = links.size();
    judge.judge_links(links, result);
    judge.judge_pairs(suggest, threads, result);
    return result;
}

}  // namespace ombud::dedupe
