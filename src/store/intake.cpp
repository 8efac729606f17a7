#include "store/intake.hpp"

#include "core/json_writer.hpp"
#include "core/status.hpp"
#include "core/text.hpp"
#include "store/attachments.hpp"
#include "store/connection.hpp"
#include "store/geometry.hpp"
#include "store/notes.hpp"
#include "store/photos.hpp"
#include "store/releases.hpp"
#include "store/report_changes.hpp"
#include "store/reporters.hpp"
#include "store/reports.hpp"
#include "store/retention_rows.hpp"

#include <algorithm>
#include <utility>

namespace ombud::store {

namespace {

/// What makes two reporters one: the folded e-mail address, else the digits of the phone number; empty: nothing does.
std::string contact_key(const Reporter& reporter) {
    if (!reporter.email.empty()) return fold(reporter.email);
    std::string digits;
    std::ranges::copy_if(reporter.phone, std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
    return digits.size() >= 5 ? "tel:" + digits : std::string{};
}

std::optional<std::string_view> unless_empty(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(std::string_view(text));
}

std::optional<std::int64_t> reporter_row(Connection& connection, const Reporter& reporter) {
    if (reporter.empty()) return std::nullopt;
    const std::string key = contact_key(reporter);
    if (!key.empty()) {
        Query row = connection.query("SELECT id FROM reporter WHERE contact = ?1");
        if (row.bind(key).next()) return row.integer(0);
    }
    connection.query("INSERT INTO reporter (contact, name, email, phone) VALUES (?1, ?2, ?3, ?4)")
        .bind(unless_empty(key), reporter.name, reporter.email, reporter.phone)
        .run();
    return connection.last_id();
}

/// The reporter of a report that is delivered again. Somebody who is the same as before, or had no address to be known
/// by, keeps the row; a row that nobody refers to any more is personal data without a purpose, and goes.
std::optional<std::int64_t> updated_reporter(Register& registry, const Report& old, const Reporter& now) {
    Connection& connection = registry.connection();
    if (old.reporter == 0) return reporter_row(connection, now);
    const Reporter before = find_reporter(registry, old.reporter);
    const std::string key = contact_key(now);
    if (!now.empty() && (contact_key(before).empty() ? key.empty() : contact_key(before) == key)) {
        connection.query("UPDATE reporter SET name = ?2, email = ?3, phone = ?4 WHERE id = ?1")
            .bind(old.reporter, now.name, now.email, now.phone)
            .run();
        return old.reporter;
    }
    const auto row = reporter_row(connection, now);
    connection.query("UPDATE report SET reporter = ?2 WHERE id = ?1").bind(old.id, row).run();
    connection.query("DELETE FROM reporter WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM report WHERE reporter = ?1)")
        .bind(old.reporter)
        .run();
    return row;
}

void remember(Connection& connection, const IncomingReport& incoming, ReportId report, std::string_view content) {
    connection
        .query(
            "INSERT INTO intake (source, external_id, report, content) VALUES (?1, ?2, ?3, ?4) "
            "ON CONFLICT DO NOTHING")
        .bind(incoming.source, incoming.external_id, report, content)
        .run();
}

std::string received_detail(const IncomingReport& incoming) {
    JsonWriter json;
    json.begin_object().key("channel").value(to_string(incoming.channel)).key("source").value(incoming.source);
    json.key("origin").value(incoming.origin);
    if (!incoming.remarks.empty()) {
        json.key("remarks").begin_array();
        for (const std::string& remark : incoming.remarks) json.value(remark);
        json.end_array();
    }
    json.end_object();
    return json.take();
}

ReportId insert_report(Connection& connection, const IncomingReport& in, const Change& change) {
    const auto& at = in.place.position;
    const auto lon = at ? std::optional(at->lon) : std::nullopt;
    const auto lat = at ? std::optional(at->lat) : std::nullopt;
    const auto point = at ? spatialite_point(*at) : std::array<char, 60>{};
    const auto geom = at ? std::optional(Blob{{point.data(), point.size()}}) : std::nullopt;
    const auto accuracy = at ? std::optional(given_accuracy_m) : std::nullopt;
    const auto source = at ? std::optional(to_string(LocationSource::given)) : std::nullopt;
    // A source cannot link duplicates: what it calls one is closed as rejected would be, so it stays received here.
    const Status status = in.status.value_or(Status::received) == Status::duplicate
                              ? Status::received
                              : in.status.value_or(Status::received);
    const auto closed = is_closed(status) ? std::optional(in.closed_at.value_or(in.received_at)) : std::nullopt;
    connection
        .query(
            "INSERT INTO report (channel, source, title, text, category, source_category, status, source_status, "
            "received_at, changed_at, closed_at, street, house_number, postcode, city, stated_lon, stated_lat, lon, lat, "
            "accuracy_m, location_source, geom, reporter) VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, "
            "?13, ?14, ?15, ?16, ?15, ?16, ?17, ?18, ?19, ?20)")
        .bind(to_string(in.channel), in.source, in.title, in.text, unless_empty(in.category), to_string(status),
              in.status ? std::optional(to_string(*in.status)) : std::nullopt, in.received_at,
              closed.value_or(in.received_at), closed, in.place.street, in.place.house_number, in.place.postcode,
              in.place.city, lon, lat, accuracy, source, geom, reporter_row(connection, in.reporter))
        .run();
    const ReportId id = connection.last_id();
    connection.index_with_commit(id);
    log_event(connection, id, "received", change, received_detail(in));
    return id;
}

/// Replaces what the source said before. Returns the names of what differed; empty: nothing did.
std::vector<std::string_view> apply_update(Register& registry, const Report& old, const IncomingReport& in,
                                           const Change& change) {
    Connection& connection = registry.connection();
    std::vector<std::string_view> changed;
    const auto differs = [&](bool different, std::string_view name) {
        if (different) changed.push_back(name);
    };
    differs(old.title != in.title, "title");
    differs(old.text != in.text, "text");
    const bool moved = old.place.position != in.place.position || old.place.street != in.place.street ||
                       old.place.house_number != in.place.house_number || old.place.postcode != in.place.postcode ||
                       old.place.city != in.place.city;
    differs(moved, "place");
    const Reporter before = old.reporter == 0 ? Reporter{} : find_reporter(registry, old.reporter);
    const auto reporter = updated_reporter(registry, old, in.reporter);
    differs(before != in.reporter, "reporter");
    // What was released rests on these words, and on whose name was looked for in them.
    if (old.title != in.title || old.text != in.text || before != in.reporter) {
        reopen_release(registry, old.id, change);
    }
    connection
        .query(
            "UPDATE report SET title = ?2, text = ?3, street = ?4, house_number = ?5, postcode = ?6, city = ?7, "
            "stated_lon = ?8, stated_lat = ?9, reporter = ?10, changed_at = ?11, dedupe_due = 1 WHERE id = ?1")
        .bind(old.id, in.title, in.text, in.place.street, in.place.house_number, in.place.postcode, in.place.city,
              in.place.position ? std::optional(in.place.position->lon) : std::nullopt,
              in.place.position ? std::optional(in.place.position->lat) : std::nullopt, reporter, change.at)
        .run();
    // A position made from the old statement says nothing about the new one; locate makes another.
    if (moved && in.place.position) {
        set_location(registry, old.id, {*in.place.position, given_accuracy_m, LocationSource::given, ""}, change);
        connection.query("UPDATE report SET locate_due = 1 WHERE id = ?1").bind(old.id).run();
    } else if (moved) {
        clear_location(registry, old.id, change);
    }
    return changed;
}

/// Follows the source's own status where the desk has not decided otherwise since.
bool follow_status(Register& registry, const Report& old, const IncomingReport& in, const Change& change) {
    Connection& connection = registry.connection();
    if (!in.status || *in.status == Status::duplicate) return false;
    std::string said_before;
    {
        Query row = connection.query("SELECT source_status FROM report WHERE id = ?1");
        if (row.bind(old.id).next()) said_before = row.text(0);
    }
    if (said_before == to_string(*in.status)) return false;
    connection.query("UPDATE report SET source_status = ?2 WHERE id = ?1").bind(old.id, to_string(*in.status)).run();
    // Without a decision of the desk the status is what the source said; where it said nothing more, `received`, or
    // `open` since a department got it.
    const bool said_nothing = said_before.empty() || said_before == "received" || said_before == "duplicate";
    const bool set_at_desk = said_nothing ? old.status != Status::received && old.status != Status::open
                                          : said_before != to_string(old.status);
    if (set_at_desk || !may_change(old.status, *in.status)) return false;
    change_status(registry, old.id, *in.status, change, in.closed_at);
    return true;
}

/// Follows the source's own category where nobody chose another since; its department takes over from the old one's.
bool follow_category(Register& registry, const Report& old, const IncomingReport& in, const Change& change) {
    Connection& connection = registry.connection();
    std::string said_before;
    std::string old_department;
    {
        Query row = connection.query(
            "SELECT r.source_category, c.department FROM report r "
            "LEFT JOIN category c ON c.id = r.category WHERE r.id = ?1");
        if (row.bind(old.id).next()) {
            said_before = row.text(0);
            old_department = row.text(1);
        }
    }
    if (in.category.empty() || in.category == said_before) return false;
    connection.query("UPDATE report SET source_category = ?2 WHERE id = ?1").bind(old.id, in.category).run();
    if (old.category != said_before || old.category == in.category) return false;
    set_category(registry, old.id, in.category, change);
    if (old.department.empty() || old.department != old_department) return true;
    std::string department;
    {
        Query row = connection.query("SELECT department FROM category WHERE id = ?1");
        if (row.bind(in.category).next()) department = row.text(0);
    }
    if (!department.empty() && department != old.department) assign(registry, old.id, department, change);
    return true;
}

/// What came with an input beside its words.
struct StoredFiles {
    const std::vector<StoredPhoto>& photos;
    const std::vector<StoredAttachment>& attachments;
};

/// Returns whether there were new photos and new attachments.
std::pair<bool, bool> add_files(Register& registry, ReportId report, std::int64_t note, const StoredFiles& files) {
    std::pair<bool, bool> any{false, false};
    for (const StoredPhoto& photo : files.photos) {
        any.first = add_photo(registry, report, photo.sha256, photo.filename) || any.first;
    }
    for (const StoredAttachment& file : files.attachments) {
        any.second = add_attachment(registry, {report, note, file.sha256, file.filename, file.bytes}) || any.second;
    }
    return any;
}

Admission update(Register& registry, const Known& known, const IncomingReport& incoming, const StoredFiles& files,
                 std::string_view content, const Change& change) {
    Connection& connection = registry.connection();
    connection.index_new_reports();  // the report may be as new as its update
    remember(connection, incoming, known.report, content);
    const Report old = find_report(registry, known.report).value();
    std::vector<std::string_view> changed = apply_update(registry, old, incoming, change);
    if (follow_category(registry, old, incoming, change)) changed.emplace_back("category");
    if (follow_status(registry, old, incoming, change)) changed.emplace_back("status");
    const auto [photos, attachments] = add_files(registry, known.report, 0, files);
    if (photos) changed.emplace_back("photo");
    if (attachments) changed.emplace_back("attachment");
    JsonWriter json;
    json.begin_object().key("source").value(incoming.source).key("changed").begin_array();
    for (const std::string_view name : changed) json.value(name);
    json.end_array().end_object();
    log_event(connection, known.report, "updated", change, json.text());
    return {Outcome::update, known.report};
}

}  // namespace

namespace {

bool has_erased_ids(Connection& connection, std::string_view source) {
    Query row = connection.query(
        "SELECT 1 FROM intake WHERE source = ?1 AND external_id >= 'erased:' AND external_id < 'erased;' LIMIT 1");
    return row.bind(source).next();
}

}  // namespace

std::optional<Known> find_known(Register& registry, std::string_view source, std::string_view external_id,
                                std::string_view content) {
    Query versions =
        registry.connection().query("SELECT report, content FROM intake WHERE source = ?1 AND external_id = ?2");
    versions.bind(source, external_id);
    std::optional<Known> known;
    // Compared here: ORDER BY would build a sorter for every input, a tenth of the time of an import.
    while (versions.next()) {
        known = Known{versions.integer(0), versions.text(1) == content};
        if (known->same_content) break;
    }
    if (known || !has_erased_ids(registry.connection(), source)) return known;
    // Its id was erased with what it named; the file may still be delivered, and must not come to life again.
    Query erased =
        registry.connection().query("SELECT report FROM intake WHERE source = ?1 AND external_id = ?2 LIMIT 1");
    if (erased.bind(source, erased_external_id(source, external_id)).next()) known = Known{erased.integer(0), true};
    return known;
}

std::optional<ReportId> find_thread(Register& registry, const std::vector<std::string>& references) {
    for (const std::string& reference : references) {
        Query row = registry.connection().query(
            "SELECT report FROM intake WHERE external_id = ?1 AND external_id LIKE '%@%' ORDER BY source LIMIT 1");
        if (row.bind(reference).next()) return row.integer(0);
    }
    return std::nullopt;
}

std::optional<ReportId> find_answered(Register& registry, const IncomingReport& incoming) {
    if (incoming.answers) {
        Query row = registry.connection().query("SELECT id FROM report WHERE id = ?1 AND reduced_at IS NULL");
        if (row.bind(*incoming.answers).next()) return row.integer(0);
    }
    if (incoming.comment_on.empty()) return find_thread(registry, incoming.references);
    Query row = registry.connection().query("SELECT report FROM intake WHERE source = ?1 AND external_id = ?2 LIMIT 1");
    if (row.bind(incoming.source, incoming.comment_on).next()) return row.integer(0);
    return std::nullopt;
}

namespace {

/// Adds what was said on a report. The source of a report speaks of its status, too.
/// Returns the note's number.
std::int64_t comment(Register& registry, ReportId report, const IncomingReport& in, const Change& change) {
    const std::string author = in.automatic ? "automatic reply" : in.comment_on.empty() ? "reporter" : in.source;
    const std::int64_t note = add_note(registry, report, {in.received_at, author, NoteKind::comment, in.text}, change);
    if (in.comment_on.empty() || !in.status) return note;
    registry.connection().index_new_reports();  // the report may be as new as the comment
    follow_status(registry, find_report(registry, report).value(), in, change);
    return note;
}

Admission take_in(Register& registry, const IncomingReport& incoming, const StoredFiles& files,
                  std::string_view content, const Change& change) {
    Connection& connection = registry.connection();
    if (const auto known = find_known(registry, incoming.source, incoming.external_id, content)) {
        // A mail never changes under its Message-ID; a second copy differs only in what relays wrote into it.
        if (known->same_content || incoming.channel == Channel::email) return {Outcome::known, known->report};
        return update(registry, *known, incoming, files, content, change);
    }
    if (const auto thread = find_answered(registry, incoming)) {
        remember(connection, incoming, *thread, content);
        add_files(registry, *thread, comment(registry, *thread, incoming, change), files);
        return {Outcome::comment, *thread};
    }
    const ReportId id = insert_report(connection, incoming, change);
    remember(connection, incoming, id, content);
    add_files(registry, id, 0, files);
    return {Outcome::created, id};
}

}  // namespace

Admission admit(Register& registry, const IncomingReport& incoming, const std::vector<StoredPhoto>& photos,
                std::string_view content, const Change& change, const std::vector<StoredAttachment>& attachments) {
    const StoredFiles files{photos, attachments};
    // Imports admit by the thousand in one transaction, and a savepoint for each would cost them; alone it needs its
    // own.
    if (registry.connection().in_transaction()) return take_in(registry, incoming, files, content, change);
    Transaction transaction(registry);
    const Admission admission = take_in(registry, incoming, files, content, change);
    transaction.commit();
    return admission;
}

}  // namespace ombud::store
