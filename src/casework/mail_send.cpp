#include "casework/mail_send.hpp"

#include "casework/mail_delivery.hpp"
#include "casework/mail_plan.hpp"
#include "casework/mail_recipients.hpp"
#include "casework/mail_text.hpp"
#include "casework/template_files.hpp"
#include "core/error.hpp"
#include "core/reference_token.hpp"
#include "store/failing_addresses.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>

namespace ombud::casework {

namespace {

/// Who greylists wants to be asked again after some minutes; nights are longer, but `mail send` may run every five.
constexpr std::chrono::minutes before_next_try{10};

Instant local_midnight(Instant now, const TimeZone& zone) {
    LocalTime local = zone.to_local(now);
    local.hour = local.minute = local.second = 0;
    local.ahead_of_utc.reset();
    return zone.to_instant(local);
}

void require_good_templates(const Workspace& workspace, const Config& config) {
    const auto faults = faults_of_templates(workspace, config);
    if (faults.empty()) return;
    throw Error(ErrorKind::config,
                fmt::format("nothing was sent: the templates have faults (`ombud template check`)\n{}",
                            fmt::join(faults, "\n")));
}

/// The same name whenever the same mail is made. Never with a slash: the reference is of our own making.
std::string name_of(const store::Mail& mail, const std::string& key) {
    return fmt::format("{}.{}.ombud", mail.planned_at.time_since_epoch().count(),
                       mail_digest(key, mail.first_event, mail.reporter));
}

/// One sending.
class Sender {
  public:
    Sender(store::Register& registry, const Workspace& workspace, const Config& config, std::string key, Instant now)
        : registry_(registry),
          config_(config),
          now_(now),
          key_(std::move(key)),
          writer_(registry, config, key_, all_templates(workspace, config)) {}

    /// Mails that a killed run left in `sending`.
    void settle_crashed(Delivery& delivery) {
        for (const store::Mail& mail : store::list_mails(registry_, {store::MailState::sending, {}, false})) {
            // One way cannot tell what became of a mail that had begun another.
            const bool same_way = mail.answer == to_string(config_.mail.method);
            const store::MailState state =
                same_way ? delivery.after_crash(name_of(mail, key_)) : store::MailState::unsure;
            const bool sure = state == store::MailState::sent;
            settle(mail, state, sure ? "" : "the run was cut off", sure ? "found after a run that was cut off" : "");
        }
    }

    [[nodiscard]] MailPlan plan() { return plan_mails(registry_, config_, key_, now_); }

    [[nodiscard]] std::vector<store::Mail> due() { return store::mails_to_send(registry_, now_ - before_next_try); }

    /// How many may still be sent today.
    [[nodiscard]] std::size_t left_for_today() {
        const std::size_t today = store::mails_sent_since(registry_, local_midnight(now_, config_.time_zone));
        return config_.mail.limit_per_night - std::min(today, config_.mail.limit_per_night);
    }

    struct Written {
        std::optional<Letter> letter;  ///< nothing: the mail is dropped
        std::string why_not;
    };
    [[nodiscard]] Written write(const store::Mail& mail) {
        const Recipient recipient = recipient_of(registry_, config_, key_, mail.reporter);
        if (recipient.address.empty()) return {std::nullopt, recipient.why_not};
        auto letter = writer_.write(mail, now_);
        if (!letter) return {std::nullopt, "nothing left to tell"};
        letter->to = recipient.address;
        letter->to_name = recipient.name;
        return {std::move(letter), {}};
    }

    /// False where no further mail can be sent now.
    [[nodiscard]] bool send(Delivery& delivery, const store::Mail& mail, MailSummary& sum) {
        const Written written = write(mail);
        if (!written.letter) {
            settle(mail, store::MailState::dropped, written.why_not, "");
            ++sum.dropped;
            return true;
        }
        const OutgoingMail out{name_of(mail, key_), written.letter->from, written.letter->to, compose(*written.letter)};
        bool handed_over = false;
        const DeliveryResult result = delivery.deliver(out, [&] {
            store::mark_sending(registry_, mail.id, to_string(config_.mail.method), now_);
            handed_over = true;
        });
        if (!result.way_is_closed.empty()) sum.warnings.push_back(result.way_is_closed);
        if (!result.way_is_closed.empty() && !handed_over) return false;
        record(mail, written.letter->to, result, sum);
        return result.way_is_closed.empty();
    }

