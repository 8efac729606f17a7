#include "casework/smtp/session.hpp"
#include "core/error.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <vector>

namespace ombud::casework::smtp {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view library_name = "ombud-smtp.so";

std::vector<fs::path> candidates() {
    std::vector<fs::path> result;
    // secure_getenv: a program with raised privileges must not load what its caller chose.
    if (const char* folder = ::secure_getenv("OMBUD_LIBDIR"); folder != nullptr && *folder != '\0') {
        result.push_back(fs::path(folder) / library_name);
    }
    std::error_code failed;
    const fs::path program = fs::read_symlink("/proc/self/exe", failed);
    if (failed) return result;
    const fs::path folder = program.parent_path();
    result.push_back((folder / OMBUD_LIBRARIES_FROM_BIN / library_name).lexically_normal());
    result.push_back((folder / ".." / "src" / "casework" / library_name).lexically_normal());
    return result;
}

Entry load(const fs::path& library) {
    // Never closed: TLS libraries leave work for the end of the process.
    void* handle = ::dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr) {
        throw Error(ErrorKind::system, fmt::format("cannot load {}: {}", library.string(), ::dlerror()));
    }
    // POSIX promises that the pointer dlsym returns can be taken for a function.
    const auto entry = reinterpret_cast<Entry>(::dlsym(handle, entry_name));
    if (entry != nullptr) return entry;
    throw Error(ErrorKind::system,
                fmt::format("{} belongs to another version of Ombud; install both parts together", library.string()));
}

Entry find_and_load() {
    std::string looked;
    for (const fs::path& candidate : candidates()) {
        std::error_code ignored;
        if (fs::exists(candidate, ignored)) return load(candidate);
        looked += fmt::format("\n  {}", candidate.string());
    }
    throw Error(ErrorKind::system, fmt::format("{}, which speaks to mail servers, is missing; looked for{}\n"
                                               "Install Ombud again, or set OMBUD_LIBDIR to the folder that holds it.",
                                               library_name, looked));
}

}  // namespace

std::unique_ptr<Session> open_session(const Server& server) {
    static const Entry entry = find_and_load();
    std::unique_ptr<Session> session(entry(server));
    if (!session) throw Error(ErrorKind::system, "libcurl does not start");
    return session;
}

}  // namespace ombud::casework::smtp
