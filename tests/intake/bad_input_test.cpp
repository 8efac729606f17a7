// The table of bad inputs in ombud-import(1), a test for each line that has none elsewhere.

#include "core/text.hpp"
#include "town.hpp"

#include <catch2/catch.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <thread>
#include <utility>

namespace {

using namespace ombud;
using namespace ombud::intake;
using namespace ombud::intake::trial;

const std::string head = "From: k@example.org\nSubject: Loch\n";

TEST_CASE("a mail cut off in the middle of a part gives what stands before the cut") {
    Town town;
    const auto file =
        town.input("a.eml", head +
                                "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: "
                                "text/plain\n\nTiefes Loch\n--b\nContent-Type: image/jpeg\nContent-Transfer-"
                                "Encoding: base64\n\n/9j/4AAQSkZJ");
    CHECK(town.import(Channel::email, file) == Summary{.read = 1, .created = 1});
    CHECK(town.report().text == "Tiefes Loch");
}

TEST_CASE("a thousand multiparts in each other, and a hundred thousand headers, are read as far as makes sense") {
    Town town;
    std::string deep = head;
    for (int i = 0; i < 1000; ++i) {
        const std::string boundary = "b" + std::to_string(i);
        deep += "Content-Type: multipart/mixed; boundary=" + boundary + "\n\n--" + boundary + "\n";
    }
    std::string headers = head;
    for (int i = 0; i < 100'000; ++i) headers += "X-Filler-" + std::to_string(i) + ": x\n";
    town.input("box/new/1", deep + "Content-Type: text/plain\n\nunten\n");
    town.input("box/new/2", headers + "\nTiefes Loch\n");
    const Summary sum = town.import(Channel::email, town.inputs() / "box");
    CHECK(sum.read == 2);
    CHECK(town.complete);
    CHECK(town.reports().back().text == "Tiefes Loch");
}

TEST_CASE("names of attachments are never paths, whatever stands in them") {
    Town town;
    const std::string name = "../../etc/\x01pass\twd" + std::string(5000, 'x') + ".jpg";
    const std::string body = "--b\nContent-Type: text/plain\n\nFoto\n--b\nContent-Type: image/jpeg; name=\"" + name +
                             "\"\nContent-Disposition: attachment; filename*=utf-8''..%2Fa%00b.jpg\n\n" + jpeg("p") +
                             "\n--b--\n";
    const auto file = town.input("a.eml", head + "Content-Type: multipart/mixed; boundary=b\n\n" + body);
    CHECK(town.import(Channel::email, file).created == 1);
    const auto photos = store::photos_of(town.registry, 1);
    REQUIRE(photos.size() == 1);
    CHECK(photos.at(0).filename.size() <= 200);
    CHECK(photos.at(0).filename.find('\0') == std::string::npos);
    CHECK(town.files_in(town.workspace.original_photos()) == 1);
    CHECK_FALSE(fs::exists(town.workspace.root() / "etc"));
}

TEST_CASE("base64 that is none, and charsets that are called wrongly, lose no mail") {
    Town town;
    town.input("box/new/1",
               head + "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n!!! kein base64 ???\n");
    town.input("box/new/2", head + "Content-Type: text/plain; charset=utf-16\n\nLoch vor Nr. 5\n");
    town.input("box/new/3", head +
                                "Content-Type: text/plain; charset=\"\"\n\nGr\xFC\xDF"
                                "e\n");
    const Summary sum = town.import(Channel::email, town.inputs() / "box");
    CHECK(sum.read == 3);
    CHECK(sum.created == 3);
    for (const Report& report : town.reports()) CHECK(is_utf8(report.text));
    CHECK(town.reports().at(2).text == "Grüße");
}

TEST_CASE("NaN and Infinity are positions nobody chose, truncated UTF-8 is quarantined") {
    Town town;
    const auto file = town.input("a.ndjson", "{\"text\":\"a\",\"lat\":NaN,\"lon\":-Infinity}\n{\"text\":\"b\xC3\"}\n");
    CHECK(town.import(Channel::web, file) == Summary{.read = 2, .created = 1, .quarantined = 1});
    CHECK(has(town.received_detail(1), "are no numbers"));
    CHECK(has(town.quarantined().at(0).reason, "UTF"));
}

TEST_CASE("positions that are metres, swapped, out of range or elsewhere are refused and the report is kept") {
    Town town;
    const auto file =
        town.input("a.ndjson",
                   "{\"text\":\"a\",\"lat\":5726487,\"lon\":422831}\n{\"text\":\"b\",\"lat\":7.85,\"lon\":51.68}\n"
                   "{\"text\":\"c\",\"lat\":95,\"lon\":7.85}\n{\"text\":\"d\",\"lat\":48.1,\"lon\":11.5}\n");
    CHECK(town.import(Channel::web, file) == Summary{.read = 4, .created = 4});
    CHECK(has(town.received_detail(1), "no place in EPSG:4326"));
    CHECK(has(town.received_detail(2), "swapped"));
    CHECK(has(town.received_detail(3), "no place in EPSG:4326"));
    CHECK(has(town.received_detail(4), "outside of the municipality"));
}

TEST_CASE("a line longer than 256 MB is cut, kept and said, and the line after it is read") {
    Town town;
    const auto file = town.input("a.ndjson", "{\"text\":\"vorher\"}\n");
    fs::resize_file(file, (std::size_t{260} << 20U));  // zeros, which take no room on the disk
    std::ofstream(file, std::ios::app) << "\n{\"text\":\"nachher\"}\n";
    CHECK(town.import(Channel::web, file, {.dry_run = true}) == Summary{.read = 3, .created = 2, .quarantined = 1});
}

TEST_CASE("a folder where a file is expected, an empty file and one that cannot be read are said and stop nothing") {
    Town town;
    town.input("web/a.json", "");
    town.input("web/b.xml", "");
    town.input("web/c.csv", "");
    const auto secret = town.input("web/d.json", "{\"text\":\"geheim\"}");
    fs::create_directories(town.inputs() / "web" / "e.json");
    town.input("web/f.json", "{\"text\":\"Loch\"}");
    const bool root = ::geteuid() == 0;  // reads everything
    if (!root) fs::permissions(secret, fs::perms::none);
    const Summary sum = town.import(Channel::web, town.inputs() / "web");
    CHECK(town.complete);
    CHECK(sum.created == (root ? 2 : 1));
    CHECK(sum.quarantined + sum.known == (root ? 3 : 4));
}

TEST_CASE("of a file that grows while it is read, what was there is read, and the rest in the next run") {
    Town town;
    const auto file = town.input("a.ndjson", "{\"text\":\"eins\",\"external_id\":\"1\"}\n{\"text\":\"zw");
    CHECK(town.import(Channel::web, file) == Summary{.read = 2, .created = 1, .quarantined = 1});
    std::ofstream(file, std::ios::app) << "ei\",\"external_id\":\"2\"}\n";
    CHECK(town.import(Channel::web, file) == Summary{.read = 2, .created = 1, .known = 1});
}

TEST_CASE("a file that grows all the time is read to an end, and nothing in it is lost or counted twice") {
    const auto line = [](Channel channel, int number) {
        const std::string n = std::to_string(number);
        if (channel == Channel::web) return "{\"external_id\":\"" + n + "\",\"text\":\"Loch\"}\n";
        if (channel == Channel::phone) return n + ",Loch\n";
        return "From k@example.org Mon Nov 23 10:00:00 2026\nFrom: k@example.org\nSubject: Loch\nMessage-ID: <" + n +
               "@x>\n\nLoch\n\n";
    };
    for (const auto& [channel, name] : {std::pair(Channel::web, "a.ndjson"), std::pair(Channel::phone, "a.csv"),
                                        std::pair(Channel::email, "a.mbox")}) {
        INFO(name);
        Town town;
        std::string begin = channel == Channel::phone ? "external_id,text\n" : "";
        int written = 0;
        while (written < 2000) begin += line(channel, written++);
        const auto file = town.input(name, begin);
        std::atomic<bool> stop = false;
        std::thread writer([&, channel = channel] {
            std::ofstream out(file, std::ios::app);
            while (!stop && written < 5000) {
                out << line(channel, written++) << std::flush;
                std::this_thread::sleep_for(std::chrono::microseconds(200));
            }
        });
        const Summary first = town.import(channel, file);
        stop = true;
        writer.join();
        CHECK(town.complete);
        CHECK(first.created >= 2000);
        CHECK(first.quarantined <= 1);  // a line that was half written
        const Summary second = town.import(channel, file);
        CHECK(town.complete);
        CHECK(second.quarantined == 0);
        CHECK(static_cast<int>(town.reports().size()) >= written);
        CHECK(static_cast<int>(town.reports().size()) <= written + 1);
    }
}

TEST_CASE("a mail longer than 256 MB is cut, kept and said") {
    Town town;
    const auto file = town.input("a.eml", head + "\nLoch\n");
    fs::resize_file(file, (std::size_t{260} << 20U));  // zeros, which take no room on the disk
    CHECK(town.import(Channel::email, file, {.dry_run = true}) == Summary{.read = 1, .quarantined = 1});
}

}  // namespace
