#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace ombud {

/// The first line of a file, or of what a command prints: passwords never stand in the configuration or on a command
/// line, where everybody sees them. Throws Error(config) for a file that others can read, and where there is none.
/// \param file     used where it is not empty \param command  else run by sh
/// \param whose    for messages: "[mail]"
[[nodiscard]] std::string read_password(const std::filesystem::path& file, const std::string& command,
                                        std::string_view whose);

}  // namespace ombud
