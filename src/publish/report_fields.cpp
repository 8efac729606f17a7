#include "publish/report_fields.hpp"

#include <array>

namespace ombud::publish {

namespace {

FieldValue text(const std::string& value) {
    if (value.empty()) return {};
    return std::string_view(value);
}

// clang-format off
constexpr std::array fields{
    ReportField{"id", "id", "Nummer", "Nummer", FieldKind::integer, 12, 0,
        "Number of the report, never used twice", "Nummer der Meldung, wird nie zweimal vergeben",
        [](const PublicReport& r) { return FieldValue(r.id); }},
    ReportField{"reference", "reference", "Kennzeichen", "Kennzeich", FieldKind::text, 24, 0,
        "What the reporter quotes", "Kennzeichen, das Meldende angeben",
        [](const PublicReport& r) { return text(r.reference); }},
    ReportField{"title", "title", "Titel", "Titel", FieldKind::text, 254, 0,
        "Category and street", "Kategorie und Straße",
        [](const PublicReport& r) { return text(r.title); }},
    ReportField{"category", "category", "Kategorie-ID", "Kat_ID", FieldKind::text, 80, 0,
        "Id of the category in ombud.toml", "Kennung der Kategorie in ombud.toml",
        [](const PublicReport& r) { return text(r.category); }},
    ReportField{"category_name_de", "cat_de", "Kategorie", "Kategorie", FieldKind::text, 120, 0,
        "Name of the category in German", "Name der Kategorie auf Deutsch",
        [](const PublicReport& r) { return text(r.category_name_de); }},
    ReportField{"category_name_en", "cat_en", "Kategorie (englisch)", "Kat_en", FieldKind::text, 120, 0,
        "Name of the category in English", "Name der Kategorie auf Englisch",
        [](const PublicReport& r) { return text(r.category_name_en); }},
    ReportField{"group_name", "group", "Gruppe", "Gruppe", FieldKind::text, 120, 0,
        "Name of the group of categories", "Name der Kategoriengruppe",
        [](const PublicReport& r) { return text(r.group_name); }},
    ReportField{"department", "department", "Zuständig", "Zustaendig", FieldKind::text, 120, 0,
        "Department in charge", "Zuständige Stelle",
        [](const PublicReport& r) { return text(r.department_name); }},
    ReportField{"status", "status", "Status", "Status", FieldKind::text, 16, 0,
        "received, open, in_progress, forwarded, solved, closed_unsolved, rejected or duplicate",
        "received (eingegangen), open (zugewiesen), in_progress (in Bearbeitung), forwarded (weitergegeben), "
        "solved (erledigt), closed_unsolved (ohne Lösung beendet), rejected (abgelehnt) oder duplicate (Dublette)",
        [](const PublicReport& r) { return FieldValue(to_string(r.status)); }},
    ReportField{"received_at", "received", "Eingang", "Eingang", FieldKind::time, 20, 0,
        "When the report came in, UTC", "Eingang der Meldung, UTC",
        [](const PublicReport& r) { return FieldValue(r.received_at); }},
    ReportField{"changed_at", "changed", "Letzte Änderung", "Geaendert", FieldKind::time, 20, 0,
        "When it was last changed, UTC", "Letzte Änderung, UTC",
        [](const PublicReport& r) { return FieldValue(r.changed_at); }},
    ReportField{"closed_at", "closed", "Abschluss", "Abschluss", FieldKind::time, 20, 0,
        "When it was closed, UTC; null while it is open", "Abschluss, UTC; leer, solange die Meldung offen ist",
        [](const PublicReport& r) { return r.closed_at ? FieldValue(*r.closed_at) : FieldValue(); }},
    ReportField{"street", "street", "Straße", "Strasse", FieldKind::text, 120, 0,
        "Official name of the street, without house number", "Amtlicher Straßenname ohne Hausnummer",
        [](const PublicReport& r) { return text(r.street); }},
    ReportField{"area", "area", "Bezirk", "Bezirk", FieldKind::text, 120, 0,
        "District that holds the position", "Bezirk, in dem der Ort liegt",
        [](const PublicReport& r) { return text(r.area); }},
    ReportField{"accuracy_m", "accuracy_m", "Genauigkeit in m", "Genau_m", FieldKind::real, 10, 1,
        "How far off the position may be, in metres; null without position",
        "Wie weit der Ort danebenliegen kann, in Metern; leer ohne Ort",
        [](const PublicReport& r) { return r.position ? FieldValue(r.accuracy_m) : FieldValue(); }},
    ReportField{"text", "text", "Beschreibung", "Text", FieldKind::text, 254, 0,
        "The reporter's words as released, redacted", "Worte der Meldenden wie freigegeben, geschwärzt",
        [](const PublicReport& r) { return text(r.text); }},
    ReportField{"photos", "photos", "Fotos", "Fotos", FieldKind::list, 254, 0,
        "File names of the anonymised photos", "Dateinamen der anonymisierten Fotos",
        [](const PublicReport& r) { return FieldValue(std::span<const std::string>(r.photos)); }},
};
// clang-format on

}  // namespace

std::span<const ReportField> report_fields() noexcept {
    return fields;
}

}  // namespace ombud::publish
