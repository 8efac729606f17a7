#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace ombud {

/// The whole file. Throws Error(system) that names the file and the system's reason.
[[nodiscard]] std::string read_file(const std::filesystem::path& file);

/// Writes beside the file and renames, so that a reader sees the old file or the new one, never half of one. Missing
/// folders are made. Leaves the file alone when it already holds these bytes. Throws Error(system).
/// \param mode  permission bits of a new file
void write_file(const std::filesystem::path& file, std::string_view bytes, unsigned mode = 0644);

/// A name beside `file` for work in progress, unlike any other process's; rename it over `file` when it is whole.
[[nodiscard]] std::filesystem::path beside(const std::filesystem::path& file);

/// Removes what `beside` named in this folder (not below it) for processes that are no more: a killed run leaves it
/// behind.
void remove_abandoned(const std::filesystem::path& folder);

}  // namespace ombud
