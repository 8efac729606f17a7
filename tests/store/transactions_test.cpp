#include "core/error.hpp"
#include "store/notes.hpp"
#include "store/photos.hpp"
#include "store/sample_register.hpp"
#include "store/sqlite_view.hpp"

#include <catch2/catch.hpp>

#include <functional>
#include <string>
#include <vector>

namespace {

using namespace ombud;
using namespace ombud::store;
using namespace ombud::store::test;

/// From now on the register refuses to log anything, as a full disk would in the middle of a change.
void refuse_events(SampleRegister& town) {
    SqliteView(town.folder / "register.sqlite")
        .ask("CREATE TRIGGER full_disk BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'forced failure'); END");
}

/// Everything the register holds, as text.
std::string dump(SampleRegister& town) {
    SqliteView view(town.folder / "register.sqlite");
    std::string all;
    for (const std::string table : {"report", "event", "intake", "photo", "note", "reporter", "duplicate_suggestion"}) {
        all += table + ":\n" + view.ask("SELECT * FROM " + table + " ORDER BY 1, 2") + "\n";
    }
    return all;
}

}  // namespace

TEST_CASE("A change and its event are written both or not at all") {
    SampleRegister town;
    IncomingReport first = pothole("1");
    first.place.position = metres_from_market(0, 0);
    const ReportId id = town.take(first);
    const ReportId other = town.take(pothole("2"));
    const ReportId solved = town.take(pothole("3"));
    change_status(town.registry, solved, Status::solved, by_desk());
    REQUIRE(add_photo(town.registry, id, "abc", "a.jpg"));
    const Photo photo = photos_of(town.registry, id).at(0);
    refuse_events(town);
    const std::string before = dump(town);

    Register& r = town.registry;
    const std::vector<std::pair<std::string, std::function<void()>>> changes{
        {"status", [&] { change_status(r, id, Status::in_progress, by_desk(1)); }},
        {"assign", [&] { assign(r, id, "roads", by_desk(1)); }},
        {"category", [&] { set_category(r, id, "noise", by_desk(1)); }},
        {"location",
         [&] {
             set_location(r, other, {{7.8, 51.6}, 5, LocationSource::exif, ""}, by_desk(1));
         }},
        {"clear location", [&] { clear_location(r, id, by_desk(1)); }},
        {"link", [&] { link_duplicate(r, other, id, by_desk(1)); }},
        {"expire", [&] { expire(r, solved, by_desk(1)); }},
        {"note",
         [&] {
             add_note(r, id, {day(1), "desk:meier", NoteKind::internal, "x"}, by_desk(1));
         }},
        {"photo", [&] { set_published(r, photo, "a.jpg", 0, by_desk(1)); }},
    };
    for (const auto& [name, change] : changes) {
        INFO(name);
        CHECK_THROWS_WITH(change(), Catch::Contains("forced failure"));
        CHECK(dump(town) == before);
    }
}

TEST_CASE("An input is taken in with its event or not at all") {
    SampleRegister town;
    const ReportId id = town.take(pothole("known"));
    refuse_events(town);
    const std::string before = dump(town);

    SECTION("as a new report") {
        IncomingReport report = pothole("new");
        report.reporter.email = "a@b.example";
        CHECK_THROWS_WITH(town.take(report, {{"abc", "a.jpg"}}), Catch::Contains("forced failure"));
    }
    SECTION("as an update") {
        IncomingReport report = pothole("known");
        report.text = "Jetzt sind es zwei";
        report.reporter.email = "a@b.example";
        CHECK_THROWS_WITH(town.take(report, {{"abc", "a.jpg"}}), Catch::Contains("forced failure"));
    }
    CHECK(dump(town) == before);
    CHECK(town.report(id).text == pothole("known").text);
}

TEST_CASE("A transaction without commit leaves nothing behind") {
    SampleRegister town;
    {
        Transaction transaction(town.registry);
        (void)town.take(pothole("1"));
        CHECK(town.count("report") == 1);
    }
    CHECK(town.count("report") == 0);
    CHECK(town.count("event") == 0);
    CHECK(town.take(pothole("1")) > 0);
}

TEST_CASE("What is committed within a transaction goes with it when it is undone") {
    SampleRegister town;
    const ReportId id = town.take(pothole("1"));
    {
        Transaction outer(town.registry);
        {
            Transaction inner(town.registry);
            change_status(town.registry, id, Status::open, by_desk());
            inner.commit();
        }
        CHECK(town.report(id).status == Status::open);
    }
    CHECK(town.report(id).status == Status::received);
    CHECK(town.actions(id) == std::vector<std::string>{"received"});
}

