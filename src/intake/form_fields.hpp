#pragma once

#include "intake/value.hpp"

#include <string_view>

namespace ombud::intake {

/// Whether a line looks like the body of a form: name=value pairs joined by "&", percent-encoded.
[[nodiscard]] bool looks_form_encoded(std::string_view line) noexcept;

/// The fields of a form (application/x-www-form-urlencoded); a name that is there several times, or ends in "[]",
/// becomes an array. "attribute[CODE]" is the member CODE of the object "attribute".
/// Bytes that are no UTF-8 are taken as Windows-1252, which older browsers send.
[[nodiscard]] Value parse_form(std::string_view line);

}  // namespace ombud::intake
