#include "core/search_words.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace {

using namespace ombud;

std::vector<std::string> words(const std::string& text) {
    std::vector<std::string> found;
    for (const WordPlace& place : words_in(text)) found.push_back(text.substr(place.begin, place.end - place.begin));
    return found;
}

}  // namespace

TEST_CASE("A text is taken apart into words of letters and digits of any script") {
    using Words = std::vector<std::string>;
    CHECK(words("Die Straße, Nr. 12a – „kaputt“!") == Words{"Die", "Straße", "Nr", "12a", "kaputt"});
    CHECK(words("Äußere×Mühle\u00A0Çelik") == Words{"Äußere", "Mühle", "Çelik"});
    CHECK(words("улица Łódź 東京。") == Words{"улица", "Łódź", "東京"});
    CHECK(words("Mu\u0308ll") == Words{"Mu\u0308ll"});
    CHECK(words("").empty());
    CHECK(words(" ,;— \n").empty());
    CHECK(words("a\xFF\xC3") == Words{"a"});  // no UTF-8
}

TEST_CASE("Bare words know neither case nor marks nor how an umlaut is written") {
    CHECK(bare_word("Müll") == "mull");
    CHECK(bare_word("MUELL") == "mull");
    CHECK(bare_word("Straße") == bare_word("STRASSE"));
    CHECK(bare_word("Löcher") == bare_word("Loecher"));
    CHECK(bare_word("Café") == "cafe");
    CHECK(bare_word("Feuer") == "feuer");
    CHECK(bare_word("Quelle") == "quelle");
    CHECK(bare_word("") == "");
}

TEST_CASE("The forms of a German word have one stem") {
    WordStems stems;
    const auto same = [&](const std::vector<std::string>& forms) {
        const std::string first(stems.stem(forms.front()));
        for (const std::string& form : forms) {
            INFO(form);
            CHECK(stems.stem(form) == first);
        }
    };
    same({"Schlagloch", "Schlaglöcher", "schlagloecher", "Schlaglochs", "SCHLAGLÖCHERN"});
    same({"Laterne", "Laternen"});
    same({"Straße", "Strassen", "straßen"});
    same({"Müll", "muell", "Mülls"});
    same({"kaputt", "kaputte", "kaputten", "kaputtes"});
    same({"Baum", "Bäume", "Bäumen"});
    CHECK(stems.stem("Laterne") != stems.stem("Ampel"));
    CHECK(stems.stem(std::string(300, 'x')).size() == 300);
}

TEST_CASE("A beginning that is longer than a stem is told from another word") {
    CHECK(WordStems::may_go_on("strassenbeleucht", "strassenbeleuchtu"));
    CHECK(WordStems::may_go_on("strassenbeleucht", "strassenbeleuchtungen"));
    CHECK(WordStems::may_go_on("schlagloch", "schlaglocher"));
    CHECK_FALSE(WordStems::may_go_on("papier", "papierkorb"));
    CHECK_FALSE(WordStems::may_go_on("papier", "papierk"));
    CHECK_FALSE(WordStems::may_go_on("mark", "markt"));
    CHECK_FALSE(WordStems::may_go_on("markt", "markt"));
}
