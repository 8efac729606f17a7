#pragma once

#include "core/time.hpp"
#include "publish/public_report.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace ombud::publish {

enum class FieldKind {
    text,
    integer,
    real,
    time,  ///< an instant; ISO 8601 in UTC where a format has no type for it
    list,  ///< of texts; joined by ";" where a format has no lists
};

/// The value of one field; monostate where the report has none. Views into the report that it was got from.
using FieldValue =
    std::variant<std::monostate, std::string_view, std::int64_t, double, Instant, std::span<const std::string>>;

/// One field of a record. Names, types and documentation of every export follow from this.
template <typename Record>
struct FieldOf {
    std::string_view name;           ///< English, snake_case: GeoJSON, JSON, CSV
    std::string_view short_name;     ///< ASCII, at most 10 characters: shapefile
    std::string_view name_de;        ///< German column heading
    std::string_view short_name_de;  ///< the same for a shapefile
    FieldKind kind = FieldKind::text;
    int width = 0;     ///< bytes of text or digits of a number in formats with fixed width: at most so many
    int decimals = 0;  ///< of a real number
    std::string_view doc_en;
    std::string_view doc_de;
    FieldValue (*get)(const Record&) = nullptr;
};

/// A public field of a report.
using ReportField = FieldOf<PublicReport>;

/// The one table of public fields, in the order of columns. The position is the geometry and no field.
[[nodiscard]] std::span<const ReportField> report_fields() noexcept;

}  // namespace ombud::publish
