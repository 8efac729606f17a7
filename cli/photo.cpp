#include "cli/command_line.hpp"
#include "cli/session.hpp"
#include "core/file.hpp"
#include "core/json_writer.hpp"
#include "photo/evaluation.hpp"
#include "photo/public_copy.hpp"
#include "photo/review.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <string>

namespace ombud::cli {

namespace {

struct EvaluateOptions {
    std::string table;
    std::string kind;
    std::int64_t min_height = 0;
    std::string settings;
    bool thorough = false;
    bool faces_only = false;
};

Exit evaluate(Session& session, const EvaluateOptions& options) {
    const auto kind = photo::box_kind_from(options.kind);
    if (!kind) throw Error(ErrorKind::usage, fmt::format("--kind {}: use plate, face or person", options.kind));
    photo::WorkerOptions worker;
    worker.thorough = options.thorough;
    worker.faces_only = options.faces_only;
    const PhotoSettings settings = options.settings.empty() ? PhotoSettings{} : load_photo_settings(options.settings);
    const photo::Evaluation result = photo::evaluate(options.table, *kind, static_cast<double>(options.min_height),
                                                     settings, worker, session.progress());
    if (session.json()) {
        JsonWriter json;
        json.begin_object().key("images").value(result.images).key("boxes").value(result.boxes);
        json.key("recall").value(result.recall, 4).key("masked_wrongly").value(result.masked_wrongly, 6);
        json.key("ms_per_megapixel").value(result.ms_per_megapixel, 1).end_object();
        session.print(json.text());
        return Exit::done;
    }
    session.print(fmt::format(
        "images          {}\n"
        "boxes           {}\n"
        "recall          {:.1f} %\n"
        "masked wrongly  {:.2f} % of the area\n"
        "time            {:.0f} ms a megapixel",
        result.images, result.boxes, result.recall * 100, result.masked_wrongly * 100, result.ms_per_megapixel));
    return Exit::done;
}

struct ReviewOptions {
    std::string output;
    bool all = false;
};

Exit review(Session& session, const ReviewOptions& options) {
    const Workspace& workspace = session.workspace();
    const std::filesystem::path page = options.output.empty()
                                           ? photo::review_folder(workspace.public_photos()) / "review.html"
                                           : std::filesystem::path(options.output);
    store::Register registry = session.open_register(store::Access::read);
    const auto photos = photo::waiting_photos(registry, workspace, options.all);
    // Shows what the public must not see.
    write_file(page, photo::review_page(photos, workspace, page), 0600);
    if (session.json()) {
        JsonWriter json;
        json.begin_object().key("photos").value(photos.size()).key("page").value(page.string()).end_object();
        session.print(json.text());
    } else {
        session.print(page.string());
        session.say(fmt::format("{} photos wait. Open the page in a browser, then: ombud photo apply decisions.json",
                                photos.size()));
    }
    return Exit::done;
}

struct ApplyOptions {
    std::string file;
    bool dry_run = false;
};

Exit apply(Session& session, const ApplyOptions& options) {
    const auto decisions = photo::read_decisions(options.file);
    store::Register registry = session.open_register(options.dry_run ? store::Access::read : store::Access::write);
    const photo::Applied applied = photo::apply_decisions(registry, session.workspace(), session.config(), decisions,
                                                          Session::actor(), session.now(), options.dry_run);
    if (session.json()) {
        JsonWriter json;
        json.begin_object().key("released").value(applied.released).key("rejected").value(applied.rejected);
        json.key("waiting").value(applied.waiting).key("unchanged").value(applied.unchanged);
        json.key("dry_run").value(options.dry_run).end_object();
        session.print(json.text());
        return Exit::done;
    }
    session.print(fmt::format("{} released, {} rejected, {} waiting again, {} as before", applied.released,
                              applied.rejected, applied.waiting, applied.unchanged));
    if (options.dry_run) session.say("This was a dry run: nothing was changed.");
    return Exit::done;
}

}  // namespace

void add_photo(Command& root) {
    Command photo = root.add("photo", "Look at photos that wait for it; see how well photos are anonymised");
    auto reviewing = std::make_shared<ReviewOptions>();
    photo.add("review", "Write a page that shows the photos that wait for a person's look")
        .option("-o,--output", reviewing->output, "Where the page goes, instead of photos/review/review.html")
        .flag("--all", reviewing->all, "Show rejected photos, too")
        .examples("  ombud photo review\n  ombud photo review --all -o /tmp/photos.html")
        .action([reviewing](Session& session) { return review(session, *reviewing); });
    auto applying = std::make_shared<ApplyOptions>();
    photo.add("apply", "Release or reject photos as decided on the page")
        .positional("decisions", applying->file, "The file that the page saved", true)
        .flag("--dry-run", applying->dry_run, "Check, change nothing")
        .examples("  ombud photo apply decisions.json --dry-run\n  ombud photo apply decisions.json")
        .action([applying](Session& session) { return apply(session, *applying); });
    auto options = std::make_shared<EvaluateOptions>();
    photo.add("evaluate", "Compare with what a person has marked in photos")
        .positional("boxes", options->table, "A table of boxes; the photos lie beside it", true)
        .option("--kind", options->kind, "What is marked: plate, face or person")
        .option("--min-height", options->min_height, "Do not count boxes that are lower, in pixels")
        .option("--settings", options->settings, "A configuration whose [photos] is used")
        .flag("--thorough", options->thorough, "Search longer")
        .flag("--faces-only", options->faces_only, "Cover faces rather than whole persons")
        .examples(
            "  ombud photo evaluate plates/boxes.tsv --kind plate\n"
            "  ombud photo evaluate persons/boxes.tsv --kind person --min-height 60")
        .action([options](Session& session) { return evaluate(session, *options); });
}

}  // namespace ombud::cli
