#include "store/event_chain.hpp"

#include "store/chain_hash.hpp"
#include "store/connection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

namespace ombud::store {

namespace {

constexpr Digest nothing{};

/// Eight bytes, least first, so that a register means the same on every machine.
class Number {
  public:
    explicit Number(std::uint64_t value) {
        for (char& byte : bytes_) {
            byte = static_cast<char>(value & 0xFFU);
            value >>= 8U;
        }
    }
    explicit Number(std::int64_t value) : Number(static_cast<std::uint64_t>(value)) {}
    [[nodiscard]] std::string_view bytes() const { return {bytes_.data(), bytes_.size()}; }

  private:
    std::array<char, 8> bytes_{};
};

std::optional<Digest> digest_in(const Query& row, int column) {
    const std::string_view bytes = row.bytes(column);
    Digest digest{};
    if (bytes.size() != digest.size()) return std::nullopt;
    std::ranges::copy(bytes, digest.begin());
    return digest;
}

}  // namespace

bool is_open_detail(std::string_view action) noexcept {
    using namespace std::string_view_literals;
    constexpr std::array open{"status"sv, "category"sv, "assigned"sv,           "expired"sv,
                              "linked"sv, "unlinked"sv, "answered"sv,           "asked"sv,
                              "mailed"sv, "photo"sv,    "duplicate rejected"sv, "erased"sv};
    return std::ranges::find(open, action) != open.end();
}

bool has_content(const EventRow& event) noexcept {
    return !event.reason.empty() || (!is_open_detail(event.action) && event.detail != "{}");
}

Digest content_digest(const EventRow& event, std::string_view salt) {
    const std::string_view closed = is_open_detail(event.action) ? std::string_view() : event.detail;
    const Number reason(event.reason.size());
    const Number detail(closed.size());
    const std::array parts{salt, reason.bytes(), event.reason, detail.bytes(), closed};
    return sha256(parts);
}

Digest link_digest(const Digest& before, const EventRow& event, const Digest& content) {
    const std::string_view open = is_open_detail(event.action) ? event.detail : std::string_view();
    const Number id(event.id);
    const Number at(event.at);
    const Number report(event.report.value_or(0));
    const Number actor(event.actor.size());
    const Number action(event.action.size());
    const Number detail(open.size());
    const std::array parts{bytes_of(before), id.bytes(),  at.bytes(),       report.bytes(),
                           actor.bytes(),    event.actor, action.bytes(),   event.action,
                           detail.bytes(),   open,        bytes_of(content)};
    return sha256(parts);
}

ChainLink chain_head(Connection& connection) {
    ChainLink head;
    Query row = connection.query("SELECT id, hash FROM event ORDER BY id DESC LIMIT 1");
    if (!row.next()) return head;
    head.id = row.integer(0);
    head.hash = digest_in(row, 1).value_or(nothing);
    return head;
}

ChainLink chain_head(Register& registry) {
    return chain_head(registry.connection());
}

namespace {

/// All events in order, with what the chain needs of them; columns as `event_at` reads them.
constexpr std::string_view all_events =
    "SELECT id, at, report, actor, action, reason, detail, salt, content, hash FROM event ORDER BY id";

/// Valid until the next row.
EventRow event_at(const Query& row) {
    EventRow event;
    event.id = row.integer(0);
    event.at = row.integer(1);
    if (!row.is_null(2)) event.report = row.integer(2);
    event.actor = row.bytes(3);
    event.action = row.bytes(4);
    event.reason = row.bytes(5);
    event.detail = row.bytes(6);
    return event;
}

/// What does not fit in this row, or empty. \param hash  set to what follows from the row
std::string_view flaw_in(const Query& row, const EventRow& event, const ChainLink& before, ChainCheck& check,
                         Digest& hash) {
    if (event.id != before.id + 1) return "events before it are missing";
    const auto stored = digest_in(row, 9);
    if (!stored) return "it has no hash";
    Digest content = nothing;
    if (!row.is_null(8)) {
        const auto kept = digest_in(row, 8);
        if (!kept || has_content(event)) return "it says that it was erased, but is not";
        content = *kept;
        ++check.erased;
    } else if (!row.is_null(7)) {
        content = content_digest(event, row.bytes(7));
    } else if (has_content(event)) {
        return "its reason or detail was changed";
    }
    hash = link_digest(before.hash, event, content);
    return hash == *stored ? std::string_view() : "it, or the hash of the one before, was changed";
}

}  // namespace

ChainCheck check_chain(Register& registry, std::string_view expected) {
    ChainCheck check;
    Query rows = registry.connection().query(all_events);
    while (rows.next()) {
        const EventRow event = event_at(rows);
        Digest hash{};
        const std::string_view flaw = flaw_in(rows, event, check.head, check, hash);
        if (!flaw.empty()) {
            check.broken_at = event.id;
            check.why = flaw;
            return check;
        }
        check.head = {event.id, hash};
        ++check.events;
        if (!expected.empty() && !check.has_expected && hex(bytes_of(hash)) == expected) {
            check.has_expected = true;
            check.expected_id = event.id;
        }
    }
    return check;
}

void seal_events(Connection& connection) {
    ChainLink head;
    // Rows are written while others are read, but only ones that were read already.
    Query rows = connection.query(all_events);
    while (rows.next()) {
        const EventRow event = event_at(rows);
        std::string salt;
        Digest content = nothing;
        if (has_content(event)) {
            salt = Connection::random_bytes(salt_bytes);
            content = content_digest(event, salt);
        }
        head = {event.id, link_digest(head.hash, event, content)};
        connection.query("UPDATE event SET salt = ?2, hash = ?3 WHERE id = ?1")
            .bind(event.id, salt.empty() ? std::nullopt : std::optional(Blob{salt}), Blob{bytes_of(head.hash)})
            .run();
    }
}

bool erase_event_content(Register& registry, std::int64_t id) {
    Connection& connection = registry.connection();
    Digest content{};
    bool open = false;
    {
        Query row = connection.query(
            "SELECT id, at, report, actor, action, reason, detail, salt, content FROM event WHERE id = ?1");
        if (!row.bind(id).next() || !row.is_null(8)) return false;
        const EventRow event = event_at(row);
        if (!has_content(event)) return false;
        content = content_digest(event, row.bytes(7));
        open = is_open_detail(event.action);
    }
    connection
        .query(
            "UPDATE event SET reason = '', detail = CASE WHEN ?3 THEN detail ELSE '{}' END, salt = NULL, "
            "content = ?2 WHERE id = ?1")
        .bind(id, Blob{bytes_of(content)}, open)
        .run();
    return true;
}

}  // namespace ombud::store
