#pragma once

#include "store/register.hpp"

#include <string>
#include <string_view>

namespace ombud::store {

/// The compiled gazetteer (locate/gazetteer.hpp), or empty. Triggers drop it whenever an address, street, place or area
/// changes, whoever changes it.
[[nodiscard]] std::string compiled_gazetteer(Register& registry);

void keep_compiled_gazetteer(Register& registry, std::string_view bytes);

}  // namespace ombud::store
