#pragma once

#include "core/time.hpp"
#include "store/register.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace ombud::store {

/// How far an IMAP folder was read.
struct MailboxProgress {
    std::uint32_t uid_validity = 0;
    std::uint32_t last_uid = 0;
};

/// Nothing for a folder that was never read. \param url  core/imap_mailbox.hpp
[[nodiscard]] std::optional<MailboxProgress> mailbox_progress(Register& registry, std::string_view url);

/// To be written in the transaction that takes in the mails.
void set_mailbox_progress(Register& registry, std::string_view url, const MailboxProgress& progress, Instant now);

}  // namespace ombud::store
