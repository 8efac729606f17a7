#pragma once

#include "store/register.hpp"

#include <string_view>

namespace ombud::store {

/// Remembers that mail to this address cannot be delivered, with an event. Only where a reporter has it: anybody can
/// send a delivery report. True where that is new. \param status  of RFC 3463: "5.1.1"; may be empty
bool mark_failing(Register& registry, std::string_view address, std::string_view status, const Change& change);

/// Whether mail to this address is in vain.
[[nodiscard]] bool is_failing(Register& registry, std::string_view address);

}  // namespace ombud::store
