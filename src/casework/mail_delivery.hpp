#pragma once

#include "core/config.hpp"
#include "core/workspace.hpp"
#include "store/mails.hpp"

#include <functional>
#include <memory>
#include <string>

namespace ombud::casework {

/// A mail on its way out.
struct OutgoingMail {
    std::string name;   ///< the same whenever the same mail is made; fit for a file name
    std::string from;   ///< bare address: envelope sender
    std::string to;     ///< bare address
    std::string bytes;  ///< lines end in \r\n
};

/// How an attempt ended.
struct DeliveryResult {
    store::MailState state = store::MailState::sent;  ///< sent, deferred, failed or unsure
    std::string answer;                               ///< codes for the ledger; no words of the server, no address
    bool address_fails = false;                       ///< nobody has this address
    /// Not this mail but the way is at fault (server not reached, login refused): nothing more is tried, and the mail
    /// stays as it was. For people.
    std::string way_is_closed{};
};

/// A way out for mails.
class Delivery {
  public:
    Delivery() = default;
    Delivery(const Delivery&) = delete;
    Delivery& operator=(const Delivery&) = delete;
    virtual ~Delivery() = default;

    /// Sends one mail. Calls `handing_over` when everything is ready and the next step may put the mail out of our
    /// hands: what it writes down there is all that is known if the process dies. As long as it was not called, the
    /// mail was not sent.
    [[nodiscard]] virtual DeliveryResult deliver(const OutgoingMail& mail,
                                                 const std::function<void()>& handing_over) = 0;

    /// What became of a mail that was being handed over when the process died: `sent` where that can be made sure of,
    /// else `unsure`. \param name  see OutgoingMail
    [[nodiscard]] virtual store::MailState after_crash(const std::string& name) = 0;
};

/// The way that the configuration chose. Throws Error(config) where a password cannot be read.
/// \pre `config.mail.method` is not `none`
[[nodiscard]] std::unique_ptr<Delivery> make_delivery(const Workspace& workspace, const Config& config);

// The ways, for make_delivery:

/// A Maildir. Exactly once, also when killed: the file is made whole in tmp/ before `handing_over`, and handing over is
/// one rename; whether it happened can be seen afterwards.
[[nodiscard]] std::unique_ptr<Delivery> deliver_to_outbox(const Workspace& workspace);
/// `sendmail -i -t`, given the whole mail as a file. Whether a started one got through cannot be seen after a crash.
[[nodiscard]] std::unique_ptr<Delivery> deliver_by_sendmail(const MailSettings& settings);
/// A mail server. `handing_over` is called before the final dot is sent: between it and the server's answer a crash
/// leaves unknown whether the server took the mail, which SMTP does not solve (RFC 1047).
[[nodiscard]] std::unique_ptr<Delivery> deliver_by_smtp(const MailSettings& settings);

}  // namespace ombud::casework
