#pragma once

#include <filesystem>

namespace ombud::publish {

/// A file in the making beside the one it will replace, so that a reader, such as a web server, sees the old file or
/// the new one and never half of one. What is not committed is removed.
class Replacement {
  public:
    /// Makes the folder of `target` where it is missing. Throws Error(system).
    explicit Replacement(std::filesystem::path target);
    Replacement(const Replacement&) = delete;
    Replacement& operator=(const Replacement&) = delete;
    ~Replacement();

    /// Where to write.
    [[nodiscard]] const std::filesystem::path& part() const noexcept { return part_; }

    /// Brings the part to the disk and puts it in the place of the target. Leaves a target alone that already holds the
    /// same bytes, so that it keeps its time and is not copied to the web server again. Throws Error(system).
    void commit();

  private:
    std::filesystem::path target_;
    std::filesystem::path part_;
};

}  // namespace ombud::publish
