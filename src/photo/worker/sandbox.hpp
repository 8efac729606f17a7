#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace ombud::photo {

/// Gives up, for the rest of this process's life, everything that decoding photos does not need.
///
/// - Descriptors other than 0, 1 and 2 are closed; no new one can be had.
/// - Limits: address space (`memory_mb`), no file can grow, no core dump, no more descriptors. The limit of CPU time is
///   set anew for each photo by the main program.
/// - No privileges can be gained by executing (no_new_privs), and the process cannot be traced or dumped.
/// - A seccomp filter in the form of an allow-list: reading and writing what is open, memory, threads, clocks, exit.
///   Anything else fails with EPERM, among it every open (for reading, too), socket, connect, execve, fork, ptrace,
///   kill, prlimit and memory that is both ours and executable. EPERM and not death: allocators, thread libraries and
///   codecs ask for things that they can do without (the number of processors, a thread's name).
///
/// So the register and the other photos are out of reach for code that a photo smuggles in; what it can still do is
/// answer wrongly for the photos that go through the same worker.
///
/// Call it when all files that will ever be needed are loaded. Throws Error(system) where it cannot be put up; the
/// worker must then not decode anything. Built with the address sanitizer, the memory limit is left out, since the
/// sanitizer reserves terabytes of address space.
void enter_sandbox(std::size_t memory_mb);

/// One thing that the sandbox must not allow.
struct SandboxTrial {
    std::string what;
    bool denied = false;
    std::string answer;  ///< what the system said
};

/// Tries what must not be possible. To be called inside the sandbox, for the test of it.
[[nodiscard]] std::vector<SandboxTrial> try_sandbox();

}  // namespace ombud::photo
