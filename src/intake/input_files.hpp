#pragma once

#include "core/config.hpp"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::intake {

/// Standard input on the command line.
inline constexpr std::string_view standard_input = "-";

/// What is to be read for a source: the given paths, else its configured one.
/// Throws Error(input) for a path that does not exist and says where it came from.
[[nodiscard]] std::vector<std::filesystem::path> input_paths(const Source& source,
                                                             std::span<const std::filesystem::path> given);

/// The regular files of a folder by name, without those whose name starts with a dot. Not the folders below.
/// Throws Error(system) where the folder cannot be read.
[[nodiscard]] std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder);

/// Why a file cannot be read, with what to do; empty: it can, as far as can be told beforehand.
[[nodiscard]] std::string why_unreadable(const std::filesystem::path& file);

/// How a file is called in messages: its last folder and name, so that they stay short and the same on every machine.
[[nodiscard]] std::string shown_name(const std::filesystem::path& file);

}  // namespace ombud::intake
