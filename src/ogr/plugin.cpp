#include "ogr/plugin.hpp"

#include "core/error.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include <cstdlib>
#include <string>
#include <system_error>
#include <vector>

namespace ombud::ogr {

namespace {

constexpr std::string_view library_name = "ombud-ogr.so";

std::vector<std::filesystem::path> candidates() {
    std::vector<std::filesystem::path> result;
    // secure_getenv: a program with raised privileges must not load what its caller chose.
    if (const char* folder = ::secure_getenv("OMBUD_LIBDIR"); folder != nullptr && *folder != '\0') {
        result.push_back(std::filesystem::path(folder) / library_name);
    }
    std::error_code failed;
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", failed);
    if (!failed) {
        const std::filesystem::path folder = program.parent_path();
        result.push_back((folder / OMBUD_OGR_FROM_BIN / library_name).lexically_normal());
        result.push_back((folder / ".." / "src" / "ogr" / library_name).lexically_normal());
    }
    return result;
}

const Plugin& load(const std::filesystem::path& library) {
    // Never closed: GDAL registers destructors that run at exit and does not survive being unloaded.
    void* handle = ::dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr) {
        throw Error(ErrorKind::system, fmt::format("cannot load {}: {}", library.string(), ::dlerror()));
    }
    // POSIX promises that the pointer dlsym returns can be taken for a function.
    const auto entry = reinterpret_cast<PluginEntry>(::dlsym(handle, plugin_entry));
    if (entry == nullptr) {
        throw Error(
            ErrorKind::system,
            fmt::format("{} belongs to another version of Ombud; install both parts together", library.string()));
    }
    return *entry();
}

const Plugin& find_and_load() {
    std::string looked;
    for (const std::filesystem::path& candidate : candidates()) {
        std::error_code ignored;
        if (std::filesystem::exists(candidate, ignored)) return load(candidate);
        looked += fmt::format("\n  {}", candidate.string());
    }
    throw Error(ErrorKind::system, fmt::format("{}, which reads and writes map layers, is missing; looked for{}\n"
                                               "Install Ombud again, or set OMBUD_LIBDIR to the folder that holds it.",
                                               library_name, looked));
}

}  // namespace

const Plugin& plugin() {
    static const Plugin& loaded = find_and_load();
    return loaded;
}

}  // namespace ombud::ogr
