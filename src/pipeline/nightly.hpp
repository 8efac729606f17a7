#pragma once

#include "core/config.hpp"
#include "core/progress.hpp"
#include "core/workspace.hpp"
#include "store/register.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ombud::pipeline {

/// What one step did.
struct StepResult {
    std::string name{};
    std::vector<std::pair<std::string, std::size_t>> counts{};  ///< what is counted -> how many, in a fixed order
    double seconds = 0;
    std::vector<std::string> waiting{};  ///< what waits for a person, a sentence each, with the command that shows it
};

struct NightResult {
    std::vector<StepResult> steps;
    [[nodiscard]] bool needs_attention() const;
};

struct NightOptions {
    bool dry_run = false;  ///< say what would happen, change nothing
    /// Called after each step, so that the summary grows while the night runs.
    std::function<void(const StepResult&)> on_step;
};

/// A night's work: import, locate, dedupe, assign, anonymise, release, expire, export, mail, due, and retention where
/// it is configured, in this order.
///
/// Takes the workspace lock. Each step is one transaction: a step that fails leaves the register as it was before it,
/// stops the night and throws the Error again with the step's name and how to go on. A night that was cut off at any
/// moment is healed by the next one, and a night with nothing to do changes nothing but adds its record to the runs.
[[nodiscard]] NightResult nightly(const Workspace& workspace, const Config& config, Progress& progress, Instant now,
                                  const NightOptions& options);

/// What all steps left for a person, in order.
[[nodiscard]] std::vector<std::string> waiting(const NightResult& night);

/// The names of the steps, in order.
[[nodiscard]] std::vector<std::string_view> step_names();

/// One step's counts as JSON: {"step": …, "seconds": …, "counts": {…}}.
[[nodiscard]] std::string to_json(const StepResult& step);

}  // namespace ombud::pipeline
