#include "cli/command_line.hpp"
#include "cli/sample_config.hpp"
#include "cli/session.hpp"
#include "core/file.hpp"
#include "store/vocabulary.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <memory>

namespace ombud::cli {

namespace {

namespace fs = std::filesystem;

/// The folders of the sources, where they lie in the workspace, so that the first night finds them, empty.
void make_source_folders(const Workspace& workspace, const Config& config) {
    for (const Source& source : config.sources) {
        if (source.mailbox) continue;
        const fs::path inside = source.path.lexically_relative(workspace.root());
        if (fs::exists(source.path) || inside.empty() || *inside.begin() == "..") continue;
        fs::create_directories(source.path);
        if (source.channel != Channel::email) continue;
        for (const char* sub : {"new", "cur", "tmp"}) fs::create_directories(source.path / sub);
    }
}

/// Makes the folder a workspace. A configuration that is there already is used as it is.
Exit init(Session& session, const fs::path& folder) {
    const Workspace workspace(fs::absolute(folder).lexically_normal());
    if (fs::exists(workspace.register_file())) {
        throw Error(ErrorKind::conflict, fmt::format("{} is a workspace already; it was left alone", folder.string()));
    }
    fs::create_directories(workspace.root());
    if (!fs::exists(workspace.config_file())) write_file(workspace.config_file(), sample_config);
    const Config config = load_config(workspace.config_file());
    for (const fs::path& sub : {workspace.original_photos(), workspace.public_photos(), workspace.public_files()}) {
        fs::create_directories(sub);
    }
    for (const fs::path& sub :
         {workspace.original_photos().parent_path(), workspace.quarantine(), workspace.outbox()}) {
        fs::create_directories(sub);
        fs::permissions(sub, fs::perms::owner_all);  // citizens' data: nobody else's business
    }
    for (const char* sub : {"new", "cur", "tmp"}) fs::create_directories(workspace.outbox() / sub);
    make_source_folders(workspace, config);
    store::Register registry = store::Register::create(workspace.register_file());
    fs::permissions(workspace.register_file(), fs::perms::owner_read | fs::perms::owner_write);
    store::update_vocabulary(registry, config);
    session.say(fmt::format("{} is a workspace now. Next: look at {}, then `ombud -C {} nightly`.", folder.string(),
                            workspace.config_file().string(), folder.string()));
    return Exit::done;
}

}  // namespace

void add_init(Command& root) {
    auto folder = std::make_shared<std::string>();
    root.add("init", "Make a workspace: configuration, register and folders")
        .positional("folder", *folder, "The folder, made where it is missing; else that of -C, else the current one",
                    false)
        .examples("  ombud init lindenbrueck")
        .action([folder](Session& session) {
            return init(session, folder->empty() ? session.chosen_folder() : std::filesystem::path(*folder));
        });
}

}  // namespace ombud::cli
