#pragma once

#include <string_view>

namespace ombud::store {

/// The ledger of mails to reporters. No row holds an address: the reporter's number leads to it as long as it is kept,
/// `answer` is the code of the mail server without its words, and opt-outs are keyed digests.
inline constexpr std::string_view mails_schema = R"sql(
CREATE TABLE mail (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    report INTEGER NOT NULL REFERENCES report(id) ON DELETE CASCADE,  -- the reporter's own
    reporter INTEGER NOT NULL,   -- no reference: contact data may go before
    first_event INTEGER NOT NULL,  -- with `reporter` what the Message-ID is made of
    state TEXT NOT NULL CHECK (state = 'planned' OR state = 'sending' OR state = 'sent' OR state = 'deferred' OR
                               state = 'failed' OR state = 'unsure' OR state = 'dropped'),
    planned_at INTEGER NOT NULL,
    tried_at INTEGER,            -- first: the Date of the mail
    changed_at INTEGER NOT NULL, -- of `state`
    attempts INTEGER NOT NULL DEFAULT 0,
    answer TEXT NOT NULL DEFAULT '',
    UNIQUE (first_event, reporter)
);
CREATE INDEX mail_report ON mail(report);
CREATE INDEX mail_open ON mail(state, id) WHERE state <> 'sent';
CREATE INDEX mail_sent ON mail(changed_at) WHERE state = 'sent';

-- Which event was told to whom, in which mail: the key that makes it once.
CREATE TABLE mail_event (
    event INTEGER NOT NULL,
    reporter INTEGER NOT NULL,
    mail INTEGER NOT NULL REFERENCES mail(id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    PRIMARY KEY (event, reporter)
) WITHOUT ROWID;
CREATE INDEX mail_event_mail ON mail_event(mail);

-- One row while mailing is on: events up to this one were looked at.
CREATE TABLE mail_progress (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    last_event INTEGER NOT NULL
);

CREATE TABLE mail_opt_out (
    digest TEXT PRIMARY KEY,     -- HMAC of the folded address: it outlives the address and does not give it away
    since INTEGER NOT NULL
) WITHOUT ROWID;
)sql";

}  // namespace ombud::store
