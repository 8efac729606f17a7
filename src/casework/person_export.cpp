#include "casework/person.hpp"
#include "core/json_writer.hpp"
#include "core/markup.hpp"

#include <fmt/format.h>

namespace ombud::casework {

namespace {

void write_report(JsonWriter& json, const PersonReport& one) {
    const Report& r = one.report;
    json.begin_object().key("id").value(r.id).key("channel").value(to_string(r.channel)).key("source").value(r.source);
    json.key("received_at").value(format_iso(r.received_at)).key("status").value(to_string(r.status));
    json.key("closed_at");
    r.closed_at ? json.value(format_iso(*r.closed_at)) : json.null();
    json.key("category").value(r.category).key("department").value(r.department);
    json.key("title").value(r.title).key("text").value(r.text);
    json.key("street").value(r.place.street).key("house_number").value(r.place.house_number);
    json.key("postcode").value(r.place.postcode).key("city").value(r.place.city).key("position");
    if (r.position) {
        json.begin_object().key("lon").value(r.position->lon, 7).key("lat").value(r.position->lat, 7).end_object();
    } else {
        json.null();
    }
    json.key("notes").begin_array();
    for (const store::Note& note : one.notes) {
        json.begin_object().key("at").value(format_iso(note.at)).key("kind").value(to_string(note.kind));
        json.key("author").value(note.author).key("text").value(note.text).end_object();
    }
    json.end_array().key("attachments").begin_array();
    for (const store::Attachment& file : one.attachments) {
        json.begin_object().key("sha256").value(file.sha256).key("filename").value(file.filename);
        json.key("bytes").value(file.bytes).end_object();
    }
    json.end_array().key("forwardings").begin_array();
    for (const store::Forwarding& forwarding : one.forwardings) {
        json.begin_object().key("at").value(format_iso(forwarding.at)).key("recipient").value(forwarding.recipient);
        json.key("reference").value(forwarding.reference).end_object();
    }
    json.end_array().key("follow_ups").begin_array();
    for (const store::FollowUp& follow_up : one.follow_ups) {
        json.begin_object().key("at").value(format_iso(follow_up.at)).key("why").value(follow_up.why).end_object();
    }
    json.end_array().key("photos").begin_array();
    for (const store::Photo& photo : one.photos) {
        json.begin_object().key("sha256").value(photo.sha256).key("filename").value(photo.filename);
        json.key("public_file").value(photo.public_file).key("camera_position");
        if (photo.exif_position) {
            json.begin_object().key("lon").value(photo.exif_position->lon, 7);
            json.key("lat").value(photo.exif_position->lat, 7).end_object();
        } else {
            json.null();
        }
        json.end_object();
    }
    json.end_array().key("mails").begin_array();
    for (const store::Mail& mail : one.mails) {
        json.begin_object().key("planned_at").value(format_iso(mail.planned_at)).key("state");
        json.value(to_string(mail.state)).key("changed_at").value(format_iso(mail.changed_at)).end_object();
    }
    json.end_array().key("events").begin_array();
    for (const store::Event& event : one.events) {
        json.begin_object().key("at").value(format_iso(event.at)).key("actor").value(event.actor).key("action");
        json.value(event.action).key("reason").value(event.reason).key("detail").raw(event.detail).end_object();
    }
    json.end_array().end_object();
}

void write_files(JsonWriter& json, std::string_view key, const std::vector<std::filesystem::path>& files) {
    json.key(key).begin_array();
    for (const auto& file : files) json.value(file.string());
    json.end_array();
}

/// Lines stay lines.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n') out += "<br>";
        append_markup(out, c);
    }
    return out;
}

/// A page of headings and tables with two columns.
class Page {
  public:
    Page(std::string_view language, std::string_view title) {
        html_ = fmt::format(
            "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title><style>body{{font:16px/1.5 "
            "sans-serif;max-width:50em;margin:2em auto;padding:0 1em}}th{{text-align:left;vertical-align:top;padding-right:1em;"
            "font-weight:normal;color:#444}}td{{overflow-wrap:anywhere}}</style></head><body>\n<h1>{}</h1>\n",
            language, escaped(title), escaped(title));
    }
    void heading(std::string_view text) {
        end_table();
        html_ += fmt::format("<h2>{}</h2>\n", escaped(text));
    }
    void row(std::string_view name, std::string_view value) {
        if (value.empty()) return;
        if (!in_table_) html_ += "<table>\n";
        in_table_ = true;
        html_ += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", escaped(name), escaped(value));
    }
    [[nodiscard]] std::string take() {
        end_table();
        return html_ + "</body></html>\n";
    }

  private:
    void end_table() {
        if (in_table_) html_ += "</table>\n";
        in_table_ = false;
    }
    std::string html_;
    bool in_table_ = false;
};

