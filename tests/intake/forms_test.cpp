#include "core/shipped_mappings.hpp"
#include "town.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace ombud;
using namespace ombud::intake;
using namespace ombud::intake::trial;

const std::string open311_xml = R"(<?xml version="1.0" encoding="utf-8"?>
<service_requests>
  <request><service_request_id>638344</service_request_id><status>closed</status><service_name>Schlagloch</service_name>
    <service_code>006</service_code><description></description><requested_datetime>2026-04-14T06:37:38-08:00</requested_datetime>
    <updated_datetime>2026-04-15T06:37:38-08:00</updated_datetime><address>Lindenstraße 3</address><zipcode>59999</zipcode>
    <lat>51.68</lat><long>7.85</long><media_url>http://city.example/638344.jpg </media_url></request>
  <request><service_request_id>638345</service_request_id><status>open</status><service_name>Ufo</service_name>
    <description>Steht im &lt;Weg&gt; &amp; blinkt</description><requested_datetime>2026-04-14T06:37:38Z</requested_datetime>
    <lat>0</lat><long>0</long></request>
</service_requests>)";

TEST_CASE("Open311 is known by its members, as XML and as JSON, and both tell the same") {
    Town town;
    std::string said;
    ImportOptions options;
    options.tell = [&](std::string_view text) { said += text; };
    options.dry_run = true;
    {
        const store::Transaction trial(town.registry);
        CHECK(town.import(Channel::web, town.input("requests.xml", open311_xml), options).created == 2);
        CHECK(has(said, "new: Schlagloch"));
        CHECK(has(said, "status solved, at Lindenstraße 3, lon 7.85"));
    }
    options.dry_run = false;
    CHECK(town.import(Channel::web, town.input("requests.xml", open311_xml), options) ==
          Summary{.read = 2, .created = 2});
    CHECK(has(said, "open311"));
    const Report closed = town.reports().at(0);
    CHECK(closed.title == "Schlagloch");
    CHECK(closed.category == "roads/pothole");
    CHECK(closed.status == Status::solved);
    CHECK(format_iso(*closed.closed_at) == "2026-04-15T14:37:38Z");
    CHECK(closed.place.street == "Lindenstraße 3");
    CHECK(closed.position->lon == Approx(7.85));
    CHECK(has(town.received_detail(1), "http://city.example/638344.jpg was not fetched"));
    const Report open = town.reports().at(1);
    CHECK(open.text == "Steht im <Weg> & blinkt");
    CHECK_FALSE(open.position);
    CHECK(open.status == Status::open);
    // As in the example of the specification: numbers with leading zeros, which JSON does not know.
    const std::string json =
        R"([{"service_request_id":638344,"status":"closed","service_name":"Schlagloch","service_code":006,
        "description":null,"requested_datetime":"2026-04-14T06:37:38-08:00",
        "updated_datetime":"2026-04-15T06:37:38-08:00","address":"Lindenstraße 3","zipcode":59999,
        "lat":51.68,"long":7.85,"media_url":"http://city.example/638344.jpg "}])";
    CHECK(town.import(Channel::web, town.input("requests.json", json)) == Summary{.read = 1, .known = 1});
}

TEST_CASE("updates of Open311 become comments and change the status, once, and wait for what they are on") {
    Town town;
    const std::string updates =
        "<service_requests_updates><request_update><update_id>638344</update_id><service_request_id>638345"
        "</service_request_id><status>investigating</status><description>Wir sehen nach</description>"
        "</request_update><request_update><update_id>7</update_id><service_request_id>99</service_request_id>"
        "<status>open</status><description>Wozu?</description></request_update></service_requests_updates>";
    town.import(Channel::web, town.input("requests.xml", open311_xml));
    const auto file = town.input("updates.xml", updates);
    CHECK(town.import(Channel::web, file) == Summary{.read = 2, .comments = 1, .quarantined = 1});
    CHECK(store::notes_of(town.registry, 2).at(0).text == "Wir sehen nach");
    CHECK(town.reports().at(1).status == Status::in_progress);
    CHECK(has(town.quarantined().at(0).reason, "an update of 99"));
    CHECK(town.import(Channel::web, file) == Summary{.read = 2, .known = 2});
}

