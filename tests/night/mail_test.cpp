// Mails to reporters as an administrator and the desk see them: by the program alone.

#include "night/town.hpp"

#include <catch2/catch.hpp>

#include <fstream>

namespace {

namespace fs = std::filesystem;
using town::Said;
using town::Town;

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// A town whose mailing has started with an empty outbox: all reports of the samples are old news.
struct MailingTown : Town {
    explicit MailingTown(const std::string& settings = "method = \"outbox\"") {
        configure(settings);
        CHECK(ombud({"-q", "nightly"}).code == 3);
        CHECK(outbox().empty());
    }

    void configure(const std::string& settings) const {
        std::ifstream in(root() / "ombud.toml");
        std::string text((std::istreambuf_iterator<char>(in)), {});
        if (const std::size_t at = text.find("\n[mail]\n"); at != std::string::npos) text.resize(at);
        std::ofstream(root() / "ombud.toml") << text << "\n[mail]\n"
                                             << settings << "\nfrom = \"maengelmelder@lindenbrueck.example\"\n";
    }

    [[nodiscard]] std::vector<std::string> outbox() const {
        std::vector<std::string> mails;
        for (const auto& [name, content] : files()) {
            if (name.starts_with("outbox/new/")) mails.push_back(content);
        }
        return mails;
    }

    /// The number of a report whose reporter can be written to.
    [[nodiscard]] std::string reachable() const {
        std::string id = query(
            "SELECT min(r.id) FROM report r JOIN reporter p ON p.id = r.reporter WHERE p.email LIKE '%@%' AND r.status = "
            "'open'");
        id.pop_back();
        return id;
    }
};

}  // namespace

TEST_CASE("A night with mailing on writes mails to the outbox once, and a second night none") {
    const MailingTown town;
    const std::string id = town.reachable();
    CHECK(town.ombud({"set", id, "--status", "solved"}).code == 0);
    const Said trial = town.ombud({"--format", "json", "nightly", "--dry-run"});
    CHECK(has(trial.out, R"("counts":{"to_send":1})"));
    CHECK(town.outbox().empty());
    const Said night = town.ombud({"nightly"});
    CHECK(night.code == 0);
    CHECK(has(night.out, "mail       1 sent"));
    REQUIRE(town.outbox().size() == 1);
    CHECK(town.ombud({"-q", "nightly"}).code == 0);
    CHECK(town.outbox().size() == 1);
}

TEST_CASE("What the desk answers goes out with the next sending, and the list says what became of it") {
    const MailingTown town;
    const std::string id = town.reachable();
    const Said trial = town.ombud({"answer", id, "--template", "planned", "--set", "day=Montag", "--dry-run"});
    CHECK(trial.code == 0);
    CHECK(has(trial.out, "vorgesehen für: Montag."));
    CHECK(has(town.ombud({"mail", "send", "--dry-run"}).err, "0 mails would be sent"));
    CHECK(town.ombud({"answer", id, "--template", "planned"}).code == 2);
    CHECK(town.ombud({"answer", id, "--text", " "}).code == 1);
    CHECK(town.ombud({"answer", id, "--text", "Wir kommen."}).code == 0);
    CHECK(has(town.ombud({"mail", "send", "--dry-run"}).out, "answer"));
    CHECK(town.ombud({"mail", "send"}).code == 0);
    CHECK(town.outbox().size() == 1);
    CHECK(has(town.ombud({"mail", "list", "--report", id}).out, "sent"));
    CHECK(has(town.ombud({"--format", "json", "mail", "list"}).out, R"("kinds":"answer")"));
    CHECK(town.ombud({"mail", "list", "--open"}).out.empty());
    CHECK(town.ombud({"mail", "list", "--state", "lost"}).code == 2);
}

TEST_CASE("A reporter who opted out at the desk gets nothing until that is taken back") {
    const MailingTown town;
    const std::string id = town.reachable();
    std::string address =
        town.query("SELECT email FROM reporter WHERE id = (SELECT reporter FROM report WHERE id = " + id + ")");
    address.pop_back();
    CHECK(town.ombud({"mail", "opt-out", address, "--dry-run"}).code == 0);
    CHECK(town.ombud({"mail", "opt-out"}).out == "0 addresses get no mail.\n");
    CHECK(town.ombud({"mail", "opt-out", address}).code == 0);
    CHECK(town.ombud({"mail", "opt-out"}).out == "1 addresses get no mail.\n");
    // The register keeps no address for that.
    CHECK(town.query("SELECT length(digest) FROM mail_opt_out") == "32\n");
    CHECK(town.ombud({"answer", id, "--text", "Wir kommen."}).code == 0);
    CHECK(town.ombud({"mail", "send"}).code == 0);
    CHECK(town.outbox().empty());
    CHECK(town.ombud({"mail", "opt-out", "--undo", address}).code == 0);
    CHECK(town.ombud({"answer", id, "--text", "Wirklich."}).code == 0);
    CHECK(town.ombud({"mail", "send"}).code == 0);
    CHECK(town.outbox().size() == 1);
    CHECK(town.ombud({"mail", "opt-out", "no address"}).code == 2);
}

