#pragma once

#include "core/json_writer.hpp"
#include "core/report.hpp"

namespace ombud::cli {

class Session;

/// One report as an object of the documented schema of `ombud list` and `ombud show`, without its closing brace, so
/// that `show` can add to it. Times are ISO 8601 in UTC; what is not known is null. No contact data.
void begin_report(JsonWriter& json, const Report& report, std::string_view reference);

/// The members `due` (a date, or null) and `overdue`, by the configuration and the clock of the session.
void due_or_null(JsonWriter& json, const Report& report, Session& session);

}  // namespace ombud::cli
