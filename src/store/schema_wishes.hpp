#pragma once

#include <string_view>

namespace ombud::store {

/// Whether who reported wants the report to be public, where the sender's form asks.
inline constexpr std::string_view wishes_schema = R"sql(
ALTER TABLE report ADD COLUMN public_wish INTEGER;  -- 1 yes, 0 no, NULL nothing was said; no personal data, stays with the report
-- A person released it though its reporter said no, and the event says why.
ALTER TABLE release ADD COLUMN against_wish INTEGER NOT NULL DEFAULT 0;
)sql";

}  // namespace ombud::store
