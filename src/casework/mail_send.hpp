#pragma once

#include "core/config.hpp"
#include "core/progress.hpp"
#include "core/workspace.hpp"
#include "store/mails.hpp"
#include "store/register.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace ombud::casework {

/// What a sending did.
struct MailSummary {
    bool on = false;       ///< [mail] method is not "none"
    bool started = false;  ///< the first run since mailing was switched on
    std::size_t told = 0;  ///< events that were put into mails, once for each reporter
    std::size_t sent = 0;
    std::size_t deferred = 0;
    std::size_t failed = 0;
    std::size_t dropped = 0;            ///< not wanted or not possible any more
    std::size_t unsure = 0;             ///< all that wait for a person, also of earlier runs
    std::size_t waiting = 0;            ///< planned or deferred, for the next time
    std::vector<std::string> warnings;  ///< what a person should know, a sentence each
};

/// Plans and sends mails to reporters. Each is sent once: the ledger (store/mails.hpp) is written before a mail goes
/// out of our hands and after, each time in a transaction of its own. A mail of a run that was killed in between is
/// found by the next run in the state `sending`: the outbox can tell what became of it, for SMTP and sendmail it
/// becomes `unsure` and is not sent again unless a person says so.
///
/// The first run after mailing was switched on sends nothing: what happened before is told to nobody, unless
/// `mail.since` says from when on. Not inside a transaction. \pre the workspace is locked
/// Throws Error(config), before anything is sent, for templates that cannot be filled in and passwords that cannot be
/// read.
[[nodiscard]] MailSummary send_mails(store::Register& registry, const Workspace& workspace, const Config& config,
                                     Progress& progress, Instant now);

/// What would be sent now: the mail with its address and subject, in order.
struct MailPreview {
    store::Mail mail;
    std::string address;
    std::string subject;
    std::string text;
};
/// Plans and writes, sends nothing. The ledger is changed: the caller holds a transaction and does not commit it.
[[nodiscard]] std::vector<MailPreview> preview_mails(store::Register& registry, const Workspace& workspace,
                                                     const Config& config, Instant now);

}  // namespace ombud::casework
