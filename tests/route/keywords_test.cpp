#include "route/keywords.hpp"

#include "store/sample_register.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace {

using namespace ombud;

/// A configuration whose categories have these keywords.
Config with(const std::vector<std::pair<std::string, std::vector<std::string>>>& categories) {
    Config config;
    for (const auto& [id, keywords] : categories) {
        Category category;
        category.id = id;
        category.keywords = keywords;
        config.categories.push_back(std::move(category));
    }
    return config;
}

std::string found(const Config& config, const std::string& text) {
    const auto match = route::Keywords(config).find(text);
    return match ? match->category : "-";
}

}  // namespace

TEST_CASE("The longest keyword wins") {
    const Config config = with({{"lamp", {"laterne"}}, {"lantern", {"laterne umgefahren"}}, {"car", {"auto"}}});
    CHECK(found(config, "Eine Laterne") == "lamp");
    CHECK(found(config, "Auto: Laterne umgefahren!") == "lantern");
    CHECK(found(config, "Ein Auto steht vor der Laterne") == "lamp");
}

TEST_CASE("Among keywords of one length the category that the configuration names first wins") {
    CHECK(found(with({{"a", {"baum"}}, {"b", {"auto"}}}), "auto am baum") == "a");
    CHECK(found(with({{"b", {"auto"}}, {"a", {"baum"}}}), "auto am baum") == "b");
}

TEST_CASE("Keywords are whole words") {
    const Config config = with({{"tree", {"ast"}}, {"light", {"ampel aus"}}});
    CHECK(found(config, "Ein Ast.") == "tree");
    CHECK(found(config, "ast") == "tree");
    CHECK(found(config, "(Ast)") == "tree");
    CHECK(found(config, "Der Gast hat fast eine Last") == "-");
    CHECK(found(config, "Kastanie") == "-");
    CHECK(found(config, "Äste") == "-");
    CHECK(found(config, "Ampel   aus") == "light");
    CHECK(found(config, "Ampel\naus") == "light");
    CHECK(found(config, "Ampel, aus") == "light");
    CHECK(found(config, "Ampel ausgefallen") == "-");
    CHECK(found(config, "Ampel ist aus") == "-");
}

TEST_CASE("Umlauts in keywords are found in any spelling") {
    const Config config = with({{"waste", {"wilder müll"}}, {"lamp", {"Straßenlaterne"}}});
    for (const std::string text : {"Wilder Müll", "WILDER MÜLL", "wilder Muell", "wilder Mu\u0308ll"})
        CHECK(found(config, text) == "waste");
    for (const std::string text : {"straßenlaterne", "STRASSENLATERNE", "Strassenlaterne"})
        CHECK(found(config, text) == "lamp");
}

TEST_CASE("A match says the keyword as the configuration writes it") {
    const auto match = route::Keywords(with({{"waste", {"Wilder  Müll"}}})).find("wilder muell im wald");
    REQUIRE(match);
    CHECK(match->keyword == "Wilder  Müll");
    CHECK(match->category == "waste");
}

TEST_CASE("A keyword without letters or digits matches nothing") {
    CHECK(found(with({{"a", {"", " ", "!?"}}}), "Was?! ist das") == "-");
    CHECK(found(with({}), "Laterne") == "-");
    CHECK(found(with({{"a", {"laterne"}}}), "") == "-");
}
