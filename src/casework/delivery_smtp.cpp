#include "casework/mail_delivery.hpp"
#include "casework/smtp/session.hpp"
#include "core/error.hpp"
#include "core/file.hpp"
#include "core/text.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <array>
#include <cstdio>

namespace ombud::casework {

namespace {

using smtp::Stage;

struct ClosePipe {
    void operator()(std::FILE* pipe) const noexcept { ::pclose(pipe); }
};

std::string first_line(std::string_view text) {
    return std::string(trim(text.substr(0, text.find('\n'))));
}

/// From the file or the command that the configuration names; never from the command line, where everybody sees it.
std::string password_of(const MailSettings& settings) {
    std::string password;
    if (!settings.password_file.empty()) {
        struct stat info {};
        if (::stat(settings.password_file.c_str(), &info) == 0 && (info.st_mode & (S_IRGRP | S_IROTH)) != 0) {
            throw Error(ErrorKind::config,
                        fmt::format("{} can be read by others; run chmod 600 on it", settings.password_file.string()));
        }
        password = first_line(read_file(settings.password_file));
    } else if (!settings.password_command.empty()) {
        std::unique_ptr<std::FILE, ClosePipe> pipe(::popen(settings.password_command.c_str(), "re"));
        std::array<char, 1000> block{};
        if (pipe && std::fgets(block.data(), static_cast<int>(block.size()), pipe.get()) != nullptr) {
            password = first_line(block.data());
        }
    }
    if (!settings.user.empty() && password.empty()) {
        throw Error(ErrorKind::config, "[mail]: password_file or password_command gives no password");
    }
    return password;
}

int usual_port(MailSecurity security) {
    constexpr int submission = 587;
    constexpr int submissions = 465;
    constexpr int relay = 25;
    return security == MailSecurity::tls ? submissions : security == MailSecurity::starttls ? submission : relay;
}

smtp::Server server_of(const MailSettings& settings) {
    smtp::Server server;
    server.host = settings.host;
    server.port = settings.port == 0 ? usual_port(settings.security) : settings.port;
    server.security = settings.security;
    server.user = settings.user;
    server.password = password_of(settings);
    server.ca_file = settings.ca_file.string();
    server.timeout = settings.timeout;
    return server;
}

class Smtp final : public Delivery {
  public:
    explicit Smtp(const smtp::Server& server)
        : where_(fmt::format("{}:{}", server.host, server.port)), session_(smtp::open_session(server)) {}

    DeliveryResult deliver(const OutgoingMail& mail, const std::function<void()>& handing_over) override {
        const smtp::Reply reply = session_->send(mail.from, mail.to, mail.bytes, handing_over);
        if (reply.accepted) {
            broken_in_a_row_ = 0;
            return {store::MailState::sent, {}, false};
        }
        return judged(reply);
    }

    store::MailState after_crash(const std::string& /*name*/) override { return store::MailState::unsure; }

  private:
    DeliveryResult judged(const smtp::Reply& reply) {
        const bool answered = reply.code >= 400;
        const std::string codes = answered ? trimmed(fmt::format("{} {}", reply.code, reply.status)) : "no answer";
        if (reply.stage == Stage::connecting) {
            return {store::MailState::deferred, codes, false, fmt::format("{}: {} ({})", where_, reply.reason, codes)};
        }
        if (!answered) {
            // All but the answer to the final dot: nobody can tell whether the server took it.
            if (reply.stage == Stage::end) return {store::MailState::unsure, "no answer", false};
            return {store::MailState::deferred, codes, false, broken_again(reply.reason)};
        }
        if (reply.code >= 500 && reply.stage == Stage::sender) {
            return {store::MailState::deferred, codes, false,
                    fmt::format("{} refuses the sender ({}); is [mail] from right?", where_, codes)};
        }
        // 421: the server is about to close, and does so to the next mails, too.
        if (reply.code == 421) return {store::MailState::deferred, codes, false, broken_again("it is closing")};
        broken_in_a_row_ = 0;
        if (reply.code < 500) return {store::MailState::deferred, codes, false};
        // 5.1.x is about the address (RFC 3463); without a status the old codes for mailboxes say so.
        const bool about_address = reply.status.empty() ? reply.code == 550 || reply.code == 551 || reply.code == 553
                                                        : reply.status.starts_with("5.1.");
        return {store::MailState::failed, codes, reply.stage == Stage::recipient && about_address};
    }

    /// One mail may break a connection; when several do in a row it is the server.
    std::string broken_again(const std::string& reason) {
        constexpr int most_in_a_row = 3;
        if (++broken_in_a_row_ < most_in_a_row) return {};
        return fmt::format("{} broke off {} times in a row: {}", where_, most_in_a_row, reason);
    }

    static std::string trimmed(const std::string& text) { return std::string(trim(text)); }

    std::string where_;
    std::unique_ptr<smtp::Session> session_;
    int broken_in_a_row_ = 0;
};

}  // namespace

std::unique_ptr<Delivery> deliver_by_smtp(const MailSettings& settings) {
    return std::make_unique<Smtp>(server_of(settings));
}

std::unique_ptr<Delivery> make_delivery(const Workspace& workspace, const Config& config) {
    switch (config.mail.method) {
        case MailMethod::none:
        case MailMethod::outbox:
            break;
        case MailMethod::smtp:
            return deliver_by_smtp(config.mail);
        case MailMethod::sendmail:
            return deliver_by_sendmail(config.mail);
    }
    return deliver_to_outbox(workspace);
}

}  // namespace ombud::casework
