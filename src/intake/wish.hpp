#pragma once

#include <optional>
#include <string_view>

namespace ombud::intake {

/// Yes or no as forms and sheets say it, in German and English: "ja", "Nein danke", "1", "wahr", "öffentlich",
/// "private". Nothing where it is neither.
[[nodiscard]] std::optional<bool> yes_or_no(std::string_view text);

}  // namespace ombud::intake
