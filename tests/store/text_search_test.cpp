#include "store/sample_register.hpp"
#include "store/schema_cases.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace {

using namespace ombud;
using namespace ombud::store;
using namespace ombud::store::test;

/// External ids of what a search finds are not stored with the report: the titles say which it is.
std::vector<std::string> found(SampleRegister& town, const std::string& words) {
    ReportFilter filter;
    filter.text = words;
    std::vector<std::string> titles;
    for (const Report& report : list_reports(town.registry, filter)) titles.push_back(report.title);
    return titles;
}

ReportId take(SampleRegister& town, const std::string& title, const std::string& text) {
    IncomingReport report = pothole(title);
    report.title = title;
    report.text = text;
    return town.take(report);
}

using Titles = std::vector<std::string>;

}  // namespace

TEST_CASE("A search finds reports by all of its words in title or text") {
    SampleRegister town;
    (void)take(town, "Laterne", "Die Laterne am Markt ist dunkel");
    (void)take(town, "Markt", "Schlagloch vor Haus 12");
    CHECK(found(town, "laterne") == Titles{"Laterne"});
    CHECK(found(town, "MARKT") == Titles{"Markt", "Laterne"});
    CHECK(found(town, "markt schlagloch") == Titles{"Markt"});
    CHECK(found(town, "  markt   12 ") == Titles{"Markt"});
    CHECK(found(town, "dunkel schlagloch").empty());
    CHECK(found(town, "Schlag* vor") == Titles{"Markt"});  // the beginning of a word
    CHECK(found(town, "Schlag").empty());
}

TEST_CASE("A search does not mind marks and capitals of umlauts") {
    SampleRegister town;
    (void)take(town, "a", "GRÜNER Müll vor dem Café");
    CHECK(found(town, "grüner müll") == Titles{"a"});
    CHECK(found(town, "gruner mull") == Titles{"a"});
    CHECK(found(town, "MÜLL cafe") == Titles{"a"});
    CHECK(found(town, "Mu\u0308ll") == Titles{"a"});  // decomposed
}

TEST_CASE("Quotes and operators in a search are words like others") {
    SampleRegister town;
    (void)take(town, "a", "der \"rote\" NEAR und NOT oder OR text:alles (klammer) a-b");
    for (const std::string words : {"\"rote\"", "NOT", "OR", "NEAR", "NEAR(", "(klammer)", "text:alles", "a-b", "rote*",
                                    "^der", "der\"", "\"der rote\"", "{der}", "+der", "-der"}) {
        INFO(words);
        CHECK(found(town, words) == Titles{"a"});
    }
    for (const std::string words : {"AND", "title:alles", "x\" OR \"rote", "'; DROP TABLE report; --"}) {
        INFO(words);
        CHECK(found(town, words).empty());
    }
    for (const std::string words : {"\"", "\"\"", "*", "-", "(", ")", "^", "\" \"", "%", ":"}) {
        INFO(words);
        CHECK_NOTHROW(found(town, words));
    }
    CHECK(town.count("report") == 1);
}

TEST_CASE("A search sees what an update wrote and no longer what it replaced") {
    SampleRegister town;
    const ReportId id = take(town, "a", "Laterne dunkel");
    IncomingReport again = pothole("a");
    again.title = "b";
    again.text = "Ampel dunkel";
    REQUIRE(town.deliver(again).report == id);
    CHECK(found(town, "laterne").empty());
    CHECK(found(town, "ampel dunkel") == Titles{"b"});
    CHECK(town.number("SELECT count(*) FROM report_text WHERE report_text MATCH 'a'") == 0);
    // FTS5's own check that index and reports agree: it throws where they do not.
    CHECK_NOTHROW(town.registry.connection().execute(
        "INSERT INTO report_text (report_text, rank) VALUES ('integrity-check', 1)"));
}

