#include "dedupe/training.hpp"

#include "store/duplicates.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

namespace ombud::dedupe {

namespace {

constexpr std::size_t dimensions = level_count + 1;  // the bias is the last
using Vector = std::array<double, dimensions>;

double odds(const Shares& shares, const Model& model) {
    double sum = model.bias;
    for (const Share& share : shares.all()) sum += model.weight(share.level) * share.share;
    return sum;
}

std::size_t place_of(const Share& share) {
    return static_cast<std::size_t>(share.level);
}

/// Solves the symmetric positive definite system in place (Cholesky); the matrix is overwritten.
void solve(std::vector<Vector>& matrix, Vector& right) {
    for (std::size_t j = 0; j < dimensions; ++j) {
        for (std::size_t k = 0; k < j; ++k) matrix[j][j] -= matrix[j][k] * matrix[j][k];
        matrix[j][j] = std::sqrt(matrix[j][j]);
        for (std::size_t i = j + 1; i < dimensions; ++i) {
            for (std::size_t k = 0; k < j; ++k) matrix[i][j] -= matrix[i][k] * matrix[j][k];
            matrix[i][j] /= matrix[j][j];
        }
    }
    for (std::size_t i = 0; i < dimensions; ++i) {
        for (std::size_t k = 0; k < i; ++k) right[i] -= matrix[i][k] * right[k];
        right[i] /= matrix[i][i];
    }
    for (std::size_t i = dimensions; i-- > 0;) {
        for (std::size_t k = i + 1; k < dimensions; ++k) right[i] -= matrix[k][i] * right[k];
        right[i] /= matrix[i][i];
    }
}

/// Gradient and curvature of the negative log likelihood at a model.
struct Slope {
    Vector gradient{};
    std::vector<Vector> curvature{dimensions, Vector{}};

    void add(const Example& example, const Model& model) {
        const double p = probability(odds(example.shares, model));
        const double error = example.weight * (p - (example.same ? 1 : 0));
        const double bend = example.weight * p * (1 - p);
        const auto reached = example.shares.all();
        const auto each = [&](std::size_t i, double x) {
            gradient[i] += error * x;
            for (const Share& other : reached) curvature[i][place_of(other)] += bend * x * other.share;
            curvature[i][dimensions - 1] += bend * x;
        };
        for (const Share& share : reached) each(place_of(share), share.share);
        each(dimensions - 1, 1);
    }
};

double& coordinate(Model& model, std::size_t i) {
    return i < level_count ? model.weights[i] : model.bias;
}

/// One report in five is kept apart to check with; by its number, so that the choice is the same each time.
bool is_held_out(std::int64_t report) {
    return key_hash(std::to_string(report)) % 5 == 0;
}

class Collector {
  public:
    Collector(const BlockIndex& index, const BlockRules& rules) : index_(index), rules_(rules) {
        for (std::uint32_t i = 0; i < index.reports().size(); ++i) place_.emplace(index.reports()[i].report, i);
    }

    /// The pairs of a report and its block; those of `same` are the same.
    void add_block(std::int64_t report, const std::unordered_set<std::int64_t>& same, double weight) {
        const auto found = place_.find(report);
        if (found == place_.end()) return;
        const Fingerprint& later = index_.reports()[found->second];
        index_.earlier(later, rules_.of(later), block_);
        for (const std::uint32_t i : block_)
            add(later, index_.reports()[i], same.contains(index_.reports()[i].report), weight);
    }

    void add_pair(std::int64_t a, std::int64_t b, bool same) {
        const auto first = place_.find(a);
        const auto second = place_.find(b);
        if (first == place_.end() || second == place_.end()) return;
        const Fingerprint& x = index_.reports()[first->second];
        const Fingerprint& y = index_.reports()[second->second];
        y.before(x) ? add(x, y, same, 1) : add(y, x, same, 1);
    }

    /// The one of two that came later.
    [[nodiscard]] std::int64_t later_of(std::int64_t a, std::int64_t b) const {
        const auto first = place_.find(a);
        const auto second = place_.find(b);
        if (first == place_.end() || second == place_.end()) return a;
        return index_.reports()[second->second].before(index_.reports()[first->second]) ? a : b;
    }

    Examples examples;

  private:
    void add(const Fingerprint& later, const Fingerprint& earlier, bool same, double weight) {
        auto& chosen = is_held_out(later.report) ? examples.held_out : examples.training;
        chosen.push_back({shares(compare(later, earlier)), same, weight});
        ++(same ? examples.same : examples.different);
    }

