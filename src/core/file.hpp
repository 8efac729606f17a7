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

/// `write_file` for what nobody but the owner may see: mode 0600, in a folder of mode 0700.
void write_private_file(const std::filesystem::path& folder, const std::string& name, std::string_view bytes);

/// Small letters, digits, dots and hyphens of a name, at most 60 from its end, so that no shell and no file system
/// stumbles over it; "item" where nothing is left.
[[nodiscard]] std::string safe_file_name(std::string_view name);

/// A name beside `file` for work in progress, unlike any other process's; rename it over `file` when it is whole.
[[nodiscard]] std::filesystem::path beside(const std::filesystem::path& file);

/// Removes what `beside` named in this folder (not below it) for processes that are no more: a killed run leaves it
/// behind.
void remove_abandoned(const std::filesystem::path& folder);

}  // namespace ombud
