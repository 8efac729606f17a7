#include "core/text.hpp"
#include "intake/form_chooser.hpp"
#include "intake/form_fields.hpp"
#include "intake/input_files.hpp"
#include "intake/json_records.hpp"
#include "intake/json_value.hpp"
#include "intake/line_reader.hpp"
#include "intake/readers.hpp"
#include "intake/sheet.hpp"
#include "intake/xml_records.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace ombud::intake {

namespace fs = std::filesystem;

namespace {

/// A document up to this size is looked at as a whole; of a larger one the records are taken out as they pass.
constexpr std::size_t small_document = std::size_t{8} << 20U;
constexpr std::size_t piece_bytes = std::size_t{256} << 10U;
/// What is kept of a large document behind the byte where it is broken.
constexpr std::size_t longest_rest = std::size_t{64} << 20U;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Members and elements that usually hold the records of a document.
constexpr std::array<std::string_view, 13> usual_lists{
    "features",  "results",          "items", "requests", "records", "reports", "entries", "submissions",
    "responses", "service_requests", "data",  "rows",     "issues"};
constexpr std::array<std::string_view, 8> usual_elements{
    "request", "request_update", "service_request", "record", "report", "entry", "item", "row"};

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
    PayloadFile(FormChooser& forms, JsonReader& json, const fs::path& file, const ItemSink& sink)
        : forms_(forms),
          json_(json),
          file_(file),
          sink_(sink),
          shown_(shown_name(file)),
          stem_(file == standard_input ? "stdin" : file.stem().string()),
          folder_(file == standard_input ? fs::path() : fs::absolute(file).parent_path()) {}

    void read() {
        if (std::string reason = why_unreadable(file_); !reason.empty()) {
            return sink_(unreadable_item(stem_, shown_, std::move(reason)));
        }
        if (is_sheet(file_)) return read_sheet(file_, forms_, sink_);
        LineReader lines(file_);
        std::string_view line;
        bool first = !take_large_document(lines);
        while (lines.next(line)) {
            if (lines.number() == 1 && line.starts_with(byte_order_mark)) line.remove_prefix(byte_order_mark.size());
            if (trim(line).empty()) continue;
            if (first) {
                if (trim(line).front() == '<') return xml(lines, line);
                if (is_table(line)) return table(lines, line);
                form_encoded_ = !is_json(line) && looks_form_encoded(line);
                if (!form_encoded_ && is_document(line)) return document(lines, line);
            }
            first = false;
            read_line(lines, line);
        }
        if (first) reject({}, ".json", shown_, "the file is empty; have it delivered again");
    }

  private:
    [[nodiscard]] static bool is_json(std::string_view line) {
        const char first = trim(line).front();
        return first == '{' || first == '[';
    }

    /// A zip archive, which XLSX and ODS are, or a heading: standard input has no name that tells.
    [[nodiscard]] bool is_table(std::string_view line) const {
        if (line.starts_with("PK\x03\x04")) return true;
        const bool unnamed = file_ == standard_input || has_ending(file_, {".txt", ""});
        const bool heading = line.find_first_of(",;\t") != std::string_view::npos;
        return unnamed && !is_json(line) && !looks_form_encoded(line) && heading;
    }

    void table(LineReader& lines, std::string_view first_line) {
        if (file_ != standard_input) return read_sheet(file_, forms_, sink_);
        const auto [whole, cut_off] = rest_of(lines, first_line);
        if (cut_off) return reject(whole, ".csv", shown_, too_long());
        read_spooled_sheet(whole, forms_, sink_);
    }

    void read_line(LineReader& lines, std::string_view line) {
        const std::string origin = fmt::format("{}:{}", shown_, lines.number());
        if (form_encoded_) {
            Item item{fmt::format("{}-{}.form", stem_, lines.number()), origin, std::string(line), {}, {}, {}};
            if (lines.cut_off()) item.reason = too_long();
            take(item, [&] { return parse_form(item.bytes); });
            return;
        }
        payload(line, origin, fmt::format("{}-{}.json", stem_, lines.number()), lines.cut_off());
    }

    /// Whether the file is one JSON document rather than one object a line.
    [[nodiscard]] bool is_document(std::string_view first_line) const {
        if (has_ending(file_, {".ndjson", ".jsonl"})) return false;
        const std::string_view text = trim(first_line);
        return text.front() == '[' || !is_whole_object(text) || !records_pointer(text).empty();
    }

    [[nodiscard]] static std::pair<std::string, bool> rest_of(LineReader& lines, std::string_view first_line) {
        std::string whole(first_line);
        bool cut_off = lines.cut_off();
        if (lines.complete()) whole += '\n';
        whole += lines.rest();
        return {std::move(whole), cut_off || lines.cut_off()};
    }

