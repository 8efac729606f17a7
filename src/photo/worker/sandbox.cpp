#include "photo/worker/sandbox.hpp"

#include "core/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <memory>

namespace ombud::photo {

namespace {

[[noreturn]] void fail(const char* what, int problem) {
    throw Error(ErrorKind::system, fmt::format("cannot put up the sandbox: {}: {}", what, std::strerror(problem)));
}

void limit(__rlimit_resource resource, rlim_t value, const char* what) {
    const rlimit both{value, value};
    if (::setrlimit(resource, &both) != 0) fail(what, errno);
}

struct Release {
    void operator()(void* filter) const noexcept { seccomp_release(filter); }
};
using Filter = std::unique_ptr<void, Release>;

constexpr std::array plain_calls{
    // the socket to the main program, and messages of last resort to standard error
    SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(readv), SCMP_SYS(writev), SCMP_SYS(close), SCMP_SYS(fstat),
    SCMP_SYS(lseek), SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(restart_syscall),
    // memory
    SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(brk),
    // threads: libheif's decoders start some
    SCMP_SYS(futex), SCMP_SYS(set_robust_list), SCMP_SYS(get_robust_list), SCMP_SYS(rseq), SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity), SCMP_SYS(gettid), SCMP_SYS(getpid), SCMP_SYS(set_tid_address), SCMP_SYS(getcpu),
    SCMP_SYS(membarrier),
    // signals to oneself: abort()
    SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack),
    // clocks and numbers
    SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres), SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep),
    SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(getrusage), SCMP_SYS(getrandom), SCMP_SYS(sysinfo),
    SCMP_SYS(uname),
    // the end
    SCMP_SYS(exit), SCMP_SYS(exit_group)};

void check(int result, const char* what) {
    if (result < 0) fail(what, -result);
}

void load_filter() {
    const Filter filter(seccomp_init(SCMP_ACT_ERRNO(EPERM)));
    if (!filter) throw std::bad_alloc();
    for (const int call : plain_calls) {
        const int result = seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0);
        if (result != -EDOM) check(result, "seccomp rule");  // EDOM: this architecture has no such call
    }
    // Memory, but none that can be executed.
    for (const int call : {SCMP_SYS(mmap), SCMP_SYS(mprotect)}) {
        check(seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)),
              "seccomp rule for memory");
    }
    // Threads, but no processes. The flags of clone3 lie in memory, where a filter cannot look; the C library takes
    // clone where clone3 does not exist.
    check(seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
                           SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD)),
          "seccomp rule for threads");
    check(seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0), "seccomp rule for clone3");
    // A signal to this process only: abort() ends it with tgkill.
    check(seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                           SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(::getpid()))),
          "seccomp rule for abort");
    check(seccomp_load(filter.get()), "seccomp filter");
}

}  // namespace

void enter_sandbox([[maybe_unused]] std::size_t memory_mb) {
    if (::close_range(3, ~0U, 0) != 0) fail("close_range", errno);
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) fail("no_new_privs", errno);
    if (::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) fail("dumpable", errno);
    limit(RLIMIT_CORE, 0, "core limit");
    limit(RLIMIT_FSIZE, 0, "file size limit");
    limit(RLIMIT_NOFILE, 3, "descriptor limit");
#ifndef __SANITIZE_ADDRESS__
    limit(RLIMIT_AS, static_cast<rlim_t>(memory_mb) << 20, "memory limit");
#endif
    load_filter();
}

}  // namespace ombud::photo
