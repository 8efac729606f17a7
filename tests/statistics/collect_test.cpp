#include "statistics/collect.hpp"

#include "core/error.hpp"
#include "statistics/table.hpp"
#include "store/forwardings.hpp"
#include "store/notes.hpp"
#include "store/sample_register.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

namespace {

using namespace ombud;
using namespace ombud::statistics;
using store::test::day;
using store::test::SampleRegister;

/// A town with a history, written by the calls that the desk makes.
class History {
  public:
    History() { town.config.categories[0].expected_days = 5; }

    ReportId report(int received, const char* category = "roads/pothole") {
        auto incoming = store::test::pothole("x" + std::to_string(++count_));
        incoming.received_at = day(received);
        incoming.category = category;
        const ReportId id = town.take(incoming);
        store::assign(town.registry, id, town.config.category(category)->department, {day(received, 20), "assign", ""});
        return id;
    }
    void status(ReportId id, Status status, int at, int hour = 12) {
        store::change_status(town.registry, id, status, {day(at, hour), "desk:meier", ""});
    }
    Statistics count(std::vector<Grouping> tables, Period period = {std::nullopt, day(400)}, Instant now = day(400)) {
        return collect(town.registry, town.config, {period, std::move(tables)}, now);
    }

    SampleRegister town;

  private:
    int count_ = 0;
};

std::int64_t at(const Row& row, Count count) {
    return row.at(count).value();
}

const Row& row(const Statistics& statistics, std::string_view id, std::size_t table = 0) {
    const auto& rows = statistics.tables.at(table).rows;
    const auto found = std::ranges::find_if(rows, [&](const Row& r) { return r.key.front().id == id; });
    REQUIRE(found != rows.end());
    return *found;
}

constexpr double hour = 3600;

}  // namespace

TEST_CASE("What happened counts in the month in which it happened") {
    History history;
    const ReportId a = history.report(5);     // March
    const ReportId b = history.report(35);    // April
    static_cast<void>(history.report(40));    // April, stays open
    history.status(a, Status::solved, 45);    // April
    history.status(b, Status::rejected, 70);  // May
    const Statistics s = history.count({{Dimension::month}});
    CHECK(at(s.total, Count::received) == 3);
    CHECK(at(s.total, Count::closed) == 2);
    CHECK(at(s.total, Count::open) == 1);
    CHECK(s.tables[0].rows.size() == 3);
    CHECK(at(row(s, "2026-03"), Count::received) == 1);
    CHECK(at(row(s, "2026-03"), Count::open) == 1);
    CHECK(at(row(s, "2026-04"), Count::received) == 2);
    CHECK(at(row(s, "2026-04"), Count::closed) == 1);
    CHECK(at(row(s, "2026-04"), Count::open) == 2);
    CHECK(at(row(s, "2026-05"), Count::received) == 0);
    CHECK(at(row(s, "2026-05"), Count::open) == 1);
}

TEST_CASE("What is open at the end of a period takes in what came before it and leaves out what came after") {
    History history;
    const ReportId a = history.report(1);
    static_cast<void>(history.report(2));
    history.status(a, Status::solved, 60);
    static_cast<void>(history.report(90));
    const Statistics s = history.count({{Dimension::month}, {Dimension::department}}, {day(31), day(59)});
    CHECK(at(s.total, Count::received) == 0);
    CHECK(at(s.total, Count::open) == 2);
    CHECK(at(row(s, "roads", 1), Count::open) == 2);
    const Statistics later = history.count({{Dimension::month}}, {day(59), day(70)});
    CHECK(at(later.total, Count::closed) == 1);
    CHECK(at(row(later, "2026-04"), Count::open) == 1);
}

TEST_CASE("A report that was opened again is open in between and counts as closed twice") {
    History history;
    const ReportId a = history.report(1);
    history.status(a, Status::solved, 10);
    history.status(a, Status::open, 40);
    history.status(a, Status::solved, 80);
    const Statistics s = history.count({{Dimension::month}});
    CHECK(at(s.total, Count::reopened) == 1);
    CHECK(at(s.total, Count::closed) == 2);
    CHECK(at(s.total, Count::open) == 0);
    CHECK(at(row(s, "2026-03"), Count::open) == 0);
    CHECK(at(row(s, "2026-04"), Count::open) == 1);
    CHECK(at(row(s, "2026-05"), Count::open) == 0);
}

TEST_CASE("The first answer is what shows the reporter something, and not the assignment") {
    History history;
    const ReportId answered = history.report(1);
    store::add_note(history.town.registry, answered,
                    {day(1, 15), "desk:meier", store::NoteKind::answer, "Wir kommen.", 0},
                    {day(1, 15), "desk:meier", ""});
    const ReportId in_progress = history.report(1);
    history.status(in_progress, Status::in_progress, 1, 18);
    history.status(in_progress, Status::solved, 9);
    static_cast<void>(history.report(1));  // only assigned
    const Statistics s = history.count({{Dimension::department}});
    CHECK(s.total.at(Span::first_answer).samples == 2);
    CHECK(s.total.at(Span::first_answer).median_s == 3 * hour);
    CHECK(s.total.at(Span::first_answer).p90_s == 6 * hour);
    CHECK(s.total.at(Span::solution).median_s == 8 * 24 * hour);
}

