#include "intake/reply_text.hpp"

#include "intake/html_text.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace ombud::intake;

TEST_CASE("quoted history is split off what the sender wrote") {
    CHECK(
        written_text("Danke!\n\nAm 14.08.2026 um 10:12 schrieb Otto <o@example.org>:\n> Sehr geehrte\n>\n> Damen\n") ==
        "Danke!");
    CHECK(written_text("Danke!\n\nOn Mon, 3 Aug 2026 at 10:12, Town Hall via\nsome list <t@example.org> wrote:\n\n> "
                       "Hello\n> there") == "Danke!");
    CHECK(written_text("Oben\n\nAm 14.08.2026 um 10:12 schrieb Otto:\n> Frage?\n\nUnten") == "Oben\n\nUnten");
    CHECK(written_text("> Wo genau?\nVor Nummer 12.\n> Seit wann?\nSeit Montag.") == "Vor Nummer 12.\nSeit Montag.");
    CHECK(written_text("Ja\n\n-----Ursprüngliche Nachricht-----\nVon: Rathaus\nGesendet: Montag\n\nText") == "Ja");
    CHECK(written_text("Ja\n\n________________________________\nVon: Rathaus <r@town.example>\nGesendet: Montag, 3. "
                       "August 2026\nAn: Otto\n"
                       "Betreff: AW: Loch\n\nText") == "Ja");
    CHECK(written_text("FYI\n\n---------- Forwarded message ---------\nFrom: A\nDate: B\n\nText") == "FYI");
    CHECK(written_text("FYI\n\nAnfang der weitergeleiteten Nachricht:\n\n> Von: A\n") == "FYI");
}

TEST_CASE("signatures are split off") {
    CHECK(written_text("Text\n-- \nOtto\nTel. 123") == "Text");
    CHECK(written_text("Text\n--\nOtto") == "Text");
    CHECK(written_text("Text\n\nVon meinem iPhone gesendet") == "Text");
    CHECK(written_text("Text\n\nSent from my Samsung Galaxy smartphone.") == "Text");
    CHECK(written_text("Text\nGesendet mit der WEB.DE Mail App") == "Text");
    CHECK(written_text("Text\nVon meinem Mobiltelefon gesendet") == "Text");
}

TEST_CASE("words that only look like history stay") {
    CHECK(written_text("Am Montag war dort ein Loch.\nVon meinem Balkon aus sieht man es.") ==
          "Am Montag war dort ein Loch.\nVon meinem Balkon aus sieht man es.");
    CHECK(written_text("Am 3. März schrieb mir Ihr Amt:\nwir kommen.\nEs kam keiner.") ==
          "Am 3. März schrieb mir Ihr Amt:\nwir kommen.\nEs kam keiner.");
    CHECK(written_text("Von: der Brücke\nbis zum Markt") == "Von: der Brücke\nbis zum Markt");
    CHECK(written_text("Sent two mails already, no answer.") == "Sent two mails already, no answer.");
    CHECK(written_text("-----\nLoch\n-----") == "-----\nLoch\n-----");
    CHECK(written_text("") == "");
}

TEST_CASE("flowed text is unfolded paragraph by paragraph") {
    CHECK(unfold_flowed("eins \nzwei\ndrei \n\nvier\n", false) == "eins zwei\ndrei \n\nvier\n");
    CHECK(unfold_flowed("ei \nns\n", true) == "eins\n");
    CHECK(unfold_flowed("> a \n> b\nc\n", false) == "> a b\nc\n");
    CHECK(unfold_flowed(" From here\n", false) == "From here\n");
    CHECK(unfold_flowed("Text \n-- \nOtto\n", false) == "Text \n-- \nOtto\n");
}

TEST_CASE("HTML reads as a person sees it") {
    CHECK(text_of_html("<html><head><style>p{}</style><title>T</title></head><body><p>Hallo&nbsp;Stra&szlig;e</"
                       "p><p>zwei<br>drei</p>") == "Hallo Straße\n\nzwei\ndrei");
    CHECK(text_of_html("<ul><li>eins<li>zwei</ul>") == "- eins\n- zwei");
    CHECK(text_of_html(
              "<a href=\"https://x.example/1\">hier</a> und <a href='https://x.example'>https://x.example</a>") ==
          "hier (https://x.example/1) und https://x.example");
    CHECK(text_of_html("ja<blockquote>alt<br>älter</blockquote>neu") == "ja\n\n> alt\n> älter\nneu");
    CHECK(text_of_html("3 < 5 &amp; 7 &#8364; &#x20AC; &#128; &unknown; &") == "3 < 5 & 7 € € € &unknown; &");
    CHECK(text_of_html("<script>alert('</p>')</script><!-- <p>no</p> --><img src=x>ja") == "ja");
    CHECK(text_of_html("<p>offen <b>fett") == "offen fett");
}

TEST_CASE("hostile HTML takes no time") {
    std::string many;
    for (int i = 0; i < 200'000; ++i) many += "<a ";
    CHECK_FALSE(text_of_html(many).empty());
    CHECK(text_of_html(std::string(1'000'000, '&')).size() == 1'000'000);
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "<blockquote>";
    CHECK(text_of_html(deep + "x").size() < 200);
}

}  // namespace
