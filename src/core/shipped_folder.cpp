#include "core/shipped_folder.hpp"

#include <cstdlib>
#include <system_error>

namespace ombud {

namespace fs = std::filesystem;

fs::path shipped_folder(std::string_view name, const char* variable) {
    // secure_getenv: a program with raised privileges must not read what its caller chose.
    if (const char* const folder = ::secure_getenv(variable); folder != nullptr && *folder != '\0') return folder;
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    const fs::path share = program.parent_path().parent_path() / "share";
    for (const fs::path& folder : {share / "ombud" / name, share / name}) {
        if (fs::is_directory(folder, error)) return folder;
    }
    return {};
}

}  // namespace ombud
