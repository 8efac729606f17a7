#include "cli/command_line.hpp"
#include "cli/session.hpp"
#include "core/json_writer.hpp"
#include "photo/evaluation.hpp"

#include <fmt/format.h>

#include <memory>

namespace ombud::cli {

namespace {

struct EvaluateOptions {
    std::string table;
    std::string kind;
    std::int64_t min_height = 0;
    bool thorough = false;
    bool faces_only = false;
};

Exit evaluate(Session& session, const EvaluateOptions& options) {
    const auto kind = photo::box_kind_from(options.kind);
    if (!kind) throw Error(ErrorKind::usage, fmt::format("--kind {}: use plate, face or person", options.kind));
    photo::WorkerOptions worker;
    worker.thorough = options.thorough;
    worker.faces_only = options.faces_only;
    const photo::Evaluation result = photo::evaluate(options.table, *kind, static_cast<double>(options.min_height),
                                                     PhotoSettings{}, worker, session.progress());
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

}  // namespace

void add_photo(Command& root) {
    Command photo = root.add("photo", "See how well photos are anonymised");
    auto options = std::make_shared<EvaluateOptions>();
    photo.add("evaluate", "Compare with what a person has marked in photos")
        .positional("boxes", options->table, "A table of boxes; the photos lie beside it", true)
        .option("--kind", options->kind, "What is marked: plate, face or person")
        .option("--min-height", options->min_height, "Do not count boxes that are lower, in pixels")
        .flag("--thorough", options->thorough, "Search longer")
        .flag("--faces-only", options->faces_only, "Cover faces rather than whole persons")
        .examples(
            "  ombud photo evaluate plates/boxes.tsv --kind plate\n"
            "  ombud photo evaluate persons/boxes.tsv --kind person --min-height 60")
        .action([options](Session& session) { return evaluate(session, *options); });
}

}  // namespace ombud::cli