    const BlockIndex& index_;
    const BlockRules& rules_;
    std::unordered_map<std::int64_t, std::uint32_t> place_;
    std::vector<std::uint32_t> block_;
};

/// Later report -> all earlier ones it is linked with.
using SameAs = std::unordered_map<std::int64_t, std::unordered_set<std::int64_t>>;

}  // namespace

Examples examples_from_decisions(store::Register& registry, const BlockIndex& index, const BlockRules& rules) {
    Collector collector(index, rules);
    SameAs same_as;
    for (const store::DuplicateDecision& d : store::duplicate_decisions(registry)) {
        if (!d.same) {
            collector.add_pair(d.report, d.other, false);
            continue;
        }
        const std::int64_t later = collector.later_of(d.report, d.other);
        same_as[later].insert(later == d.report ? d.other : d.report);
    }
    for (const auto& [later, earlier] : same_as) collector.add_block(later, earlier, 1);
    return std::move(collector.examples);
}

Examples examples_from_links(const LabelledReports& reports, const std::vector<Link>& links, const BlockRules& rules,
                             std::size_t stride) {
    const BlockIndex index(reports.fingerprints);
    Collector collector(index, rules);
    SameAs same_as;
    for (const Link& link : links) {
        const auto a = reports.by_external_id.find(link.id);
        const auto b = reports.by_external_id.find(link.parent);
        if (a == reports.by_external_id.end() || b == reports.by_external_id.end()) continue;
        const std::int64_t later = collector.later_of(a->second, b->second);
        same_as[later].insert(later == a->second ? b->second : a->second);
    }
    for (const auto& [later, earlier] : same_as) collector.add_block(later, earlier, 1);
    if (stride == 0) return std::move(collector.examples);
    for (std::size_t i = 0; i < index.reports().size(); i += stride) {
        const std::int64_t report = index.reports()[i].report;
        if (!same_as.contains(report)) collector.add_block(report, {}, static_cast<double>(stride));
    }
    return std::move(collector.examples);
}

Model train(const std::vector<Example>& examples, const Model& prior, double strictness) {
    Model model = prior;
    constexpr int most_rounds = 50;
    for (int round = 0; round < most_rounds; ++round) {
        Slope slope;
        for (const Example& example : examples) slope.add(example, model);
        Model start = prior;
        for (std::size_t i = 0; i < dimensions; ++i) {
            // The bias is no evidence but how frequent duplicates are here; it may move freely.
            const double held = i < level_count ? strictness : strictness * 0.01;
            slope.gradient[i] += held * (coordinate(model, i) - coordinate(start, i));
            slope.curvature[i][i] += held;
        }
        solve(slope.curvature, slope.gradient);
        double largest = 0;
        for (const double step : slope.gradient) largest = std::max(largest, std::abs(step));
        // Far from the optimum Newton's step may overshoot; a bounded one does not.
        const double scale = std::min(1.0, 2 / std::max(largest, 1e-12));
        for (std::size_t i = 0; i < dimensions; ++i) coordinate(model, i) -= scale * slope.gradient[i];
        if (largest < 1e-6) break;
    }
    return model;
}

double log_loss(const std::vector<Example>& examples, const Model& model) {
    double sum = 0;
    double weight = 0;
    for (const Example& example : examples) {
        const double p = std::clamp(probability(odds(example.shares, model)), 1e-12, 1 - 1e-12);
        sum -= example.weight * std::log(example.same ? p : 1 - p);
        weight += example.weight;
    }
    return weight == 0 ? 0 : sum / weight;
}

Fit fit(const BlockIndex& index, const BlockRules& rules, const Model& start, Progress& progress) {
    // A sample tells the same as all: weights are shares, and shares of some hundred thousand pairs are exact enough.
    constexpr std::size_t most_pairs = 2'000'000;
    constexpr int most_rounds = 100;
    std::vector<Shares> pairs;
    std::vector<std::uint32_t> block;
    const auto reports = index.reports();
    const std::size_t stride = std::max<std::size_t>(1, reports.size() / 50'000);
    for (std::size_t i = 0; i < reports.size() && pairs.size() < most_pairs; i += stride) {
        index.earlier(reports[i], rules.of(reports[i]), block);
        for (const std::uint32_t other : block) pairs.push_back(shares(compare(reports[i], reports[other])));
    }
    Fit result{start, 0, 0};
    if (pairs.empty()) return result;
    progress.begin("fit", most_rounds);
    for (; result.rounds < most_rounds; ++result.rounds) {
        std::array<double, level_count> among_same{};
        std::array<double, level_count> among_others{};
        double same = 0;
        for (const Shares& pair : pairs) {
            const double p = probability(odds(pair, result.model));
            same += p;
            for (const Share& share : pair.all()) {
                among_same[place_of(share)] += p * share.share;
                among_others[place_of(share)] += (1 - p) * share.share;
            }
        }
        const double others = static_cast<double>(pairs.size()) - same;
        Model next = result.model;
        double moved = 0;
        for (std::size_t i = 0; i < level_count; ++i) {
            if (among_same[i] + among_others[i] == 0) continue;  // never seen: stays as it was
            // One pair more on each side, so that a level that never occurs on one does not weigh infinitely.
            next.weights[i] =
                std::log((among_same[i] + 1) / (same + 2)) - std::log((among_others[i] + 1) / (others + 2));
            moved = std::max(moved, std::abs(next.weights[i] - result.model.weights[i]));
        }
        next.bias = std::log((same + 1) / (others + 1));
        result.model = next;
        result.share = same / static_cast<double>(pairs.size());
        progress.advance(1);
        if (moved < 1e-3) break;
    }
    progress.end();
    return result;
}

}  // namespace ombud::dedupe
