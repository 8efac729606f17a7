#pragma once

#include <string_view>

namespace ombud::store {

/// What a person decided about photos.
inline constexpr std::string_view rejected_photos = R"sql(
-- A person has looked at it and said that it is not to be published; its state stays 'review'.
ALTER TABLE photo ADD COLUMN rejected INTEGER NOT NULL DEFAULT 0;
)sql";

}  // namespace ombud::store
