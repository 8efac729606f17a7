#include "intake/column_guess.hpp"

#include "core/text.hpp"
#include "core/time.hpp"
#include "intake/delivered.hpp"
#include "intake/stated_position.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <optional>
#include <string_view>

namespace ombud::intake {

namespace {

/// Names of a field, folded, without blanks and signs; the surest first.
struct Names {
    Field field;
    std::initializer_list<std::string_view> names;
};

const std::array<Names, 18> usual_names{{
    {Field::external_id,
     {"externalid",
      "nr",
      "id",
      "lfdnr",
      "laufendenummer",
      "vorgang",
      "vorgangsnummer",
      "vorgangsnr",
      "meldungsnummer",
      "meldungsid",
      "ticket",
      "ticketnummer",
      "ticketid",
      "aktenzeichen",
      "reportid",
      "requestid",
      "servicerequestid",
      "casenumber",
      "caseid",
      "entryid",
      "submissionid",
      "responseid",
      "uuid",
      "nummer",
      "number",
      "reference"}},
    {Field::received_at,
     {"receivedat", "datum",    "eingangsdatum",     "eingegangenam", "eingang",     "gemeldetam",   "meldedatum",
      "erstelltam", "erstellt", "anrufzeit",         "zeitpunkt",     "zeitstempel", "timestamp",    "date",
      "datetime",   "created",  "createdat",         "createddate",   "submitted",   "submittedat",  "submissiondate",
      "entrydate",  "calldate", "requesteddatetime", "dateofcall",    "datumzeit",   "datumuhrzeit", "starttime"}},
    {Field::title,
     {"title", "titel", "betreff", "subject", "yoursubject", "kurzbeschreibung", "summary", "ueberschrift",
      "stichwort"}},
    {Field::text,
     {"text",           "meldung",     "beschreibung", "anliegen", "nachricht", "mitteilung",  "inhalt",
      "bemerkung",      "bemerkungen", "notiz",        "notizen",  "message",   "yourmessage", "description",
      "details",        "detail",      "comment",      "comments", "notes",     "issue",       "problem",
      "wasistpassiert", "kommentar",   "sachverhalt",  "body"}},
    {Field::category,
     {"category", "kategorie", "art", "meldungsart", "typ", "type", "thema", "rubrik", "servicename", "requesttype",
      "hauptkategorie", "maincategory", "anliegenart", "subcategory"}},
    {Field::name,
     {"name", "anrufer", "melder", "meldername", "yourname", "reporter", "caller", "vorundnachname", "fullname",
      "ansprechpartner", "buerger", "username", "reportername", "namedesmelders"}},
    {Field::email,
     {"email", "emailadresse", "mail", "mailadresse", "youremail", "emailaddress", "reporteremail", "from"}},
    {Field::phone,
     {"phone", "telefon", "telefonnummer", "tel", "telnr", "rufnummer", "rueckrufnummer", "handy", "mobil", "yourtel",
      "phonenumber", "telephone", "callback", "mobile"}},
    {Field::street,
     {"street", "strasse", "str", "ort/strasse", "anschrift", "adresse", "address", "strassehausnummer", "strassenname",
      "streetaddress", "location", "standort", "strasseundhausnummer", "ortsangabe", "lage"}},
    {Field::house_number, {"housenumber", "hausnr", "hausnummer", "hnr", "nrhaus", "streetnumber", "houseno"}},
    {Field::postcode, {"postcode", "plz", "postleitzahl", "zip", "zipcode", "postalcode"}},
    {Field::city, {"city", "ort", "stadt", "gemeinde", "wohnort", "town", "ortsteil", "stadtteil"}},
    {Field::lat,
     {"lat", "latitude", "breite", "breitengrad", "y", "ykoordinate", "hochwert", "nordwert", "northing", "north",
      "gpslat", "koordy"}},
    {Field::lon,
     {"lon", "long", "lng", "longitude", "laenge", "laengengrad", "x", "xkoordinate", "rechtswert", "ostwert",
      "easting", "east", "gpslon", "gpslong", "koordx"}},
    {Field::status, {"status", "stand", "bearbeitungsstand", "state", "bearbeitungsstatus"}},
    {Field::closed_at,
     {"closedat", "erledigtam", "abgeschlossenam", "geschlossenam", "closed", "closeddate", "fixed", "resolvedat"}},
    {Field::photo, {"photo", "photos", "foto", "fotos", "bild", "bilder", "image", "images", "mediaurl", "photourl"}},
    {Field::wish,
     {"public", "veroeffentlichen", "veroeffentlichung", "oeffentlich", "veroeffentlichungerlaubt", "publish",
      "darfveroeffentlichtwerden", "einwilligungveroeffentlichung", "ispublic", "makepublic"}},
}};

std::string bare(std::string_view name) {
    std::string letters;
    for (const char c : fold(name)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '/') letters += c;
    }
    return letters;
}

/// The column that is called as a field usually is; the surest name wins, and among alike ones the first column.
std::optional<std::size_t> find_column(const Names& names, const std::vector<std::string>& bare_columns,
                                       const std::vector<bool>& taken) {
    for (const std::string_view name : names.names) {
        for (std::size_t i = 0; i < bare_columns.size(); ++i) {
            if (!taken[i] && bare_columns[i] == name) return i;
        }
    }
    return std::nullopt;
}

constexpr std::array<std::string_view, 13> patterns{
    "%d.%m.%Y %H:%M:%S",    "%d.%m.%y %H:%M:%S", "%d.%m.%Y, %H:%M:%S", "%Y-%m-%d %H:%M:%S %z", "%Y-%m-%d %H:%M:%S",
    "%Y/%m/%d %H:%M:%S",    "%Y%m%d%H%M%S",      "%d/%m/%Y %H:%M:%S",  "%m/%d/%Y %H:%M:%S",    "%m/%d/%Y %I:%M %p",
    "%m/%d/%Y %I:%M:%S %p", "%d-%m-%Y %H:%M:%S", "%d.%m.%Y um %H:%M"};

/// The first pattern that reads all of the dates.
std::optional<std::string_view> pattern_of(const std::vector<std::string>& dates) {
    if (dates.empty()) return std::nullopt;
    const auto reads = [](std::string_view pattern) {
        return [pattern](const std::string& date) { return parse_local(date, pattern).has_value(); };
    };
    const auto found =
        std::ranges::find_if(patterns, [&](std::string_view one) { return std::ranges::all_of(dates, reads(one)); });
    return found == patterns.end() ? std::nullopt : std::optional(*found);
}

std::vector<std::string> values_of(const std::vector<std::vector<std::string>>& rows,
                                   const std::vector<std::size_t>& columns) {
    std::vector<std::string> values;
    for (const auto& row : rows) {
        std::string joined;
        for (const std::size_t column : columns) {
            if (column >= row.size() || trim(row[column]).empty()) continue;
            if (!joined.empty()) joined += ' ';
            joined += trim(row[column]);
        }
        if (!joined.empty()) values.push_back(std::move(joined));
    }
    return values;
}

/// UTM zone 32 or 33 where the coordinates are metres of a size that only they have in Germany.
int epsg_of(const std::vector<std::string>& eastings, int base) {
    const auto number = eastings.empty() ? std::nullopt : parse_number(eastings.front());
    if (!number || std::abs(*number) <= 180) return base;
    if (*number > 32'000'000 && *number < 33'000'000) return 4647;  // UTM 32 with the zone in front
    if (*number > 2'400'000 && *number < 5'700'000)
        return *number < 3'000'000 ? 31466 : *number < 4'000'000 ? 31467 : 31468;
    return 25832;
}

std::string in_quotes(std::string_view text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') result += '\\';
        result += c;
    }
    return result + '"';
}

