#include "casework/mail_delivery.hpp"
#include "core/error.hpp"
#include "core/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace ombud::casework {

namespace fs = std::filesystem;

namespace {

/// Maildirs hold lines as the system has them.
std::string unix_lines(const std::string& bytes) {
    std::string out;
    out.reserve(bytes.size());
    for (const char c : bytes) {
        if (c != '\r') out += c;
    }
    return out;
}

/// Makes sure that the names in a folder are on the disk.
void sync_folder(const fs::path& path) {
    const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return;
    ::fsync(folder);
    ::close(folder);
}

class Outbox final : public Delivery {
  public:
    explicit Outbox(fs::path folder) : folder_(std::move(folder)) {
        for (const char* part : {"tmp", "new", "cur"}) {
            std::error_code error;
            fs::create_directories(folder_ / part, error);
            if (error) {
                throw Error(ErrorKind::system,
                            fmt::format("cannot make {}: {}", (folder_ / part).string(), error.message()));
            }
        }
    }

    DeliveryResult deliver(const OutgoingMail& mail, const std::function<void()>& handing_over) override {
        // Private: it is readable by who empties the outbox, and that is this user or root.
        write_file(folder_ / "tmp" / mail.name, unix_lines(mail.bytes), 0600);
        sync_folder(folder_ / "tmp");
        handing_over();
        move(mail.name);
        return {store::MailState::sent, {}, false};
    }

    store::MailState after_crash(const std::string& name) override {
        // Still in tmp/: the rename did not happen. Gone from there: it did, and somebody may have taken the mail
        // since.
        if (fs::exists(folder_ / "tmp" / name)) move(name);
        return store::MailState::sent;
    }

  private:
    void move(const std::string& name) const {
        const fs::path from = folder_ / "tmp" / name;
        const fs::path to = folder_ / "new" / name;
        if (::rename(from.c_str(), to.c_str()) != 0) {
            throw Error(ErrorKind::system,
                        fmt::format("cannot move a mail to {}: {}", to.string(), std::strerror(errno)));
        }
        // The ledger is about to say "sent": the name has to be on the disk before.
        sync_folder(folder_ / "new");
    }

    fs::path folder_;
};

}  // namespace

std::unique_ptr<Delivery> deliver_to_outbox(const Workspace& workspace) {
    return std::make_unique<Outbox>(workspace.outbox());
}

}  // namespace ombud::casework
