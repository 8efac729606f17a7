#pragma once

#include "intake/item.hpp"
#include "intake/mime.hpp"

#include <vector>

namespace ombud::intake {

/// The addresses that a delivery report (RFC 3464) says can never be reached: Action failed, Status 5.x.x.
[[nodiscard]] std::vector<FailedAddress> failed_addresses(const Mail& mail);

}  // namespace ombud::intake
