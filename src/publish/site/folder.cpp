#include "publish/site/folder.hpp"

#include "core/error.hpp"
#include "core/file.hpp"

#include <fmt/format.h>

#include <system_error>

namespace ombud::publish::site {

namespace fs = std::filesystem;

namespace {

constexpr const char* journal_name = ".ombud-site";

}  // namespace

SiteFolder::SiteFolder(fs::path root) : root_(std::move(root)) {
    const fs::path journal = root_ / journal_name;
    if (fs::exists(journal)) {
        std::ifstream in(journal);
        for (std::string name; std::getline(in, name);) {
            // A line that a power cut left half written, or that somebody edited, must not lead out of the folder.
            if (!name.empty() && name.front() != '/' && name.find("..") == std::string::npos) before_.insert(name);
        }
    } else if (fs::exists(root_ / "index.html")) {
        throw Error(ErrorKind::usage, fmt::format("{} holds an index.html that ombud did not write; choose an empty "
                                                  "folder, or remove that file",
                                                  root_.string()));
    }
    std::error_code error;
    fs::create_directories(root_, error);
    journal_.open(journal, std::ios::app);
    if (!journal_) throw Error(ErrorKind::system, fmt::format("cannot write {}", journal.string()));
    for (const char* folder : {"", "css", "js", "js/lang", "vendor", "data", "data/details", "data/houses",
                               "data/words", "text", "photos"}) {
        remove_abandoned(root_ / folder);
    }
}

void SiteFolder::put(const std::string& name, std::string_view bytes) {
    if (now_.insert(name).second && !before_.contains(name)) {
        journal_ << name << '\n' << std::flush;
        if (!journal_) throw Error(ErrorKind::system, fmt::format("cannot write {}", (root_ / journal_name).string()));
    }
    write_file(root_ / name, bytes);
}

void SiteFolder::copy(const std::string& name, const fs::path& from) {
    put(name, read_file(from));
}

bool SiteFolder::holds(const std::string& name) const {
    return fs::exists(root_ / name);
}

void SiteFolder::finish() {
    std::error_code ignored;
    for (const std::string& name : before_) {
        if (now_.contains(name)) continue;
        fs::remove(root_ / name, ignored);
        // Folders that have become empty go, too; one that is not stays, and that is all the error says.
        for (fs::path folder = fs::path(name).parent_path(); !folder.empty(); folder = folder.parent_path()) {
            if (!fs::remove(root_ / folder, ignored)) break;
        }
    }
    journal_.close();
    std::string names;
    for (const std::string& name : now_) names += name + '\n';
    write_file(root_ / journal_name, names);
}

}  // namespace ombud::publish::site