    /// Where the records of a document are; empty: it is one record itself.
    [[nodiscard]] std::string records_pointer(std::string_view json) const {
        const auto& named = forms_.named().mapping.records;
        const auto has = [&](std::string_view name) {
            const std::string pointer = name.starts_with('/') ? std::string(name) : "/" + std::string(name);
            return json_.array_at(json, pointer).empty() ? std::string() : pointer;
        };
        for (const std::string& name : named) {
            if (std::string pointer = has(name); !pointer.empty()) return pointer;
        }
        if (!named.empty() || makes_report(json)) return {};
        for (const std::string_view name : usual_lists) {
            if (json.find(name) == std::string_view::npos) continue;
            if (std::string pointer = has(name); !pointer.empty() && holds_objects(json, pointer)) return pointer;
        }
        return {};
    }

    /// A record of its own may have a member that is called as a list of records is.
    [[nodiscard]] bool makes_report(std::string_view json) const {
        try {
            return forms_.makes_report(json_.read(json));
        } catch (const Error&) {
            return false;  // said where it is read
        }
    }

    [[nodiscard]] bool holds_objects(std::string_view json, const std::string& pointer) const {
        const std::string_view list = trim(json_.array_at(json, pointer));
        const std::size_t first = list.find_first_not_of(" \t\r\n", 1);
        return first != std::string_view::npos && list[first] == '{';
    }

    void document(LineReader& lines, std::string_view first_line) {
        const auto [whole, cut_off] = rest_of(lines, first_line);
        if (cut_off) return reject(whole, ".json", shown_, too_long());
        if (trim(whole).front() == '[') return elements(whole, whole);
        const std::string pointer = records_pointer(trim(whole));
        if (!pointer.empty()) return elements(json_.array_at(whole, pointer), whole);
        payload(whole, shown_, stem_ + ".json", false);
    }

    /// Takes what a JSON document of more than `small_document` bytes holds. False where the file is something else,
    /// and nothing was taken.
    [[nodiscard]] bool take_large_document(LineReader& lines) {
        std::string_view head = lines.peek(small_document);
        if (head.size() < small_document) return false;
        const std::size_t mark = head.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
        head.remove_prefix(mark);
        const std::string_view text = trim(head);
        if (text.empty() || (text.front() != '[' && text.front() != '{')) return false;
        const std::string_view first_line = text.substr(0, text.find('\n'));
        const bool is_line = first_line.size() < text.size();
        if (is_line ? !is_document(first_line) : has_ending(file_, {".ndjson", ".jsonl"})) return false;
        lines.skip(mark);
        large_document(lines);
        return true;
    }

