#include "store/attachments.hpp"

#include "intake/quarantine_retry.hpp"
#include "town.hpp"

#include <catch2/catch.hpp>
#include <sys/stat.h>

namespace {

using namespace ombud;
using namespace ombud::intake;
using namespace ombud::intake::trial;

/// A mail of parts, each with its headers.
std::string mixed(const std::string& id, const std::string& headers, const std::vector<std::string>& parts) {
    std::string body;
    for (const std::string& part : parts) body += "--b\n" + part + "\n";
    return mail(id, headers + "Content-Type: multipart/mixed; boundary=b\n", body + "--b--\n");
}

std::string text(const std::string& words) {
    return "Content-Type: text/plain\n\n" + words;
}

std::string file(const std::string& type, const std::string& name, const std::string& bytes) {
    return "Content-Type: " + type + "\nContent-Disposition: attachment; filename=\"" + name + "\"\n\n" + bytes;
}

std::vector<std::string> names(Town& town, ReportId report) {
    std::vector<std::string> found;
    for (const auto& one : store::attachments_of(town.registry, report)) found.push_back(one.filename);
    return found;
}

std::string kept_bytes(Town& town, const store::Attachment& attachment) {
    return read_file(town.workspace.attachments() / attachment.sha256);
}

unsigned mode_of(const fs::path& path) {
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    return status.st_mode & 0777U;
}

TEST_CASE("files of a mail that are no photos are kept byte for byte, for the owner only, and a second run adds none") {
    Town town;
    const std::string card = "BEGIN:VCARD\nFN:J\xFCrgen\nEND:VCARD";  // not UTF-8, and not to be made so
    const auto input = town.input(
        "a.eml", mixed("1@x", "Subject: Loch\n",
                       {text("Tiefes Loch"), file("application/pdf", "plan.pdf", "%PDF-1.4 plan"),
                        file("text/vcard", "ich.vcf", card), "Content-Type: application/msword\n\nWORD",
                        file("text/plain; charset=iso-8859-1", "liste.txt", "gr\xFC\xDF"),
                        "Content-Type: image/gif; name=logo.gif\nContent-Disposition: inline\n\nGIF89a small"}));
    CHECK(town.import(Channel::email, input) == Summary{.read = 1, .created = 1});
    CHECK(names(town, 1) == std::vector<std::string>{"plan.pdf", "ich.vcf", "attachment.msword", "liste.txt"});
    const auto kept = store::attachments_of(town.registry, 1);
    CHECK(kept_bytes(town, kept.at(1)) == card);
    CHECK(kept_bytes(town, kept.at(3)) == "gr\xFC\xDF");
    CHECK(kept.at(0).note == 0);
    CHECK(kept.at(0).bytes == 13);
    CHECK(mode_of(town.workspace.attachments()) == 0700);
    CHECK(mode_of(town.workspace.attachments() / kept.at(0).sha256) == 0600);
    CHECK_FALSE(has(town.received_detail(1), "remarks"));
    CHECK(town.import(Channel::email, input) == Summary{.read = 1, .known = 1});
    CHECK(store::attachments_of(town.registry, 1).size() == 4);
}

TEST_CASE("a trial shows the files of a mail and writes none") {
    Town town;
    const auto input = town.input("a.eml", mixed("1@x", "Subject: A\n", {text("A"), file("a/b", "plan.pdf", "%PDF")}));
    std::string told;
    const store::Transaction trial(town.registry);
    town.import(Channel::email, input, {.dry_run = true, .tell = [&](std::string_view line) { told += line; }});
    CHECK(has(told, "attachment plan.pdf (4 bytes)"));
    CHECK_FALSE(fs::exists(town.workspace.attachments()));
}

TEST_CASE("what a forwarded mail brings is kept, and a mail attached beside words of its own is kept whole") {
    Town town;
    const std::string inner = mixed("i@x", "Subject: Laterne aus\n", {text("Dunkel"), file("a/b", "plan.pdf", "%PDF")});
    const std::string attached = "Content-Type: message/rfc822\n\n" + inner;
    // The boundary of the outer mail is another one.
    const auto around = [&](const std::string& id, const std::string& subject, const std::string& words) {
        return mail(id, "Subject: " + subject + "\nContent-Type: multipart/mixed; boundary=c\n",
                    "--c\n" + text(words) + "\n--c\n" + attached + "\n--c--\n");
    };
    town.input("box/new/1", around("1@x", "WG: Laterne", "Zur Kenntnis"));
    town.input("box/new/2", around("2@x", "Beschwerde", "Siehe Anlage, so geht es nicht"));
    CHECK(town.import(Channel::email, town.inputs() / "box").created == 2);
    CHECK(town.reports().at(0).title == "Laterne aus");
    CHECK(names(town, 1) == std::vector<std::string>{"plan.pdf"});
    CHECK(town.reports().at(1).title == "Beschwerde");
    CHECK(names(town, 2) == std::vector<std::string>{"Laterne aus.eml"});
    const std::string kept = kept_bytes(town, store::attachments_of(town.registry, 2).at(0));
    CHECK(has(kept, "Dunkel"));
    CHECK(has(kept, "plan.pdf"));
}

TEST_CASE("files that come with an answer hang on its comment") {
    Town town;
    town.input("box/new/1", mail("1@x", "Subject: Loch\n", "Loch"));
    town.input("box/new/2", mixed("2@x", "Subject: Re: Loch\nIn-Reply-To: <1@x>\n",
                                  {text("Hier die Rechnung"), file("application/pdf", "rechnung.pdf", "%PDF r")}));
    CHECK(town.import(Channel::email, town.inputs() / "box") == Summary{.read = 2, .created = 1, .comments = 1});
    const auto kept = store::attachments_of(town.registry, 1);
    REQUIRE(kept.size() == 1);
    CHECK(kept.at(0).note == store::notes_of(town.registry, 1).at(0).id);
}

TEST_CASE("a file over the limit is named in the report and waits in the quarantine, once") {
    Town town;
    town.config.attachments.largest_mb = 1;
    const std::string film((std::size_t{1} << 20U) + 1, 'f');
    const auto input = town.input(
        "a.eml", mixed("1@x", "Subject: Loch\n",
                       {text("Loch"), file("video/mp4", "film.mp4", film), file("a/b", "plan.pdf", "%PDF")}));
    CHECK(town.import(Channel::email, input) == Summary{.read = 1, .created = 1, .set_aside = 1});
    CHECK(town.complete);
    CHECK(names(town, 1) == std::vector<std::string>{"plan.pdf"});
    CHECK(has(town.received_detail(1), "attachment 'film.mp4' has 1048577 bytes"));
    const auto items = town.quarantined();
    REQUIRE(items.size() == 1);
    CHECK(items.at(0).source == "attachments:source");
    CHECK(has(items.at(0).reason, "of report 1 is larger than 1 MB"));
    CHECK(read_file(town.workspace.quarantine() / items.at(0).file) == film);
    CHECK_THROWS_WITH(
        intake::retry_quarantined(town.registry, town.workspace, town.config, items.at(0), "", noon(), false),
        Catch::Contains("ombud note 1 TEXT --attach"));
    CHECK(town.import(Channel::email, input) == Summary{.read = 1, .known = 1});
    CHECK(town.quarantined().size() == 1);
}

TEST_CASE("a mail of a thousand files is quarantined, not unpacked") {
    Town town;
    std::vector<std::string> parts{text("Loch")};
    for (int i = 0; i < 1000; ++i) parts.push_back(file("a/b", std::to_string(i), std::to_string(i)));
    const auto input = town.input("a.eml", mixed("1@x", "Subject: Loch\n", parts));
    CHECK(town.import(Channel::email, input) == Summary{.read = 1, .quarantined = 1});
    CHECK(has(town.quarantined().at(0).reason, "more than 500"));
    CHECK(town.files_in(town.workspace.attachments()) == 0);
}

TEST_CASE("names of files are cleaned, whatever stands in them") {
    Town town;
    const auto input = town.input(
        "a.eml", mixed("1@x", "Subject: A\n",
                       {text("A"), file("a/b", "../../etc/\x01pass\twd" + std::string(5000, 'x'), "1"),
                        "Content-Type: a/b\nContent-Disposition: attachment; filename*=utf-8''..%2Fa%00b\n\n2"}));
    CHECK(town.import(Channel::email, input).created == 1);
    for (const std::string& name : names(town, 1)) {
        CHECK(name.size() <= 200);
        CHECK(name.find_first_of(std::string_view("\0\1\t", 3)) == std::string::npos);
    }
    CHECK(town.files_in(town.workspace.attachments()) == 2);
    CHECK_FALSE(fs::exists(town.workspace.root() / "etc"));
}

TEST_CASE("a form that delivers another file where a photo may be has it kept, and a new version updates the report") {
    Town town;
    const auto form = [&](const std::string& base64) {
        return town.input("a.ndjson", R"({"external_id":"7","text":"Loch","photo":[{"name":"plan.pdf","data":")" +
                                          base64 + "\"}]}\n");
    };
    CHECK(town.import(Channel::web, form("JVBERi0x")) == Summary{.read = 1, .created = 1});  // %PDF-1
    CHECK(names(town, 1) == std::vector<std::string>{"plan.pdf"});
    CHECK(kept_bytes(town, store::attachments_of(town.registry, 1).at(0)) == "%PDF-1");
    CHECK(town.import(Channel::web, form("JVBERi0x")) == Summary{.read = 1, .known = 1});
    CHECK(town.import(Channel::web, form("JVBERi0y")) == Summary{.read = 1, .updates = 1});
    CHECK(store::attachments_of(town.registry, 1).size() == 2);
    CHECK(has(store::events_of(town.registry, 1).back().detail, "attachment"));
}

TEST_CASE("a file that a form names and that lies beside it is kept, too") {
    Town town;
    town.input("web/brief.docx", "WORD");
    const auto input = town.input("web/a.json", R"({"text":"Loch","photo":"brief.docx"})");
    CHECK(town.import(Channel::web, input).created == 1);
    CHECK(names(town, 1) == std::vector<std::string>{"brief.docx"});
}

}  // namespace
