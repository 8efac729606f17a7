#pragma once

#include "dedupe/block_index.hpp"
#include "dedupe/model.hpp"
#include "dedupe/quick_bound.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

namespace ombud::dedupe {

/// An earlier report that may be the original, by its place in the index.
struct Candidate {
    std::uint32_t index = 0;
    float log_odds = 0;
};

/// The best few candidates of one report, best first; ties go to the earlier report, whatever the order of input.
inline constexpr std::size_t most_candidates = 8;
struct Best {
    std::array<Candidate, most_candidates> candidates{};
    std::uint32_t count = 0;
    std::uint32_t capped_cells = 0;  ///< so many cells held more reports than were looked at
};

/// Finds the best candidates of single reports. Holds its buffers; one for each thread.
class Searcher {
  public:
    /// All three must outlive the searcher.
    Searcher(const BlockIndex& index, const Model& model, const BlockRules& rules)
        : index_(index), model_(model), rules_(rules), bound_(model) {}

    /// \param least  candidates of lower log odds are left out; but what was closed in the last 90 days and would have
    /// reached it
    ///               while open stays: it may be broken again
    [[nodiscard]] Best best(const Fingerprint& report, double least = std::numeric_limits<double>::lowest());
    /// All candidates, best first.
    [[nodiscard]] std::vector<Candidate> all(const Fingerprint& report);
    /// Later reports for which `report` is a candidate of at least `least` log odds.
    [[nodiscard]] std::vector<std::uint32_t> later(const Fingerprint& report, double least);

  private:
    [[nodiscard]] bool may_be_broken_again(Evidence evidence, double least) const noexcept;
    [[nodiscard]] bool better(const Candidate& a, const Candidate& b) const noexcept;

    const BlockIndex& index_;
    const Model& model_;
    const BlockRules& rules_;
    QuickBound bound_;
    std::vector<std::uint32_t> found_;
};

/// Takes the place of a report in the list searched, and its best candidates. Called from several threads at once, once
/// a report.
using BestSink = std::function<void(std::size_t, const Best&)>;

/// `Searcher::best` of all these reports on `threads` threads.
void best_of_each(const BlockIndex& index, const Model& model, const BlockRules& rules,
                  std::span<const Fingerprint> reports, double least, unsigned threads, const BestSink& sink);

}  // namespace ombud::dedupe
