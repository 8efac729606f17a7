#include "dedupe/evaluation.hpp"

#include "core/error.hpp"
#include "core/file.hpp"
#include "core/temp_folder.hpp"
#include "dedupe/training.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace {

using namespace ombud;
using namespace ombud::dedupe;

const std::string header = "id,created,closed,category,title,text,address,lat,lon\n";

/// Two potholes at one place reported three days apart, a lamp beside it, another pothole far away, and two mails that
/// know only an address.
const std::string few_reports =
    header +
    "a,2026-03-01 08:00:00,,Straße / Loch,,Tiefes Schlagloch vor der Bäckerei,,51.6800,7.8200\n"
    "b,2026-03-04 08:00:00,,Straße / Loch,,Schlagloch vor der Baeckerei ist tief,,51.6801,7.8201\n"
    "c,2026-03-02 08:00:00,,Licht / Lampe,,Lampe 4711 ist dunkel,,51.6801,7.8200\n"
    "d,2026-03-02 09:00:00,,Straße / Loch,,Schlagloch,,51.7800,7.8200\n"
    "e,2026-03-02 09:00:00,,Müll / Wild,,Hier liegt Sperrmüll,\"Lindenweg 3, 59065 Lindenbrück\",,\n"
    "f,2026-03-05 09:00:00,,Müll / Wild,,Ein Sofa liegt da,Lindenweg 3,,\n";

struct Files {
    explicit Files(const std::string& reports, const std::string& links = "id,parent\nb,a\ne,f\n") {
        write_file(folder / "reports.csv", reports);
        write_file(folder / "links.csv", links);
    }
    LabelledReports reports() { return read_labelled_reports(folder / "reports.csv", TimeZone("Europe/Berlin")); }
    std::vector<Link> links() { return read_links(folder / "links.csv"); }

    ombud::test::TempFolder folder;
};

std::string error_of(const std::string& reports, const std::string& links = "id,parent\na,b\n") {
    Files files(reports, links);
    try {
        static_cast<void>(files.reports());
        static_cast<void>(files.links());
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::input);
        return error.what();
    }
    return "nothing";
}

}  // namespace

TEST_CASE("Known originals are found in a table of reports, whichever way their links point") {
    Files files(few_reports);
    const Evaluation e = evaluate(files.reports(), files.links(), shipped_model(), {}, 0.15, 1);
    CHECK(e.reports == 6);
    CHECK(e.links == 2);
    CHECK(e.with_positions.links == 1);
    CHECK(e.with_positions.at_1 == 1);
    CHECK(e.without_positions.links == 1);
    CHECK(e.without_positions.at_1 == 1);
    CHECK(e.at_suggest.linked == 2);
    CHECK(e.at_suggest.right == e.at_suggest.predicted);
    CHECK(to_svg(e).starts_with("<svg"));
}

TEST_CASE("The number of threads does not change what an evaluation finds") {
    Files files(few_reports);
    const Evaluation one = evaluate(files.reports(), files.links(), shipped_model(), {}, 0.01, 1);
    const Evaluation four = evaluate(files.reports(), files.links(), shipped_model(), {}, 0.01, 4);
    CHECK(one.at_suggest.predicted == four.at_suggest.predicted);
    CHECK(one.at_suggest.right == four.at_suggest.right);
}

TEST_CASE("Links to reports that are not there are counted, not judged") {
    Files files(few_reports, "id,parent\nb,a\nb,nobody\n");
    const Evaluation e = evaluate(files.reports(), files.links(), shipped_model(), {}, 0.15, 1);
    CHECK(e.links_unknown == 1);
    CHECK(e.with_positions.links == 1);
}

TEST_CASE("Tables that cannot be judged are refused with file, line and remedy") {
    CHECK_THAT(error_of("name,created\nx,2026-03-01\n"),
               Catch::Contains("reports.csv") && Catch::Contains("no column id"));
    CHECK_THAT(error_of("id,created\nx,yesterday\n"), Catch::Contains("line 2") && Catch::Contains("yesterday"));
    CHECK_THAT(error_of("id,created\nx,2026-03-01 08:00:00\nx,2026-03-01 08:00:00\n"),
               Catch::Contains("line 3") && Catch::Contains("twice"));
    CHECK_THAT(error_of(header + "x,2026-03-01 08:00:00,,Loch,,ein Loch, tief,,51.68,7.82\n"),
               Catch::Contains("line 2"));
    CHECK_THAT(error_of(few_reports, "id,original\nb,\n"), Catch::Contains("links.csv, line 2"));
    CHECK_THAT(error_of(few_reports, "a,b\nb,a\n"), Catch::Contains("no column id"));
}

TEST_CASE("A model that is trained explains its examples better, and stays near the one shipped when they are few") {
    std::string reports = header;
    std::string links = "id,parent\n";
    // A town where the same category within 20 m is never the same thing, unless the text is.
    for (int i = 0; i < 120; ++i) {
        const std::string place = std::to_string(51.60 + i * 0.01) + ",7.8200\n";
        const std::string n = std::to_string(i);
        reports += "a" + n +
                   ",2026-03-01 08:00:00,,Loch,,Tiefes Loch in der Fahrbahn vor dem Haus mit dem roten Dach,," + place;
        reports += "b" + n + ",2026-03-03 08:00:00,,Loch,," +
                   (i % 2 == 0 ? "Tiefes Loch in der Fahrbahn vor dem Haus mit rotem Dach"
                               : "Ganz anderer Schaden am Kanaldeckel und Wasser steht") +
                   std::string(",,") + place;
        if (i % 2 == 0) links += "b" + n + ",a" + n + "\n";
    }
    Files files(reports, links);
    const Examples examples = examples_from_links(files.reports(), files.links(), {}, 1);
    CHECK(examples.same == 60);
    REQUIRE_FALSE(examples.held_out.empty());
    const Model trained = train(examples.training, shipped_model());
    CHECK(log_loss(examples.held_out, trained) < log_loss(examples.held_out, shipped_model()));
    CHECK(log_loss(examples.held_out, trained) < 0.2);
    const Model from_none = train({}, shipped_model());
    CHECK(to_text(from_none) == to_text(shipped_model()));
}

TEST_CASE("Weights are fitted without labels where duplicates stand out") {
    std::string reports = header;
    for (int i = 0; i < 400; ++i) {
        // Pairs of the same text within metres; the pairs themselves are some hundred metres apart.
        const std::string lat = std::to_string(51.60 + (i / 2) * 0.0009);
        const std::string text =
            "Schaden Nummer " + std::to_string(i / 2) + " an der Stelle " + std::to_string((i / 2) * 7919 % 1000);
        reports += "r" + std::to_string(i) + ",2026-03-0" + std::to_string(1 + i % 2 * 2) + " 08:00:00,,Loch,," + text +
                   ",," + lat + ",7.8200\n";
    }
    Files files(reports);
    SilentProgress progress;
    const BlockIndex index(files.reports().fingerprints);
    const Fit fitted = fit(index, {}, shipped_model(), progress);
    CHECK(fitted.rounds > 0);
    CHECK(fitted.share > 0.02);
    CHECK(fitted.share < 0.6);
    CHECK(fitted.model.weight(Level::text_100) > fitted.model.weight(Level::text_25));
    CHECK(fitted.model.weight(Level::metres_0) > fitted.model.weight(Level::metres_100));
}
