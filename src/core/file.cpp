#include "core/file.hpp"

#include "core/error.hpp"
#include "core/text.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <vector>

namespace ombud {

namespace {

[[noreturn]] void fail(std::string_view what, const std::filesystem::path& file) {
    throw Error(ErrorKind::system, fmt::format("{} {}: {}", what, file.string(), std::strerror(errno)));
}

/// An open file descriptor that closes itself.
class Descriptor {
  public:
    explicit Descriptor(int fd) : fd_(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    [[nodiscard]] int get() const noexcept { return fd_; }
    /// Closes now and reports what close() says; a full disk shows itself here on network file systems.
    [[nodiscard]] int close() noexcept {
        const int fd = fd_;
        fd_ = -1;
        return ::close(fd);
    }

  private:
    int fd_;
};

}  // namespace

std::string read_file(const std::filesystem::path& file) {
    const Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (in.get() < 0) fail("cannot read", file);
    struct stat info {};
    if (::fstat(in.get(), &info) != 0) fail("cannot read", file);
    if (S_ISDIR(info.st_mode)) {
        errno = EISDIR;
        fail("cannot read", file);
    }
    std::string bytes;
    bytes.resize(static_cast<std::size_t>(info.st_size) + 1);
    std::size_t filled = 0;
    for (;;) {
        if (filled == bytes.size()) bytes.resize(bytes.size() * 2);
        const ssize_t got = ::read(in.get(), bytes.data() + filled, bytes.size() - filled);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail("cannot read", file);
        if (got == 0) break;
        filled += static_cast<std::size_t>(got);
    }
    bytes.resize(filled);
    return bytes;
}

void write_private_file(const std::filesystem::path& folder, const std::string& name, std::string_view bytes) {
    std::error_code error;
    if (std::filesystem::create_directories(folder, error)) {
        std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
    }
    if (error) throw Error(ErrorKind::system, fmt::format("cannot make {}: {}", folder.string(), error.message()));
    write_file(folder / name, bytes, 0600);
}

std::string safe_file_name(std::string_view name) {
    constexpr std::size_t longest = 60;
    std::string safe = fold(name);
    std::ranges::replace_if(
        safe,
        [](char c) { return !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_'); },
        '-');
    // The end of a name says most: its number and its extension.
    if (safe.size() > longest) safe.erase(0, safe.size() - longest);
    return safe.empty() ? "item" : safe;
}

std::filesystem::path beside(const std::filesystem::path& file) {
    return file.parent_path() / fmt::format(".{}.{}.part", file.filename().string(), ::getpid());
}

void remove_abandoned(const std::filesystem::path& folder) {
    if (!std::filesystem::is_directory(folder)) return;
    std::vector<std::filesystem::path> abandoned;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();  // .NAME.PID.part
        if (!name.starts_with('.') || entry.path().extension() != ".part") continue;
        const std::string pid = entry.path().stem().extension().string();
        int number = 0;
        const char* end = pid.data() + pid.size();
        if (pid.size() < 2 || std::from_chars(pid.data() + 1, end, number).ptr != end) continue;
        if (::kill(number, 0) != 0 && errno == ESRCH) abandoned.push_back(entry.path());
    }
    for (const std::filesystem::path& path : abandoned) std::filesystem::remove_all(path);
}

void write_file(const std::filesystem::path& file, std::string_view bytes, unsigned mode) {
    std::error_code ignored;
    if (std::filesystem::file_size(file, ignored) == bytes.size() && !ignored && read_file(file) == bytes) return;
    if (file.has_parent_path())
        std::filesystem::create_directories(file.parent_path(), ignored);  // open() says what failed

    const std::filesystem::path part = beside(file);
    Descriptor out(::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode));
    if (out.get() < 0) fail("cannot write", part);
    std::string_view rest = bytes;
    while (!rest.empty()) {
        const ssize_t put = ::write(out.get(), rest.data(), rest.size());
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) fail("cannot write", part);
        rest.remove_prefix(static_cast<std::size_t>(put));
    }
    // Without fsync a power cut can leave the new name with no bytes behind it.
    if (::fsync(out.get()) != 0 || out.close() != 0) fail("cannot write", part);
    if (::rename(part.c_str(), file.c_str()) != 0) {
        const int reason = errno;
        ::unlink(part.c_str());
        errno = reason;
        fail("cannot replace", file);
    }
}

}  // namespace ombud
