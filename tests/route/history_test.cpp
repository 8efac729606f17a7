#include "route/history.hpp"

#include "core/error.hpp"
#include "route/assign.hpp"
#include "store/classifiers.hpp"
#include "store/sample_register.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace {

using namespace ombud;
using namespace ombud::store::test;

IncomingReport report_of(const std::string& id, const std::string& category, const std::string& text) {
    IncomingReport report = pothole(id);
    report.category = category;
    report.title = "Meldung";
    report.text = text;
    return report;
}

/// So many reports of two categories, whose words are no keywords.
void fill(SampleRegister& town, int count) {
    for (int i = 0; i < count; ++i) {
        const bool lamp = i % 2 == 0;
        IncomingReport report = report_of("h" + std::to_string(i), lamp ? "lighting/lamp" : "roads/pothole",
                                          lamp ? "Es ist stockdunkel, Leuchte defekt, Weg " + std::to_string(i)
                                               : "Asphalt aufgebrochen, Reifen kaputt, Weg " + std::to_string(i));
        report.received_at = day(i / 10);
        town.take(report);
    }
}

route::Categorised night(SampleRegister& town, int n = 90) {
    SilentProgress progress;
    const auto sum = route::choose_categories(town.registry, town.config, progress, day(n));
    (void)route::assign_departments(town.registry, town.config, progress, day(n));
    return sum;
}

void train(SampleRegister& town) {
    SilentProgress progress;
    (void)route::train_on_history(town.registry, town.config, {}, "desk:meier", day(80), progress);
}

}  // namespace

TEST_CASE("A trained classifier chooses the category of a clear report, and the event says how sure it is") {
    SampleRegister town;
    fill(town, 200);
    train(town);
    const ReportId id = town.take(report_of("1", "", "Leuchte defekt und stockdunkel"));
    const auto sum = night(town);
    CHECK(sum.by_classifier == 1);
    CHECK(town.report(id).category == "lighting/lamp");
    CHECK(town.report(id).department == "lighting");
    for (const auto& event : store::events_of(town.registry, id)) {
        if (event.action == "category")
            CHECK_THAT(event.reason, Catch::StartsWith("classifier, probability 0.9") ||
                                         Catch::StartsWith("classifier, probability 1.0"));
    }
}

TEST_CASE("An unclear report goes to triage with three candidates, and a second night writes nothing") {
    SampleRegister town;
    town.config.classify.assign = 0.99;
    fill(town, 200);
    train(town);
    const ReportId id = town.take(report_of("1", "", "Guten Tag, anbei ein Foto"));
    CHECK(night(town).suggested == 1);
    CHECK(town.report(id).category.empty());
    CHECK(town.report(id).department == "triage");
    const auto candidates = store::candidates_for(town.registry, id);
    REQUIRE(candidates.size() == 3);
    CHECK(candidates[0].probability >= candidates[1].probability);
    const auto events = town.count("event");
    (void)night(town);
    CHECK(town.count("event") == events);
    store::set_category(town.registry, id, "noise", by_desk());
    CHECK(store::candidates_for(town.registry, id).empty());
    CHECK(night(town).chosen() == 0);
    CHECK(town.report(id).category == "noise");
}

TEST_CASE("Without training the configuration suggests, and never chooses by itself") {
    SampleRegister town;
    town.config.classify.assign = 0.5;
    town.config.categories[1].examples = {"Es ist stockdunkel vor dem Haus", "Licht aus"};
    const ReportId id = town.take(report_of("1", "", "Hier ist es stockdunkel"));
    CHECK(night(town).chosen() == 0);
    CHECK(town.report(id).category.empty());
    REQUIRE(!store::candidates_for(town.registry, id).empty());
    CHECK(store::candidates_for(town.registry, id).front().category == "lighting/lamp");
}

