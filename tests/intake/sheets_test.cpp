#include "core/shipped_mappings.hpp"
#include "intake/inspect.hpp"
#include "town.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>

namespace {

using namespace ombud;
using namespace ombud::intake;
using namespace ombud::intake::trial;

const std::string german =
    "Nr.;Datum;Uhrzeit;Meldung;Art;Anrufer;Straße;Hausnr.;Breite;Länge\r\n"
    "T-1;03.08.2026;09:15;Loch, tief;Schlagloch;Käthe;Hammer Str.;14;51,68;7,85\r\n";

TEST_CASE("a sheet without a mapping is read by what its columns are usually called, and that is said") {
    Town town;
    std::string said;
    ImportOptions options;
    options.tell = [&](std::string_view text) { said = text; };
    CHECK(town.import(Channel::phone, town.input("calls.csv", german), options) == Summary{.read = 1, .created = 1});
    CHECK(has(said, "text = Meldung"));
    const Report report = town.report();
    CHECK(report.text == "Loch, tief");
    CHECK(report.category == "roads/pothole");
    CHECK(format_iso(report.received_at) == "2026-08-03T07:15:00Z");
    CHECK(report.place.house_number == "14");
    CHECK(report.position->lat == Approx(51.68));
    const auto english = town.input("log.tsv",
                                    "Ticket\tDate\tDescription\tCaller\tEasting\tNorthing\n"
                                    "9\t2026-08-03 09:15\tPothole\tKim\t420000.5\t5725000.5\n");
    CHECK(town.import(Channel::phone, english).created == 1);
    CHECK(town.reports().at(1).position);
}

TEST_CASE("XLSX and ODS hold the same as the CSV they were made of, also through standard input's spool") {
    Town town;
    const auto csv = town.input("calls.csv", german);
    for (const std::string ending : {"xlsx", "ods"}) {
        const std::string table = (town.inputs() / "sheet").string() + "." + ending;
        const std::string command = "ogr2ogr -f " + ending + " " + table + " " + csv.string() + " 2>/dev/null";
        REQUIRE(std::system(command.c_str()) == 0);
        const Summary sum = town.import(Channel::phone, table);
        CHECK(sum.read == 1);
        CHECK(sum.quarantined == 0);
    }
    CHECK(town.reports().size() == 1);
    CHECK(town.report().position->lon == Approx(7.85));
    CHECK(town.import(Channel::phone, csv) == Summary{.read = 1, .known = 1});
}

TEST_CASE("a spreadsheet that unpacks to a hundred times more is refused before it is read") {
    Town town;
    const fs::path folder = town.inputs();
    fs::create_directories(folder);
    const std::string command =
        "cd " + folder.string() + " && mkdir -p xl && truncate -s 200M xl/sharedStrings.xml && zip -q -r bomb.xlsx xl";
    REQUIRE(std::system(command.c_str()) == 0);
    CHECK(town.import(Channel::phone, folder / "bomb.xlsx") == Summary{.read = 1, .quarantined = 1});
    CHECK(has(town.quarantined().at(0).reason, "would unpack to"));
}

TEST_CASE("call records without a heading are mapped by the numbers of their columns") {
    Town town;
    town.source.mapping = *shipped_mapping("asterisk-cdr");
    town.source.mapping_name = "asterisk-cdr";
    const auto file = town.input(
        "Master.csv",
        "\"\",\"02999123\",\"100\",\"town\",\"\"\"Jane Doe\"\" <02999123>\",\"SIP/1\",\"SIP/2\",\"Dial\",\"x\",\"2026-11-20 "
        "10:00:00\",\"2026-11-20 10:00:05\",\"2026-11-20 10:01:00\",60,55,\"ANSWERED\",\"DOCUMENTATION\",\"17.1\",\"Ampel aus\"\n"
        "\"\",\"02999124\",\"100\",\"town\",\"\",\"SIP/1\",\"SIP/2\",\"Dial\",\"x\",\"2026-11-20 11:00:00\",\"\",\"2026-11-20 "
        "11:01:00\",60,0,\"NO ANSWER\",\"DOCUMENTATION\",\"17.2\",\"\"\n");
    CHECK(town.import(Channel::phone, file) == Summary{.read = 2, .created = 2});
    const Report report = town.reports().at(0);
    CHECK(report.title == "Anruf");
    CHECK(report.text == "Ampel aus");
    CHECK(store::find_reporter(town.registry, report.reporter).name == "Jane Doe");
    CHECK(store::find_reporter(town.registry, report.reporter).phone == "02999123");
}

TEST_CASE("ISO 8859-15 is told from Windows-1252 by its euro sign") {
    Town town;
    CHECK(town.import(Channel::phone, town.input("a.csv",
                                                 "text;nr\nB\xFC"
                                                 "cher f\xFCr 5 \xA4;1\n")) == Summary{.read = 1, .created = 1});
    CHECK(town.import(Channel::phone, town.input("b.csv",
                                                 "text;nr\nB\xFC"
                                                 "cher f\xFCr 5 \x80;2\n")) == Summary{.read = 1, .created = 1});
    CHECK(town.reports().at(0).text == "Bücher für 5 €");
    CHECK(town.reports().at(1).text == "Bücher für 5 €");
}

TEST_CASE("an inspection shows encoding, columns and samples and proposes a mapping") {
    Town town;
    const Inspection seen = inspect_table(town.input("calls.csv", german));
    CHECK(seen.format == "CSV, UTF-8, delimiter ;");
    CHECK(seen.columns.size() == 10);
    CHECK(seen.rows.at(0).at(3) == "Loch, tief");
    CHECK(has(seen.proposal, "[mapping.calls.fields]"));
    CHECK(has(seen.proposal, "received_at = [\"Datum\", \"Uhrzeit\"]"));
    CHECK(inspect_table(town.input("f.csv", "Report ID,Title,Detail,Category\n1,a,b,c\n")).known_as ==
          "fixmystreet-csv");
}

}  // namespace