TEST_CASE("Reports are listed newest first, by what the filter says and nothing else") {
    SampleRegister town;
    const auto add = [&](const std::string& id, int received, const std::string& category, Status status) {
        IncomingReport report = pothole(id);
        report.received_at = day(received);
        report.category = category;
        report.status = status;
        return town.take(report);
    };
    const ReportId a = add("a", 1, "roads/pothole", Status::open);
    const ReportId b = add("b", 3, "lighting/lamp", Status::solved);
    const ReportId c = add("c", 2, "", Status::received);
    const ReportId d = add("d", 3, "noise", Status::open);
    assign(town.registry, a, "roads", by_desk());
    const auto ids = [&](const ReportFilter& filter) {
        std::vector<ReportId> result;
        for (const Report& report : list_reports(town.registry, filter)) result.push_back(report.id);
        return result;
    };
    using Ids = std::vector<ReportId>;
    const auto by = [&](const auto& choose) {
        ReportFilter filter;
        choose(filter);
        return ids(filter);
    };
    CHECK(ids({}) == Ids{d, b, c, a});
    CHECK(by([](auto& f) { f.statuses = {Status::open}; }) == Ids{d, a});
    CHECK(by([](auto& f) { f.statuses = {Status::open, Status::solved}; }) == Ids{d, b, a});
    CHECK(by([](auto& f) { f.departments = {"roads"}; }) == Ids{a});
    CHECK(by([](auto& f) { f.categories = {"roads"}; }) == Ids{a});
    CHECK(by([](auto& f) { f.categories = {"roads/pothole"}; }) == Ids{a});
    CHECK(by([](auto& f) { f.categories = {"road"}; }).empty());
    CHECK(by([](auto& f) { f.categories = {"r*"}; }).empty());
    CHECK(by([](auto& f) { f.since = day(2); }) == Ids{d, b, c});
    CHECK(by([](auto& f) { f.until = day(2); }) == Ids{a});
    CHECK(by([](auto& f) { f.since = day(2), f.until = day(3); }) == Ids{c});
    CHECK(by([](auto& f) { f.limit = 2; }) == Ids{d, b});
    CHECK(by([](auto& f) { f.statuses = {Status::open}, f.text = "Schlagloch", f.limit = 1; }) == Ids{d});
    CHECK(by([](auto& f) { f.departments = {"' OR 1 --"}; }).empty());
}

TEST_CASE("A search finds the forms of a word, with and without umlauts") {
    SampleRegister town;
    (void)take(town, "a", "Mehrere Schlaglöcher in der Lindenstraße, und Müllsäcke liegen da");
    for (const std::string words : {"Schlagloch", "schlagloecher", "SCHLAGLÖCHERN", "lindenstrasse", "LINDENSTRASSEN",
                                    "muellsack", "Müllsäcken", "mullsacke"}) {
        INFO(words);
        CHECK(found(town, words) == Titles{"a"});
    }
    CHECK(found(town, "Schlag").empty());
    CHECK(found(town, "Müll").empty());
}

TEST_CASE("A star finds words by their beginning, also within what the stem leaves out") {
    SampleRegister town;
    (void)take(town, "a", "Die Straßenbeleuchtungen der Höfe sind dunkel; der Papierkorb am Radweg-Ende fehlt");
    for (const std::string words : {"str*", "straßenbel*", "strassenbeleuchtun*", "Straßenbeleuchtungen*", "hö*",
                                    "hoef*", "dunk* papierk*", "radweg-en*"}) {
        INFO(words);
        CHECK(found(town, words) == Titles{"a"});
    }
    for (const std::string words : {"beleuchtung*", "papierkorbes*x", "radweg-am*"}) {
        INFO(words);
        CHECK(found(town, words).empty());
    }
}

TEST_CASE("A register that was indexed by whole words is indexed anew by stems") {
    SampleRegister town;
    (void)take(town, "a", "Schlaglöcher");
    town.registry.connection().execute(
        "DROP TABLE report_text;"
        "CREATE VIRTUAL TABLE report_text USING fts5(title, text, content = 'report', content_rowid = 'id')");
    const std::string all(cases_schema);
    town.registry.connection().execute(all.substr(all.find("DROP TABLE report_text")));
    CHECK(found(town, "Schlagloch") == Titles{"a"});
}
