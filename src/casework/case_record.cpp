#include "casework/case_record.hpp"

#include "casework/deadline.hpp"
#include "core/calendar.hpp"
#include "core/error.hpp"
#include "core/file.hpp"
#include "core/markup.hpp"
#include "store/reporters.hpp"
#include "store/reports.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>

namespace ombud::casework {

namespace {

constexpr std::string_view style =
    "body{font:11pt/1.4 sans-serif;max-width:46em;margin:2em auto;padding:0 1em}h1{font-size:1.4em}h2{font-size:1.1em;"
    "border-bottom:1px solid #888;margin-top:1.6em}table{border-collapse:collapse;width:100%}th,td{text-align:left;"
    "vertical-align:top;padding:.2em .8em .2em 0}th{white-space:nowrap;font-weight:600}p.text{white-space:pre-wrap;"
    "overflow-wrap:anywhere}td{overflow-wrap:anywhere}img{max-width:100%;max-height:16cm}section{break-inside:avoid-page}"
    ".note{border-left:3px solid #888;padding-left:.8em;margin:.8em 0}footer{margin-top:2em;color:#555;font-size:.9em}";

std::string base64(std::string_view bytes) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            group = group << 8U | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        }
        for (std::size_t k = 0; k < 4; ++k) {
            out += i + k > bytes.size() ? '=' : digits[group >> (18U - 6U * k) & 63U];
        }
    }
    return out;
}

std::string_view media_type(const std::filesystem::path& file) {
    const std::string suffix = file.extension().string();
    if (suffix == ".png") return "image/png";
    return suffix == ".webp" ? "image/webp" : "image/jpeg";
}

/// Words of the page in the language of the configuration.
class Page {
  public:
    Page(const CaseRecord& record, const Config& config) : record_(record), config_(config), zone_(config.time_zone) {}

    [[nodiscard]] std::string html(const Workspace& workspace, Instant now, bool with_contacts) {
        const Report& r = record_.report;
        const std::string reference = fmt::format("{}-{}", config_.reference_prefix, r.id);
        out_ = fmt::format(
            "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"robots\" content=\"noindex\">"
            "<title>{}</title><style>{}</style></head><body>\n<h1>{} · {}</h1>\n",
            config_.language, escaped_markup(reference), style, escaped_markup(reference), escaped_markup(r.title));
        facts(with_contacts);
        heading("Text der Meldung", "Words of the report");
        paragraph(r.text);
        photos(workspace);
        attachments();
        notes();
        dates();
        history();
        out_ += fmt::format("<footer>{} · {} {}</footer>\n</body></html>\n", escaped_markup(config_.municipality),
                            words("Ausgegeben am", "Printed on"), format_local(now, zone_));
        return std::move(out_);
    }

  private:
    [[nodiscard]] std::string_view words(std::string_view german, std::string_view english) const {
        return config_.language == "de" ? german : english;
    }
    void heading(std::string_view german, std::string_view english) {
        out_ += fmt::format("<h2>{}</h2>\n", words(german, english));
    }
    void paragraph(std::string_view text) { out_ += fmt::format("<p class=\"text\">{}</p>\n", escaped_markup(text)); }
    void row(std::string_view name, std::string_view value) {
        if (value.empty()) return;
        out_ += fmt::format("<tr><th>{}</th><td>{}</td></tr>\n", escaped_markup(name), escaped_markup(value));
    }

    void facts(bool with_contacts) {
        const Report& r = record_.report;
        const Category* category = config_.category(r.category);
        const Department* department = config_.department(r.department);
        out_ += "<table>\n";
        row("Status", to_string(r.status));
        row(words("Kategorie", "Category"),
            category == nullptr ? r.category : std::string(words(category->name_de, category->name_en)));
        row(words("Zuständig", "Department"), department == nullptr ? r.department : department->name);
        row(words("Eingang", "Received"),
            fmt::format("{} ({})", format_local(r.received_at, zone_), to_string(r.channel)));
        if (const auto due = due_day(r, config_)) row(words("Fällig", "Due"), format_date(*due));
        if (r.closed_at) row(words("Abschluss", "Closed"), format_local(*r.closed_at, zone_));
        row(words("Ort laut Meldung", "Place as stated"),
            fmt::format("{} {} {} {}", r.place.street, r.place.house_number, r.place.postcode, r.place.city));
        row(words("Straße", "Street"), r.located_street);
        row(words("Bezirk", "District"), r.area);
        if (r.position) {
            row("EPSG:4326", fmt::format("{:.6f} {:.6f} (± {:.0f} m)", r.position->lon, r.position->lat, r.accuracy_m));
        }
        if (with_contacts) {
            row(words("Meldende Person", "Reporter"),
                fmt::format("{} {} {}", record_.reporter.name, record_.reporter.email, record_.reporter.phone));
        }
        out_ += "</table>\n";
    }

