#include "casework/case_record.hpp"
#include "casework/deadline.hpp"
#include "cli/command_line.hpp"
#include "cli/report_json.hpp"
#include "cli/session.hpp"
#include "core/calendar.hpp"
#include "core/text.hpp"
#include "store/areas.hpp"
#include "store/attachments.hpp"
#include "store/classifiers.hpp"
#include "store/duplicates.hpp"
#include "store/events.hpp"
#include "store/follow_ups.hpp"
#include "store/forwardings.hpp"
#include "store/location_candidates.hpp"
#include "store/notes.hpp"
#include "store/photos.hpp"
#include "store/publication_wishes.hpp"
#include "store/releases.hpp"
#include "store/reporters.hpp"
#include "store/reports.hpp"
#include "store/suggestions.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>
#include <optional>

namespace ombud::cli {

namespace {

/// Everything the register holds of one report.
struct Case : casework::CaseRecord {
    std::vector<store::Suggestion> suggestions;
    std::vector<ReportId> duplicates;
    std::vector<store::CategoryCandidate> categories;  ///< that it may be of
    std::vector<store::LocationCandidate> candidates;  ///< of where it might be
    std::vector<store::AreaOfReport> areas;
    std::optional<bool> wish;               ///< whether its reporter wants it public
    std::optional<store::Release> release;  ///< nothing: nobody has looked at it yet
};

Case load(store::Register& registry, ReportId id) {
    Case c;
    static_cast<casework::CaseRecord&>(c) = casework::load_case(registry, id);
    c.suggestions = store::suggestions_for(registry, id);
    c.duplicates = store::duplicates_of(registry, id);
    c.categories = store::candidates_for(registry, id);
    c.candidates = store::location_candidates(registry, id);
    c.areas = store::areas_of(registry, id);
    c.wish = store::publication_wish(registry, id);
    c.release = store::find_release(registry, id);
    return c;
}

std::string_view to_string(store::PhotoState state) {
    switch (state) {
        case store::PhotoState::fresh:
            return "new";
        case store::PhotoState::published:
            return "public";
        case store::PhotoState::review:
            return "review";
        case store::PhotoState::unreadable:
            break;
    }
    return "unreadable";
}

/// \param note  0: what came with the report itself
void attachments_of_note(JsonWriter& json, const Case& c, std::int64_t note) {
    for (const store::Attachment& file : c.attachments) {
        if (file.note != note) continue;
        json.begin_object().key("filename").value(file.filename).key("sha256").value(file.sha256);
        json.key("bytes").value(file.bytes).end_object();
    }
}

std::string to_json(Session& session, const Case& c) {
    JsonWriter json;
    begin_report(json, c.report, session.reference(c.report.id));
    due_or_null(json, c.report, session);
    json.key("reporter").begin_object().key("name").value(c.reporter.name).key("email").value(c.reporter.email);
    json.key("phone").value(c.reporter.phone).end_object();
    json.key("public_wish");
    c.wish ? json.value(*c.wish) : json.null();
    json.key("release");
    if (c.release) {
        json.begin_object().key("state").value(store::to_string(c.release->state)).key("why").value(c.release->why);
        json.key("title").value(c.release->title).key("text").value(c.release->text);
        json.key("covers").raw(c.release->covers).end_object();
    } else {
        json.null();
    }
    json.key("photos").begin_array();
    for (const store::Photo& photo : c.photos) {
        json.begin_object().key("original").value(photo.sha256).key("state").value(to_string(photo.state));
        json.key("public_file");
        photo.public_file.empty() ? json.null() : json.value(photo.public_file);
        json.key("reason").value(photo.reason).end_object();
    }
    json.end_array().key("attachments").begin_array();
    attachments_of_note(json, c, 0);
    json.end_array().key("location_candidates").begin_array();
    for (const store::LocationCandidate& l : c.candidates) {
        json.begin_object().key("name").value(l.name).key("source").value(ombud::to_string(l.source));
        json.key("lon").value(l.position.lon, 7).key("lat").value(l.position.lat, 7);
        json.key("accuracy_m").value(l.accuracy_m, 1).key("score").value(l.score, 3);
        json.key("words").value(l.words).end_object();
    }
    json.end_array().key("areas").begin_array();
    for (const store::AreaOfReport& area : c.areas) {
        json.begin_object().key("kind").value(area.kind).key("name").value(area.name).end_object();
    }
    json.end_array().key("notes").begin_array();
    for (const store::Note& note : c.notes) {
        json.begin_object().key("at").value(format_iso(note.at)).key("author").value(note.author);
        json.key("kind").value(to_string(note.kind));
        json.key("text").value(note.text).key("attachments").begin_array();
        attachments_of_note(json, c, note.id);
        json.end_array().end_object();
    }
    json.end_array().key("follow_ups").begin_array();
    for (const store::FollowUp& f : c.follow_ups) {
        json.begin_object().key("on").value(format_date(f.due)).key("why").value(f.why);
        json.key("person").value(f.person).key("done").value(f.done_at.has_value()).end_object();
    }
    json.end_array().key("duplicates").begin_array();
    for (const ReportId id : c.duplicates) json.value(id);
    json.end_array().key("suggestions").begin_array();
    for (const store::Suggestion& s : c.suggestions) {
        json.begin_object().key("original").value(s.original).key("score").value(s.score, 3);
        json.key("reasons").value(s.reasons).end_object();
    }
    json.end_array().key("category_candidates").begin_array();
    for (const store::CategoryCandidate& candidate : c.categories) {
        json.begin_object().key("category").value(candidate.category);
        json.key("probability").value(candidate.probability, 3).end_object();
    }
    json.end_array().key("forwardings").begin_array();
    for (const store::Forwarding& f : c.forwardings) {
        json.begin_object().key("at").value(format_iso(f.at)).key("person").value(f.person);
        json.key("to").value(f.recipient).key("reference").value(f.reference).key("follow_up");
        f.follow_up ? json.value(format_date(*f.follow_up)) : json.null();
        json.key("undone").value(f.undone_at.has_value()).end_object();
    }
    json.end_array().key("events").begin_array();
    for (const store::Event& event : c.events) {
        json.begin_object().key("at").value(format_iso(event.at)).key("actor").value(event.actor);
        json.key("action")
            .value(event.action)
            .key("reason")
            .value(event.reason)
            .key("detail")
            .raw(event.detail)
            .end_object();
    }
    return json.end_array().end_object().take();
}

/// Keeps a citizen's text from steering the terminal; line feeds stay, indented.
std::string indented(std::string_view text) {
    std::string out = "    ";
    for (const char c : text) {
        if (c == '\n') {
            out += "\n    ";
        } else {
            out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
        }
    }
    return out + '\n';
}

/// Likewise, on one line.
std::string in_line(std::string_view text) {
    std::string out(text);
    std::ranges::replace_if(
        out, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    return out;
}

std::string attachment_line(const store::Attachment& file) {
    return fmt::format("attachments/{}  {} ({} bytes)\n", file.sha256, in_line(file.filename), file.bytes);
}

std::string place_line(const Report& r) {
    std::string line =
        fmt::format("{}", fmt::join({r.place.street, r.place.house_number, r.place.postcode, r.place.city}, " "));
    line = trim(line).empty() ? "not stated" : "stated " + std::string(trim(line));
    if (!r.position) return line + "; no position";
    line += fmt::format("; {:.6f} {:.6f} (lon lat), by {}, within {:.0f} m", r.position->lon, r.position->lat,
                        ombud::to_string(*r.location_source), r.accuracy_m);
    if (!r.located_street.empty()) line += "; " + r.located_street;
    if (!r.area.empty()) line += "; " + r.area;
    if (r.outside) line += "; OUTSIDE the municipality";
    return line;
}

std::string to_text(Session& session, const Case& c) {
    const Report& r = c.report;
    const TimeZone& zone = session.config().time_zone;
    std::string out = fmt::format("{}  {}\n", session.reference(r.id), r.title);
    out += fmt::format("status      {}{}\n", ombud::to_string(r.status),
                       r.duplicate_of ? " of " + session.reference(*r.duplicate_of) : "");
    out += fmt::format("department  {}\ncategory    {}\n", r.department, r.category);
    out += fmt::format("received    {} by {} ({})\n", format_local(r.received_at, zone), ombud::to_string(r.channel),
                       r.source);
    if (r.closed_at)
        out += fmt::format("closed      {}{}\n", format_local(*r.closed_at, zone), r.expired ? ", off the map" : "");
    if (const auto due = casework::due_day(r, session.config())) {
        const bool late = casework::is_overdue(r, session.config(), session.now());
        out += fmt::format("due         {}{}\n", format_date(*due), late ? ", overdue" : "");
    }
    out += fmt::format("place       {}\n", place_line(r));
    for (const store::AreaOfReport& area : c.areas) {
        if (area.kind != "district") out += fmt::format("area        {}: {}\n", area.kind, area.name);
    }
    for (std::size_t i = 0; i < c.candidates.size(); ++i) {
        const store::LocationCandidate& l = c.candidates[i];
        out += fmt::format("there?      {}: {} ({}, within {:.0f} m, {:.2f}): \"{}\"\n", i + 1, l.name,
                           ombud::to_string(l.source), l.accuracy_m, l.score, l.words);
    }
    if (!c.reporter.empty())
        out += fmt::format("reporter    {} {} {}\n", c.reporter.name, c.reporter.email, c.reporter.phone);
    if (c.wish) out += fmt::format("wish        {}\n", *c.wish ? "may be public" : "is not to be public");
    if (c.release) {
        std::string why = c.release->why;
        std::ranges::replace(why, '\n', ';');
        out += fmt::format("release     {}{}{}\n", store::to_string(c.release->state), why.empty() ? "" : ": ", why);
    }
    for (const store::Photo& photo : c.photos) {
        out += fmt::format("photo       {} {} {}\n", photo.sha256.substr(0, 12), to_string(photo.state), photo.reason);
    }
    for (const store::Attachment& file : c.attachments) {
        if (file.note == 0) out += "file        " + attachment_line(file);
    }
    if (!c.duplicates.empty()) {
        out += fmt::format("reported    {} times, also by", c.duplicates.size() + 1);
        for (const ReportId id : c.duplicates) out += ' ' + session.reference(id);
        out += '\n';
    }
    for (const store::Suggestion& s : c.suggestions) {
        out += fmt::format("same as?    {}: {} ({:.2f})\n", session.reference(s.original), s.reasons, s.score);
    }
    for (const store::Forwarding& f : c.forwardings) {
        out += fmt::format("forwarded   {} to {}{}{}{}\n", format_local(f.at, zone), f.recipient,
                           f.reference.empty() ? "" : ", their reference " + f.reference,
                           f.follow_up ? ", ask again " + format_date(*f.follow_up) : "",
                           f.undone_at ? ", taken back" : "");
    }
    for (const store::FollowUp& f : c.follow_ups) {
        if (!f.done_at) out += fmt::format("look again  {}: {} ({})\n", format_date(f.due), in_line(f.why), f.person);
    }
    for (const store::CategoryCandidate& candidate : c.categories) {
        out += fmt::format("perhaps     {} ({:.2f})\n", candidate.category, candidate.probability);
    }
    out += '\n' + indented(r.text);
    for (const store::Note& note : c.notes) {
        const bool to_reporter = note.kind == store::NoteKind::answer || note.kind == store::NoteKind::question;
        const std::string what = to_reporter ? fmt::format(" ({})", to_string(note.kind)) : std::string();
        out += fmt::format("\n{}  {}{}\n{}", format_local(note.at, zone), note.author, what, indented(note.text));
        for (const store::Attachment& file : c.attachments) {
            if (file.note == note.id) out += "    " + attachment_line(file);
        }
    }
    out += "\nhistory\n";
    for (const store::Event& event : c.events) {
        out += fmt::format("    {}  {:<10} {}", format_local(event.at, zone), event.actor, event.action);
        if (!event.reason.empty()) out += ": " + event.reason;
        if (event.detail != "{}") out += "  " + event.detail;
        out += '\n';
    }
    return out;
}

Exit show(Session& session, const std::vector<std::string>& names) {
    const std::vector<std::int64_t> ids = session.report_ids(names);
    store::Register registry = session.open_register(store::Access::read);
    std::string json;
    for (const std::int64_t id : ids) {
        const Case c = load(registry, id);
        if (session.json()) {
            if (!json.empty()) json += ',';
            json += to_json(session, c);
        } else {
            session.print(to_text(session, c));
        }
    }
    if (session.json()) session.print(ids.size() == 1 ? json : '[' + json + ']');
    return Exit::done;
}

}  // namespace

void add_show(Command& root) {
    auto ids = std::make_shared<std::vector<std::string>>();
    root.add("show", "Show all that is known of a report, contact data included")
        .positional("id", *ids, "Number or reference of a report", true)
        .examples("  ombud show 12\n  ombud --format json show OMB-12")
        .action([ids](Session& session) { return show(session, *ids); });
}

}  // namespace ombud::cli
