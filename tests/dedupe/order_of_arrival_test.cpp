#include "dedupe/dedupe.hpp"
#include "store/photos.hpp"
#include "store/sample_register.hpp"
#include "store/suggestions.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

// In which order the channels were read does not matter; when a report was received does.

namespace {

using namespace ombud;
using namespace ombud::store::test;

struct Delivery {
    IncomingReport report;
    std::vector<store::StoredPhoto> photos;
};

void search(SampleRegister& town) {
    SilentProgress progress;
    static_cast<void>(dedupe::run(town.registry, town.config, progress, day(200)));
}

/// Links and open suggestions by external id: "b = a", "c ~ a".
std::set<std::string> findings(SampleRegister& town, const std::map<ReportId, std::string>& names) {
    std::set<std::string> found;
    for (const auto& [id, name] : names) {
        const Report report = town.report(id);
        if (report.duplicate_of) found.insert(name + " = " + names.at(*report.duplicate_of));
        for (const store::Suggestion& s : store::suggestions_for(town.registry, id)) {
            found.insert(name + " ~ " + names.at(s.original) + " (" + s.reasons + ")");
        }
    }
    return found;
}

/// Forty reports of two categories on some hundred metres, among them repeated texts and photos.
std::vector<Delivery> deliveries() {
    std::mt19937 random(11);
    std::uniform_real_distribution<double> metres(0, 160);
    std::uniform_int_distribution<int> die(0, 9);
    std::vector<Delivery> all;
    for (int i = 0; i < 40; ++i) {
        Delivery d{pothole("r" + std::to_string(i)), {}};
        d.report.received_at = day(i, 1 + die(random));
        d.report.category = die(random) < 7 ? "roads/pothole" : "lighting/lamp";
        d.report.text = die(random) < 5 ? "Da ist es" : "Meldung " + std::to_string(i);
        d.report.reporter.email = std::to_string(die(random) / 3) + "@home.example";
        d.report.place.position = metres_from_market(metres(random), metres(random));
        if (die(random) < 3) d.photos.push_back({"photo " + std::to_string(die(random) / 2), "a.jpg"});
        all.push_back(std::move(d));
    }
    return all;
}

std::set<std::string> findings_of(const std::vector<Delivery>& all) {
    SampleRegister town;
    std::map<ReportId, std::string> names;
    for (const Delivery& d : all) names.emplace(town.take(d.report, d.photos), d.report.external_id);
    search(town);
    return findings(town, names);
}

IncomingReport at(const std::string& id, int received, std::optional<double> east) {
    IncomingReport report = pothole(id);
    report.received_at = day(received);
    report.text = "Da ist ein Loch";
    report.reporter.email = "anna@home.example";
    if (east) report.place.position = metres_from_market(*east, 0);
    return report;
}

}  // namespace

TEST_CASE("The order in which reports were read does not change what dedupe finds") {
    std::vector<Delivery> all = deliveries();
    const auto expected = findings_of(all);
    CHECK(std::ranges::count_if(expected, [](const std::string& s) { return s.find(" = ") != std::string::npos; }) > 3);
    CHECK(std::ranges::count_if(expected, [](const std::string& s) { return s.find(" ~ ") != std::string::npos; }) >
          10);
    std::mt19937 random(5);
    for (int round = 0; round < 6; ++round) {
        std::ranges::shuffle(all, random);
        CHECK(findings_of(all) == expected);
    }
    std::ranges::reverse(all);
    CHECK(findings_of(all) == expected);
}

TEST_CASE("An earlier report that comes in late becomes the original in suggestions") {
    SampleRegister town;
    IncomingReport mail = at("mail", 5, 0);
    mail.text = "Loch";
    const ReportId later = town.take(mail);
    search(town);
    IncomingReport log = at("log", 3, 10);
    log.reporter.email = "bert@home.example";
    const ReportId earlier = town.take(log);
    search(town);
    REQUIRE(store::suggestions_for(town.registry, later).size() == 1);
    CHECK(store::suggestions_for(town.registry, later)[0].original == earlier);
    CHECK(store::suggestions_for(town.registry, earlier).empty());
}

TEST_CASE("An earlier report that comes in late becomes the original of a clear case") {
    SampleRegister town;
    const ReportId later = town.take(at("mail", 5, 0));
    search(town);
    const ReportId earlier = town.take(at("log", 3, 10));
    search(town);
    CHECK(town.report(later).duplicate_of == earlier);
    CHECK_FALSE(town.report(earlier).duplicate_of);
}

TEST_CASE("An earlier report that comes in late without a position becomes the original of a clear case") {
    for (const bool by_photo : {false, true}) {
        INFO((by_photo ? "by photo" : "by text"));
        SampleRegister town;
        IncomingReport mail = at("mail", 5, 0);
        if (by_photo) mail.text = "anders";
        const ReportId later = town.take(mail, {{"aaa", "a.jpg"}});
        search(town);
        const ReportId earlier = town.take(at("log", 3, std::nullopt), {{"aaa", "a.jpg"}});
        search(town);
        CHECK(town.report(later).duplicate_of == earlier);
    }
}

TEST_CASE("A run each night finds what one run over all nights finds") {
    std::vector<Delivery> all = deliveries();
    const auto at_once = findings_of(all);
    SampleRegister town;
    std::map<ReportId, std::string> names;
    for (std::size_t i = 0; i < all.size(); ++i) {
        names.emplace(town.take(all[i].report, all[i].photos), all[i].report.external_id);
        if (i % 5 == 4) search(town);
    }
    search(town);
    CHECK(findings(town, names) == at_once);
}
