#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::photo {

/// A child process with one socket as its standard input and output. Ends with this object, whatever it is doing.
///
/// The child gets no other descriptor of ours, and of our environment only what it needs to find its libraries: the
/// environment of a nightly run may hold passwords.
class WorkerProcess {
  public:
    /// Throws Error(system) where the program cannot be started.
    WorkerProcess(const std::filesystem::path& program, const std::vector<std::string>& arguments);
    WorkerProcess(const WorkerProcess&) = delete;
    WorkerProcess& operator=(const WorkerProcess&) = delete;
    ~WorkerProcess();

    using Clock = std::chrono::steady_clock;

    /// Why a transfer came to nothing.
    enum class Transfer { done, closed, late };

    /// Sends all bytes, without SIGPIPE where nobody reads them any more.
    [[nodiscard]] Transfer send(std::string_view bytes, Clock::time_point deadline);
    /// Receives exactly `size` bytes into `bytes`.
    [[nodiscard]] Transfer receive(std::string& bytes, std::size_t size, Clock::time_point deadline);

    /// Allows the child `more` CPU time from now on; the kernel then ends it with SIGXCPU. Set from here, by prlimit,
    /// so that the child needs no right to change its own limits.
    void allow_cpu_time(std::chrono::seconds more) const;

    /// Waits for the end of a child that closed its socket, kills it where that takes long, and says in words how it
    /// ended ("signal 11, Segmentation fault").
    [[nodiscard]] std::string end();

    [[nodiscard]] pid_t id() const noexcept { return pid_; }

  private:
    [[nodiscard]] Transfer wait_for(short events, Clock::time_point deadline) const;

    pid_t pid_ = -1;  ///< -1 once waited for
    int socket_ = -1;
};

}  // namespace ombud::photo
