#include "casework/raw_files.hpp"

#include "store/retention_due.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <system_error>

namespace ombud::casework {

namespace fs = std::filesystem;

namespace {

std::optional<Instant> changed_at(const fs::path& file) {
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0) return std::nullopt;
    return Instant(std::chrono::seconds(status.st_mtim.tv_sec));
}

}  // namespace

std::vector<fs::path> files_below(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::recursive_directory_iterator at(folder, error); !error && at != fs::recursive_directory_iterator();
         at.increment(error)) {
        if (at->is_regular_file(error)) files.push_back(at->path());
    }
    std::ranges::sort(files);
    return files;
}

std::vector<fs::path> old_outbox_files(const Workspace& workspace, Instant before) {
    std::vector<fs::path> files = files_below(workspace.outbox());
    std::erase_if(files, [&](const fs::path& file) {
        const auto at = changed_at(file);
        return !at || *at > before;
    });
    return files;
}

SourceFiles old_source_files(store::Register& registry, const Config& config, Instant before) {
    const auto night = store::last_whole_night(registry);
    SourceFiles files;
    for (const std::string& name : config.retention.raw_sources) {
        for (fs::path& file : files_below(config.source(name).path)) {
            const auto at = changed_at(file);
            if (!at || *at > before) continue;
            (night && *at < *night ? files.read : files.unread).push_back(std::move(file));
        }
    }
    return files;
}

}  // namespace ombud::casework
