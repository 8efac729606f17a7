#pragma once

#include "core/error.hpp"

#include <cstdint>
#include <vector>

namespace ombud::cli {

class Session;

/// Shows one waiting report after the other with what would be covered, and asks: y, n, edit, skip, quit. Each decision
/// is kept at once. Reads from standard input, which need not be a terminal. \param reports  those to look at; empty:
/// all that wait
Exit release_interactively(Session& session, std::vector<std::int64_t> reports, bool dry_run);

}  // namespace ombud::cli