TEST_CASE("Mails that may have been sent end with status 3 until a person decides") {
    const MailingTown town;
    const std::string id = town.reachable();
    CHECK(town.ombud({"answer", id, "--text", "Wir kommen."}).code == 0);
    CHECK(town.ombud({"mail", "send"}).code == 0);
    CHECK(town.query("UPDATE mail SET state = 'sending', answer = 'smtp'").empty());
    const Said sent = town.ombud({"mail", "send"});
    CHECK(sent.code == 3);
    CHECK(has(sent.err, "1 mails may or may not have been sent: `ombud mail list --unsure`"));
    CHECK(town.ombud({"mail", "list", "--unsure"}).code == 3);
    CHECK(town.ombud({"mail", "retry", "1"}).code == 1);
    CHECK(town.ombud({"mail", "retry", "99"}).code == 1);
    CHECK(town.ombud({"mail", "retry", "--unsure", "--dry-run"}).code == 0);
    CHECK(town.ombud({"mail", "retry", "--unsure"}).code == 0);
    CHECK(town.ombud({"mail", "send"}).code == 0);
    CHECK(town.ombud({"mail", "retry", "1"}).code == 1);  // it is sent
}

TEST_CASE("Templates are listed, shown and checked, and a fault ends the night before a mail goes") {
    const MailingTown town;
    const std::string id = town.reachable();
    CHECK(has(town.ombud({"template", "list"}).out, "receipt"));
    CHECK(has(town.ombud({"--format", "json", "template", "list"}).out, R"("name":"planned")"));
    CHECK(has(town.ombud({"template", "show", "solved"}).out, "{{title}}"));
    CHECK(has(town.ombud({"template", "show", "solved", "--report", id}).out, "ist erledigt"));
    CHECK(town.ombud({"template", "show", "nothing"}).code == 2);
    CHECK(town.ombud({"template", "check"}).code == 0);
    fs::create_directory(town.root() / "templates");
    std::ofstream(town.root() / "templates" / "solved.txt") << "Subject: Erledigt\n\n{{nom}}\n";
    const Said check = town.ombud({"template", "check"});
    CHECK(check.code == 2);
    CHECK(has(check.out, "solved.txt:3: there is no variable 'nom' here"));
    CHECK(town.ombud({"answer", id, "--text", "Wir kommen."}).code == 0);
    const Said night = town.ombud({"-q", "nightly"});
    CHECK(night.code == 2);
    CHECK(has(night.err, "mail failed: nothing was sent"));
    CHECK(town.outbox().empty());
}

TEST_CASE("A [mail] table that cannot work is refused with its line") {
    const MailingTown town;
    const auto refused = [&](const std::string& settings, const std::string& why) {
        town.configure(settings);
        const Said said = town.ombud({"list"});
        CHECK(said.code == 2);
        CHECK(has(said.err, why));
    };
    refused("method = \"post\"", "one of none, outbox, smtp, sendmail");
    refused("method = \"smtp\"\nhost = \"smtp://mx\"", "host: the name");
    refused("method = \"smtp\"\nuser = \"x\"", "password_file or password_command");
    refused("method = \"smtp\"\nhost = \"mx.example\"\nsecurity = \"none\"\nuser = \"x\"\npassword_command = \"y\"",
            "in the clear");
    refused("method = \"smtp\"\nuser = \"x\"\npassword_command = \"y\"\npassword_file = \"z\"", "give one of them");
    refused("method = \"outbox\"\nreply_to = \"Town <a@b.example>\"", "bare address");
    refused("method = \"outbox\"\nkinds = [\"spam\"]", "'spam' is none of");
    refused("method = \"outbox\"\nlink = \"https://town.example/\"", "{id}");
    refused("method = \"outbox\"\nnot_for_sources = [\"nowhere\"]", "'nowhere'");
    refused("method = \"outbox\"\npassword = \"x\"", "password");
}
