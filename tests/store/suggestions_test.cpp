#include "store/suggestions.hpp"

#include "store/sample_register.hpp"
#include "store/sqlite_view.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace {

using namespace ombud;
using namespace ombud::store;
using namespace ombud::store::test;

std::vector<ReportId> originals(SampleRegister& town, ReportId report) {
    std::vector<ReportId> ids;
    for (const Suggestion& suggestion : suggestions_for(town.registry, report)) ids.push_back(suggestion.original);
    return ids;
}

std::size_t suggested_events(SampleRegister& town, ReportId report) {
    std::size_t count = 0;
    for (const std::string& action : town.actions(report)) count += action == "duplicates suggested" ? 1U : 0U;
    return count;
}

}  // namespace

TEST_CASE("Suggestions are kept best first, and written anew as a whole") {
    SampleRegister town;
    for (int i = 1; i <= 4; ++i) REQUIRE(town.take(pothole(std::to_string(i))) == i);
    put_suggestions(town.registry, 4, {{4, 1, 0.2, "30 m"}, {4, 2, 0.9, "5 m"}}, by_desk());
    CHECK(originals(town, 4) == std::vector<ReportId>{2, 1});
    CHECK(suggestions_for(town.registry, 4)[0].reasons == "5 m");
    CHECK(suggestions_for(town.registry, 4)[0].score == 0.9);
    put_suggestions(town.registry, 4, {{4, 3, 0.5, "9 m"}, {4, 2, 0.4, "20 m"}}, by_desk());
    CHECK(originals(town, 4) == std::vector<ReportId>{3, 2});
    CHECK(suggestions_for(town.registry, 4)[1].score == 0.4);
    CHECK(count_open_suggestions(town.registry) == 1);  // reports that have some
    put_suggestions(town.registry, 4, {}, by_desk());
    CHECK(originals(town, 4).empty());
    CHECK(count_open_suggestions(town.registry) == 0);
    CHECK(suggested_events(town, 4) == 3);
}

TEST_CASE("Suggestions that stay the same write no event") {
    SampleRegister town;
    for (int i = 1; i <= 3; ++i) (void)town.take(pothole(std::to_string(i)));
    const std::vector<Suggestion> found{{3, 1, 0.2, "30 m"}, {3, 2, 0.9, "5 m"}};
    put_suggestions(town.registry, 3, {}, by_desk());
    CHECK(suggested_events(town, 3) == 0);
    put_suggestions(town.registry, 3, found, by_desk());
    put_suggestions(town.registry, 3, found, by_desk());
    CHECK(suggested_events(town, 3) == 1);
}

TEST_CASE("What a person rejected is not suggested again") {
    SampleRegister town;
    for (int i = 1; i <= 3; ++i) (void)town.take(pothole(std::to_string(i)));
    put_suggestions(town.registry, 3, {{3, 1, 0.2, "30 m"}, {3, 2, 0.9, "5 m"}}, by_desk());
    SqliteView(town.folder / "register.sqlite")
        .ask("UPDATE duplicate_suggestion SET state = 'rejected' WHERE original = 2");
    put_suggestions(town.registry, 3, {{3, 1, 0.3, "29 m"}, {3, 2, 0.95, "4 m"}}, by_desk());
    CHECK(originals(town, 3) == std::vector<ReportId>{1});
    put_suggestions(town.registry, 3, {}, by_desk());
    CHECK(town.number("SELECT count(*) FROM duplicate_suggestion WHERE state = 'rejected'") == 1);
}

TEST_CASE("A report that was linked waits for no decision any more") {
    SampleRegister town;
    for (int i = 1; i <= 3; ++i) (void)town.take(pothole(std::to_string(i)));
    put_suggestions(town.registry, 3, {{3, 1, 0.2, "30 m"}, {3, 2, 0.9, "5 m"}}, by_desk());
    link_duplicate(town.registry, 3, 2, by_desk());
    CHECK(count_open_suggestions(town.registry) == 0);
    CHECK(originals(town, 3).empty());
}

TEST_CASE("A report that was closed waits for no decision any more") {
    SampleRegister town;
    for (int i = 1; i <= 3; ++i) (void)town.take(pothole(std::to_string(i)));
    put_suggestions(town.registry, 2, {{2, 1, 0.2, "30 m"}}, by_desk());
    put_suggestions(town.registry, 3, {{3, 1, 0.2, "30 m"}}, by_desk());
    change_status(town.registry, 3, Status::solved, by_desk());
    CHECK(count_open_suggestions(town.registry) == 1);
    change_status(town.registry, 1, Status::rejected, by_desk());
    CHECK(count_open_suggestions(town.registry) == 0);
}
