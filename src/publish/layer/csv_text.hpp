#pragma once

#include <string>
#include <string_view>

namespace ombud::publish {

/// A cell of text as RFC 4180 writes it, harmless for spreadsheet programs: what they would take for a formula gets an
/// apostrophe before it.
void append_csv(std::string& out, std::string_view text);

}  // namespace ombud::publish
