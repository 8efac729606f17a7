#include "intake/mail_source.hpp"

#include "core/digest.hpp"
#include "core/error.hpp"
#include "core/file.hpp"
#include "core/password.hpp"
#include "intake/imap/client.hpp"
#include "intake/input_files.hpp"
#include "intake/line_reader.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace ombud::intake {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t name_of_spool = 16;  // digits of a digest

imap::Server server_of(const ImapMailbox& mailbox, const std::string& source) {
    imap::Server server;
    server.host = mailbox.host;
    server.port = mailbox.port;
    server.tls = mailbox.tls;
    server.user = mailbox.user;
    server.password =
        read_password(mailbox.password_file, mailbox.password_command, fmt::format("[[source]] \"{}\"", source));
    server.ca_file = mailbox.ca_file.string();
    server.timeout = mailbox.timeout;
    return server;
}

bool is_maildir(const fs::path& path) {
    return fs::is_directory(path / "new") || fs::is_directory(path / "cur");
}

std::vector<fs::path> mails_in(const fs::path& maildir) {
    std::vector<fs::path> files;
    for (const char* const part : {"new", "cur"}) {
        if (!fs::is_directory(maildir / part)) continue;
        for (fs::path& file : files_in(maildir / part)) files.push_back(std::move(file));
    }
    return files;
}

/// Maildir++: "Done/2026" is the folder ".Done.2026" beside new/ and cur/.
fs::path folder_of(const fs::path& maildir, std::string name) {
    std::ranges::replace(name, '/', '.');
    return maildir / ("." + name);
}

/// In cur/ a name has flags; those that are there stay.
std::string name_in_cur(const fs::path& file) {
    std::string name = file.filename().string();
    if (name.find(":2,") == std::string::npos) name += ":2,";
    return name;
}

}  // namespace

MailSource::MailSource(const Workspace& workspace, Source source) : source_(std::move(source)) {
    if (source_.mailbox) {
        spool_ = workspace.root() / "imap" / sha256_hex(source_.mailbox->url()).substr(0, name_of_spool);
    }
}

MailSource::~MailSource() {
    std::error_code ignored;
    if (trial_ && !spool_.empty()) fs::remove_all(spool_, ignored);
}

void MailSource::fetch(store::Register& registry, bool trial) {
    trial_ = trial;
    if (!source_.mailbox) {
        if (!source_.move_to.empty() && is_maildir(source_.path)) files_ = mails_in(source_.path);
        return;
    }
    if (trial_) spool_ += ".trial";
    const ImapMailbox& mailbox = *source_.mailbox;
    const imap::Server server = server_of(mailbox, source_.name);
    try {
        const auto stream = imap::open_stream(server);
        imap::Client client(*stream);
        const std::uint32_t validity = client.open(mailbox.folder);
        const auto known = store::mailbox_progress(registry, mailbox.url());
        now_ = {validity, known && known->uid_validity == validity ? known->last_uid : 0};
        for (const imap::Listed& mail : client.listed_after(now_->last_uid)) {
            const fs::path file = spool_ / "new" / fmt::format("{:010}-{:010}.eml", validity, mail.uid);
            if (!fs::exists(file)) {
                // One byte more than is read: then it is known to be cut off.
                const std::string bytes = client.fetch(mail.uid, longest_item + 1);
                if (!bytes.empty()) write_file(file, bytes, 0600);
            }
            now_->last_uid = mail.uid;
        }
        client.log_out();
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::system) throw;
        failure_ = error.what();
    } catch (const std::runtime_error& error) {
        failure_ = fmt::format("{}: {}", mailbox.url(), error.what());
    }
}

std::vector<fs::path> MailSource::paths() const {
    if (!source_.mailbox) return {};
    return {spool_};
}

bool MailSource::has_mails() const {
    return !source_.mailbox || fs::is_directory(spool_ / "new");
}

void MailSource::note(store::Register& registry, Instant now) const {
    if (source_.mailbox && now_) store::set_mailbox_progress(registry, source_.mailbox->url(), *now_, now);
}

std::string MailSource::finish() {
    if (trial_) return {};
    if (!source_.mailbox) return move_files();
    std::error_code failed;
    fs::remove_all(spool_, failed);
    if (failed) return fmt::format("cannot remove {}: {}", spool_.string(), failed.message());
    if (source_.move_to.empty() || !now_ || !failure_.empty()) return {};
    try {
        move_on_server();
    } catch (const std::runtime_error& error) {
        return fmt::format("{}: mails were taken in, but not moved to {}: {}", source_.mailbox->url(), source_.move_to,
                           error.what());
    }
    return {};
}

/// All mails up to the last one are in the register, also those that an earlier run could not move.
void MailSource::move_on_server() const {
    const auto stream = imap::open_stream(server_of(*source_.mailbox, source_.name));
    imap::Client client(*stream);
    if (client.open(source_.mailbox->folder, true) != now_->uid_validity) return;
    std::vector<std::uint32_t> uids;
    for (const imap::Listed& mail : client.listed_after(0)) {
        // Of a mail that is too large only the beginning was kept.
        if (mail.uid <= now_->last_uid && mail.size <= longest_item) uids.push_back(mail.uid);
    }
    client.move(uids, source_.move_to);
    client.log_out();
}

std::string MailSource::move_files() const {
    if (files_.empty()) return {};
    const fs::path folder = folder_of(source_.path, source_.move_to);
    std::error_code failed;
    for (const char* const part : {"tmp", "new", "cur"}) {
        fs::create_directories(folder / part, failed);
        if (failed) return fmt::format("cannot make {}: {}", (folder / part).string(), failed.message());
    }
    for (const fs::path& file : files_) {
        std::error_code gone;
        const auto size = fs::file_size(file, gone);
        // A mail program may have moved it or set a flag since; then the next run sees to it.
        if (gone || size > longest_item) continue;
        if (::rename(file.c_str(), (folder / "cur" / name_in_cur(file)).c_str()) != 0 && errno != ENOENT) {
            return fmt::format("cannot move {} to {}: {}", file.string(), folder.string(), std::strerror(errno));
        }
    }
    return {};
}

}  // namespace ombud::intake
