#pragma once

#include <string_view>

namespace ombud::store {

/// The digits of reporter.phone, as far as SQL knows them without an extension; the index below is made of it.
#define OMBUD_PHONE_DIGITS \
    "replace(replace(replace(replace(replace(replace(replace(phone, ' ', ''), '/', ''), '-', ''), '(', ''), ')', ''), '.', ''), '+', '')"

/// What searches go by. Indexes on what is not known when a report comes in cost its import nothing.
inline constexpr std::string_view search_schema =
    "CREATE INDEX report_status ON report(status, received_at);\n"
    "CREATE INDEX report_category ON report(category, received_at) WHERE category IS NOT NULL;\n"
    "CREATE INDEX report_department ON report(department, received_at) WHERE department IS NOT NULL;\n"
    "CREATE INDEX report_area_of ON report(area) WHERE area IS NOT NULL;\n"
    // Reporters who gave both are known by their address; the number leads to them, too. Personal data: goes with the
    // row.
    "CREATE INDEX reporter_phone ON reporter(" OMBUD_PHONE_DIGITS ") WHERE phone <> '' AND email <> '';\n";

/// Two things that are frequent and never come together: what is frequent alone is no way to find the few that fit.
/// Rows of a channel are added at the end of its part of the index, which costs an import next to nothing.
inline constexpr std::string_view frequent_things_schema =
    "CREATE INDEX report_channel ON report(channel);\n"
    "DROP INDEX report_department;\n"
    "CREATE INDEX report_department ON report(department, category) WHERE department IS NOT NULL;\n";

}  // namespace ombud::store
