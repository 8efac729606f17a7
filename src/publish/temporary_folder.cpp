#include "publish/temporary_folder.hpp"

#include "core/error.hpp"
#include "core/file.hpp"

#include <fmt/format.h>

#include <system_error>

namespace ombud::publish {

TemporaryFolder::TemporaryFolder(const std::filesystem::path& target) {
    std::filesystem::path name = target;
    name += ".layer";
    path_ = beside(name);
    std::error_code error;
    std::filesystem::remove_all(path_, error);  // of a process that died with our number
    std::filesystem::create_directories(path_, error);
    if (error) throw Error(ErrorKind::system, fmt::format("cannot make {}: {}", path_.string(), error.message()));
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace ombud::publish
