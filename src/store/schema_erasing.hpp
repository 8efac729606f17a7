#pragma once

#include <string_view>

namespace ombud::store {

/// A row stands here while erased data may still lie in free pages, in the text index or in the write-ahead log: from
/// the first row that was erased until all of these were cleaned. A run that was killed between is finished by the
/// next.
inline constexpr std::string_view erasing_schema = R"sql(
CREATE TABLE erasing (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    since INTEGER NOT NULL
);
)sql";

}  // namespace ombud::store
