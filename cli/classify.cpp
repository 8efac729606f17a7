#include "cli/command_line.hpp"
#include "cli/session.hpp"
#include "cli/table.hpp"
#include "core/json_writer.hpp"
#include "route/evaluation.hpp"
#include "route/labelled_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <memory>

namespace ombud::cli {

namespace {

struct EvaluateOptions {
    std::string train;
    std::string test;
};

std::string to_json(const route::Evaluation& e) {
    JsonWriter json;
    json.begin_object().key("top1").value(e.top1, 4).key("top3").value(e.top3, 4);
    json.key("macro_f1").value(e.macro_f1, 4);
    json.key("coverage_p90").value(e.coverage_p90, 4).key("coverage_p95").value(e.coverage_p95, 4);
    json.key("texts_per_s").value(e.texts_per_s, 0).end_object();
    return json.take();
}

std::string bands_table(const route::Evaluation& e, bool bold) {
    Table table({"STATED", "TEXTS", "MEAN STATED", "RIGHT"});
    for (const route::CalibrationBand& band : e.bands) {
        if (band.texts == 0) continue;
        table.add({fmt::format("{:.1f} to {:.1f}", band.from, band.to), std::to_string(band.texts),
                   fmt::format("{:.3f}", band.stated), fmt::format("{:.3f}", band.right)});
    }
    return table.text(bold);
}

std::string confusion_table(const route::Evaluation& e, bool bold) {
    Table table({"CATEGORY", "TAKEN FOR", "TEXTS"});
    constexpr std::size_t most = 40;
    std::size_t shown = 0;
    for (const route::Confusion& confusion : e.confusions) {
        if (confusion.truth == confusion.answer || shown == most) continue;
        table.add({confusion.truth, confusion.answer, std::to_string(confusion.texts)});
        ++shown;
    }
    return table.text(bold);
}

void print_evaluation(Session& session, const route::Trained& trained, const route::Evaluation& e, double seconds) {
    if (session.json()) {
        session.print(to_json(e));
        return;
    }
    std::string out =
        fmt::format("trained on {} texts of {} categories in {:.1f} s, step {}, idf power {}, calibrated on {}\n",
                    trained.texts, trained.weights.categories.size(), seconds, trained.setting.step,
                    trained.setting.idf_power, trained.calibrated_on);
    out += fmt::format("tested on {} texts", e.texts);
    if (e.unknown > 0) out += fmt::format(", {} of them of categories that were not in training", e.unknown);
    out += fmt::format("\nright at first    {:.3f}\nunder first three {:.3f}\nmacro F1          {:.3f}\n", e.top1,
                       e.top3, e.macro_f1);
    out += fmt::format("coverage at 90 %  {:.3f}\ncoverage at 95 %  {:.3f}\n", e.coverage_p90, e.coverage_p95);
    out += fmt::format("calibration error {:.3f}\ntexts a second    {:.0f}\n\n", e.calibration_error, e.texts_per_s);
    out += bands_table(e, session.color()) + '\n' + confusion_table(e, session.color());
    session.print(out);
}

Exit evaluate(Session& session, const EvaluateOptions& options) {
    if (options.train.empty() != options.test.empty()) {
        throw Error(ErrorKind::usage, "--train and --test go together");
    }
    const auto learn = route::read_labelled(options.train, session.progress());
    const auto ask = route::read_labelled(options.test, session.progress());
    const auto start = std::chrono::steady_clock::now();
    const route::Trained trained = route::train(learn, {}, session.progress());
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    route::Classifier classifier(trained.weights);
    print_evaluation(session, trained, route::evaluate(classifier, ask), seconds);
    return Exit::done;
}

}  // namespace

void add_classify(Command& root) {
    Command classify = root.add("classify", "Train, test and ask the classifier of categories");
    auto options = std::make_shared<EvaluateOptions>();
    classify.add("evaluate", "How good the classifier is on reports it has not seen")
        .option("--train", options->train, "Learn from this CSV file (columns text, category); needs no workspace")
        .option("--test", options->test, "Test on this one")
        .examples("  ombud classify evaluate\n  ombud classify evaluate --train a.csv --test b.csv")
        .action([options](Session& session) { return evaluate(session, *options); });
}

}  // namespace ombud::cli
