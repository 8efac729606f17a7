#pragma once

#include "photo/drawing.hpp"

#include <filesystem>
#include <string>

/// What the photo tests share: a folder of their own, and the tools that make real files (ImageMagick, exiftool).
namespace ombud::photo {

/// A folder that goes away with this object.
class TemporaryFolder {
  public:
    TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder();

    [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

/// Runs a shell command and returns what it prints; throws std::runtime_error with its output where it fails.
std::string shell(const std::string& command);

/// The drawing as a file, in the format that the name's ending says, made by `convert` with these options.
std::filesystem::path save(const drawing::Canvas& canvas, const std::filesystem::path& file,
                           const std::string& options = "");

/// A picture without anything that a detector should find.
drawing::Canvas street(unsigned seed = 1, int width = 480, int height = 360);

/// Position, capture time, author, comment, thumbnail and text after the end: everything that must not survive.
void plant_metadata(const std::filesystem::path& jpeg);

}  // namespace ombud::photo
