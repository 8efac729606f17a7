#pragma once

#include "core/config.hpp"
#include "core/report.hpp"
#include "dedupe/clear_case.hpp"
#include "dedupe/dedupe.hpp"
#include "dedupe/search.hpp"
#include "store/register.hpp"
#include "store/suggestions.hpp"

#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace ombud::dedupe {

/// At most three originals that a person should look at, best first, with reasons: candidates that are duplicates
/// themselves stand for their original; what was rejected is left out.
[[nodiscard]] std::vector<store::Suggestion> suggestions(store::Register& registry, const Fingerprint& fingerprint,
                                                         const BlockIndex& index, const Best& best);

/// What is made of the candidates: a link, suggestions, or nothing. Holds to what people decided before.
class Decisions {
  public:
    Decisions(store::Register& registry, const Config& config, Instant now)
        : registry_(registry), config_(config), now_(now) {}

    /// \param later  reports that came in after this one and are a clear case together with it are noted here; may be
    /// null
    void decide(const Fingerprint& fingerprint, const BlockIndex& index, const Best& best,
                std::unordered_set<ReportId>* later);

    [[nodiscard]] const Summary& summary() const noexcept { return summary_; }

  private:
    struct Link {
        ReportId original = 0;
        std::string reason;
    };

    [[nodiscard]] std::optional<Link> clear_case(const Report& report, std::unordered_set<ReportId>* later);
    [[nodiscard]] std::optional<Link> probable_case(const Report& report, const std::vector<store::Suggestion>& found);
    [[nodiscard]] bool may_link(const Report& report, ReportId original, const DuplicateRule& rule);

    store::Register& registry_;
    const Config& config_;
    Instant now_;
    Summary summary_;
};

}  // namespace ombud::dedupe
