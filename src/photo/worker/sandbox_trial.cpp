#include "photo/worker/sandbox.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <functional>

namespace ombud::photo {

namespace {

long execute() {
    std::array<char*, 2> arguments{};
    std::array<char, 5> name{'t', 'r', 'u', 'e', '\0'};
    arguments[0] = name.data();
    return ::execve("/bin/true", arguments.data(), arguments.data() + 1);
}

long fork_process() {
    const long child = ::syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
    if (child == 0) ::_exit(0);
    if (child > 0) ::waitpid(static_cast<pid_t>(child), nullptr, 0);
    return child;
}

long executable_memory() {
    void* memory = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return memory == MAP_FAILED ? -1 : 0;
}

long raise_limit() {
    const rlimit more{RLIM_INFINITY, RLIM_INFINITY};
    return ::setrlimit(RLIMIT_CPU, &more);
}

long connect_socket() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(9);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return ::connect(STDIN_FILENO, reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

}  // namespace

std::vector<SandboxTrial> try_sandbox() {
    const std::vector<std::pair<const char*, std::function<long()>>> attempts{
        {"open a network socket", [] { return ::socket(AF_INET, SOCK_STREAM, 0); }},
        {"open a local socket", [] { return ::socket(AF_UNIX, SOCK_STREAM, 0); }},
        {"connect", connect_socket},
        {"write a file", [] { return ::open("ombud-photo-trial", O_WRONLY | O_CREAT, 0600); }},
        {"read a file", [] { return ::open("/etc/passwd", O_RDONLY); }},
        {"delete a file", [] { return ::unlink("ombud-photo-trial"); }},
        {"make a folder", [] { return ::mkdir("ombud-photo-trial", 0700); }},
        {"execute a program", execute},
        {"start a process", fork_process},
        {"trace a process", [] { return ::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr); }},
        {"signal another process", [] { return ::kill(::getppid(), 0); }},
        {"make executable memory", executable_memory},
        {"raise its own limits", raise_limit},
        {"duplicate a descriptor", [] { return ::dup(STDIN_FILENO); }},
    };
    std::vector<SandboxTrial> trials;
    for (const auto& [what, attempt] : attempts) {
        errno = 0;
        const bool denied = attempt() < 0 && (errno == EPERM || errno == ENOSYS);
        trials.push_back({what, denied, std::strerror(errno)});
    }
    return trials;
}

}  // namespace ombud::photo