TEST_CASE("bodies of forms are read with their percent signs, in UTF-8 or the code page of old browsers") {
    Town town;
    const auto file = town.input(
        "posts.form",
        "service_code=noise&lat=51.68&long=7.85&description=L%C3%A4rm+bei+Nr.%201&first_name=K%E4the&last_name=R."
        "&email=k%40example.org&media_url=https%3A%2F%2Fx.example%2F1.jpg\n"
        "service_code=noise&lat=0&long=0&description=Dumpfes+Brummen&attribute%5BWHISP%5D=1\n");
    CHECK(town.import(Channel::web, file) == Summary{.read = 2, .created = 2});
    const Report report = town.reports().at(0);
    CHECK(report.text == "Lärm bei Nr. 1");
    CHECK(report.category == "noise");
    CHECK(report.position->lat == Approx(51.68));
    CHECK(store::find_reporter(town.registry, report.reporter).name == "Käthe R.");
    CHECK(town.import(Channel::web, file) == Summary{.read = 2, .known = 2});
}

TEST_CASE("a mapping looks up array elements, cuts texts, and reads JSON inside of a text") {
    Town town;
    auto& fields = town.source.mapping.fields;
    fields.clear();
    fields["text"] = {"/answers/[field.ref=what]/text else /answers/[field.ref=why]/text"};
    fields["lat"] = {"gps | split ' ' 0"};
    fields["lon"] = {"gps | split ' ' 1"};
    fields["name"] = {"raw | json /name/first", "raw | json /name/last"};
    fields["photo"] = {"/files/*/url"};
    fields["category"] = {"/url | split '/' -1 | when /is_known"};
    const auto file = town.input(
        "a.json", R"({"answers":[{"field":{"ref":"where"},"text":"dort"},{"field":{"ref":"why"},"text":"darum"}],
        "gps":"51.68  7.85 12.5 4","raw":"{\"name\":{\"first\":\"Kim\",\"last\":\"O.\"}}",
        "url":"/terms/noise","files":[{"url":"https://x.example/1.jpg"},{"url":"https://x.example/2.jpg"}]})");
    CHECK(town.import(Channel::web, file) == Summary{.read = 1, .created = 1});
    const Report report = town.report();
    CHECK(report.text == "darum");
    CHECK(report.position->lat == Approx(51.68));
    CHECK(report.position->lon == Approx(7.85));
    CHECK(report.category.empty());
    CHECK(store::find_reporter(town.registry, report.reporter).name == "Kim O.");
    CHECK(has(town.received_detail(1), "x.example/2.jpg"));
}

TEST_CASE("GeoJSON, Signalen, FixMyStreet, Kobo and WordPress are known by what stands in them") {
    Town town;
    const auto read = [&](const std::string& name, const std::string& content) {
        const Summary sum = town.import(Channel::web, town.input(name, content));
        INFO(name << ": " << sum << (town.quarantined().empty() ? "" : town.quarantined().back().reason));
        CHECK(sum == Summary{.read = 1, .created = 1});
        return town.reports().back();
    };
    const Report feature = read("a.geojson", R"({"type":"FeatureCollection","features":[{"type":"Feature",
        "geometry":{"type":"Point","coordinates":[7.85,51.68]},"properties":{"titel":"Loch","kategorie":"Schlagloch"}}]})");
    CHECK(feature.category == "roads/pothole");
    CHECK(feature.position->lon == Approx(7.85));
    const Report signal = read("s.json", R"({"count":1,"results":[{"id_display":"SIG-1","text":"Kapot","text_extra":"",
        "status":{"state":"b"},"location":{"geometrie":{"type":"Point","coordinates":[7.85,51.68]},"address":null},
        "category":{"sub":"Lärm"},"reporter":{"email":"m@example.org"},"created_at":"2026-06-18T13:30:47.604472Z"}]})");
    CHECK(signal.text == "Kapot");
    CHECK(signal.status == Status::in_progress);
    CHECK(signal.category == "noise");
    CHECK(format_iso(signal.received_at) == "2026-06-18T13:30:47Z");
    const Report problem =
        read("f.csv",
             "Report ID,Title,Detail,User Name,Category,Created,Confirmed,Fixed,Closed,Status,Latitude,"
             "Longitude,Query\n7,Loch,\"Tief, nass\",Kim,Pothole,2026-04-14T06:37:38,2026-04-14T07:00:00,,,"
             "investigating,51.68,7.85,Weg 1\n");
    CHECK(problem.status == Status::in_progress);
    CHECK(problem.text == "Tief, nass");
    CHECK(problem.place.street == "Weg 1");
    const Report submission =
        read("k.json", R"({"count":1,"results":[{"_id":9,"_uuid":"u-9","comment":"Baum","location":
        "51.68 7.85 80.1 4.0","_submission_time":"2026-04-14T06:37:38","_attachments":[{"download_url":"https://k.example/1.jpg"}]}]})");
    CHECK(submission.text == "Baum");
    CHECK(submission.position->lat == Approx(51.68));
    const Report form = read("w.csv",
                             "\"your-name\",\"your-email\",\"your-subject\",\"your-message\",\"Date\"\nKim,k@x.example,"
                             "Lampe,Flackert,2026-04-14 06:37:38\n");
    CHECK(form.title == "Lampe");
}

