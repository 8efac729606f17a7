#pragma once

#include <string_view>

namespace ombud::store {

/// How far IMAP folders were read. Holds nothing of citizens: the address is that of a mailbox of the municipality.
inline constexpr std::string_view mailboxes_schema = R"sql(
CREATE TABLE mailbox (
    url TEXT PRIMARY KEY,          -- imaps://user@host:993/INBOX
    uid_validity INTEGER NOT NULL, -- the server's numbering; with another one all mails count as new
    last_uid INTEGER NOT NULL,     -- mails up to this one were taken in
    changed_at INTEGER NOT NULL
) WITHOUT ROWID;
)sql";

}  // namespace ombud::store
