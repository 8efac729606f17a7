#include "town.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace ombud;
using namespace ombud::intake;
using namespace ombud::intake::trial;

/// A town whose phone log has German headings.
struct PhoneTown : Town {
    PhoneTown() {
        Mapping mapping;
        mapping.fields = {{"external_id", {"Nr."}}, {"received_at", {"Datum", "Uhrzeit"}},
                          {"text", {"Meldung"}},    {"category", {"Art"}},
                          {"name", {"Anrufer"}},    {"phone", {"Telefon"}},
                          {"lat", {"Breite"}},      {"lon", {"Länge"}},
                          {"status", {"Stand"}},    {"closed_at", {"Erledigt am"}}};
        mapping.values["status"]["erledigt"] = "solved";
        mapping.values["category"]["Loch"] = "roads/pothole";
        mapping.date_formats = {"%d.%m.%Y %H:%M"};
        source.mapping = mapping;
    }
};

constexpr std::string_view heading = "Nr.;Datum;Uhrzeit;Meldung;Art;Anrufer;Telefon;Breite;Länge;Stand;Erledigt am\r\n";

TEST_CASE("a row of a phone log becomes a report: local dates, decimal commas, value tables, leading zeros") {
    PhoneTown town;
    const auto file =
        town.input("log.csv", std::string(heading) +
                                  "T-1;03.08.2026;09:15;\"Loch; tief\nund breit\";LOCH;Käthe;02999 01234;51,68;7,85;"
                                  "Erledigt;19.08.2026\r\n");
    CHECK(town.import(Channel::phone, file) == Summary{.read = 1, .created = 1});
    const Report report = town.report();
    CHECK(report.title == "Loch; tief");
    CHECK(report.text == "Loch; tief\nund breit");
    CHECK(report.category == "roads/pothole");
    CHECK(format_iso(report.received_at) == "2026-08-03T07:15:00Z");
    CHECK(report.position == Position{7.85, 51.68});
    CHECK(report.status == Status::solved);
    CHECK(format_iso(report.closed_at.value()) == "2026-08-18T22:00:00Z");
    CHECK(store::find_reporter(town.registry, report.reporter).phone == "02999 01234");
    CHECK(town.import(Channel::phone, file) == Summary{.read = 1, .known = 1});
}

TEST_CASE("an impossible date quarantines the row and names column and value") {
    PhoneTown town;
    const auto file =
        town.input("log.csv", std::string(heading) + "T-1;31.09.2026;09:15;Loch;;;;;;;\r\nT-2;;;Gully;;;;;;;\r\n");
    CHECK(town.import(Channel::phone, file) == Summary{.read = 2, .created = 1, .quarantined = 1});
    const auto item = town.quarantined().at(0);
    CHECK(has(item.reason, "Datum"));
    CHECK(has(item.reason, "31.09.2026"));
    CHECK(has(item.origin, "log.csv:2"));
    const std::string kept = read_file(town.workspace.quarantine() / item.file);
    CHECK(kept.starts_with("Nr.,Datum"));
    CHECK(has(kept, "T-1,31.09.2026"));
    CHECK(town.report().received_at == noon());
}

TEST_CASE("rows without a number are known by all their values, rows that say nothing are quarantined") {
    PhoneTown town;
    const auto file =
        town.input("log.csv", std::string(heading) +
                                  ";01.08.2026;10:00;Loch;;;;;;;\r\n;01.08.2026;10:01;Loch;;;;;;;\r\n"
                                  "T-3;01.08.2026;;;;Uwe;0171;;;;\r\nT-4;01.08.2026;;;Loch;;;;;;\r\n;;;;;;;;;;\r\n");
    CHECK(town.import(Channel::phone, file) == Summary{.read = 4, .created = 3, .quarantined = 1});
    CHECK(town.import(Channel::phone, file) == Summary{.read = 4, .known = 4});
}

TEST_CASE("a file without the columns for title and text is quarantined whole with both lists of columns") {
    PhoneTown town;
    const auto file = town.input("wrong.csv", "Name;Ort\r\nUwe;Hamm\r\nKäthe;Werl\r\n");
    CHECK(town.import(Channel::phone, file) == Summary{.read = 1, .quarantined = 1});
    const auto item = town.quarantined().at(0);
    CHECK(has(item.reason, "Meldung"));
    CHECK(has(item.reason, "Ort"));
    CHECK(read_file(town.workspace.quarantine() / item.file) == read_file(file));
}

TEST_CASE("a folder of logs is read by name, Windows-1252 and UTF-8 side by side") {
    PhoneTown town;
    town.input("log/1.csv",
               "Nr.;Meldung;Stra\xDF"
               "e\r\n1;Gr\xFC\xDF"
               "e \x96 L\xE4rm;x\r\n");
    town.input("log/2.csv", "Nr.;Meldung\r\n2;Größe\r\n");
    town.input("log/.~lock.csv", "x");
    CHECK(town.import(Channel::phone, town.inputs() / "log") == Summary{.read = 2, .created = 2});
    CHECK(town.reports().at(0).text == "Grüße – Lärm");
}

TEST_CASE("broken sheets lose no row in silence") {
    PhoneTown town;
    town.input("log/empty.csv", "");
    town.input("log/quotes.csv", "Nr.;Meldung\r\n1;\"offen\r\n2;zwei\r\n3;drei\r\n");
    town.input("log/ragged.csv", "Nr.;Meldung\r\n4\r\n5;fünf\r\n6;sechs;zu viel\r\n");
    const Summary summary = town.import(Channel::phone, town.inputs() / "log");
    CHECK(town.complete);
    CHECK(summary.quarantined >= 2);
    CHECK(summary.created >= 1);
    const Summary again = town.import(Channel::phone, town.inputs() / "log");
    CHECK(again.known == again.read);
}

TEST_CASE("photos that a sheet names lie beside it") {
    PhoneTown town;
    town.source.mapping.fields["photo"] = {"Fotos"};
    town.input("log/a.jpg", jpeg("a"));
    town.input("log/1.csv", "Nr.;Meldung;Fotos\r\n1;Loch;\"a.jpg\"\r\n");
    CHECK(town.import(Channel::phone, town.inputs() / "log") == Summary{.read = 1, .created = 1});
    CHECK(store::photos_of(town.registry, 1).size() == 1);
}

}  // namespace
