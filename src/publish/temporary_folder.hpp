#pragma once

#include <filesystem>

namespace ombud::publish {

/// A folder beside a file in the making, for formats of several files. It is gone, with all that is in it, when this
/// is.
class TemporaryFolder {
  public:
    /// \param target  what will be replaced; its folder is made where it is missing. Throws Error(system).
    explicit TemporaryFolder(const std::filesystem::path& target);
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder();

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

  private:
    std::filesystem::path path_;
};

}  // namespace ombud::publish
