#pragma once

#include <filesystem>
#include <string_view>

namespace ombud {

/// A folder of share/ that comes with Ombud: the one that the environment variable names, else `../share/ombud/NAME`
/// beside the folder of the program (an installation), else `../share/NAME` (a build). Empty where there is none.
[[nodiscard]] std::filesystem::path shipped_folder(std::string_view name, const char* variable);

}  // namespace ombud
