#include "route/history.hpp"

#include "core/error.hpp"
#include "core/json_writer.hpp"
#include "store/classifiers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace ombud::route {

namespace {

constexpr std::size_t fewest_reports = 100;
constexpr std::size_t enough_of_a_category = 20;

void require_enough(const std::vector<LabelledText>& texts) {
    std::set<std::string_view> categories;
    for (const LabelledText& text : texts) categories.insert(text.category);
    if (texts.size() >= fewest_reports && categories.size() >= 2) return;
    throw Error(
        ErrorKind::input,
        fmt::format("there are {} reports of {} categories that a person or their source decided; {} of at least "
                    "2 are needed. Until then categories are suggested by what ombud.toml says of them",
                    texts.size(), categories.size(), fewest_reports));
}

/// Adds what the configuration says of categories with few reports.
void lean_on_seed(std::vector<LabelledText>& texts, const Config& config) {
    std::map<std::string, std::size_t> counts;
    for (const LabelledText& text : texts) ++counts[text.category];
    for (LabelledText& seed : seed_texts(config)) {
        if (counts[seed.category] < enough_of_a_category) texts.push_back(std::move(seed));
    }
}

std::string metrics_json(const Trained& trained) {
    JsonWriter json;
    json.begin_object().key("texts").value(trained.texts).key("categories").value(trained.weights.categories.size());
    json.key("held_out").value(trained.calibrated_on).key("top1").value(trained.held_out_top1, 4);
    json.key("log_loss").value(trained.held_out_log_loss, 4);
    json.key("temperature").value(trained.weights.calibration.temperature, 4);
    json.key("doubt").value(trained.weights.calibration.doubt, 4).end_object();
    return json.take();
}

}  // namespace

std::string classified_text(std::string_view title, std::string_view text) {
    // Where a title is missing intake makes it of the text's beginning, which must not count twice.
    const std::string_view bare = title.ends_with(" …") ? title.substr(0, title.size() - 4) : title;
    if (text.starts_with(bare)) return std::string(text);
    return fmt::format("{}\n{}", title, text);
}

std::vector<LabelledText> seed_texts(const Config& config) {
    std::vector<LabelledText> texts;
    for (const Category& category : config.categories) {
        const auto add = [&](const std::string& text) {
            if (!text.empty()) texts.push_back({text, category.id});
        };
        add(category.name_de);
        if (category.name_en != category.name_de) add(category.name_en);
        add(category.description);
        for (const std::string& keyword : category.keywords) add(keyword);
        for (const std::string& example : category.examples) add(example);
    }
    return texts;
}

std::vector<LabelledText> history(store::Register& registry, const Config& config, std::optional<Instant> since) {
    std::vector<LabelledText> texts;
    for (const store::DecidedReport& report : store::decided_reports(registry, since)) {
        const Category* category = config.category(report.category);
        // A catch-all teaches nothing: what is in it belongs elsewhere.
        if (category == nullptr || category->doubtful) continue;
        texts.push_back({classified_text(report.title, report.text), report.category});
    }
    return texts;
}

std::optional<ReadyClassifier> ready_classifier(store::Register& registry, const Config& config) {
    if (const auto stored = store::find_classifier(registry)) {
        return ReadyClassifier{Classifier::from_bytes(stored->model), false};
    }
    const std::vector<LabelledText> seed = seed_texts(config);
    if (std::ranges::all_of(seed, [&](const LabelledText& t) { return t.category == seed.front().category; })) {
        return std::nullopt;
    }
    SilentProgress silent;  // a twentieth of a second
    const Trained trained = train(seed, {.choose_setting = false}, silent);
    return ReadyClassifier{Classifier(trained.weights), true};
}

Trained train_on_history(store::Register& registry, const Config& config, std::optional<Instant> since,
                         std::string_view actor, Instant now, Progress& progress) {
    std::vector<LabelledText> texts = history(registry, config, since);
    require_enough(texts);
    lean_on_seed(texts, config);
    Trained trained = train(texts, {}, progress);
    const std::string reason =
        fmt::format("on {} texts of {} categories", trained.texts, trained.weights.categories.size());
    store::put_classifier(
        registry,
        {0, now, static_cast<std::int64_t>(trained.texts), static_cast<std::int64_t>(trained.weights.categories.size()),
         metrics_json(trained), Classifier(trained.weights).bytes()},
        {now, actor, reason});
    return trained;
}

TemporalTest test_on_history(store::Register& registry, const Config& config, std::optional<Instant> since,
                             Progress& progress) {
    std::vector<LabelledText> texts = history(registry, config, since);
    require_enough(texts);
    const auto newer = texts.begin() + static_cast<std::ptrdiff_t>(texts.size() * 4 / 5);
    const std::vector<LabelledText> test(newer, texts.end());
    texts.erase(newer, texts.end());
    lean_on_seed(texts, config);
    TemporalTest result{train(texts, {}, progress), {}};
    Classifier classifier(result.trained.weights);
    result.evaluation = evaluate(classifier, test);
    return result;
}

}  // namespace ombud::route
