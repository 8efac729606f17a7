#include "intake/quarantine_retry.hpp"
#include "town.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace ombud;
using namespace ombud::intake;
using namespace ombud::intake::trial;

RetryResult retry(Town& town, std::int64_t id, bool dry_run = false) {
    town.config.sources = {town.source};
    const auto item = store::find_quarantined(town.registry, id);
    return retry_quarantined(town.registry, town.workspace, town.config, *item, {}, noon(), dry_run);
}

TEST_CASE("an item that can be read now is imported from the kept bytes and closed") {
    Town town;
    const auto file = town.input("a.csv", "text,received_at\nLoch,3.8.26\n");
    CHECK(town.import(Channel::phone, file) == Summary{.read = 1, .quarantined = 1});
    CHECK_FALSE(retry(town, 1).imported);
    CHECK(town.quarantined().size() == 1);
    CHECK(town.reports().empty());
    town.source.mapping.date_formats = {"%d.%m.%y"};
    CHECK(retry(town, 1, true).imported);
    CHECK(town.quarantined().size() == 1);
    CHECK(retry(town, 1).imported);
    CHECK(town.report().text == "Loch");
    CHECK(town.quarantined().empty());
    CHECK(store::list_quarantined(town.registry, true).at(0).outcome == store::QuarantineOutcome::imported);
    CHECK(town.import(Channel::phone, file) == Summary{.read = 1, .known = 1});
}

TEST_CASE("an update that came before its report is taken in by a retry") {
    Town town;
    town.source.mapping.fields["comment_on"] = {"on"};
    const auto file = town.input("a.ndjson", "{\"external_id\":\"u\",\"on\":\"7\",\"text\":\"erledigt?\"}\n");
    CHECK(town.import(Channel::web, file) == Summary{.read = 1, .quarantined = 1});
    CHECK(has(retry(town, 1).reason, "an update of 7"));
    town.import(Channel::web, town.input("b.ndjson", "{\"external_id\":\"7\",\"text\":\"Loch\"}\n"));
    CHECK(retry(town, 1).summary.comments == 1);
    CHECK(store::notes_of(town.registry, 1).size() == 1);
    CHECK(town.import(Channel::web, file) == Summary{.read = 1, .known = 1});
}

TEST_CASE("a discarded item stays known, and can be opened again") {
    Town town;
    const auto file = town.input("a.json", "{}");
    town.import(Channel::web, file);
    store::set_quarantine_outcome(town.registry, 1, store::QuarantineOutcome::discarded, {noon(), "desk", "Unfug"});
    CHECK(town.quarantined().empty());
    CHECK(store::find_quarantined(town.registry, 1)->why == "Unfug");
    CHECK(town.import(Channel::web, file) == Summary{.read = 1, .known = 1});
    store::set_quarantine_outcome(town.registry, 1, store::QuarantineOutcome::open, {noon(), "desk", ""});
    CHECK(town.quarantined().size() == 1);
}

}  // namespace
