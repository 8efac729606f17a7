#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ombud::intake {

/// What was signed, out of an opaque S/MIME message (RFC 8551, signed-data in DER): a MIME entity. Nothing where the
/// bytes are something else, such as an encrypted message. The signature is not checked: who sent a report does not
/// decide whether it is true.
[[nodiscard]] std::optional<std::string> signed_content(std::string_view der);

}  // namespace ombud::intake
