#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>

namespace ombud::publish {

/// Closes a stdio file. Whoever must know that the last bytes arrived closes it himself, see `closed`.
struct CloseFile {
    // NOLINTNEXTLINE(cppcoreguidelines-owning-memory): the handle owns it
    void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};
using FileHandle = std::unique_ptr<std::FILE, CloseFile>;

/// As std::fopen: empty, and errno says why, where it cannot be opened.
[[nodiscard]] inline FileHandle open_file(const std::filesystem::path& file, const char* mode) {
    // NOLINTNEXTLINE(cppcoreguidelines-owning-memory): the handle owns it
    return FileHandle(std::fopen(file.c_str(), mode));
}

/// Closes the file; false, and errno says why, where bytes were lost.
[[nodiscard]] inline bool closed(FileHandle& file) {
    // NOLINTNEXTLINE(cppcoreguidelines-owning-memory): the handle gives it up
    return std::fclose(file.release()) == 0;
}

}  // namespace ombud::publish