void add_report(Page& page, const PersonReport& one, const Config& config, bool german) {
    const auto say = [&](const char* de, const char* en) { return german ? de : en; };
    const auto when = [&](Instant at) { return format_local(at, config.time_zone); };
    const Report& r = one.report;
    page.heading(fmt::format("{} {}-{}", say("Meldung", "Report"), config.reference_prefix, r.id));
    page.row(say("Eingegangen", "Received"), when(r.received_at));
    page.row(say("Weg", "Channel"), fmt::format("{} ({})", to_string(r.channel), r.source));
    page.row(say("Stand", "Status"), to_string(r.status));
    page.row(say("Titel", "Title"), r.title);
    page.row(say("Text", "Text"), r.text);
    page.row(say("Ort", "Place"),
             fmt::format("{} {} {} {}", r.place.street, r.place.house_number, r.place.postcode, r.place.city));
    if (r.position) {
        page.row(say("Koordinaten", "Coordinates"), fmt::format("{:.6f} {:.6f}", r.position->lon, r.position->lat));
    }
    for (const store::Photo& photo : one.photos) {
        page.row(say("Foto", "Photo"), photo.filename.empty() ? photo.sha256 : photo.filename);
    }
    for (const store::Note& note : one.notes) {
        page.row(fmt::format("{} ({}, {})", say("Notiz", "Note"), note.author, when(note.at)), note.text);
    }
    for (const store::Attachment& file : one.attachments) page.row(say("Anlage", "Attachment"), file.filename);
    for (const store::Forwarding& forwarding : one.forwardings) {
        page.row(fmt::format("{} ({})", say("Weitergegeben", "Handed on"), when(forwarding.at)),
                 fmt::format("{} {}", forwarding.recipient, forwarding.reference));
    }
    for (const store::FollowUp& follow_up : one.follow_ups) {
        page.row(fmt::format("{} ({})", say("Wiedervorlage", "Follow-up"), when(follow_up.at)), follow_up.why);
    }
    for (const store::Mail& mail : one.mails) {
        page.row(say("E-Mail an Sie", "Mail to you"),
                 fmt::format("{}: {}", when(mail.changed_at), to_string(mail.state)));
    }
    for (const store::Event& event : one.events) {
        page.row(when(event.at), fmt::format("{}: {} {}", event.actor, event.action, event.reason));
    }
}

}  // namespace

std::string person_json(const PersonRecord& record, Instant now) {
    JsonWriter json;
    json.begin_object().key("made_at").value(format_iso(now)).key("reporters").begin_array();
    for (const auto& [id, reporter] : record.reporters) {
        json.begin_object().key("id").value(id).key("name").value(reporter.name).key("email").value(reporter.email);
        json.key("phone").value(reporter.phone).end_object();
    }
    json.end_array().key("reports").begin_array();
    for (const PersonReport& one : record.reports) write_report(json, one);
    json.end_array().key("named_in_reports").begin_array();
    for (const ReportId id : record.mentions) json.value(id);
    json.end_array().key("quarantine").begin_array();
    for (const std::int64_t id : record.quarantine) json.value(id);
    json.end_array();
    write_files(json, "outbox", record.outbox);
    write_files(json, "source_mails", record.source_mails);
    write_files(json, "shared_files", record.shared_files);
    write_files(json, "unsearched", record.unsearched);
    return json.end_object().take();
}

std::string person_html(const PersonRecord& record, const Config& config, Instant now) {
    const bool german = config.language == "de";
    const auto say = [&](const char* de, const char* en) { return german ? de : en; };
    Page page(config.language, fmt::format("{}: {}", config.municipality,
                                           say("Gespeicherte Daten zu Ihrer Person", "Data held about you")));
    page.row(say("Erstellt", "Made"), format_local(now, config.time_zone));
    for (const auto& [id, reporter] : record.reporters) {
        page.row(say("Name", "Name"), reporter.name);
        page.row(say("E-Mail", "E-mail"), reporter.email);
        page.row(say("Telefon", "Phone"), reporter.phone);
    }
    for (const PersonReport& one : record.reports) add_report(page, one, config, german);
    page.heading(say("Weitere Fundstellen", "Found elsewhere"));
    for (const ReportId id : record.mentions) {
        page.row(say("Genannt in der Meldung", "Named in report"), fmt::format("{}-{}", config.reference_prefix, id));
    }
    for (const std::int64_t id : record.quarantine) page.row(say("Quarantäne", "Quarantine"), std::to_string(id));
    for (const auto* files : {&record.outbox, &record.source_mails, &record.shared_files}) {
        for (const auto& file : *files) page.row(say("Datei", "File"), file.filename().string());
    }
    return page.take();
}

}  // namespace ombud::casework
