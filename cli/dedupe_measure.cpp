#include "cli/command_line.hpp"
#include "cli/session.hpp"
#include "cli/table.hpp"
#include "core/error.hpp"
#include "core/file.hpp"
#include "core/json_writer.hpp"
#include "dedupe/register_index.hpp"
#include "dedupe/training.hpp"
#include "store/duplicates.hpp"
#include "store/fingerprints.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <thread>

namespace ombud::cli {

namespace {

struct EvaluateOptions {
    std::string links;
    std::string reports;
    std::string time_zone;
    std::string svg;
    std::string model;
};

struct TrainOptions {
    std::string links;
    std::string reports;
    std::string time_zone;
    std::string output;
    bool forget = false;
    bool dry_run = false;
};

/// The reports of the register, by the ids that their sources gave them and by our own references.
dedupe::LabelledReports from_register(Session& session, store::Register& registry) {
    dedupe::LabelledReports reports;
    const auto index = dedupe::load_index(registry);
    reports.fingerprints.assign(index.reports().begin(), index.reports().end());
    for (auto& [id, report] : store::external_ids(registry)) reports.by_external_id.emplace(id, report);
    for (const auto& f : reports.fingerprints) reports.by_external_id.emplace(session.reference(f.report), f.report);
    return reports;
}

TimeZone zone(const std::string& name) {
    return TimeZone(name.empty() ? "Europe/Berlin" : name);
}

dedupe::Model model_in(const std::string& file) {
    return dedupe::parse_model(read_file(file));
}

double share(std::size_t part, std::size_t whole) {
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

void print_json(Session& session, const dedupe::Evaluation& e) {
    JsonWriter json;
    const dedupe::Recall& r = e.with_positions;
    json.begin_object()
        .key("recall_at_1")
        .value(share(r.at_1, r.links), 4)
        .key("recall_at_3")
        .value(share(r.at_3, r.links), 4);
    json.key("recall_at_5").value(share(r.at_5, r.links), 4).key("pair_precision").value(e.at_suggest.precision(), 4);
    json.key("pair_recall").value(e.at_suggest.recall(), 4).key("reports_per_s").value(e.reports_per_s(), 0);
    json.end_object();
    session.print(json.text());
}

std::string recall_line(std::string_view what, const dedupe::Recall& r) {
    return fmt::format("{:<46} {:5}   {:5.1f} %  {:5.1f} %  {:5.1f} %\n", what, r.links, 100 * share(r.at_1, r.links),
                       100 * share(r.at_3, r.links), 100 * share(r.at_5, r.links));
}

void print_text(Session& session, const dedupe::Evaluation& e) {
    std::string text = fmt::format("{} reports, {} links\n", e.reports, e.links);
    if (e.links_unknown > 0) text += fmt::format("{} links name a report that is not there\n", e.links_unknown);
    text += fmt::format("\n{:<46} {:>5}   {:>7}  {:>7}  {:>7}\n", "original found", "links", "first", "top 3", "top 5");
    text += recall_line("both with coordinates", e.with_positions);
    text += recall_line("  fixed rule (category, open, 250 m, nearest)", e.fixed_rule);
    text += recall_line("without coordinates, by address", e.without_positions);
    text +=
        fmt::format("\n{:<12} {:>9} {:>7} {:>10} {:>7}\n", "probability", "reports", "right", "precision", "recall");
    for (const auto& q : e.curve) {
        text += fmt::format("from {:<7.2f} {:9} {:7} {:8.1f} % {:5.1f} %\n", q.threshold, q.predicted, q.right,
                            100 * q.precision(), 100 * q.recall());
    }
    text += fmt::format("\nsuggested from {:.2f}: precision {:.1f} %, recall {:.1f} %\n", e.at_suggest.threshold,
                        100 * e.at_suggest.precision(), 100 * e.at_suggest.recall());
    text += fmt::format("\n{:<14} {:>10} {:>8} {:>8}\n", "stated", "candidates", "mean", "right");
    for (const auto& bin : e.calibration) {
        text += fmt::format("{:.1f} to {:<7.1f} {:10} {:6.1f} % {:6.1f} %\n", bin.from, bin.to, bin.candidates,
                            100 * bin.stated, 100 * bin.observed);
    }
    if (e.capped_cells > 0)
        text += fmt::format("\ncrowded cells that were not searched to the end: {}\n", e.capped_cells);
    text += fmt::format("\nblocking and scoring: {:.3f} s, {:.1f} us a report, {:.0f} reports/s", e.seconds,
                        1e6 * e.seconds / static_cast<double>(std::max<std::size_t>(1, e.reports)), e.reports_per_s());
    session.print(text);
}

unsigned threads() {
    return std::max(1U, std::thread::hardware_concurrency());
}

Exit evaluate(Session& session, const EvaluateOptions& options) {
    if (options.links.empty())
        throw Error(ErrorKind::usage, "--links FILE is missing: which reports are known to be the same");
    const auto links = dedupe::read_links(options.links);
    dedupe::LabelledReports reports;
    dedupe::Model model = dedupe::shipped_model();
    dedupe::BlockRules rules;
    double suggest = DuplicateSettings{}.suggest;
    if (!options.reports.empty()) {
        reports = dedupe::read_labelled_reports(options.reports, zone(options.time_zone));
    } else {
        // Fingerprints of reports that no night has seen yet are made on the way and not kept.
        store::Register registry = session.open_register(store::Access::write);
        const store::Transaction never_committed(registry);
        static_cast<void>(dedupe::refresh_fingerprints(registry, session.progress()));
        reports = from_register(session, registry);
        model = dedupe::current_model(registry);
        rules = dedupe::block_rules(session.config());
        suggest = session.config().duplicates.suggest;
    }
    if (!options.model.empty()) model = model_in(options.model);
    const auto result = dedupe::evaluate(std::move(reports), links, model, rules, suggest, threads());
    if (!options.svg.empty()) write_file(options.svg, dedupe::to_svg(result));
    session.json() ? print_json(session, result) : print_text(session, result);
    return Exit::done;
}

void keep(Session& session, store::Register& registry, std::string_view method, const dedupe::Model& model,
          const TrainOptions& options) {
    if (!options.output.empty()) write_file(options.output, dedupe::to_text(model));
    if (options.dry_run) {
        session.say("This was a dry run: the register keeps its model.");
        return;
    }
    const std::string actor = Session::actor();
    store::put_duplicate_model(registry, method, dedupe::to_text(model), {session.now(), actor, ""});
    session.say(
        "Used from now on; `ombud dedupe train --forget` goes back. `ombud dedupe run --all` compares all reports anew.");
}

void print_training(Session& session, const dedupe::Examples& examples, const dedupe::Model& before,
                    const dedupe::Model& after) {
    const double old_loss = dedupe::log_loss(examples.held_out, before);
    const double new_loss = dedupe::log_loss(examples.held_out, after);
    if (session.json()) {
        JsonWriter json;
        json.begin_object().key("same").value(examples.same).key("different").value(examples.different);
        json.key("log_loss_before").value(old_loss, 6).key("log_loss_after").value(new_loss, 6).end_object();
        session.print(json.text());
        return;
    }
    session.print(
        fmt::format("learnt from {} pairs that are the same and {} that are not\n"
                    "log loss on reports kept apart: {:.5f}, before {:.5f}",
                    examples.same, examples.different, new_loss, old_loss));
}

Exit train(Session& session, const TrainOptions& options) {
    if (!options.reports.empty()) {
        if (options.links.empty()) throw Error(ErrorKind::usage, "--reports needs --links");
        const auto reports = dedupe::read_labelled_reports(options.reports, zone(options.time_zone));
        const auto examples = dedupe::examples_from_links(reports, dedupe::read_links(options.links), {}, 20);
        const auto model = dedupe::train(examples.training, dedupe::shipped_model());
        print_training(session, examples, dedupe::shipped_model(), model);
        if (!options.output.empty()) write_file(options.output, dedupe::to_text(model));
        return Exit::done;
    }
    store::Register registry = session.open_register(store::Access::write);
    if (options.forget) {
        const std::string actor = Session::actor();
        const bool gone = store::forget_duplicate_model(registry, {session.now(), actor, ""});
        session.say(gone ? "The newest model is gone; the one before it is used."
                         : "No model was learnt; the one shipped is used.");
        return Exit::done;
    }
    store::Transaction transaction(registry);
    static_cast<void>(dedupe::refresh_fingerprints(registry, session.progress()));
    const auto rules = dedupe::block_rules(session.config());
    const auto before = dedupe::current_model(registry);
    dedupe::Examples examples;
    if (options.links.empty()) {
        examples = dedupe::examples_from_decisions(registry, dedupe::load_index(registry), rules);
    } else {
        examples =
            dedupe::examples_from_links(from_register(session, registry), dedupe::read_links(options.links), rules, 20);
    }
    constexpr std::size_t least = 20;
    if (examples.same < least || examples.different < least) {
        throw Error(
            ErrorKind::input,
            fmt::format(
                "{} pairs that are the same and {} that are not are too few to learn from; {} of each are needed. "
                "Decide on suggestions (`ombud dedupe list`) first",
                examples.same, examples.different, least));
    }
    const auto model = dedupe::train(examples.training, dedupe::shipped_model());
    print_training(session, examples, before, model);
    keep(session, registry, "train", model, options);
    transaction.commit();
    return Exit::done;
}

Exit fit(Session& session, const TrainOptions& options) {
    store::Register registry = session.open_register(store::Access::write);
    store::Transaction transaction(registry);
    static_cast<void>(dedupe::refresh_fingerprints(registry, session.progress()));
    const auto rules = dedupe::block_rules(session.config());
    const auto fitted =
        dedupe::fit(dedupe::load_index(registry), rules, dedupe::current_model(registry), session.progress());
    if (fitted.rounds == 0)
        throw Error(ErrorKind::input, "no two reports are near enough to each other to learn anything");
    if (session.json()) {
        JsonWriter json;
        json.begin_object().key("share_same").value(fitted.share, 6).key("rounds").value(fitted.rounds).end_object();
        session.print(json.text());
    } else {
        session.print(fmt::format("{:.2f} % of the pairs compared are about the same thing, after {} rounds",
                                  fitted.share * 100, fitted.rounds));
    }
    keep(session, registry, "fit", fitted.model, options);
    transaction.commit();
    return Exit::done;
}

}  // namespace

void add_dedupe_measures(Command& dedupe) {
    auto measured = std::make_shared<EvaluateOptions>();
    dedupe.add("evaluate", "Measure how well known duplicates are found")
        .option("--links", measured->links, "A table with the columns id and parent: the ids as the source gave them")
        .option("--reports", measured->reports,
                "Judge the reports of this table instead of the register; needs no workspace")
        .option("--time-zone", measured->time_zone, "Of times without a zone in --reports; Europe/Berlin unless said")
        .option("--model", measured->model, "Weights of a file, as `train -o` writes it")
        .option("--svg", measured->svg, "Also draw the precision-recall curve and the calibration")
        .examples(
            "  ombud dedupe evaluate --links links.csv --svg quality.svg\n"
            "  ombud --format json dedupe evaluate --links links.csv --reports reports.csv.gz")
        .action([measured](Session& session) { return evaluate(session, *measured); });
    auto fitted = std::make_shared<TrainOptions>();
    dedupe.add("fit", "Learn weights from the reports themselves, without anybody's decisions")
        .option("-o,--output", fitted->output, "Also write the weights to this file")
        .flag("--dry-run", fitted->dry_run, "Say what would be learnt, keep nothing")
        .examples("  ombud dedupe fit --dry-run")
        .action([fitted](Session& session) { return fit(session, *fitted); });
    auto trained = std::make_shared<TrainOptions>();
    dedupe.add("train", "Learn weights from what people confirmed and rejected")
        .option("--links", trained->links,
                "Learn from known duplicates instead: a table with the columns id and parent")
        .option("--reports", trained->reports, "With --links: the reports are in this table, not in the register")
        .option("--time-zone", trained->time_zone, "Of times without a zone in --reports; Europe/Berlin unless said")
        .option("-o,--output", trained->output, "Also write the weights to this file")
        .flag("--forget", trained->forget, "Go back to the model before the newest")
        .flag("--dry-run", trained->dry_run, "Say what would be learnt, keep nothing")
        .examples("  ombud dedupe train\n  ombud dedupe train --links links.csv -o weights.txt")
        .action([trained](Session& session) { return train(session, *trained); });
}

}  // namespace ombud::cli