    void large_document(LineReader& lines) {
        std::string before;  // what came before the list; where there is none, all of it
        std::uint64_t skipped = 0;
        std::size_t number = 0;
        const auto accept = [&](const JsonRecords::List& list) { return is_list(list, before); };
        const auto each = [&](const JsonRecords::Element& element) {
            ++number;
            payload(element.json, fmt::format("{}, report {} at byte {}", shown_, number, element.offset + 1),
                    fmt::format("{}-{}.json", stem_, number), element.cut_off);
        };
        JsonRecords records(accept, each);
        try {
            for (std::string_view piece = lines.peek(piece_bytes); !piece.empty() && !records.at_end();
                 piece = lines.peek(piece_bytes)) {
                if (records.found_list()) {
                    before = std::string();
                } else {
                    before.append(piece.substr(0, longest_item - std::min(longest_item, before.size())));
                }
                const std::size_t used = records.feed(piece);
                lines.skip(used);
                skipped += used;
            }
            records.finish();
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::input) throw;
            lines.skip(static_cast<std::size_t>(records.offset() - skipped));
            if (records.found_list()) before = records.pending();
            before.resize(std::min<std::uint64_t>(before.size(), records.offset()));
            return reject_rest(lines, std::move(before),
                               fmt::format("{} (the {} reports before were taken in)", error.what(), number));
        }
        // Lines behind it are read as such.
        if (records.found_list()) return;
        before.resize(std::min<std::uint64_t>(before.size(), records.offset()));
        payload(before, shown_, stem_ + ".json", records.offset() > before.size());
    }

    /// As `records_pointer`, where nobody can look at what comes behind.
    [[nodiscard]] bool is_list(const JsonRecords::List& list, std::string_view before) const {
        if (list.pointer.empty()) return true;
        const auto& named = forms_.named().mapping.records;
        const auto is_at = [&](std::string_view name) {
            return list.pointer == name || list.pointer.substr(1) == name;
        };
        if (!named.empty()) return std::ranges::any_of(named, is_at);
        if (!list.holds_objects || std::ranges::none_of(usual_lists, is_at)) return false;
        std::string record(trim(before.substr(0, list.member)));
        if (record.ends_with(',')) record.pop_back();
        return !makes_report(record + '}');
    }

    void reject_rest(LineReader& lines, std::string rest, std::string reason) {
        for (std::string piece = lines.some(piece_bytes); !piece.empty() && rest.size() < longest_rest;
             piece = lines.some(piece_bytes)) {
            rest += piece;
        }
        reject(rest, ".json", shown_, std::move(reason));
    }

    void elements(std::string_view array, std::string_view whole) {
        const std::string list(array);  // the reader's own copy changes with each element
        std::size_t number = 0;
        const auto element = [&](std::string_view json) {
            ++number;
            payload(json, fmt::format("{}, report {}", shown_, number), fmt::format("{}-{}.json", stem_, number),
                    false);
        };
        try {
            JsonReader::for_each_element(list, element, static_cast<std::size_t>(array.data() - whole.data()));
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::input) throw;
            reject(whole, ".json", shown_,
                   fmt::format("{} (the {} reports before were taken in)", error.what(), number));
        }
    }

    void payload(std::string_view json, std::string origin, std::string name, bool cut_off) {
        Item item{std::move(name), std::move(origin), std::string(json), std::nullopt, {}, {}};
        if (cut_off) item.reason = too_long();
        take(item, [&] { return json_.read(item.bytes); });
    }

    /// Makes a report of what `read` returns, unless there is a reason not to.
    template <typename Read>
    void take(Item& item, const Read& read) {
        if (item.reason.empty()) {
            read_into(item, [&] {
                const Value record = read();
                if (form_ == nullptr) form_ = &forms_.for_record(record, shown_, sink_);
                return form_->maker.make(form_->mapper.deliver(record, folder_), item.origin);
            });
        }
        sink_(std::move(item));
    }

    void xml(LineReader& lines, std::string_view first_line) {
        std::vector<std::string> names = forms_.named().mapping.records;
        if (names.empty()) names.assign(usual_elements.begin(), usual_elements.end());
        XmlRecords records(names, [&](Value&& value, std::string_view raw) {
            const std::size_t number = ++xml_records_;
            Item item{fmt::format("{}-{}.xml", stem_, number),
                      fmt::format("{}, report {}", shown_, number),
                      std::string(raw),
                      std::nullopt,
                      {},
                      {}};
            take(item, [&] { return std::move(value); });
        });
        try {
            records.feed(first_line, false);
            if (lines.complete()) records.feed("\n", false);
            for (std::string piece = lines.some(piece_bytes); !piece.empty(); piece = lines.some(piece_bytes)) {
                records.feed(piece, false);
            }
            records.feed({}, true);
            if (records.records() == 0) reject(records.pending(), ".xml", shown_, "the XML holds no report");
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::input) throw;
            const std::string before =
                records.records() > 0 ? fmt::format(" (the {} reports before were taken in)", records.records()) : "";
            reject(std::string(records.pending()) + lines.rest(), ".xml", shown_, error.what() + before);
        }
    }

    void reject(std::string_view bytes, std::string_view ending, std::string_view origin, std::string reason) {
        sink_(Item{
            stem_ + std::string(ending), std::string(origin), std::string(bytes), std::nullopt, std::move(reason), {}});
    }

    FormChooser& forms_;
    JsonReader& json_;
    const fs::path& file_;
    const ItemSink& sink_;
    std::string shown_;
    std::string stem_;
    fs::path folder_;
    bool form_encoded_ = false;
    Form* form_ = nullptr;  ///< chosen by the first record
    std::size_t xml_records_ = 0;
};

/// Of a folder everything that a form can have come as; what else lies there, photos for example, is none.
bool is_payload(const fs::path& file) {
    return has_ending(file, {".json", ".ndjson", ".jsonl", ".geojson", ".xml", ".form", ".urlencoded"}) ||
           is_sheet(file);
}

}  // namespace

void read_payloads(const ReadContext& context, const std::vector<fs::path>& paths, const ItemSink& sink) {
    FormChooser forms(context);
    JsonReader json;
    for (const fs::path& path : paths) {
        if (!fs::is_directory(path)) {
            PayloadFile(forms, json, path, sink).read();
            continue;
        }
        for (const fs::path& file : files_in(path)) {
            if (is_payload(file)) PayloadFile(forms, json, file, sink).read();
        }
    }
}

}  // namespace ombud::intake
