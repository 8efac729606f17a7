#include "photo/worker_process.hpp"

#include "core/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <thread>

namespace ombud::photo {

namespace {

/// What a library path or a sanitizer of a test build needs; nothing else of our environment is handed on.
constexpr std::array inherited_variables{"LD_LIBRARY_PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS"};

std::vector<std::string> child_environment() {
    std::vector<std::string> variables{"LC_ALL=C.UTF-8"};
    for (const char* name : inherited_variables) {
        if (const char* value = std::getenv(name)) variables.push_back(fmt::format("{}={}", name, value));
    }
    return variables;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> result;
    result.reserve(texts.size() + 1);
    for (std::string& text : texts) result.push_back(text.data());
    result.push_back(nullptr);
    return result;
}

class SpawnActions {
  public:
    SpawnActions() { posix_spawn_file_actions_init(&actions_); }
    SpawnActions(const SpawnActions&) = delete;
    SpawnActions& operator=(const SpawnActions&) = delete;
    ~SpawnActions() { posix_spawn_file_actions_destroy(&actions_); }
    [[nodiscard]] posix_spawn_file_actions_t* get() { return &actions_; }

  private:
    posix_spawn_file_actions_t actions_{};
};

/// A child starts with no signal blocked and the usual meaning of those that we may have changed.
class SpawnAttributes {
  public:
    SpawnAttributes() {
        posix_spawnattr_init(&attributes_);
        sigset_t none;
        sigemptyset(&none);
        posix_spawnattr_setsigmask(&attributes_, &none);
        sigset_t usual;
        sigemptyset(&usual);
        for (const int number : {SIGPIPE, SIGTERM, SIGINT, SIGXCPU, SIGCHLD}) sigaddset(&usual, number);
        posix_spawnattr_setsigdefault(&attributes_, &usual);
        posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    SpawnAttributes(const SpawnAttributes&) = delete;
    SpawnAttributes& operator=(const SpawnAttributes&) = delete;
    ~SpawnAttributes() { posix_spawnattr_destroy(&attributes_); }
    [[nodiscard]] const posix_spawnattr_t* get() const { return &attributes_; }

  private:
    posix_spawnattr_t attributes_{};
};

std::string describe(int status) {
    if (WIFSIGNALED(status)) {
        const int number = WTERMSIG(status);
        const char* text = sigdescr_np(number);
        return fmt::format("signal {}, {}", number, text ? text : "unknown");
    }
    return fmt::format("exit code {}", WEXITSTATUS(status));
}

}  // namespace

WorkerProcess::WorkerProcess(const std::filesystem::path& program, const std::vector<std::string>& arguments) {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        throw Error(ErrorKind::system,
                    fmt::format("cannot make a socket for the photo worker: {}", std::strerror(errno)));
    }
    socket_ = ends[0];

    SpawnActions actions;
    posix_spawn_file_actions_adddup2(actions.get(), ends[1], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(actions.get(), ends[1], STDOUT_FILENO);
    const SpawnAttributes attributes;
    std::vector<std::string> argument_texts{program.string()};
    argument_texts.insert(argument_texts.end(), arguments.begin(), arguments.end());
    std::vector<std::string> variable_texts = child_environment();
    const int problem = ::posix_spawn(&pid_, program.c_str(), actions.get(), attributes.get(),
                                      pointers(argument_texts).data(), pointers(variable_texts).data());
    ::close(ends[1]);
    if (problem != 0) {
        pid_ = -1;
        ::close(socket_);
        throw Error(ErrorKind::system,
                    fmt::format("cannot start the photo worker {}: {}", program.string(), std::strerror(problem)));
    }
}

WorkerProcess::~WorkerProcess() {
    ::close(socket_);
    if (pid_ > 0) {
        ::kill(pid_, SIGKILL);
        while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
        }
    }
}

WorkerProcess::Transfer WorkerProcess::wait_for(short events, Clock::time_point deadline) const {
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
        if (left <= 0) return Transfer::late;
        pollfd entry{socket_, events, 0};
        const int ready = ::poll(&entry, 1, static_cast<int>(std::min<std::int64_t>(left, 60'000)));
        if (ready > 0) return Transfer::done;
        if (ready < 0 && errno != EINTR) return Transfer::closed;
    }
}

WorkerProcess::Transfer WorkerProcess::send(std::string_view bytes, Clock::time_point deadline) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent > 0) {
            bytes.remove_prefix(static_cast<std::size_t>(sent));
            continue;
        }
        if (errno == EINTR) continue;
        if (errno != EAGAIN && errno != EWOULDBLOCK) return Transfer::closed;
        if (const Transfer waited = wait_for(POLLOUT, deadline); waited != Transfer::done) return waited;
    }
    return Transfer::done;
}

WorkerProcess::Transfer WorkerProcess::receive(std::string& bytes, std::size_t size, Clock::time_point deadline) {
    bytes.resize(size);
    std::size_t have = 0;
    while (have < size) {
        if (const Transfer waited = wait_for(POLLIN, deadline); waited != Transfer::done) return waited;
        const ssize_t got = ::recv(socket_, bytes.data() + have, size - have, MSG_DONTWAIT);
        if (got > 0) {
            have += static_cast<std::size_t>(got);
        } else if (got == 0 || (errno != EINTR && errno != EAGAIN && errno != EWOULDBLOCK)) {
            return Transfer::closed;
        }
    }
    return Transfer::done;
}

void WorkerProcess::allow_cpu_time(std::chrono::seconds more) const {
    clockid_t clock{};
    timespec used{};
    if (::clock_getcpuclockid(pid_, &clock) != 0 || ::clock_gettime(clock, &used) != 0)
        return;  // it has ended: send tells
    rlimit limit{};
    if (::prlimit(pid_, RLIMIT_CPU, nullptr, &limit) != 0) return;
    // Whole seconds only; the one that has begun is not counted against the photo.
    limit.rlim_cur = std::min(static_cast<rlim_t>(used.tv_sec + 1 + more.count()), limit.rlim_max);
    if (::prlimit(pid_, RLIMIT_CPU, &limit, nullptr) != 0 && errno != ESRCH) {
        throw Error(ErrorKind::system,
                    fmt::format("cannot limit the CPU time of the photo worker: {}", std::strerror(errno)));
    }
}

std::string WorkerProcess::end() {
    using namespace std::chrono_literals;
    if (pid_ <= 0) return "ended before";
    const auto patience = Clock::now() + 1s;
    int status = 0;
    for (;;) {
        const pid_t ended = ::waitpid(pid_, &status, WNOHANG);
        if (ended == pid_) {
            pid_ = -1;
            return describe(status);
        }
        if (ended < 0 && errno != EINTR) {
            pid_ = -1;
            return "an unknown reason";
        }
        if (Clock::now() > patience) break;
        std::this_thread::sleep_for(2ms);
    }
    ::kill(pid_, SIGKILL);
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    return "it closed its socket and had to be killed";
}

}  // namespace ombud::photo