TEST_CASE("A keyword wins over the classifier") {
    SampleRegister town;
    fill(town, 200);
    train(town);
    const ReportId id = town.take(report_of("1", "", "Lärm: Asphalt aufgebrochen, Reifen kaputt"));
    const auto sum = night(town);
    CHECK(sum.by_keyword == 1);
    CHECK(town.report(id).category == "noise");
}

TEST_CASE("A catch-all category from the source is looked at again, unless the desk confirmed it") {
    SampleRegister town;
    town.config.categories[3].doubtful = true;
    town.config.categories[3].keywords.clear();
    const ReportId vague = town.take(report_of("1", "lost", "Ein Schlagloch"));
    const ReportId confirmed = town.take(report_of("2", "lost", "Ein Schlagloch"));
    store::set_category(town.registry, confirmed, "lost", by_desk());
    CHECK(night(town).by_keyword == 1);
    CHECK(town.report(vague).category == "roads/pothole");
    CHECK(town.report(confirmed).category == "lost");
}

TEST_CASE("A report that waited in triage leaves it when its category is found, unless the desk put it there") {
    SampleRegister town;
    const ReportId waits = town.take(report_of("1", "", "Guten Tag: Fahrbahnschaden"));
    const ReportId kept = town.take(report_of("2", "", "Guten Tag: Fahrbahnschaden"));
    (void)night(town, 1);
    store::assign(town.registry, kept, "triage", by_desk(2));
    CHECK(town.report(waits).department == "triage");
    town.config.categories[0].keywords.emplace_back("fahrbahnschaden");
    CHECK(night(town, 3).by_keyword == 2);
    CHECK(town.report(waits).department == "roads");
    CHECK(town.report(waits).status == Status::open);
    CHECK(town.report(kept).department == "triage");
}

TEST_CASE("Only what a person or the source decided is learnt from") {
    SampleRegister town;
    const ReportId by_machine = town.take(report_of("1", "", "Ein Schlagloch"));
    const ReportId by_person = town.take(report_of("2", "", "Ein Schlagloch"));
    town.take(report_of("3", "noise", "Musik"));
    (void)night(town);
    store::set_category(town.registry, by_person, "lighting/lamp", by_desk());
    CHECK(town.report(by_machine).category == "roads/pothole");
    const auto texts = route::history(town.registry, town.config, {});
    REQUIRE(texts.size() == 2);
    CHECK(texts[0].category == "lighting/lamp");
    CHECK(texts[1].category == "noise");
}

TEST_CASE("Too small a history is refused and says what is needed") {
    SampleRegister town;
    fill(town, 20);
    SilentProgress progress;
    CHECK_THROWS_WITH(route::train_on_history(town.registry, town.config, {}, "desk:meier", day(1), progress),
                      Catch::Contains("20 reports") && Catch::Contains("100"));
    CHECK(!store::find_classifier(town.registry));
}

TEST_CASE("The classifier before the last one can be brought back") {
    SampleRegister town;
    fill(town, 200);
    CHECK(!store::remove_classifier(town.registry, by_desk()));
    train(town);
    const auto first = store::find_classifier(town.registry).value();
    fill(town, 0);
    for (int i = 0; i < 30; ++i) town.take(report_of("n" + std::to_string(i), "noise", "Musik und Gebrüll"));
    train(town);
    CHECK(store::find_classifier(town.registry)->texts > first.texts);
    train(town);
    CHECK(town.count("classifier") == 2);
    CHECK(store::remove_classifier(town.registry, by_desk()));
    CHECK(town.count("classifier") == 1);
    CHECK(store::remove_classifier(town.registry, by_desk()));
    CHECK(!store::find_classifier(town.registry));
    CHECK(town.number("SELECT count(*) FROM event WHERE action = 'classifier trained'") == 3);
}

TEST_CASE("The history is tested on its newest fifth") {
    SampleRegister town;
    fill(town, 200);
    SilentProgress progress;
    const auto test = route::test_on_history(town.registry, town.config, {}, progress);
    CHECK(test.evaluation.texts == 40);
    CHECK(test.evaluation.top1 == 1);
    CHECK(!store::find_classifier(town.registry));
}
