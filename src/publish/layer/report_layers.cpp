#include "publish/layer/sources.hpp"

#include <array>
#include <memory>
#include <utility>

namespace ombud::publish {

namespace {

using store::InternalRow;

FieldValue text(const std::string& value) {
    if (value.empty()) return {};
    return std::string_view(value);
}

FieldValue truth(bool value) {
    return FieldValue(std::int64_t{value});
}

// clang-format off
constexpr std::array fields_of_staff{
    FieldOf<InternalRow>{"id", "id", "Nummer", "Nummer", FieldKind::integer, 12, 0,
        "Number of the report", "Nummer der Meldung",
        [](const InternalRow& r) { return FieldValue(r.id); }},
    FieldOf<InternalRow>{"title", "title", "Titel", "Titel", FieldKind::text, 254, 0,
        "Title as it came", "Titel wie eingegangen",
        [](const InternalRow& r) { return text(r.title); }},
    FieldOf<InternalRow>{"text", "text", "Text", "Text", FieldKind::text, 254, 0,
        "Words as they came", "Text wie eingegangen",
        [](const InternalRow& r) { return text(r.text); }},
    FieldOf<InternalRow>{"category", "category", "Kategorie-ID", "Kat_ID", FieldKind::text, 80, 0,
        "Id of the category", "Kennung der Kategorie",
        [](const InternalRow& r) { return text(r.category); }},
    FieldOf<InternalRow>{"category_name_de", "cat_de", "Kategorie", "Kategorie", FieldKind::text, 120, 0,
        "Its German name", "Ihr deutscher Name",
        [](const InternalRow& r) { return text(r.category_de); }},
    FieldOf<InternalRow>{"category_name_en", "cat_en", "Kategorie (englisch)", "Kat_en", FieldKind::text, 120, 0,
        "Its English name", "Ihr englischer Name",
        [](const InternalRow& r) { return text(r.category_en); }},
    FieldOf<InternalRow>{"department", "department", "Zuständig-ID", "Zust_ID", FieldKind::text, 80, 0,
        "Id of the department in charge", "Kennung der zuständigen Stelle",
        [](const InternalRow& r) { return text(r.department); }},
    FieldOf<InternalRow>{"department_name", "dep_name", "Zuständig", "Zustaendig", FieldKind::text, 120, 0,
        "Its name", "Ihr Name",
        [](const InternalRow& r) { return text(r.department_name); }},
    FieldOf<InternalRow>{"status", "status", "Status", "Status", FieldKind::text, 16, 0,
        "As in the public view, also rejected and duplicate", "Wie öffentlich, auch rejected und duplicate",
        [](const InternalRow& r) { return FieldValue(to_string(r.status)); }},
    FieldOf<InternalRow>{"channel", "channel", "Kanal", "Kanal", FieldKind::text, 8, 0,
        "email, phone or web", "email, phone oder web",
        [](const InternalRow& r) { return FieldValue(to_string(r.channel)); }},
    FieldOf<InternalRow>{"source", "source", "Quelle", "Quelle", FieldKind::text, 80, 0,
        "Name of the [[source]]", "Name der [[source]]",
        [](const InternalRow& r) { return text(r.source); }},
    FieldOf<InternalRow>{"received_at", "received", "Eingang", "Eingang", FieldKind::time, 20, 0,
        "When it came in, UTC", "Eingang, UTC",
        [](const InternalRow& r) { return FieldValue(r.received_at); }},
    FieldOf<InternalRow>{"changed_at", "changed", "Letzte Änderung", "Geaendert", FieldKind::time, 20, 0,
        "When it was last changed, UTC", "Letzte Änderung, UTC",
        [](const InternalRow& r) { return FieldValue(r.changed_at); }},
    FieldOf<InternalRow>{"closed_at", "closed", "Abschluss", "Abschluss", FieldKind::time, 20, 0,
        "When it was closed, UTC", "Abschluss, UTC",
        [](const InternalRow& r) { return r.closed_at ? FieldValue(*r.closed_at) : FieldValue(); }},
    FieldOf<InternalRow>{"stated_street", "st_street", "Angegebene Straße", "Ang_Str", FieldKind::text, 160, 0,
        "Street and house number as stated", "Straße und Hausnummer wie angegeben",
        [](const InternalRow& r) { return text(r.stated_street); }},
    FieldOf<InternalRow>{"stated_city", "st_city", "Angegebener Ort", "Ang_Ort", FieldKind::text, 120, 0,
        "Postcode and town as stated", "Postleitzahl und Ort wie angegeben",
        [](const InternalRow& r) { return text(r.stated_city); }},
    FieldOf<InternalRow>{"street", "street", "Straße", "Strasse", FieldKind::text, 120, 0,
        "Official name of the street", "Amtlicher Straßenname",
        [](const InternalRow& r) { return text(r.located_street); }},
    FieldOf<InternalRow>{"area", "area", "Bezirk", "Bezirk", FieldKind::text, 120, 0,
        "District that holds the position", "Bezirk, in dem der Ort liegt",
        [](const InternalRow& r) { return text(r.area); }},
    FieldOf<InternalRow>{"accuracy_m", "accuracy_m", "Genauigkeit in m", "Genau_m", FieldKind::real, 10, 1,
        "How far off the position may be, in metres", "Wie weit der Ort danebenliegen kann, in Metern",
        [](const InternalRow& r) { return r.position ? FieldValue(r.accuracy_m) : FieldValue(); }},
    FieldOf<InternalRow>{"located_by", "located_by", "Verortet durch", "Verortet", FieldKind::text, 10, 0,
        "given, exif, address, street, place or area", "given, exif, address, street, place oder area",
        [](const InternalRow& r) { return text(r.location_source); }},
    FieldOf<InternalRow>{"duplicate_of", "dup_of", "Dublette von", "Dublette", FieldKind::integer, 12, 0,
        "Number of the report that says the same", "Nummer der Meldung, die dasselbe sagt",
        [](const InternalRow& r) { return r.duplicate_of ? FieldValue(*r.duplicate_of) : FieldValue(); }},
    FieldOf<InternalRow>{"release", "release", "Freigabe", "Freigabe", FieldKind::text, 10, 0,
        "waiting, released or withheld", "waiting, released oder withheld",
        [](const InternalRow& r) { return text(r.release); }},
    FieldOf<InternalRow>{"expired", "expired", "Abgelaufen", "Abgelaufen", FieldKind::integer, 1, 0,
        "1: left the public view by age", "1: durch Alter nicht mehr öffentlich",
        [](const InternalRow& r) { return truth(r.expired); }},
    FieldOf<InternalRow>{"outside", "outside", "Außerhalb", "Ausserhalb", FieldKind::integer, 1, 0,
        "1: outside the municipality", "1: außerhalb des Gemeindegebiets",
        [](const InternalRow& r) { return truth(r.outside); }},
    FieldOf<InternalRow>{"photos", "photos", "Fotos", "Fotos", FieldKind::integer, 6, 0,
        "How many photos it has", "Anzahl der Fotos",
        [](const InternalRow& r) { return FieldValue(r.photos); }},
    FieldOf<InternalRow>{"reporter_name", "rep_name", "Name", "Name", FieldKind::text, 160, 0,
        "Who reported; only with contacts", "Wer gemeldet hat; nur mit Kontaktdaten",
        [](const InternalRow& r) { return text(r.name); }},
    FieldOf<InternalRow>{"reporter_email", "rep_email", "E-Mail", "EMail", FieldKind::text, 200, 0,
        "Mail address; only with contacts", "E-Mail-Adresse; nur mit Kontaktdaten",
        [](const InternalRow& r) { return text(r.email); }},
    FieldOf<InternalRow>{"reporter_phone", "rep_phone", "Telefon", "Telefon", FieldKind::text, 60, 0,
        "Phone number; only with contacts", "Telefonnummer; nur mit Kontaktdaten",
        [](const InternalRow& r) { return text(r.phone); }},
};
// clang-format on

/// Passes on what is among the chosen; both by id.
template <typename Record>
std::function<bool(Record&)> chosen_of(std::function<bool(Record&)> next, ChosenReports chosen) {
    if (!chosen) return next;
    auto ids = std::make_shared<std::vector<ReportId>>(std::move(*chosen));
    return [next = std::move(next), ids = std::move(ids), at = std::size_t{0}](Record& record) mutable {
        while (at < ids->size() && next(record)) {
            while (at < ids->size() && (*ids)[at] < record.id) ++at;
            if (at < ids->size() && (*ids)[at] == record.id) return true;
        }
        return false;
    };
}

}  // namespace

NextReport only(NextReport next, ChosenReports chosen) {
    return chosen_of<PublicReport>(std::move(next), std::move(chosen));
}

std::function<bool(InternalRow&)> only(std::function<bool(InternalRow&)> next, ChosenReports chosen) {
    return chosen_of<InternalRow>(std::move(next), std::move(chosen));
}

Layer reports_layer(NextReport next, const std::vector<std::string>& fields, Language language) {
    return layer_of<PublicReport>("reports", report_fields(), fields, language, std::move(next),
                                  [](const PublicReport& report, LayerRow& row) {
                                      row.id = report.id;
                                      row.point = report.position;
                                      row.changed = report.changed_at;
                                  });
}

std::span<const FieldOf<InternalRow>> internal_fields() noexcept {
    return fields_of_staff;
}

Layer internal_layer(store::Register& registry, bool with_contacts, ChosenReports chosen,
                     const std::vector<std::string>& fields, Language language) {
    auto rows = std::make_shared<store::InternalRows>(registry, with_contacts);
    const auto all = internal_fields();
    return layer_of<InternalRow>(
        "internal", with_contacts ? all : all.first(all.size() - contact_fields), fields, language,
        chosen_of<InternalRow>([rows](InternalRow& row) { return rows->next(row); }, std::move(chosen)),
        [](const InternalRow& report, LayerRow& row) {
            row.id = report.id;
            row.point = report.position;
            row.changed = report.changed_at;
        });
}

}  // namespace ombud::publish
