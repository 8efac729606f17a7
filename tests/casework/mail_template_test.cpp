#include "casework/answer.hpp"
#include "casework/mail_town.hpp"
#include "casework/template_files.hpp"
#include "core/error.hpp"
#include "store/forwardings.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace ombud;
using namespace ombud::casework;
using namespace ombud::casework::trial;

std::string rendered(std::string_view text, const TemplateValues& values) {
    return Template::parse(text, "t.txt").render(values);
}

}  // namespace

TEST_CASE("The language of templates knows variables and conditions, and lines of their own leave none behind") {
    CHECK(rendered("Hallo {{name}}!", {{"name", "Käthe"}}) == "Hallo Käthe!");
    CHECK(rendered("a{{if x}} {{x}}{{else}} none{{end}}.", {{"x", "1"}}) == "a 1.");
    CHECK(rendered("a{{if x}} {{x}}{{else}} none{{end}}.", {{"x", ""}}) == "a none.");
    CHECK(rendered("a\n{{if x}}\nb\n{{else}}\nc\n{{end}}\nd\n", {{"x", "1"}}) == "a\nb\nd\n");
    CHECK(rendered("a\n  {{if x}}  \nb\n{{end}}", {{"x", ""}}) == "a\n");
    CHECK(rendered("{{if x}}{{if y}}both{{else}}x{{end}}{{end}}", {{"x", "1"}, {"y", ""}}) == "x");
    CHECK(rendered("100 % } { {x} }}", {}) == "100 % } { {x} }}");
    // A value is a value: nobody's words are a template.
    CHECK(rendered("{{x}}", {{"x", "{{y}} {{if z}}"}}) == "{{y}} {{if z}}");
}

TEST_CASE("What is no template is refused with file and line") {
    const auto refused = [](std::string_view text, const std::string& why) {
        CHECK_THROWS_WITH(Template::parse(text, "t.txt"), Catch::Contains(why));
    };
    refused("a\n{{name", "t.txt:2: '{{' without '}}'");
    refused("{{Name}}", "t.txt:1: '{{Name}}' is neither");
    refused("\n\n{{if x}}\n\n", "t.txt:3: {{if x}} has no {{end}}");
    refused("a{{end}}", "t.txt:1: {{end}} without an if");
    refused("{{if x}}{{else}}{{else}}{{end}}", "has no {{end}}");
    refused("{{if x y}}{{end}}", "write the name of one variable");
    std::string deep;
    for (int i = 0; i < 1000; ++i) deep += "{{if x}}";
    refused(deep, "too many");
    CHECK_THROWS_WITH(rendered("\n{{x}}", {{"y", ""}}), Catch::Contains("t.txt:2: there is no variable 'x' here"));
    CHECK_THROWS_WITH(rendered("\n{{x}}", {{"x", ""}}), Catch::Contains("t.txt:2: 'x' is empty here"));
}

TEST_CASE("The templates that come with Ombud have no fault, and both languages have the same ones") {
    MailTown town;
    std::vector<std::string> names;
    for (const char* language : {"de", "en"}) {
        town.config.language = language;
        CHECK(faults_of_templates(town.workspace, town.config).empty());
        std::vector<std::string> these;
        for (const NamedTemplate& t : all_templates(town.workspace, town.config)) these.push_back(t.name);
        CHECK(these.size() >= mail_templates().size() + 2);
        if (names.empty()) names = these;
        CHECK(these == names);
    }
}

TEST_CASE("Every kind of mail can be written in both languages, with much and with little known") {
    for (const char* language : {"de", "en"}) {
        for (const bool much : {false, true}) {
            INFO(language << (much ? ", much" : ", little"));
            MailTown town;
            town.config.language = language;
            if (much) {
                town.config.mail.link = "https://town.example/reports/{id}";
                town.config.categories[0].expected_days = 5;
            }
            const std::string name = much ? "Käthe" : "";
            const auto take = [&] {
                return town.take_from("r" + std::to_string(town.count("report")) + "@example.org", 1, name);
            };
            const auto set = [&](Status to) {
                const ReportId id = take();
                if (much) {
                    store::assign(town.registry, id, "roads", by_desk(1));
                    town.say(id, store::NoteKind::answer, "Darum.", 2);
                }
                if (town.report(id).status != to) store::change_status(town.registry, id, to, by_desk(2));
            };
            const ReportId first = take();
            store::test::release(town.registry, first);
            town.say(first, store::NoteKind::answer, "Ja.", 1);
            town.say(first, store::NoteKind::question, "Wo?", 1);
            for (const Status to :
                 {Status::open, Status::in_progress, Status::solved, Status::closed_unsolved, Status::rejected})
                set(to);
            const ReportId passed_on = take();
            store::Forwarding forwarding;
            forwarding.report = passed_on;
            forwarding.recipient = "Straßen.NRW";
            forwarding.person = "desk:meier";
            store::forward(town.registry, forwarding, by_desk(2));
            store::link_duplicate(town.registry, take(), first, by_desk(2));
            const auto sum = town.send(2);
            CHECK(sum.sent == 8);
            CHECK(sum.dropped == 0);
            for (const std::string& bytes : town.outbox()) {
                const intake::Mail mail = intake::parse_mail(bytes);
                const std::string& text = mail.body.children.at(0).bytes;
                CHECK(text.find("{{") == std::string::npos);
                CHECK((text.find("https://town.example/reports/") != std::string::npos) == much);
                CHECK(text.find("unsubscribe [OMB-") != std::string::npos);
                CHECK(mail.subject.starts_with("[OMB-"));
            }
        }
    }
}

TEST_CASE("An answer of a template wants its variables, and takes no others") {
    MailTown town;
    const ReportId id = town.take_from("kaethe@example.org");
    const auto answer = [&](const casework::Answer& a) {
        return answer_reports(town.registry, town.workspace, town.config, std::vector{id}, a, "meier", day(1));
    };
    CHECK_THROWS_WITH(answer({"", "planned", {}}), Catch::Contains("planned.txt:1: there is no variable 'day'"));
    CHECK_THROWS_AS(answer({"", "planned", {{"day", "Montag"}, {"hour", "8"}}}), Error);
    CHECK_THROWS_AS(answer({"", "there-is-none", {}}), Error);
    CHECK_THROWS_AS(answer({"  \n", "", {}}), Error);
    CHECK(town.count("note") == 0);
    CHECK(answer({"", "planned", {{"day", "Montag"}}}).at(0).text.ends_with("vorgesehen für: Montag."));
    CHECK(answer({"", "planned", {{"day", "Montag"}, {"remark", "Bis dann"}}}).at(0).text.ends_with("\n\nBis dann"));
}

TEST_CASE("A template of the workspace takes the place of the one of its name") {
    MailTown town;
    town.write_template("receipt", "\xEF\xBB\xBFSubject: Da: {{title}}\r\n\r\nIst da.\r\n");
    town.take_from("kaethe@example.org");
    CHECK(town.send(1).sent == 1);
    CHECK(town.take_mail().subject.ends_with("Da: Schlagloch"));
}
