#include "route/classifier.hpp"

#include "core/error.hpp"
#include "core/progress.hpp"
#include "route/evaluation.hpp"
#include "route/training.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <numeric>
#include <string>
#include <vector>

namespace {

using namespace ombud;
using route::LabelledText;

/// Reports of three categories, written as people write, each text once.
std::vector<LabelledText> sample_texts(int count) {
    const std::vector<std::vector<std::string>> things{{"Straßenlaterne", "Laterne", "Beleuchtung", "Lampe"},
                                                       {"Schlagloch", "Fahrbahn", "Asphalt", "Straßenbelag"},
                                                       {"Sperrmüll", "Müllsäcke", "Abfall", "alte Reifen"}};
    const std::vector<std::vector<std::string>> wrongs{{"flackert", "ist aus", "leuchtet nicht"},
                                                       {"aufgebrochen", "ist tief", "beschädigt Autos"},
                                                       {"liegt herum", "abgeladen", "stinkt"}};
    const std::vector<std::string> names{"lamp", "pothole", "waste"};
    std::vector<LabelledText> texts;
    for (int i = 0; i < count; ++i) {
        const auto c = static_cast<std::size_t>(i % 3);
        const auto n = static_cast<std::size_t>(i / 3);
        texts.push_back(
            {things[c][n % 4] + " " + wrongs[c][n / 4 % 3] + ", Hammer Straße " + std::to_string(i), names[c]});
    }
    return texts;
}

route::Classifier trained_on(const std::vector<LabelledText>& texts) {
    SilentProgress progress;
    return route::Classifier(route::train(texts, {}, progress).weights);
}

std::string best(route::Classifier& classifier, const std::string& text) {
    return classifier.categories()[classifier.candidates(text, 1).front().category];
}

}  // namespace

TEST_CASE("A classifier knows words that it saw, in other forms and spellings") {
    route::Classifier classifier = trained_on(sample_texts(150));
    CHECK(best(classifier, "Die Strassenlaternen flackern") == "lamp");
    CHECK(best(classifier, "MUELLSAECKE abgeladen") == "waste");
    CHECK(best(classifier, "schlaglöcher in der fahrbahn") == "pothole");
    CHECK(best(classifier, "Sperrmul") == "waste");
}

TEST_CASE("Probabilities add up to one and come best first") {
    route::Classifier classifier = trained_on(sample_texts(150));
    for (const std::string text : {"Laterne am Schlagloch", "", "???", "xyz qwv", "Müll"}) {
        const auto all = classifier.probabilities(text);
        CHECK(std::accumulate(all.begin(), all.end(), 0.0) == Approx(1));
        const auto candidates = classifier.candidates(text, 10);
        REQUIRE(candidates.size() == 3);
        CHECK(candidates[0].probability >= candidates[1].probability);
        CHECK(candidates[1].probability >= candidates[2].probability);
    }
}

TEST_CASE("The same texts give the same classifier, with any number of threads") {
    const auto texts = sample_texts(120);
    SilentProgress progress;
    const auto one = route::Classifier(route::train(texts, {.threads = 1}, progress).weights).bytes();
    const auto two = route::Classifier(route::train(texts, {.threads = 2}, progress).weights).bytes();
    CHECK((one == two));  // without printing megabytes
}

TEST_CASE("A stored classifier answers as the one that was stored, and takes less than 20 MB") {
    route::Classifier classifier = trained_on(sample_texts(150));
    const std::string bytes = classifier.bytes();
    CHECK(bytes.size() < 20'000'000);
    route::Classifier again = route::Classifier::from_bytes(bytes);
    CHECK(again.categories() == classifier.categories());
    const std::string text = "Die Laterne am Müll ist aus";
    const std::vector<double> before(classifier.probabilities(text).begin(), classifier.probabilities(text).end());
    const auto after = again.probabilities(text);
    CHECK(std::equal(before.begin(), before.end(), after.begin(), after.end()));
    CHECK_THROWS_AS(route::Classifier::from_bytes(bytes.substr(0, bytes.size() - 1)), Error);
    CHECK_THROWS_AS(route::Classifier::from_bytes("no classifier"), Error);
    CHECK_THROWS_AS(route::Classifier::from_bytes(""), Error);
}

