#include "casework/mail_delivery.hpp"
#include "core/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

extern char** environ;

namespace ombud::casework {

namespace {

/// A file without a name that holds the whole mail: a pipe would end when this process is killed, and sendmail would
/// send the half it has.
class NamelessFile {
  public:
    explicit NamelessFile(std::string_view bytes) : fd_(::memfd_create("mail", MFD_CLOEXEC)) {
        if (fd_ < 0) throw Error(ErrorKind::system, fmt::format("memfd_create: {}", std::strerror(errno)));
        while (!bytes.empty()) {
            const ssize_t put = ::write(fd_, bytes.data(), bytes.size());
            if (put < 0) throw Error(ErrorKind::system, fmt::format("cannot keep a mail: {}", std::strerror(errno)));
            bytes.remove_prefix(static_cast<std::size_t>(put));
        }
        ::lseek(fd_, 0, SEEK_SET);
    }
    NamelessFile(const NamelessFile&) = delete;
    NamelessFile& operator=(const NamelessFile&) = delete;
    ~NamelessFile() { ::close(fd_); }
    [[nodiscard]] int get() const noexcept { return fd_; }

  private:
    int fd_;
};

class Sendmail final : public Delivery {
  public:
    explicit Sendmail(const MailSettings& settings) : program_(settings.sendmail) {}

    DeliveryResult deliver(const OutgoingMail& mail, const std::function<void()>& handing_over) override {
        if (::access(program_.c_str(), X_OK) != 0) {
            return closed(fmt::format("{} cannot be run: {}", program_, std::strerror(errno)));
        }
        std::string text;
        for (const char c : mail.bytes) {
            if (c != '\r') text += c;
        }
        const NamelessFile file(text);
        handing_over();
        return result_of(run(file.get(), mail.from));
    }

    store::MailState after_crash(const std::string& /*name*/) override { return store::MailState::unsure; }

  private:
    static DeliveryResult closed(std::string why) { return {store::MailState::deferred, {}, false, std::move(why)}; }

    /// The exit code, or -1 where the program could not be started or died.
    [[nodiscard]] int run(int message, const std::string& from) const {
        std::array<std::string, 5> words{program_, "-i", "-t", "-f", from};
        std::array<char*, 6> arguments{};
        for (std::size_t i = 0; i < words.size(); ++i) arguments.at(i) = words.at(i).data();
        ::posix_spawn_file_actions_t actions{};
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawn_file_actions_adddup2(&actions, message, STDIN_FILENO);
        ::pid_t child = 0;
        const int started = ::posix_spawn(&child, program_.c_str(), &actions, nullptr, arguments.data(), environ);
        ::posix_spawn_file_actions_destroy(&actions);
        int status = 0;
        if (started != 0) return EX_TEMPFAIL;
        while (::waitpid(child, &status, 0) < 0) {
            if (errno != EINTR) return -1;
        }
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

    static DeliveryResult result_of(int code) {
        const std::string answer = fmt::format("exit {}", code);
        switch (code) {
            case EX_OK:
                return {store::MailState::sent, {}, false};
            case -1:  // it may have sent the mail before it died
                return {store::MailState::unsure, "killed", false};
            case EX_NOUSER:
            case EX_NOHOST:
                return {store::MailState::failed, answer, true};
            case EX_DATAERR:
                return {store::MailState::failed, answer, false};
            default:  // EX_TEMPFAIL, and what is wrong with the program and not with the mail
                return {store::MailState::deferred, answer, false};
        }
    }

    std::string program_;
};

}  // namespace

std::unique_ptr<Delivery> deliver_by_sendmail(const MailSettings& settings) {
    return std::make_unique<Sendmail>(settings);
}

}  // namespace ombud::casework
