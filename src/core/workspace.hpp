#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

namespace ombud {

/// The folder that is one municipality. Holds paths only; opens nothing.
class Workspace {
  public:
    explicit Workspace(std::filesystem::path root) : root_(std::move(root)) {}

    [[nodiscard]] const std::filesystem::path& root() const noexcept { return root_; }
    [[nodiscard]] std::filesystem::path config_file() const { return root_ / "ombud.toml"; }
    [[nodiscard]] std::filesystem::path register_file() const { return root_ / "register.sqlite"; }
    [[nodiscard]] std::filesystem::path original_photos() const { return root_ / "photos" / "original"; }
    [[nodiscard]] std::filesystem::path public_photos() const { return root_ / "photos" / "public"; }
    /// Files that came with reports and notes; never published.
    [[nodiscard]] std::filesystem::path attachments() const { return root_ / "attachments"; }
    [[nodiscard]] std::filesystem::path quarantine() const { return root_ / "quarantine"; }
    [[nodiscard]] std::filesystem::path outbox() const { return root_ / "outbox"; }
    [[nodiscard]] std::filesystem::path public_files() const { return root_ / "public"; }

  private:
    std::filesystem::path root_;
};

/// Finds the workspace as git finds a repository: `chosen` (-C DIR), else $OMBUD_WORKSPACE, else the current folder or
/// the nearest parent that holds ombud.toml. Throws Error(usage) that says how to make one.
[[nodiscard]] Workspace find_workspace(const std::optional<std::filesystem::path>& chosen);

/// Holds a workspace for one run, from construction to destruction. The kernel lets go when the process dies, however
/// it dies, so a stale lock does not exist.
class WorkspaceLock {
  public:
    /// Throws Error(locked) that names the holder's process and since when, at once.
    WorkspaceLock(const Workspace& workspace, std::string_view command);
    WorkspaceLock(const WorkspaceLock&) = delete;
    WorkspaceLock& operator=(const WorkspaceLock&) = delete;
    ~WorkspaceLock();

  private:
    int fd_ = -1;
};

}  // namespace ombud
