#pragma once

#include "core/config.hpp"
#include "publish/public_report.hpp"
#include "store/register.hpp"

namespace ombud::publish {

/// The public view of a register, by id, to hand to an exporter: the only place where a report becomes public. The
/// register and the configuration must outlive what is returned; one view at a time for each register.
[[nodiscard]] NextReport public_view(store::Register& registry, const Config& config);

}  // namespace ombud::publish
