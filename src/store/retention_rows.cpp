#include "store/retention_rows.hpp"

#include "core/digest.hpp"
#include "core/json_writer.hpp"
#include "store/attachments.hpp"
#include "store/connection.hpp"
#include "store/erasing.hpp"
#include "store/event_chain.hpp"
#include "store/releases.hpp"
#include "store/reporters.hpp"

#include <array>
#include <map>
#include <optional>
#include <utility>

namespace ombud::store {

namespace {

using Numbers = std::vector<std::int64_t>;

Numbers numbers(Query& rows) {
    Numbers found;
    while (rows.next()) found.push_back(rows.integer(0));
    return found;
}

std::string detail_of(std::string_view rule, std::string_view what, std::int64_t number) {
    JsonWriter json;
    json.begin_object().key("rule").value(rule);
    if (!what.empty()) json.key(what).value(number);
    return json.end_object().take();
}

/// Covers the words in one text column of the rows of a report. True where something changed.
bool cover_column(Connection& connection, ReportId report, const ContactWords& words, std::string_view select,
                  std::string_view update) {
    std::vector<std::pair<std::int64_t, std::string>> changed;
    {
        Query rows = connection.query(select);
        rows.bind(report);
        while (rows.next()) {
            if (!words.stand_in(rows.bytes(1))) continue;
            changed.emplace_back(rows.integer(0), words.covered(rows.bytes(1)));
        }
    }
    for (const auto& [row, text] : changed) connection.query(update).bind(row, text, report).run();
    return !changed.empty();
}

struct CoveredColumn {
    std::string_view select;  ///< ?1: report; key and text
    std::string_view update;  ///< ?1: key, ?2: text, ?3: report
};

/// Columns beside the report's own in which people write.
constexpr auto covered_columns = std::to_array<CoveredColumn>({
    {"SELECT id, text FROM note WHERE report = ?1", "UPDATE note SET text = ?2 WHERE id = ?1 AND report = ?3"},
    {"SELECT report, title FROM release WHERE report = ?1",
     "UPDATE release SET title = ?2 WHERE report = ?1 AND report = ?3"},
    {"SELECT report, text FROM release WHERE report = ?1",
     "UPDATE release SET text = ?2 WHERE report = ?1 AND report = ?3"},
    {"SELECT report, why FROM release WHERE report = ?1",
     "UPDATE release SET why = ?2 WHERE report = ?1 AND report = ?3"},
    {"SELECT id, recipient FROM forwarding WHERE report = ?1",
     "UPDATE forwarding SET recipient = ?2 WHERE id = ?1 AND report = ?3"},
    {"SELECT id, reference FROM forwarding WHERE report = ?1",
     "UPDATE forwarding SET reference = ?2 WHERE id = ?1 AND report = ?3"},
    {"SELECT id, filename FROM photo WHERE report = ?1",
     "UPDATE photo SET filename = ?2 WHERE id = ?1 AND report = ?3"},
    {"SELECT rank, words FROM location_candidate WHERE report = ?1",
     "UPDATE location_candidate SET words = ?2 WHERE report = ?3 AND rank = ?1"},
    {"SELECT original, reasons FROM duplicate_suggestion WHERE report = ?1",
     "UPDATE duplicate_suggestion SET reasons = ?2 WHERE report = ?3 AND original = ?1"},
    {"SELECT id, filename FROM attachment WHERE report = ?1",
     "UPDATE attachment SET filename = ?2 WHERE id = ?1 AND report = ?3"},
    {"SELECT id, why FROM follow_up WHERE report = ?1", "UPDATE follow_up SET why = ?2 WHERE id = ?1 AND report = ?3"},
    {"SELECT report, why FROM hold WHERE report = ?1", "UPDATE hold SET why = ?2 WHERE report = ?1 AND report = ?3"},
});

/// Title and text, keeping the release: it holds words of its own, and covering more of the original makes them no
/// worse.
bool cover_report(Register& registry, ReportId report, const ContactWords& words) {
    Connection& connection = registry.connection();
    std::string title;
    std::string text;
    std::int64_t due = 0;
    {
        Query row = connection.query("SELECT title, text, release_due FROM report WHERE id = ?1");
        if (!row.bind(report).next()) return false;
        if (!words.stand_in(row.bytes(0)) && !words.stand_in(row.bytes(1))) return false;
        title = words.covered(row.bytes(0));
        text = words.covered(row.bytes(1));
        due = row.integer(2);
    }
    const auto release = find_release(registry, report);
    connection.query("UPDATE report SET title = ?2, text = ?3 WHERE id = ?1").bind(report, title, text).run();
    if (release) {
        // Positions of what redaction covered no longer fit.
        connection
            .query("UPDATE release SET state = ?2, title = ?3, text = ?4, why = ?5, covers = '[]' WHERE report = ?1")
            .bind(report, to_string(release->state), release->title, release->text, release->why)
            .run();
    }
    connection.query("UPDATE report SET release_due = ?2 WHERE id = ?1").bind(report, due).run();
    // Made of the words as they were; a report that is closed needs none.
    connection.query("DELETE FROM report_fingerprint WHERE report = ?1").bind(report).run();
    return true;
}

bool cover_ids(Connection& connection, ReportId report, const ContactWords* words) {
    std::vector<std::array<std::string, 3>> found;
    {
        Query rows = connection.query("SELECT source, external_id, content FROM intake WHERE report = ?1");
        rows.bind(report);
        while (rows.next()) {
            if (rows.bytes(1).starts_with("erased:") || (words != nullptr && !words->stand_in(rows.bytes(1)))) continue;
            found.push_back({rows.text(0), rows.text(1), rows.text(2)});
        }
    }
    for (const auto& [source, id, content] : found) {
        connection
            .query(
                "UPDATE OR REPLACE intake SET external_id = ?4 WHERE source = ?1 AND external_id = ?2 AND content = ?3")
            .bind(source, id, content, erased_external_id(source, id))
            .run();
    }
    return !found.empty();
}

/// Erases words in the events of a report: all, or those that name the person. Where a report came from ("received",
/// "updated") may be the name of a file or a Message-ID, and goes with the contact in any case.
bool erase_events(Register& registry, ReportId report, const ContactWords* words, bool with_origin) {
    Numbers due;
    {
        Query rows = registry.connection().query(
            "SELECT id, action, reason, detail FROM event WHERE report = ?1 AND content IS NULL AND salt IS NOT NULL");
        rows.bind(report);
        while (rows.next()) {
            const std::string_view action = rows.bytes(1);
            const bool origin = with_origin && (action == "received" || action == "updated");
            if (words == nullptr || origin || words->stand_in(rows.bytes(2)) || words->stand_in(rows.bytes(3))) {
                due.push_back(rows.integer(0));
            }
        }
    }
    for (const std::int64_t event : due) erase_event_content(registry, event);
    return !due.empty();
}

void forget_reporter(Connection& connection, std::int64_t reporter) {
    {
        Query row = connection.query("SELECT 1 FROM report WHERE reporter = ?1 LIMIT 1");
        if (row.bind(reporter).next()) return;
    }
    connection.query("DELETE FROM failing_address WHERE contact = (SELECT contact FROM reporter WHERE id = ?1)")
        .bind(reporter)
        .run();
    connection.query("DELETE FROM reporter WHERE id = ?1").bind(reporter).run();
}

void erase_photo_files(Register& registry, const std::string& sha256, bool public_copy) {
    erase_file_later(registry, "photos/original/" + sha256);
    for (const char* folder : {"photos/review/", "photos/public/"}) {
        if (!public_copy && std::string_view(folder) == "photos/public/") continue;
        for (const char* end : {".jpg", ".json"}) erase_file_later(registry, folder + sha256 + end);
    }
}

void erase_photos(Register& registry, ReportId report) {
    Connection& connection = registry.connection();
    std::vector<std::string> photos;
    {
        Query rows = connection.query("SELECT sha256 FROM photo WHERE report = ?1");
        rows.bind(report);
        while (rows.next()) photos.push_back(rows.text(0));
    }
    connection.query("DELETE FROM photo WHERE report = ?1").bind(report).run();
    for (const std::string& sha256 : photos) {
        Query row = connection.query("SELECT 1 FROM photo WHERE sha256 = ?1 LIMIT 1");
        if (!row.bind(sha256).next()) erase_photo_files(registry, sha256, true);
    }
}

/// The districts that a report lies in are counted; the trigger that follows its position would take them along.
void reduce_row(Connection& connection, ReportId report, Instant at) {
    Numbers areas;
    {
        Query rows = connection.query("SELECT area FROM report_area WHERE report = ?1");
        areas = numbers(rows.bind(report));
    }
    connection
        .query(
            "UPDATE report SET title = '', text = '', street = '', house_number = '', postcode = '', city = '', "
            "stated_lon = NULL, stated_lat = NULL, lon = NULL, lat = NULL, accuracy_m = NULL, location_source = NULL, "
            "geom = NULL, located_street = '', reporter = NULL, reduced_at = ?2, expired_at = coalesce(expired_at, ?2) "
            "WHERE id = ?1")
        .bind(report, at)
        .run();
    for (const std::int64_t area : areas) {
        connection.query("INSERT INTO report_area (report, area) VALUES (?1, ?2) ON CONFLICT DO NOTHING")
            .bind(report, area)
            .run();
    }
    connection.query("UPDATE report SET areas_due = 0, release_due = 0, locate_due = 0, dedupe_due = 0 WHERE id = ?1")
        .bind(report)
        .run();
}

constexpr std::array<std::string_view, 12> tables_of_a_report{
    "DELETE FROM note WHERE report = ?1",
    "DELETE FROM follow_up WHERE report = ?1",
    "DELETE FROM release WHERE report = ?1",
    "DELETE FROM forwarding WHERE report = ?1",
    "DELETE FROM location_candidate WHERE report = ?1",
    "DELETE FROM category_candidate WHERE report = ?1",
    "DELETE FROM duplicate_suggestion WHERE report = ?1 OR original = ?1",
    "DELETE FROM duplicate_link WHERE report = ?1",
    "DELETE FROM report_fingerprint WHERE report = ?1",
    "DELETE FROM mail_event WHERE mail IN (SELECT id FROM mail WHERE report = ?1)",
    "DELETE FROM mail WHERE report = ?1",
    "DELETE FROM hold WHERE report = ?1",
};

std::int64_t reporter_of(Connection& connection, ReportId report) {
    Query row = connection.query("SELECT reporter FROM report WHERE id = ?1");
    return row.bind(report).next() ? row.integer(0) : 0;
}

}  // namespace

std::string erased_external_id(std::string_view source, std::string_view external_id) {
    std::string both(source);
    both.append(1, '\0').append(external_id);
    return "erased:" + sha256_hex(both);
}

void erase_reporter(Register& registry, std::int64_t reporter) {
    forget_reporter(registry.connection(), reporter);
}

bool cover_words(Register& registry, ReportId report, const ContactWords& words) {
    if (words.empty()) return false;
    Connection& connection = registry.connection();
    bool changed = cover_report(registry, report, words);
    for (const CoveredColumn& column : covered_columns) {
        changed = cover_column(connection, report, words, column.select, column.update) || changed;
    }
    changed = cover_ids(connection, report, &words) || changed;
    return erase_events(registry, report, &words, false) || changed;
}

void erase_contact(Register& registry, ReportId report, std::string_view rule, const Change& change) {
    Connection& connection = registry.connection();
    const std::int64_t reporter = reporter_of(connection, report);
    if (reporter == 0) return;
    const ContactWords words(find_reporter(registry, reporter));
    cover_words(registry, report, words);
    erase_events(registry, report, &words, true);
    connection.query("UPDATE report SET reporter = NULL WHERE id = ?1").bind(report).run();
    connection.query("UPDATE photo SET filename = '' WHERE report = ?1 AND filename <> ''").bind(report).run();
    // Nobody can cover words in a PDF or a business card; what the desk added is the desk's.
    erase_attachments(registry, report, true);
    forget_reporter(connection, reporter);
    log_event(connection, report, "erased", change, detail_of(rule, "reporter", reporter));
}

void reduce_report(Register& registry, ReportId report, const Change& change) {
    Connection& connection = registry.connection();
    const std::int64_t reporter = reporter_of(connection, report);
    erase_photos(registry, report);
    erase_attachments(registry, report, false);
    reduce_row(connection, report, change.at);
    for (const std::string_view sql : tables_of_a_report) connection.query(sql).bind(report).run();
    cover_ids(connection, report, nullptr);
    erase_events(registry, report, nullptr, true);
    if (reporter != 0) forget_reporter(connection, reporter);
    log_event(connection, report, "erased", change, detail_of("report", {}, 0));
}

void erase_original(Register& registry, const std::string& sha256, const Change& change) {
    Connection& connection = registry.connection();
    std::vector<std::pair<std::int64_t, ReportId>> photos;
    {
        Query rows = connection.query("SELECT id, report FROM photo WHERE sha256 = ?1 AND original_erased_at IS NULL");
        rows.bind(sha256);
        while (rows.next()) photos.emplace_back(rows.integer(0), rows.integer(1));
    }
    connection
        .query(
            "UPDATE photo SET original_erased_at = ?2, filename = '', exif_lon = NULL, exif_lat = NULL, inspected = 1, "
            "reason = CASE WHEN state = 'public' THEN reason ELSE 'the original was erased' END, "
            "state = CASE WHEN state = 'public' THEN state ELSE 'unreadable' END WHERE sha256 = ?1")
        .bind(sha256, change.at)
        .run();
    erase_photo_files(registry, sha256, false);
    for (const auto& [photo, report] : photos) {
        log_event(connection, report, "erased", change, detail_of("originals", "photo", photo));
    }
}

void erase_quarantined(Register& registry, const std::vector<std::int64_t>& items, std::string_view rule,
                       const Change& change) {
    if (items.empty()) return;
    Connection& connection = registry.connection();
    std::map<std::string, Numbers> events_of_file;
    std::map<std::int64_t, Numbers> events_of_item;
    {
        Query rows = connection.query(
            "SELECT id, json_extract(detail, '$.file'), json_extract(detail, '$.item') FROM event WHERE report IS NULL AND "
            "action IN ('quarantined', 'quarantine') AND content IS NULL");
        while (rows.next()) {
            if (!rows.is_null(1)) events_of_file[rows.text(1)].push_back(rows.integer(0));
            if (!rows.is_null(2)) events_of_item[rows.integer(2)].push_back(rows.integer(0));
        }
    }
    for (const std::int64_t item : items) {
        std::string file;
        {
            Query row = connection.query("SELECT file FROM quarantine WHERE id = ?1");
            if (!row.bind(item).next()) continue;
            file = row.text(0);
        }
        if (!file.empty()) {
            erase_file_later(registry, "quarantine/" + file);
            erase_file_later(registry, "quarantine/" + file + ".json");
        }
        for (const std::int64_t event : events_of_file[file]) erase_event_content(registry, event);
        for (const std::int64_t event : events_of_item[item]) erase_event_content(registry, event);
        connection.query("UPDATE quarantine SET origin = '', reason = '', file = '', why = '' WHERE id = ?1")
            .bind(item)
            .run();
        log_event(connection, std::nullopt, "erased", change, detail_of(rule, "quarantine", item));
    }
}

void log_erased_files(Register& registry, std::string_view kind, std::size_t count, std::string_view rule,
                      const Change& change) {
    JsonWriter json;
    json.begin_object().key("rule").value(rule).key(kind).value(count).end_object();
    log_event(registry.connection(), std::nullopt, "erased", change, json.text());
}

}  // namespace ombud::store
