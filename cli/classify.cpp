#include "cli/command_line.hpp"
#include "cli/session.hpp"
#include "cli/table.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"
#include "route/evaluation.hpp"
#include "route/history.hpp"
#include "route/labelled_file.hpp"
#include "store/classifiers.hpp"
#include "store/runs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>

namespace ombud::cli {

namespace {

struct EvaluateOptions {
    std::string train;
    std::string test;
    std::optional<std::string> since;
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
    out += fmt::format("model of {:.1f} MB\n", static_cast<double>(route::model_size(trained.weights)) / 1e6);
    out += fmt::format("tested on {} texts", e.texts);
    if (e.unknown > 0) out += fmt::format(", {} of them of categories that were not in training", e.unknown);
    out += fmt::format("\nright at first    {:.3f}\nunder first three {:.3f}\nmacro F1          {:.3f}\n", e.top1,
                       e.top3, e.macro_f1);
    out += fmt::format("coverage at 90 %  {:.3f}\ncoverage at 95 %  {:.3f}\n", e.coverage_p90, e.coverage_p95);
    out += fmt::format("calibration error {:.3f}\ntexts a second    {:.0f}\n\n", e.calibration_error, e.texts_per_s);
    out += bands_table(e, session.color()) + '\n' + confusion_table(e, session.color());
    session.print(out);
}

void evaluate_files(Session& session, const EvaluateOptions& options) {
    const auto learn = route::read_labelled(options.train, session.progress());
    const auto ask = route::read_labelled(options.test, session.progress());
    const auto start = std::chrono::steady_clock::now();
    const route::Trained trained = route::train(learn, {}, session.progress());
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    route::Classifier classifier(trained.weights);
    print_evaluation(session, trained, route::evaluate(classifier, ask), seconds);
}

std::optional<Instant> since(Session& session, const std::optional<std::string>& text) {
    return text ? std::optional(session.when(*text, "--since")) : std::nullopt;
}

Exit evaluate(Session& session, const EvaluateOptions& options) {
    if (options.train.empty() != options.test.empty()) {
        throw Error(ErrorKind::usage, "--train and --test go together");
    }
    if (!options.train.empty()) {
        if (options.since) throw Error(ErrorKind::usage, "--since is for the register's own reports");
        evaluate_files(session, options);
        return Exit::done;
    }
    store::Register registry = session.open_register(store::Access::read);
    const auto start = std::chrono::steady_clock::now();
    const auto test =
        route::test_on_history(registry, session.config(), since(session, options.since), session.progress());
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    print_evaluation(session, test.trained, test.evaluation, seconds);
    return Exit::done;
}

struct TrainOptions {
    std::optional<std::string> since;
    bool undo = false;
    bool dry_run = false;
};

Exit undo(Session& session, store::Register& registry) {
    const std::string actor = Session::actor();
    if (!store::remove_classifier(registry, {session.now(), actor, "ombud classify train --undo"})) {
        throw Error(ErrorKind::conflict, "no classifier has been trained, so there is none to take back");
    }
    const auto now_used = store::find_classifier(registry);
    session.say(now_used ? fmt::format("Now in use: the classifier trained {} on {} texts.",
                                       format_local(now_used->trained_at, session.config().time_zone), now_used->texts)
                         : "No trained classifier is left; categories are suggested by what ombud.toml says of them.");
    return Exit::done;
}

void print_trained(Session& session, const route::Trained& trained) {
    if (session.json()) {
        JsonWriter json;
        json.begin_object().key("texts").value(trained.texts);
        json.key("categories").value(trained.weights.categories.size());
        json.key("held_out").value(trained.calibrated_on).key("top1").value(trained.held_out_top1, 4);
        session.print(json.key("log_loss").value(trained.held_out_log_loss, 4).end_object().text());
    } else if (!session.quiet()) {
        session.print(fmt::format("trained on {} texts of {} categories; of {} held out {:.1f} % right at first",
                                  trained.texts, trained.weights.categories.size(), trained.calibrated_on,
                                  100 * trained.held_out_top1));
    }
}

Exit train(Session& session, const TrainOptions& options) {
    const WorkspaceLock lock(session.workspace(), "classify train");
    store::Register registry = session.open_register(store::Access::write);
    store::Transaction transaction(registry);
    Exit result = Exit::done;
    if (options.undo) {
        if (options.since) throw Error(ErrorKind::usage, "--since and --undo do not go together");
        result = undo(session, registry);
    } else {
        const std::int64_t run = store::begin_run(registry, "classify train", session.now());
        print_trained(session, route::train_on_history(registry, session.config(), since(session, options.since),
                                                       Session::actor(), session.now(), session.progress()));
        store::finish_run(registry, run, "done", "[]", present());
    }
    if (options.dry_run) {
        session.say("This was a dry run: nothing was changed.");
    } else {
        transaction.commit();
    }
    return result;
}

Exit ask(Session& session, const std::string& text) {
    if (text.empty()) {
        throw Error(ErrorKind::usage, "give --text \"…\", or one of the commands train and evaluate");
    }
    store::Register registry = session.open_register(store::Access::read);
    auto ready = route::ready_classifier(registry, session.config());
    if (!ready) throw Error(ErrorKind::config, "ombud.toml has fewer than two categories; there is nothing to choose");
    const auto candidates = ready->classifier.candidates(clean_text(text), 5);
    const auto& names = ready->classifier.categories();
    if (session.json()) {
        JsonWriter json;
        json.begin_object().key("trained").value(!ready->seed).key("candidates").begin_array();
        for (const route::Candidate& c : candidates) {
            json.begin_object().key("category").value(names[c.category]);
            json.key("probability").value(c.probability, 4).end_object();
        }
        session.print(json.end_array().end_object().text());
        return Exit::done;
    }
    Table table({"CATEGORY", "PROBABILITY"});
    for (const route::Candidate& c : candidates) table.add({names[c.category], fmt::format("{:.3f}", c.probability)});
    session.print(table.text(session.color()));
    if (ready->seed) session.say("Not trained yet: made of ombud.toml alone, so the order is a hint and no more.");
    return Exit::done;
}

}  // namespace

void add_classify(Command& root) {
    Command classify = root.add("classify", "Ask, train and test the classifier of categories");
    auto evaluation = std::make_shared<EvaluateOptions>();
    classify.add("evaluate", "How good the classifier is on reports it has not seen")
        .option("--train", evaluation->train, "Learn from this CSV file (columns text, category); needs no workspace")
        .option("--test", evaluation->test, "Test on this one")
        .option("--since", evaluation->since, "Only the register's reports received at or after")
        .examples("  ombud classify evaluate\n  ombud classify evaluate --train a.csv --test b.csv")
        .action([evaluation](Session& session) { return evaluate(session, *evaluation); });
    auto training = std::make_shared<TrainOptions>();
    classify.add("train", "Learn from the reports whose category was decided")
        .option("--since", training->since, "Only reports received at or after: a date, or \"2 years ago\"")
        .flag("--undo", training->undo, "Go back to the classifier before the last one")
        .flag("--dry-run", training->dry_run, "Train, but keep the classifier there is")
        .examples("  ombud classify train --since \"2 years ago\"\n  ombud classify train --undo")
        .action([training](Session& session) { return train(session, *training); });
    auto text = std::make_shared<std::string>();
    classify.option("--text", *text, "Print the likeliest categories of this text")
        .examples("  ombud classify --text \"Die Laterne vor Nr. 12 flackert\"")
        .action([text](Session& session) { return ask(session, *text); });
}

}  // namespace ombud::cli
