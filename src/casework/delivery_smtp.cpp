#include "casework/mail_delivery.hpp"
#include "casework/smtp/session.hpp"
#include "core/password.hpp"
#include "core/text.hpp"

#include <fmt/format.h>

namespace ombud::casework {

namespace {

using smtp::Stage;

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
    if (!settings.user.empty()) {
        server.password = read_password(settings.password_file, settings.password_command, "[mail]");
    }
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