TEST_CASE("A classifier of any number of categories stays under 20 MB") {
    for (const std::size_t categories : {2U, 16U, 60U, 200U, 1000U, 5000U}) {
        CHECK((categories + 16) << route::bucket_bits(categories) < 20'000'000);
    }
}

TEST_CASE("Two texts are enough to train on, one category is not") {
    CHECK(best(*std::make_unique<route::Classifier>(trained_on({{"Laterne", "lamp"}, {"Müll", "waste"}})), "Laterne") ==
          "lamp");
    SilentProgress progress;
    CHECK_THROWS_AS(route::train(std::vector<LabelledText>{{"a", "x"}, {"b", "x"}}, {}, progress), Error);
    CHECK_THROWS_AS(route::train(std::vector<LabelledText>{}, {}, progress), Error);
}

TEST_CASE("Empty, repeated and very long texts do no harm") {
    auto texts = sample_texts(60);
    for (int i = 0; i < 50; ++i) texts.push_back(texts.front());
    texts.push_back({"", "lamp"});
    texts.push_back({"", "waste"});
    std::string mail;
    while (mail.size() < 20'000) mail += "Sehr geehrte Damen und Herren, die Laterne ist aus. ";
    texts.push_back({mail, "lamp"});
    route::Classifier classifier = trained_on(texts);
    CHECK(best(classifier, mail) == "lamp");
    CHECK(best(classifier, std::string(2'000'000, 'x')) != "");
}

TEST_CASE("Two hundred categories are told apart") {
    std::vector<LabelledText> texts;
    for (int i = 0; i < 1000; ++i) {
        const std::string name = "category " + std::to_string(i % 200);
        std::string word;
        for (int number = i % 200 * 48'611 + 12'345; number > 0; number /= 26)
            word += static_cast<char>('a' + number % 26);
        texts.push_back({"Meldung " + word + " in Straße " + std::to_string(i), name});
    }
    route::Classifier classifier = trained_on(texts);
    CHECK(classifier.categories().size() == 200);
    CHECK(route::evaluate(classifier, texts).top1 > 0.9);
}

TEST_CASE("Where a label in five is wrong, no answer is stated to be certain") {
    auto texts = sample_texts(600);
    for (std::size_t i = 0; i < texts.size(); i += 5) texts[i].category = texts[(i + 1) % texts.size()].category;
    route::Classifier classifier = trained_on(texts);
    const double stated = classifier.candidates("Laterne flackert, Hammer Straße 9000", 1).front().probability;
    CHECK(stated > 0.65);
    CHECK(stated < 0.95);
}

TEST_CASE("Coverage is the largest share of answers, surest first, that is right often enough") {
    using route::Answer;
    using route::coverage;
    CHECK(coverage({}, 0.9) == 0);
    CHECK(coverage({{0.9, true}, {0.8, true}}, 0.9) == 1);
    CHECK(coverage({{0.9, false}, {0.8, true}}, 0.9) == 0);
    CHECK(coverage({{0.9, true}, {0.5, false}, {0.8, true}, {0.4, false}}, 0.9) == 0.5);
    // One wrong answer early is made good by nine right ones after it.
    std::vector<Answer> answers{{0.99, false}};
    for (int i = 0; i < 9; ++i) answers.push_back({0.9 - 0.01 * i, true});
    CHECK(coverage(answers, 0.9) == 1);
    CHECK(coverage(answers, 0.95) == 0);
    // No threshold parts answers of equal probability.
    CHECK(coverage({{0.5, true}, {0.5, false}}, 0.9) == 0);
}

TEST_CASE("A text of a category that was never seen counts as wrong") {
    route::Classifier classifier = trained_on(sample_texts(90));
    auto texts = sample_texts(30);
    const auto known = route::evaluate(classifier, texts);
    CHECK(known.top1 == 1);
    CHECK(known.unknown == 0);
    CHECK(known.macro_f1 == Approx(1));
    for (int i = 0; i < 10; ++i) texts.push_back({"Laterne", "never seen"});
    const auto with_unknown = route::evaluate(classifier, texts);
    CHECK(with_unknown.unknown == 10);
    CHECK(with_unknown.top1 == 0.75);
    CHECK(with_unknown.top3 == 0.75);
    CHECK(with_unknown.macro_f1 < 0.76);
    CHECK(with_unknown.texts_per_s > 0);
}
