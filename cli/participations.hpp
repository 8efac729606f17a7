#pragma once

#include "cli/command_line.hpp"

namespace ombud::cli {

/// `ombud import participations`.
void add_participation_import(Command& parent);

}  // namespace ombud::cli
