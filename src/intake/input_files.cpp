#include "intake/input_files.hpp"

#include "core/error.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace ombud::intake {

namespace fs = std::filesystem;

std::vector<fs::path> input_paths(const Source& source, std::span<const fs::path> given) {
    if (!given.empty()) {
        for (const fs::path& path : given) {
            if (path != standard_input && !fs::exists(path)) {
                throw Error(ErrorKind::input, fmt::format("{} does not exist", path.string()));
            }
        }
        return {given.begin(), given.end()};
    }
    if (source.path != standard_input && !fs::exists(source.path)) {
        throw Error(ErrorKind::input,
                    fmt::format("{} does not exist; it is the path of [[source]] \"{}\" in ombud.toml",
                                source.path.string(), source.name));
    }
    return {source.path};
}

std::vector<fs::path> files_in(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator at(folder, error); !error && at != fs::directory_iterator(); at.increment(error)) {
        std::error_code gone;
        const bool hidden = at->path().filename().native().starts_with('.');
        if (!hidden && at->is_regular_file(gone)) files.push_back(at->path());
    }
    if (error) throw Error(ErrorKind::system, fmt::format("cannot read {}: {}", folder.string(), error.message()));
    std::ranges::sort(files);
    return files;
}

std::string why_unreadable(const fs::path& file) {
    if (file == standard_input || ::access(file.c_str(), R_OK) == 0) return {};
    if (errno == ENOENT) return fmt::format("{} does not exist", file.string());
    return fmt::format("cannot read {}: {}; give this user the right to read it", file.string(), std::strerror(errno));
}

std::string shown_name(const fs::path& file) {
    if (file == standard_input) return "standard input";
    const fs::path folder = file.parent_path().filename();
    return folder.empty() ? file.filename().string() : (folder / file.filename()).string();
}

}  // namespace ombud::intake
