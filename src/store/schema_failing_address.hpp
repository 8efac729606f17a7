#pragma once

#include <string_view>

namespace ombud::store {

/// Addresses to which mail cannot be delivered, as delivery reports say.
inline constexpr std::string_view failing_address_schema = R"sql(
CREATE TABLE failing_address (
    contact TEXT PRIMARY KEY,   -- as reporter.contact
    since INTEGER NOT NULL,
    status TEXT NOT NULL        -- of RFC 3463: "5.1.1"
) WITHOUT ROWID;
)sql";

}  // namespace ombud::store