std::string list_of(const std::vector<std::string>& texts) {
    if (texts.size() == 1) return in_quotes(texts.front());
    std::string list;
    for (const std::string& text : texts) list += (list.empty() ? "" : ", ") + in_quotes(text);
    return "[" + list + "]";
}

}  // namespace

Mapping guess_mapping(const std::vector<std::string>& columns, const std::vector<std::vector<std::string>>& rows,
                      const Mapping& base) {
    Mapping mapping = base;
    mapping.fields.clear();
    std::vector<std::string> bare_columns;
    for (const std::string& column : columns) bare_columns.push_back(bare(column));
    std::vector<bool> taken(columns.size(), false);
    std::vector<std::size_t> date_columns;
    std::vector<std::size_t> easting_columns;
    for (const Names& names : usual_names) {
        const auto column = find_column(names, bare_columns, taken);
        if (!column) continue;
        taken[*column] = true;
        auto& sources = mapping.fields[std::string(field_name(names.field))];
        sources.push_back(columns[*column]);
        if (names.field == Field::lon) easting_columns.push_back(*column);
        if (names.field != Field::received_at) continue;
        date_columns.push_back(*column);
        const auto time = std::ranges::find_if(bare_columns, [](const std::string& name) {
            return name == "uhrzeit" || name == "zeit" || name == "time" || name == "anrufuhrzeit";
        });
        if (time == bare_columns.end()) continue;
        const auto at = static_cast<std::size_t>(time - bare_columns.begin());
        taken[at] = true;
        sources.push_back(columns[at]);
        date_columns.push_back(at);
    }
    if (const auto pattern = pattern_of(values_of(rows, date_columns))) {
        mapping.date_formats.insert(mapping.date_formats.begin(), std::string(*pattern));
    }
    mapping.epsg = epsg_of(values_of(rows, easting_columns), base.epsg);
    return mapping;
}

std::string mapping_as_toml(const Mapping& mapping, std::string_view name) {
    std::string text = fmt::format("[mapping.{}]\n", name);
    if (!mapping.date_formats.empty()) text += fmt::format("dates = {}\n", list_of(mapping.date_formats));
    text += fmt::format("crs = \"EPSG:{}\"\n\n[mapping.{}.fields]\n", mapping.epsg, name);
    for (const std::string_view field : field_names) {
        const auto sources = mapping.fields.find(field);
        if (sources != mapping.fields.end()) text += fmt::format("{} = {}\n", field, list_of(sources->second));
    }
    return text;
}

}  // namespace ombud::intake
