#pragma once

#include "cli/command_line.hpp"

namespace ombud::cli {

/// `ombud import addresses`, `streets`, `places` and `areas`.
void add_place_imports(Command& parent);

}  // namespace ombud::cli
