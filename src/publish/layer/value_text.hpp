#pragma once

#include "publish/report_fields.hpp"

#include <string>
#include <string_view>

namespace ombud::publish {

/// `2026-03-01T08:15:00Z`
void append_iso(std::string& out, Instant instant);

/// With at most `decimals` (up to nine) decimals, without trailing zeros.
void append_decimal(std::string& out, double number, int decimals);

/// A value as text: times ISO 8601 in UTC, lists joined by ";", nothing for null.
void append_text(std::string& out, const FieldValue& value);

[[nodiscard]] inline bool is_null(const FieldValue& value) {
    return std::holds_alternative<std::monostate>(value);
}

/// As XML text or the value of an attribute in double quotes; characters that XML 1.0 does not allow are left out.
void append_xml(std::string& out, std::string_view text);

}  // namespace ombud::publish