TEST_CASE("XML cannot read files of this machine nor blow itself up, and what is good before the bad is taken in") {
    Town town;
    const std::string bomb =
        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
        "<service_requests><request><service_request_id>1</service_request_id><description>&b;</description>"
        "</request></service_requests>";
    const std::string outside =
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><service_requests><request><service_request_id>2"
        "</service_request_id><description>&x;</description></request></service_requests>";
    CHECK(town.import(Channel::web, town.input("bomb.xml", bomb)) == Summary{.read = 1, .quarantined = 1});
    CHECK(town.import(Channel::web, town.input("outside.xml", outside)) == Summary{.read = 1, .quarantined = 1});
    CHECK(has(town.quarantined().at(1).reason, "entities are not resolved"));
    const auto cut = town.input("cut.xml", open311_xml.substr(0, open311_xml.size() - 60));
    CHECK(town.import(Channel::web, cut) == Summary{.read = 2, .created = 1, .quarantined = 1});
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "<a>";
    CHECK(town.import(Channel::web, town.input("deep.xml", deep)).quarantined == 1);
    CHECK(town.import(Channel::web, town.input("empty.xml", "<a></a>")).quarantined == 1);
}

TEST_CASE("every mapping that comes with Ombud can be read, says what it is for, and knows the statuses there are") {
    const auto mappings = shipped_mappings();
    CHECK(mappings.size() >= 12);
    for (const auto& [name, mapping] : mappings) {
        INFO(name);
        CHECK_FALSE(mapping.description.empty());
        CHECK_FALSE(mapping.fields.empty());
        const auto values = mapping.values.find("status");
        if (values == mapping.values.end()) continue;
        for (const auto& [from, to] : values->second) CHECK(status_from(to));
    }
}

TEST_CASE("dates come with offsets, in twelve hours, as seconds since 1970, or from a clock that was never set") {
    Town town;
    town.source.mapping.date_formats = {"%m/%d/%Y %I:%M %p", "%d.%m.%Y %H:%M %z", "unix", "unix_ms"};
    town.source.mapping.time_zone = TimeZone("UTC");
    const auto file = town.input("a.ndjson",
                                 "{\"text\":\"a\",\"received_at\":\"11/20/2026 12:05 AM\"}\n"
                                 "{\"text\":\"b\",\"received_at\":\"20.11.2026 10:05 +0200\"}\n"
                                 "{\"text\":\"c\",\"received_at\":1795000000}\n"
                                 "{\"text\":\"d\",\"received_at\":\"1970-01-01T00:00:00Z\"}\n");
    CHECK(town.import(Channel::web, file) == Summary{.read = 4, .created = 4});
    CHECK(format_iso(town.reports().at(0).received_at) == "2026-11-20T00:05:00Z");
    CHECK(format_iso(town.reports().at(1).received_at) == "2026-11-20T08:05:00Z");
    CHECK(format_iso(town.reports().at(2).received_at) == "2026-11-18T11:06:40Z");
    CHECK(town.reports().at(3).received_at == noon());
    CHECK(has(town.received_detail(4), "never set"));
}

}  // namespace
