#include "cli/command_line.hpp"
#include "cli/session.hpp"
#include "core/file.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"
#include "locate/evaluate.hpp"
#include "locate/gazetteer.hpp"
#include "locate/text_locator.hpp"
#include "ogr/layer_reader.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <iostream>
#include <memory>

namespace ombud::cli {

namespace {

struct LocateOptions {
    std::optional<std::string> text;
    std::optional<std::string> file;
    std::optional<std::string> gold;
    std::string postcode;
    std::string district;
};

std::string_view words_of(std::string_view text, const locate::Candidate& c) {
    return text.substr(c.begin, c.end - c.begin);
}

void put_candidate(JsonWriter& json, std::string_view text, const locate::Candidate& c) {
    json.begin_object().key("name").value(c.name).key("source").value(to_string(c.source));
    json.key("lon").value(c.position.lon, 7).key("lat").value(c.position.lat, 7);
    json.key("accuracy_m").value(c.accuracy_m, 0).key("score").value(c.score, 3);
    json.key("words").value(words_of(text, c)).key("begin").value(c.begin).key("end").value(c.end).end_object();
}

std::string to_json(std::string_view text, const locate::Finding& finding) {
    JsonWriter json;
    json.begin_object().key("text").value(text).key("place");
    finding.place() == nullptr ? static_cast<void>(json.null()) : put_candidate(json, text, *finding.place());
    json.key("candidates").begin_array();
    for (const locate::Candidate& c : finding.candidates) put_candidate(json, text, c);
    json.end_array().end_object();
    return json.take();
}

std::string line_of(std::string_view text, const locate::Candidate& c) {
    return fmt::format("{:.6f} {:.6f} (lon lat) within {:.0f} m, by {}: {}  \"{}\"  ({:.2f})", c.position.lon,
                       c.position.lat, c.accuracy_m, to_string(c.source), c.name, words_of(text, c), c.score);
}

/// The place, or what it might be.
std::string to_text(std::string_view text, const locate::Finding& finding) {
    std::string out = finding.place() == nullptr ? "no position" : line_of(text, *finding.place());
    for (const locate::Candidate& c : finding.candidates) {
        if (&c != finding.place()) out += "\n  or? " + line_of(text, c);
    }
    return out;
}

/// One text a line, or the column "text" of a table.
std::vector<std::string> texts_of(const std::string& file) {
    std::vector<std::string> texts;
    if (file != "-" && fold(std::filesystem::path(file).extension().string()) == ".csv") {
        ogr::ReadOptions options;
        options.text_only = true;
        const auto layer = ogr::open_layer(file, options);
        std::size_t column = 0;
        while (column < layer->columns().size() && fold(layer->columns()[column]) != "text") ++column;
        if (column == layer->columns().size()) {
            throw Error(ErrorKind::input, fmt::format("{}: it has no column 'text'", file));
        }
        for (ogr::Feature row; layer->next(row);) texts.push_back(clean_text(row.values[column]));
        return texts;
    }
    if (file == "-") {
        for (std::string line; std::getline(std::cin, line);) texts.push_back(clean_text(line));
        return texts;
    }
    const std::string content = read_file(file);
    for (std::size_t begin = 0; begin < content.size();) {
        const std::size_t end = std::min(content.find('\n', begin), content.size());
        texts.push_back(clean_text(std::string_view(content).substr(begin, end - begin)));
        begin = end + 1;
    }
    return texts;
}

void print_evaluation(Session& session, const locate::Evaluation& e) {
    if (session.json()) {
        JsonWriter json;
        json.begin_object().key("right").value(e.right, 6).key("wrong").value(e.wrong, 6);
        json.key("missed").value(e.missed, 6).key("ambiguous").value(e.ambiguous);
        json.key("median_m").value(e.median_m, 1).key("p95_m").value(e.p95_m, 1);
        session.print(json.key("texts_per_s").value(e.texts_per_s, 0).end_object().text());
        return;
    }
    session.print(fmt::format(
        "{} texts\n"
        "right   {:6.2f} %  within {:.0f} m; or no position where no place is meant\n"
        "wrong   {:6.2f} %  farther off; or a position where no place is meant\n"
        "missed  {:6.2f} %  no position although a place is meant\n"
        "        {:6} texts among the wrong and missed say an address that the register has in several places\n"
        "error   {:6.1f} m median, {:.1f} m 95th percentile, of those with a position\n"
        "speed   {:.0f} texts/s",
        e.texts, 100 * e.right, locate::right_within_m, 100 * e.wrong, 100 * e.missed, e.ambiguous, e.median_m, e.p95_m,
        e.texts_per_s));
}

Exit run_locate(Session& session, const LocateOptions& options) {
    if (int{options.text.has_value()} + int{options.file.has_value()} + int{options.gold.has_value()} != 1) {
        throw Error(ErrorKind::usage, "name one of --text TEXT, --file FILE and --evaluate GOLD.csv");
    }
    const locate::Thresholds thresholds{session.config().locate.threshold, session.config().locate.worst_accuracy_m};
    store::Register registry = session.open_register(store::Access::read);
    const locate::Gazetteer gazetteer(registry);
    if (gazetteer.empty()) {
        throw Error(ErrorKind::input,
                    "the register has no addresses, streets or places; `ombud import addresses FILE` "
                    "brings them in");
    }
    if (options.gold) {
        print_evaluation(session, locate::evaluate(gazetteer, thresholds, locate::read_gold(*options.gold)));
        return Exit::done;
    }
    const std::vector<std::string> texts =
        options.text ? std::vector<std::string>{clean_text(*options.text)} : texts_of(*options.file);
    locate::TextLocator locator(gazetteer, thresholds);
    const locate::Hints hints{options.postcode, options.district};
    for (const std::string& text : texts) {
        const locate::Finding finding = locator.find(text, hints);
        session.print(session.json() ? to_json(text, finding) : to_text(text, finding));
    }
    return Exit::done;
}

}  // namespace

void add_locate(Command& root) {
    auto options = std::make_shared<LocateOptions>();
    root.add("locate", "Find the place that a text names, without any service")
        .option("--text", options->text, "The text")
        .option("--file", options->file, "A file with a text a line, or CSV with a column text; - is standard input")
        .option("--evaluate", options->gold, "CSV with columns text, lat, lon: how many are located right")
        .option("--postcode", options->postcode, "Decides between streets of one name")
        .option("--district", options->district, "Decides between streets of one name")
        .examples(
            "  ombud locate --text \"Schlagloch in der Werler Str. 12 vor der Bäckerei\"\n"
            "  ombud --format json locate --file texts.csv\n"
            "  ombud locate --evaluate gold.csv")
        .action([options](Session& session) { return run_locate(session, *options); });
}

}  // namespace ombud::cli
