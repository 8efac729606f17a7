#include "core/plugin.hpp"

#include "core/error.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

namespace ombud {

namespace fs = std::filesystem;

namespace {

std::vector<fs::path> candidates(std::string_view library, std::string_view built_in) {
    std::vector<fs::path> result;
    // secure_getenv: a program with raised privileges must not load what its caller chose.
    if (const char* folder = ::secure_getenv("OMBUD_LIBDIR"); folder != nullptr && *folder != '\0') {
        result.push_back(fs::path(folder) / library);
    }
    std::error_code failed;
    const fs::path program = fs::read_symlink("/proc/self/exe", failed);
    if (failed) return result;
    const fs::path folder = program.parent_path();
    result.push_back((folder / OMBUD_LIBRARIES_FROM_BIN / library).lexically_normal());
    result.push_back((folder / ".." / built_in / library).lexically_normal());
    return result;
}

void* load(const fs::path& library, const char* entry) {
    // Never closed: TLS libraries and GDAL leave work for the end of the process, and do not survive being unloaded.
    void* const handle = ::dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr) {
        throw Error(ErrorKind::system, fmt::format("cannot load {}: {}", library.string(), ::dlerror()));
    }
    void* const found = ::dlsym(handle, entry);
    if (found != nullptr) return found;
    throw Error(ErrorKind::system,
                fmt::format("{} belongs to another version of Ombud; install both parts together", library.string()));
}

}  // namespace

void* load_plugin(std::string_view library, std::string_view built_in, const char* entry, std::string_view purpose) {
    std::string looked;
    for (const fs::path& candidate : candidates(library, built_in)) {
        std::error_code ignored;
        if (fs::exists(candidate, ignored)) return load(candidate, entry);
        looked += fmt::format("\n  {}", candidate.string());
    }
    throw Error(ErrorKind::system, fmt::format("{}, which {}, is missing; looked for{}\n"
                                               "Install Ombud again, or set OMBUD_LIBDIR to the folder that holds it.",
                                               library, purpose, looked));
}

}  // namespace ombud