TEST_CASE("Whether a deadline was kept is counted in working days, and who is late and open is late") {
    History history;
    // Received on Monday 2 March: due on Monday 9 March.
    const ReportId in_time = history.report(1);
    history.status(in_time, Status::solved, 8, 20);
    const ReportId late = history.report(1);
    history.status(late, Status::solved, 9);
    static_cast<void>(history.report(1));                   // still open
    static_cast<void>(history.report(1, "lighting/lamp"));  // no deadline
    const Statistics s = history.count({{Dimension::category}});
    CHECK(at(s.total, Count::due) == 3);
    CHECK(at(s.total, Count::in_time) == 1);
    CHECK(row(s, "roads/pothole").share_in_time() == Approx(1.0 / 3));
    CHECK_FALSE(row(s, "lighting/lamp").share_in_time());
    const Statistics before = history.count({}, {std::nullopt, day(8, 23)}, day(8, 22));
    CHECK(at(before.total, Count::due) == 0);
}

TEST_CASE("The time with third parties ends with the next status, and a forwarding taken back is none") {
    History history;
    const ReportId away = history.report(1);
    store::forward(history.town.registry, {0, away, day(2), "desk:meier", "Versorger", "", {}, Status::open, {}},
                   {day(2), "desk:meier", ""});
    history.status(away, Status::in_progress, 12);
    const ReportId mistake = history.report(1);
    store::forward(history.town.registry, {0, mistake, day(2), "desk:meier", "Versorger", "", {}, Status::open, {}},
                   {day(2), "desk:meier", ""});
    store::undo_forwarding(history.town.registry, mistake, {day(3), "desk:meier", ""});
    const ReportId still = history.report(1);
    history.status(still, Status::forwarded, 5);
    const Statistics s = history.count({{Dimension::department}});
    CHECK(at(s.total, Count::forwarded) == 2);
    CHECK(s.total.at(Span::third_party).samples == 1);
    CHECK(s.total.at(Span::third_party).median_s == 10 * 24 * hour);
}

TEST_CASE("Duplicates are received and closed, but no solution") {
    History history;
    const ReportId original = history.report(1);
    const ReportId copy = history.report(2);
    store::link_duplicate(history.town.registry, copy, original, {day(3), "dedupe", ""});
    const Statistics s = history.count({{Dimension::status}});
    CHECK(at(s.total, Count::duplicates) == 1);
    CHECK(at(s.total, Count::received) == 2);
    CHECK(at(s.total, Count::closed) == 1);
    CHECK(at(s.total, Count::open) == 1);
    CHECK(s.total.at(Span::solution).samples == 0);
    CHECK(at(row(s, "duplicate"), Count::received) == 1);
}

TEST_CASE("Crossed tables add up to the single ones, weeks are those of ISO 8601") {
    History history;
    for (int i = 0; i < 30; ++i) static_cast<void>(history.report(i, i % 3 == 0 ? "lighting/lamp" : "roads/pothole"));
    const Statistics s =
        history.count({{Dimension::department, Dimension::week}, {Dimension::department}, {Dimension::week}});
    std::int64_t crossed = 0;
    for (const Row& r : s.tables[0].rows) crossed += at(r, Count::received);
    CHECK(crossed == 30);
    CHECK(at(row(s, "lighting", 1), Count::received) == 10);
    CHECK(at(row(s, "2026-W09", 2), Count::received) == 1);  // Sunday, 1 March
    CHECK(at(row(s, "2026-W10", 2), Count::received) == 7);
}

TEST_CASE("Places with repeated reports are found, with their street and what was reported") {
    History history;
    const auto put = [&](double east, double north, const char* street) {
        const ReportId id = history.report(1);
        store::set_location(history.town.registry, id,
                            {store::test::metres_from_market(east, north), 5, LocationSource::address, street},
                            {day(1), "locate", ""});
    };
    for (int i = 0; i < 9; ++i) put(i * 5, 0, "Marktstraße");
    for (int i = 0; i < 6; ++i) put(2000, i * 9, "Ringstraße");
    for (int i = 0; i < 4; ++i) put(-900, i, "Am Rand");
    const Statistics s =
        collect(history.town.registry, history.town.config, {{std::nullopt, day(400)}, {}, false, 10}, day(400));
    REQUIRE(s.hot_spots.size() == 2);
    CHECK(s.hot_spots[0].street == "Marktstraße");
    CHECK(s.hot_spots[0].reports == 9);
    CHECK(s.hot_spots[1].reports == 6);
    CHECK(s.hot_spots[1].categories.front().first.id == "roads/pothole");
    CHECK(distance_m(s.hot_spots[0].centre, store::test::metres_from_market(20, 0)) < 5);
}

TEST_CASE("Groupings that make no sense are refused with what can be used") {
    CHECK(read_grouping("department,month") == Grouping{Dimension::department, Dimension::month});
    for (const char* const bad : {"", "colour", "month,week", "area,area", "area,month,status,channel"}) {
        CHECK_THROWS_AS(read_grouping(bad), Error);
    }
}
