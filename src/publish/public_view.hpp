#pragma once

#include "core/config.hpp"
#include "publish/public_report.hpp"
#include "store/register.hpp"

namespace ombud::publish {

/// How much of a report is read. Answers and history cost two more look-ups for each report.
enum class Detail {
    summary,  ///< without answers and history
    full,
};

/// The public view of a register, by id, to hand to an exporter: released reports, and the only place where one becomes
/// public. The register and the configuration must outlive what is returned; one view at a time for each register.
[[nodiscard]] NextReport public_view(store::Register& registry, const Config& config, Detail detail = Detail::summary);

}  // namespace ombud::publish