  private:
    void record(const store::Mail& mail, const std::string& address, DeliveryResult result, MailSummary& sum) {
        if (result.state == store::MailState::deferred && mail.tried_at &&
            *mail.tried_at + config_.mail.give_up <= now_) {
            result = {store::MailState::failed, "given up after " + result.answer, false};
        }
        store::Transaction transaction(registry_);
        settle(mail, result.state, result.answer, "");
        if (result.address_fails) {
            const std::size_t blank = result.answer.find(' ');
            const std::string status = blank == std::string::npos ? "" : result.answer.substr(blank + 1);
            store::mark_failing(registry_, address, status, {now_, "mail", "the mail server refuses it"});
        }
        transaction.commit();
        if (result.state == store::MailState::sent) ++sum.sent;
        if (result.state == store::MailState::deferred) ++sum.deferred;
        if (result.state == store::MailState::failed) ++sum.failed;
        // An address that fails is remembered; everything else that fails for good is looked at by somebody.
        if (result.state == store::MailState::failed && !result.address_fails) {
            sum.warnings.push_back(
                fmt::format("mail {} failed ({}): `ombud mail list --state failed`", mail.id, result.answer));
        }
    }

    void settle(const store::Mail& mail, store::MailState state, std::string_view answer, std::string_view reason) {
        store::settle_mail(registry_, mail, state, answer, {now_, "mail", reason});
    }

    store::Register& registry_;
    const Config& config_;
    Instant now_;
    std::string key_;
    MailWriter writer_;
};

std::size_t count(store::Register& registry, store::MailState state) {
    return store::list_mails(registry, {state, {}, false}).size();
}

/// Starts mailing where it was off. True where there is something to plan.
bool is_running(store::Register& registry, const Config& config, Instant now, MailSummary& sum) {
    if (store::mailing_progress(registry)) return true;
    store::start_mailing(registry, config.mail.since, {now, "mail", "mailing is switched on"});
    sum.started = true;
    return config.mail.since.has_value();
}

/// What is dropped or put off leaves the limit to others: mails that a server puts off for days come first every night
/// and would keep the new ones back.
void deliver_all(Sender& sender, Delivery& delivery, std::span<const store::Mail> mails, Progress& progress,
                 MailSummary& sum) {
    const std::size_t left = sender.left_for_today();
    progress.begin("mail", mails.size());
    for (std::size_t i = 0; i < mails.size(); ++i) {
        if (sum.sent == left) {
            sum.warnings.push_back(
                fmt::format("mail.limit_per_night is reached ({}), {} more go the next night", left, mails.size() - i));
            break;
        }
        if (!sender.send(delivery, mails[i], sum)) break;
        progress.advance(1);
    }
    progress.end();
}

}  // namespace

MailSummary send_mails(store::Register& registry, const Workspace& workspace, const Config& config, Progress& progress,
                       Instant now) {
    MailSummary sum;
    if (config.mail.method == MailMethod::none) {
        store::stop_mailing(registry, {now, "mail", "mailing is switched off"});
        return sum;
    }
    sum.on = true;
    require_good_templates(workspace, config);
    Sender sender(registry, workspace, config, reference_key(workspace), now);
    const auto delivery = make_delivery(workspace, config);
    sender.settle_crashed(*delivery);
    if (is_running(registry, config, now, sum)) {
        sum.told = sender.plan().told;
        const auto mails = sender.due();
        // All are written once before the first one goes: a template with a hole stops them all, not the rest of them.
        for (const store::Mail& mail : mails) static_cast<void>(sender.write(mail));
        deliver_all(sender, *delivery, mails, progress, sum);
    }
    sum.unsure = count(registry, store::MailState::unsure);
    sum.waiting = count(registry, store::MailState::planned) + count(registry, store::MailState::deferred);
    if (sum.unsure > 0) {
        sum.warnings.push_back(
            fmt::format("{} mails may or may not have been sent: `ombud mail list --unsure`", sum.unsure));
    }
    return sum;
}

std::vector<MailPreview> preview_mails(store::Register& registry, const Workspace& workspace, const Config& config,
                                       Instant now) {
    std::vector<MailPreview> previews;
    if (config.mail.method == MailMethod::none) return previews;
    require_good_templates(workspace, config);
    // A trial makes no key; what hangs on it is different then, and not shown.
    Sender sender(registry, workspace, config, existing_reference_key(workspace).value_or("trial"), now);
    MailSummary ignored;
    if (!is_running(registry, config, now, ignored)) return previews;
    static_cast<void>(sender.plan());
    const std::size_t left = sender.left_for_today();
    for (const store::Mail& mail : sender.due()) {
        const auto written = sender.write(mail);
        if (!written.letter) continue;
        if (previews.size() == left) break;
        previews.push_back({mail, written.letter->to, written.letter->subject, written.letter->text});
    }
    return previews;
}

}  // namespace ombud::casework
