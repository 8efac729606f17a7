#include "core/text.hpp"
#include "intake/input_files.hpp"
#include "intake/line_reader.hpp"
#include "intake/payload.hpp"
#include "intake/readers.hpp"
#include "intake/report_maker.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ombud::intake {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string too_long() {
    return fmt::format("longer than {} MB, only its beginning is kept here; split it and import it again",
                       longest_item >> 20U);
}

bool has_ending(const fs::path& file, std::initializer_list<std::string_view> endings) {
    const std::string ending = fold(file.extension().string());
    return std::ranges::find(endings, ending) != endings.end();
}

/// Reads one file of payloads, whatever its form.
class PayloadFile {
  public:
    PayloadFile(PayloadParser& parser, ReportMaker& maker, const fs::path& file, const ItemSink& sink)
        : parser_(parser),
          maker_(maker),
          file_(file),
          sink_(sink),
          shown_(shown_name(file)),
          stem_(file == standard_input ? "stdin" : file.stem().string()),
          folder_(file == standard_input ? fs::path() : fs::absolute(file).parent_path()) {}

    void read() {
        LineReader lines(file_);
        std::string_view line;
        bool first = true;
        while (lines.next(line)) {
            if (lines.number() == 1 && line.starts_with(byte_order_mark)) line.remove_prefix(byte_order_mark.size());
            if (trim(line).empty()) continue;
            if (first && is_document(line)) return document(lines, line);
            first = false;
            payload(line, fmt::format("{}:{}", shown_, lines.number()),
                    fmt::format("{}-{}.json", stem_, lines.number()), lines.cut_off());
        }
        if (first) reject({}, shown_, "the file is empty; have it delivered again");
    }

  private:
    /// Whether the file is one JSON document rather than one object a line.
    [[nodiscard]] bool is_document(std::string_view first_line) const {
        if (has_ending(file_, {".ndjson", ".jsonl"})) return false;
        return trim(first_line).front() == '[' || !PayloadParser::is_whole_object(trim(first_line));
    }

    void document(LineReader& lines, std::string_view first_line) {
        std::string whole(first_line);
        bool cut_off = lines.cut_off();
        if (lines.complete()) whole += '\n';
        whole += lines.rest();
        cut_off = cut_off || lines.cut_off();
        if (cut_off) return reject(whole, shown_, too_long());
        if (trim(whole).front() != '[') return payload(whole, shown_, stem_ + ".json", false);
        std::size_t number = 0;
        const auto element = [&](std::string_view json) {
            ++number;
            payload(json, fmt::format("{}, report {}", shown_, number), fmt::format("{}-{}.json", stem_, number),
                    false);
        };
        try {
            PayloadParser::for_each_element(whole, element);
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::input) throw;
            reject(whole, shown_, fmt::format("{} (the {} reports before were taken in)", error.what(), number));
        }
    }

    void payload(std::string_view json, std::string origin, std::string name, bool cut_off) {
        Item item{std::move(name), std::move(origin), std::string(json), std::nullopt, {}};
        if (cut_off) {
            item.reason = too_long();
        } else {
            read_into(item, [&] { return maker_.make(parser_.parse(json, folder_), item.origin); });
        }
        sink_(std::move(item));
    }

    void reject(std::string_view bytes, std::string_view origin, std::string reason) {
        sink_(Item{stem_ + ".json", std::string(origin), std::string(bytes), std::nullopt, std::move(reason)});
    }

    PayloadParser& parser_;
    ReportMaker& maker_;
    const fs::path& file_;
    const ItemSink& sink_;
    std::string shown_;
    std::string stem_;
    fs::path folder_;
};

}  // namespace

void read_payloads(const ReadContext& context, const std::vector<fs::path>& paths, const ItemSink& sink) {
    PayloadParser parser(context.source.mapping);
    ReportMaker maker(context.config, context.source, context.now);
    for (const fs::path& path : paths) {
        if (!fs::is_directory(path)) {
            PayloadFile(parser, maker, path, sink).read();
            continue;
        }
        for (const fs::path& file : files_in(path)) {
            if (has_ending(file, {".json", ".ndjson", ".jsonl"})) PayloadFile(parser, maker, file, sink).read();
        }
    }
}

}  // namespace ombud::intake