    void photos(const Workspace& workspace) {
        if (record_.photos.empty()) return;
        heading("Fotos", "Photos");
        for (const store::Photo& photo : record_.photos) {
            out_ += fmt::format("<section><p>{}</p>\n", escaped_markup(photo.sha256));
            const auto file = workspace.public_photos() / photo.public_file;
            std::error_code missing;
            if (!photo.public_file.empty() && std::filesystem::is_regular_file(file, missing)) {
                out_ +=
                    fmt::format("<img alt=\"\" src=\"data:{};base64,{}\">", media_type(file), base64(read_file(file)));
            } else {
                out_ += fmt::format("<p>{}</p>", words("Keine anonymisierte Fassung", "No anonymised copy"));
            }
            out_ += "</section>\n";
        }
    }

    void attachment(const store::Attachment& file) {
        out_ += fmt::format("<p>{}: {} ({} B, SHA-256 {})</p>\n", words("Anlage", "Attachment"),
                            escaped_markup(file.filename), file.bytes, escaped_markup(file.sha256));
    }

    void attachments() {
        for (const store::Attachment& file : record_.attachments) {
            if (file.note == 0) attachment(file);
        }
    }

    void notes() {
        if (record_.notes.empty()) return;
        heading("Vermerke und Antworten", "Notes and answers");
        for (const store::Note& note : record_.notes) {
            out_ += fmt::format("<div class=\"note\"><strong>{} · {} · {}</strong>", format_local(note.at, zone_),
                                escaped_markup(note.author), to_string(note.kind));
            paragraph(note.text);
            for (const store::Attachment& file : record_.attachments) {
                if (file.note == note.id) attachment(file);
            }
            out_ += "</div>\n";
        }
    }

    void dates() {
        if (record_.forwardings.empty() && record_.follow_ups.empty()) return;
        heading("Weiterleitungen und Wiedervorlagen", "Forwardings and follow-ups");
        out_ += "<table>\n";
        for (const store::Forwarding& f : record_.forwardings) {
            row(format_local(f.at, zone_), fmt::format("→ {} {}{}", f.recipient, f.reference,
                                                       f.undone_at ? words(" (zurückgenommen)", " (taken back)") : ""));
        }
        for (const store::FollowUp& f : record_.follow_ups) {
            row(format_date(f.due),
                fmt::format("{} ({}){}", f.why, f.person, f.done_at ? words(", erledigt", ", done") : ""));
        }
        out_ += "</table>\n";
    }

    void history() {
        heading("Verlauf", "History");
        out_ += "<table>\n";
        for (const store::Event& event : record_.events) {
            const std::string detail = event.detail == "{}" ? std::string() : ' ' + event.detail;
            row(format_local(event.at, zone_), fmt::format("{}: {}{}{}{}", event.actor, event.action,
                                                           event.reason.empty() ? "" : ", ", event.reason, detail));
        }
        out_ += "</table>\n";
    }

    const CaseRecord& record_;
    const Config& config_;
    const TimeZone& zone_;
    std::string out_;
};

}  // namespace

CaseRecord load_case(store::Register& registry, ReportId id) {
    auto report = store::find_report(registry, id);
    if (!report) throw Error(ErrorKind::input, fmt::format("there is no report {}", id));
    CaseRecord record;
    record.report = *std::move(report);
    if (record.report.reporter != 0) record.reporter = store::find_reporter(registry, record.report.reporter);
    record.photos = store::photos_of(registry, id);
    record.notes = store::notes_of(registry, id);
    record.attachments = store::attachments_of(registry, id);
    record.follow_ups = store::follow_ups_of(registry, id);
    record.forwardings = store::forwardings_of(registry, id);
    record.events = store::events_of(registry, id);
    return record;
}

std::string case_page(const CaseRecord& record, const Workspace& workspace, const Config& config, Instant now,
                      bool with_contacts) {
    return Page(record, config).html(workspace, now, with_contacts);
}

}  // namespace ombud::casework
