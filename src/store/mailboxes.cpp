#include "store/mailboxes.hpp"

#include "store/connection.hpp"

namespace ombud::store {

std::optional<MailboxProgress> mailbox_progress(Register& registry, std::string_view url) {
    Query row = registry.connection().query("SELECT uid_validity, last_uid FROM mailbox WHERE url = ?1");
    if (!row.bind(url).next()) return std::nullopt;
    return MailboxProgress{static_cast<std::uint32_t>(row.integer(0)), static_cast<std::uint32_t>(row.integer(1))};
}

void set_mailbox_progress(Register& registry, std::string_view url, const MailboxProgress& progress, Instant now) {
    registry.connection()
        .query(
            "INSERT INTO mailbox (url, uid_validity, last_uid, changed_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (url) DO "
            "UPDATE SET uid_validity = excluded.uid_validity, last_uid = excluded.last_uid, changed_at = "
            "excluded.changed_at")
        .bind(url, std::int64_t{progress.uid_validity}, std::int64_t{progress.last_uid}, now)
        .run();
}

}  // namespace ombud::store