TEST_CASE("A joined transaction is committed and undone with the one around it") {
    SampleRegister town;
    const ReportId id = town.take(pothole("1"));
    SECTION("committed") {
        Transaction outer(town.registry);
        {
            Transaction part(town.registry, Nested::joined);
            change_status(town.registry, id, Status::open, by_desk());
            part.commit();
        }
        outer.commit();
        CHECK(town.report(id).status == Status::open);
    }
    SECTION("undone, the outer one cannot be committed") {
        {
            Transaction outer(town.registry);
            set_category(town.registry, id, "noise", by_desk());
            {
                Transaction part(town.registry, Nested::joined);
                change_status(town.registry, id, Status::open, by_desk());
            }
            CHECK_THROWS_WITH(outer.commit(), Catch::Contains("nothing of it was kept"));
        }
        CHECK(town.actions(id) == std::vector<std::string>{"received"});
        set_category(town.registry, id, "noise", by_desk());  // and the next one is not concerned
        CHECK(town.report(id).category == "noise");
    }
    SECTION("undone within a savepoint, it takes only that with it") {
        Transaction outer(town.registry);
        {
            Transaction savepoint(town.registry);
            Transaction part(town.registry, Nested::joined);
            change_status(town.registry, id, Status::open, by_desk());
        }
        set_category(town.registry, id, "noise", by_desk());
        outer.commit();
        CHECK(town.actions(id) == std::vector<std::string>{"received", "category"});
    }
    SECTION("alone it is a transaction like any other") {
        {
            const Transaction alone(town.registry, Nested::joined);
            change_status(town.registry, id, Status::open, by_desk());
        }
        CHECK(town.report(id).status == Status::received);
    }
}

TEST_CASE("What is undone within a transaction leaves the rest of it alone") {
    SampleRegister town;
    const ReportId id = town.take(pothole("1"));
    {
        Transaction outer(town.registry);
        change_status(town.registry, id, Status::open, by_desk());
        {
            Transaction inner(town.registry);
            change_status(town.registry, id, Status::in_progress, by_desk());
            {
                Transaction innermost(town.registry);
                change_status(town.registry, id, Status::solved, by_desk());
                innermost.commit();
            }
        }
        CHECK(town.report(id).status == Status::open);
        {
            Transaction inner(town.registry);
            set_category(town.registry, id, "noise", by_desk());
            inner.commit();
        }
        outer.commit();
    }
    CHECK(town.report(id).status == Status::open);
    CHECK(town.report(id).category == "noise");
    CHECK(town.actions(id) == std::vector<std::string>{"received", "status", "category"});
}

TEST_CASE("After a failure within a transaction the transaction goes on") {
    SampleRegister town;
    const ReportId id = town.take(pothole("1"));
    Transaction outer(town.registry);
    set_category(town.registry, id, "noise", by_desk());
    CHECK_THROWS_AS(set_category(town.registry, id, "no/such", by_desk()), Error);
    CHECK_THROWS_AS(change_status(town.registry, id, Status::received, by_desk()), Error);
    set_category(town.registry, id, "lost", by_desk());
    outer.commit();
    CHECK(town.report(id).category == "lost");
    CHECK(town.actions(id) == std::vector<std::string>{"received", "category", "category"});
}

TEST_CASE("A report can be changed in the transaction in which it came in") {
    SampleRegister town;
    IncomingReport incoming = pothole("1");
    incoming.place.position = metres_from_market(0, 0);
    Transaction transaction(town.registry);
    const ReportId id = town.take(incoming);
    CHECK_NOTHROW(
        set_location(town.registry, id, {metres_from_market(500, 0), 20, LocationSource::exif, ""}, by_desk()));
    CHECK(reports_near(town.registry, metres_from_market(500, 0), 10, 0).size() == 1);
    const ReportId other = town.take(pothole("2"));
    CHECK_NOTHROW(
        set_location(town.registry, other, {metres_from_market(500, 0), 20, LocationSource::exif, ""}, by_desk()));
    CHECK_NOTHROW(transaction.commit());
    CHECK(reports_near(town.registry, metres_from_market(500, 0), 10, 0).size() == 2);
}

TEST_CASE("A report is found by place and text although a later part of its transaction was undone") {
    SampleRegister town;
    IncomingReport incoming = pothole("1");
    incoming.place.position = metres_from_market(0, 0);
    Transaction transaction(town.registry);
    const ReportId id = town.take(incoming);
    {
        Transaction undone(town.registry);
        change_status(town.registry, id, Status::in_progress, by_desk());
        (void)town.take(pothole("2"));
    }
    const ReportId third = town.take(pothole("3"));
    transaction.commit();
    CHECK(town.count("report") == 2);
    CHECK(reports_near(town.registry, metres_from_market(0, 0), 10, 0).size() == 1);
    ReportFilter filter;
    filter.text = "Schlagloch";
    CHECK(list_reports(town.registry, filter).size() == 2);
    CHECK(town.report(third).title == "Schlagloch");
    CHECK_NOTHROW(town.registry.connection().execute(
        "INSERT INTO report_text (report_text, rank) VALUES ('integrity-check', 1)"));
}

TEST_CASE("A transaction that was undone leaves no trace in the indexes") {
    SampleRegister town;
    IncomingReport incoming = pothole("1");
    incoming.place.position = metres_from_market(0, 0);
    {
        Transaction transaction(town.registry);
        (void)town.take(incoming);
    }
    (void)town.take(pothole("2"));
    CHECK(town.count("idx_report_geom") == 0);
    ReportFilter filter;
    filter.text = "Schlagloch";
    CHECK(list_reports(town.registry, filter).size() == 1);
    CHECK_NOTHROW(town.registry.connection().execute(
        "INSERT INTO report_text (report_text, rank) VALUES ('integrity-check', 1)"));
}
