// IMAP folders as an administrator sees them: by the program alone.

#include "night/town.hpp"
#include "servers/dovecot.hpp"

#include <catch2/catch.hpp>

#include <fstream>

namespace {

namespace fs = std::filesystem;
using ombud::test::Dovecot;
using town::Said;
using town::Town;

bool can_run_dovecot() {
    const std::string why_not = ombud::test::why_no_dovecot();
    if (!why_not.empty()) WARN(why_not);
    return why_not.empty();
}

std::string mail(int number) {
    const std::string n = std::to_string(number);
    return "From: reporter" + n + "@example.org\nMessage-ID: <imap" + n +
           "@example.org>\nDate: Mon, 23 Nov 2026 08:00:00 +0000\nSubject: Loch " + n + "\n\nEin Schlagloch\n";
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

void add_source(const Town& town, const Dovecot& server, const std::string& password, const std::string& more = "") {
    std::ofstream(town.root() / "ombud.toml", std::ios::app)
        << "\n[[source]]\nname = \"imap\"\nchannel = \"email\"\npath = \"" << server.url()
        << "\"\npassword_command = \"echo " << password << "\"\nca_file = \"" << server.ca_file().string() << "\"\n"
        << more;
}

}  // namespace

TEST_CASE("A night reads an IMAP folder once and moves what it took in") {
    if (!can_run_dovecot()) return;
    const Dovecot server;
    const Town town;
    add_source(town, server, "geheim", "move_to = \"Processed\"\n");
    for (int i = 1; i <= 3; ++i) server.deliver("1." + std::to_string(i) + ".x", mail(i));
    CHECK(town.ombud({"-q", "nightly", "--dry-run"}).code == 3);
    CHECK(server.count() == 3);
    CHECK_FALSE((fs::exists(town.root() / "imap") && !fs::is_empty(town.root() / "imap")));
    CHECK(town.ombud({"-q", "nightly"}).code == 3);  // the samples have something for a person
    CHECK(town.query("SELECT count(*) FROM report WHERE source = 'imap'") == "3\n");
    CHECK(server.count() == 0);
    CHECK(server.count(".Processed") == 3);
    CHECK(town.ombud({"-q", "nightly"}).code == 0);
}

TEST_CASE("A night whose IMAP server cannot be read does everything else and says so") {
    if (!can_run_dovecot()) return;
    const Dovecot server;
    const Town town;
    CHECK(town.ombud({"-q", "nightly"}).code == 3);
    add_source(town, server, "falsch");
    const Said night = town.ombud({"nightly"});
    CHECK(night.code == 3);
    CHECK(has(night.err, "127.0.0.1:" + std::to_string(server.tls_port())));
    CHECK(has(night.out, "export"));
    CHECK_FALSE(has(night.err, "falsch"));
}

TEST_CASE("One IMAP folder is imported at once, with a password from a file or a command alone") {
    if (!can_run_dovecot()) return;
    const Dovecot server;
    const Town town;
    server.deliver("1.1.x", mail(1));
    std::ofstream(town.root() / "password") << "geheim\n";
    fs::permissions(town.root() / "password", fs::perms::owner_read);
    const std::string file = (town.root() / "password").string();
    const std::string authority = server.ca_file().string();
    const std::string url = server.url();
    CHECK(town.ombud({"import", "email", url}).code == 2);
    const Said wrong =
        town.ombud({"import", "email", url, "--password-command", "echo falsch", "--ca-file", authority});
    CHECK(wrong.code == 1);
    CHECK(has(wrong.err, "denied"));
    const Said trial =
        town.ombud({"import", "email", url, "--password-file", file, "--ca-file", authority, "--dry-run"});
    CHECK(has(trial.out, "dry run: 1 read: 1 new"));
    const Said first = town.ombud({"import", "email", url, "--password-file", file, "--ca-file", authority});
    CHECK(first.code == 0);
    CHECK(has(first.out, "1 read: 1 new"));
    const Said second = town.ombud({"import", "email", url, "--password-file", file, "--ca-file", authority});
    CHECK(second.code == 0);
    CHECK(has(second.out, "0 read"));
    CHECK(town.ombud({"import", "email", url, "elsewhere"}).code == 2);
    CHECK(town.ombud({"import", "web", url}).code == 2);
    // A [[source]] with this address knows its password.
    add_source(town, server, "geheim");
    server.deliver("1.2.x", mail(2));
    CHECK(has(town.ombud({"import", "email", url}).out, "1 read: 1 new"));
}
