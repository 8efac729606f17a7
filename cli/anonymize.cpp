#include "cli/command_line.hpp"
#include "cli/session.hpp"
#include "core/file.hpp"
#include "core/json_writer.hpp"
#include "photo/folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace ombud::cli {

namespace {

struct AnonymizeOptions {
    std::string input;
    std::string output;
    std::string report;
    bool thorough = false;
    bool faces_only = false;
    std::int64_t longest_side = -1;  ///< as in the settings
    std::string settings;
};

struct Counts {
    std::size_t clean = 0;
    std::size_t review = 0;
    std::size_t unreadable = 0;
};

/// Counts, and names what a person must see to.
Counts sum_up(Session& session, const std::vector<photo::FolderResult>& results) {
    Counts counts;
    for (const photo::FolderResult& result : results) {
        if (result.copy.empty()) {
            ++counts.unreadable;
            session.progress().warn(fmt::format("{}: {}", result.file.string(), result.reason));
        } else if (result.reason.empty()) {
            ++counts.clean;
        } else {
            ++counts.review;
        }
    }
    return counts;
}

/// Each reason for a review, once.
void say_reasons(const Session& session, const std::vector<photo::FolderResult>& results, const std::string& output) {
    std::vector<std::string> said;
    for (const photo::FolderResult& result : results) {
        if (result.copy.empty() || result.reason.empty()) continue;
        if (std::find(said.begin(), said.end(), result.reason) != said.end()) continue;
        said.push_back(result.reason);
        session.say(fmt::format("Look through {}/review before you publish it: {}.", output, result.reason));
    }
}

Exit anonymize(Session& session, const AnonymizeOptions& options) {
    const bool side_said = options.longest_side != AnonymizeOptions{}.longest_side;
    if (side_said && (options.longest_side < 64 || options.longest_side > 20'000)) {
        throw Error(ErrorKind::usage, fmt::format("--longest-side {}: from 64 to 20000 pixels", options.longest_side));
    }
    PhotoSettings settings = options.settings.empty() ? PhotoSettings{} : load_photo_settings(options.settings);
    if (side_said) settings.longest_side_px = static_cast<int>(options.longest_side);
    photo::WorkerOptions worker;
    worker.thorough = options.thorough;
    worker.faces_only = options.faces_only;

    const auto photos = photo::photos_in(options.input, options.output);
    const auto results = photo::anonymise_folder(photos, options.output, settings, worker, session.progress());
    if (!options.report.empty()) write_file(options.report, photo::to_json(results));
    const Counts counts = sum_up(session, results);
    if (session.json()) {
        JsonWriter json;
        json.begin_object().key("photos").value(results.size()).key("clean").value(counts.clean);
        json.key("review").value(counts.review).key("unreadable").value(counts.unreadable).end_object();
        session.print(json.text());
    } else if (!session.quiet()) {
        session.print(fmt::format("{} photos: {} clean, {} for review, {} unreadable", results.size(), counts.clean,
                                  counts.review, counts.unreadable));
    }
    say_reasons(session, results, options.output);
    return counts.review + counts.unreadable > 0 ? Exit::needs_attention : Exit::done;
}

}  // namespace

void add_anonymize(Command& root) {
    auto options = std::make_shared<AnonymizeOptions>();
    root.add("anonymize", "Make faces, persons and number plates in photos unrecognisable; needs no workspace")
        .positional("input", options->input, "A photo, or a folder of photos", true)
        .option("-o,--output", options->output, "The folder for the copies")
        .option("--report", options->report, "Write what was covered where, as JSON, to this file")
        .option("--longest-side", options->longest_side, "Scale copies down to so many pixels")
        .option("--settings", options->settings, "A configuration whose [photos] is used")
        .flag("--thorough", options->thorough, "Search longer")
        .flag("--faces-only", options->faces_only, "Cover faces rather than whole persons")
        .examples(
            "  ombud anonymize photos -o public\n"
            "  ombud anonymize photo.jpg -o public --report boxes.json --thorough")
        .action([options](Session& session) {
            if (options->output.empty()) throw Error(ErrorKind::usage, "name the folder for the copies with -o");
            return anonymize(session, *options);
        });
}

}  // namespace ombud::cli
