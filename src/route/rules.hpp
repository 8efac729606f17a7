#pragma once

#include "core/config.hpp"
#include "core/report.hpp"
#include "core/word_pattern.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::route {

/// What rules ask of a report.
struct Facts {
    std::string category{};  ///< id, or empty
    std::string area{};      ///< district, or empty
    Channel channel = Channel::web;
    ReporterKind reporter = ReporterKind::citizen;
    std::string words{};  ///< title and text as `padded_words`; needed only where `Rules::read_texts`
};

/// Who is in charge, and why.
struct Decision {
    std::string department;
    std::string reason;               ///< a sentence for the event log
    std::optional<std::size_t> rule;  ///< index into Config::rules; nothing: the category's own department, or triage
};

/// The routing rules of a configuration, ready for many reports. Keeps a reference to the configuration.
class Rules {
  public:
    explicit Rules(const Config& config);

    /// The department of the first rule that fits, else that of the category, else triage.
    [[nodiscard]] Decision decide(const Facts& facts) const;

    /// Whether a rule fits. \param rule  index into Config::rules
    [[nodiscard]] bool fits(std::size_t rule, const Facts& facts) const;

    /// Likewise, but without asking for its texts.
    [[nodiscard]] bool fits_but_for_text(std::size_t rule, const Facts& facts) const;

    [[nodiscard]] bool read_texts() const noexcept { return read_texts_; }
    [[nodiscard]] const std::vector<WordPattern>& texts(std::size_t rule) const { return texts_[rule]; }

  private:
    const Config& config_;
    std::vector<std::vector<WordPattern>> texts_;  ///< per rule
    bool read_texts_ = false;
};

[[nodiscard]] Facts facts_of(const Report& report, const Reporter& reporter, const Config& config, const Rules& rules);

/// \param config  says which addresses are the municipality's own
[[nodiscard]] ReporterKind kind_of(const Reporter& reporter, const Config& config);

}  // namespace ombud::route
