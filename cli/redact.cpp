#include "cli/command_line.hpp"
#include "cli/session.hpp"
#include "core/error.hpp"
#include "core/file.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"
#include "publish/redaction/evaluation.hpp"
#include "publish/redaction/redaction.hpp"
#include "store/named_places.hpp"

#include <fmt/format.h>

#include <chrono>
#include <iostream>
#include <iterator>
#include <memory>

namespace ombud::cli {

namespace {

using publish::redaction::Quality;
using publish::redaction::Redacted;

struct RedactOptions {
    std::optional<std::string> text;
    std::optional<std::string> file;
    std::optional<std::string> evaluate;
    std::string reporter;
    bool faults = false;
};

std::string json_of(std::string_view original, const Redacted& redacted) {
    JsonWriter json;
    json.begin_object().key("text").value(redacted.text).key("covers").begin_array();
    for (const auto& cover : redacted.covers) {
        json.begin_object().key("kind").value(to_string(cover.kind)).key("reason").value(cover.reason);
        json.key("begin").value(cover.begin).key("length").value(cover.length);
        json.key("words").value(original.substr(cover.begin, cover.length)).end_object();
    }
    json.end_array().key("unsure").begin_array();
    for (const auto& doubt : redacted.doubts) {
        json.begin_object().key("reason").value(doubt.reason).key("begin").value(doubt.begin);
        json.key("length")
            .value(doubt.length)
            .key("words")
            .value(original.substr(doubt.begin, doubt.length))
            .end_object();
    }
    return json.end_array().end_object().take();
}

Exit redact(Session& session, const std::string& original, const RedactOptions& options) {
    store::Register registry = session.open_register(store::Access::read);
    const publish::redaction::Redactor redactor(session.config().redaction, session.config().language,
                                                store::all_place_names(registry));
    const Redacted redacted = redactor.redact(original, {.name = clean_text(options.reporter)});
    if (session.json()) {
        session.print(json_of(original, redacted));
    } else {
        session.print(redacted.text);
        for (const auto& cover : redacted.covers) {
            session.say(fmt::format("  {}: {} \"{}\"", to_string(cover.kind), cover.reason,
                                    original.substr(cover.begin, cover.length)));
        }
        for (const auto& doubt : redacted.doubts) {
            session.say(
                fmt::format("  unsure: {} \"{}\"", doubt.reason, cut(original.substr(doubt.begin, doubt.length), 60)));
        }
    }
    return redacted.doubts.empty() ? Exit::done : Exit::needs_attention;
}

void print_faults(const Session& session, const Quality& quality) {
    for (const auto& fault : quality.faults) {
        session.print(fault.missed
                          ? fmt::format("{:>6}  missed   {:<8} {}", fault.number, to_string(fault.kind), fault.words)
                          : fmt::format("{:>6}  harmless {:<8} {} ({})", fault.number, to_string(fault.kind),
                                        fault.words, fault.reason));
    }
}

void put_faults(JsonWriter& json, const Quality& quality) {
    json.key("faults").begin_array();
    for (const auto& fault : quality.faults) {
        json.begin_object().key("text").value(fault.number).key("missed").value(fault.missed);
        json.key("kind")
            .value(to_string(fault.kind))
            .key("words")
            .value(fault.words)
            .key("reason")
            .value(fault.reason)
            .end_object();
    }
    json.end_array();
}

Exit evaluate(Session& session, const RedactOptions& options) {
    const auto texts = publish::redaction::read_marked_texts(*options.evaluate);
    const auto start = std::chrono::steady_clock::now();
    const Quality quality = publish::redaction::evaluate({}, {}, texts);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    const double speed = static_cast<double>(texts.size()) / std::max(seconds, 1e-9);
    if (session.json()) {
        JsonWriter json;
        json.begin_object()
            .key("texts")
            .value(quality.texts)
            .key("marks")
            .value(quality.marks)
            .key("found")
            .value(quality.found);
        json.key("recall").value(quality.recall(), 4).key("harmless_words").value(quality.harmless);
        json.key("harmless_covered").value(quality.covered).key("harmless_share").value(quality.harmless_share(), 4);
        json.key("unsure_texts").value(quality.unsure).key("texts_per_second").value(speed, 0);
        json.key("kinds").begin_object();
        for (const auto& kind : quality.kinds) {
            json.key(to_string(kind.kind))
                .begin_object()
                .key("marks")
                .value(kind.marks)
                .key("found")
                .value(kind.found)
                .end_object();
        }
        json.end_object();
        if (options.faults) put_faults(json, quality);
        session.print(json.end_object().text());
        return Exit::done;
    }
    session.print(
        fmt::format("texts            {}\n"
                    "recall           {:.1f} % ({} of {} marks)\n"
                    "harmless words   {:.2f} % covered ({} of {})\n"
                    "unsure           {} texts wait for a person\n"
                    "speed            {:.0f} texts/s",
                    quality.texts, quality.recall() * 100, quality.found, quality.marks, quality.harmless_share() * 100,
                    quality.covered, quality.harmless, quality.unsure, speed));
    for (const auto& kind : quality.kinds) {
        session.print(fmt::format("  {:<14} {} of {}", to_string(kind.kind), kind.found, kind.marks));
    }
    if (options.faults) print_faults(session, quality);
    return Exit::done;
}

Exit run_redact(Session& session, const RedactOptions& options) {
    const int given = int{options.text.has_value()} + int{options.file.has_value()} + int{options.evaluate.has_value()};
    if (given != 1) throw Error(ErrorKind::usage, "name one of --text TEXT, --file FILE and --evaluate FILE");
    if (options.evaluate) return evaluate(session, options);
    if (options.text) return redact(session, clean_text(*options.text), options);
    if (*options.file != "-") return redact(session, clean_text(read_file(*options.file)), options);
    return redact(session, clean_text(std::string(std::istreambuf_iterator<char>(std::cin), {})), options);
}

}  // namespace

void add_redact(Command& root) {
    auto options = std::make_shared<RedactOptions>();
    root.add("redact", "Show what would be covered in a text, or measure how well that works")
        .option("--text", options->text, "The text")
        .option("--file", options->file, "A file that holds one text; - is standard input")
        .option("--reporter", options->reporter, "The name of who wrote it: it is covered wherever it stands")
        .option("--evaluate", options->evaluate, "A list of texts in which a person has marked what must be covered")
        .flag("--faults", options->faults, "With --evaluate: list what was missed and what was covered wrongly")
        .examples(
            "  ombud redact --text \"Herr Brandt aus der Kampstr. 8 hat es gesehen, 0171 3920017.\"\n"
            "  ombud --format json redact --file letter.txt --reporter \"Anna Brandt\"\n"
            "  ombud redact --evaluate tests/publish/redaction/texts.txt --faults")
        .action([options](Session& session) { return run_redact(session, *options); });
}

}  // namespace ombud::cli
