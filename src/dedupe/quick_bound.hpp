#pragma once

#include "dedupe/fingerprint.hpp"
#include "dedupe/model.hpp"

#include <vector>

namespace ombud::dedupe {

/// An upper bound of a pair's log odds, at a fraction of the time: distance, time and time since closing are looked up
/// in tables, the likeness of texts is taken as the best there is. Nine in ten pairs of a block need no more to be left
/// out.
class QuickBound {
  public:
    explicit QuickBound(const Model& model);

    /// Not less than `log_odds(model, compare(later, earlier))`.
    /// \param as_open  as if the earlier one were still open
    [[nodiscard]] double operator()(const Fingerprint& later, const Fingerprint& earlier, bool as_open) const noexcept;

  private:
    [[nodiscard]] double of_words(const Fingerprint& later, const Fingerprint& earlier) const noexcept;

    Model model_;
    std::vector<float> by_metre_;
    std::vector<float> by_hour_;
    std::vector<float> by_hour_closed_;
    double best_text_ = 0;
    double best_place_ = 0;
    double unknown_place_ = 0;
};

}  // namespace ombud::dedupe
