#include "core/workspace.hpp"

#include "core/error.hpp"
#include "core/text.hpp"
#include "core/time.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>

namespace ombud {

namespace fs = std::filesystem;

namespace {

Workspace checked(const fs::path& root, std::string_view named_by) {
    Workspace workspace(fs::absolute(root).lexically_normal());
    if (!fs::exists(workspace.config_file())) {
        throw Error(ErrorKind::usage,
                    fmt::format("{} ({}) is no workspace: it has no ombud.toml; `ombud init {}` makes one",
                                root.string(), named_by, root.string()));
    }
    return workspace;
}

}  // namespace

Workspace find_workspace(const std::optional<fs::path>& chosen) {
    if (chosen) return checked(*chosen, "-C");
    if (const char* variable = std::getenv("OMBUD_WORKSPACE"); variable != nullptr && *variable != '\0') {
        return checked(variable, "$OMBUD_WORKSPACE");
    }
    for (fs::path folder = fs::current_path();; folder = folder.parent_path()) {
        if (fs::exists(folder / "ombud.toml")) return Workspace(folder);
        if (folder == folder.parent_path()) break;
    }
    throw Error(ErrorKind::usage,
                "no workspace here: neither this folder nor one above it holds ombud.toml; go there, name it with "
                "-C DIR, or make one with `ombud init DIR`");
}

WorkspaceLock::WorkspaceLock(const Workspace& workspace, std::string_view command) {
    const fs::path file = workspace.root() / ".lock";
    fd_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (fd_ < 0) throw Error(ErrorKind::system, fmt::format("cannot open {}: {}", file.string(), std::strerror(errno)));
    if (::flock(fd_, LOCK_EX | LOCK_NB) != 0) {
        std::array<char, 200> holder{};
        const ssize_t got = ::pread(fd_, holder.data(), holder.size(), 0);
        const std::string_view who(holder.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
        ::close(fd_);
        throw Error(ErrorKind::locked, fmt::format("another run holds {}: {}; wait for it, or look at it with ps",
                                                   workspace.root().string(), trim(who)));
    }
    const std::string note =
        fmt::format("ombud {}, process {}, since {}\n", command, ::getpid(), format_iso(present()));
    // The note is for people only; the lock itself is the kernel's, so a failing write changes nothing.
    if (::ftruncate(fd_, 0) != 0 || ::pwrite(fd_, note.data(), note.size(), 0) < 0) return;
}

WorkspaceLock::~WorkspaceLock() {
    if (fd_ >= 0) ::close(fd_);
}

}  // namespace ombud
