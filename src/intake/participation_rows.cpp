#include "intake/participation_rows.hpp"

#include "core/error.hpp"
#include "core/file.hpp"
#include "core/text.hpp"
#include "intake/input_files.hpp"
#include "intake/json_value.hpp"
#include "ogr/layer_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ombud::intake {

namespace fs = std::filesystem;

namespace {

using Take = std::function<void(ParticipationRow&&)>;

/// What the rows of a file share.
struct File {
    const fs::path& path;
    const Mapping& mapping;
    const Take& take;
    std::string shown = shown_name(path);
    std::string stem = path.stem().string();
};

std::string as_csv(const std::vector<std::string>& values) {
    std::string row;
    for (const std::string& value : values) {
        row += row.empty() ? "\"" : ",\"";
        for (const char c : value) row.append(c == '"' ? 2 : 1, c);
        row += '"';
    }
    return row + '\n';
}

void read_layer(const File& file) {
    const Mapping& mapping = file.mapping;
    const auto layer = ogr::open_layer(file.path, {.layer = mapping.layer,
                                                   .text_only = true,
                                                   .header = mapping.header,
                                                   .delimiter = mapping.delimiter,
                                                   .assumed_epsg = mapping.epsg});
    for (ogr::Feature feature; layer->next(feature);) {
        ParticipationRow row;
        const std::size_t number = feature.line > 0 ? feature.line : feature.row;
        row.origin =
            feature.line > 0 ? fmt::format("{}:{}", file.shown, number) : fmt::format("{}, row {}", file.shown, number);
        row.name = fmt::format("{}-{}.csv", file.stem, number);
        row.bytes = as_csv(layer->columns()) + as_csv(feature.values);
        row.record = Value(Value::Kind::object);
        bool empty = feature.wkb.empty();
        for (std::size_t i = 0; i < layer->columns().size(); ++i) {
            const std::string value(trim(feature.values[i]));
            empty = empty && value.empty();
            row.record.members.emplace_back(fold(trim(layer->columns()[i])), Value(value));
        }
        if (empty) continue;
        row.wkb = feature.wkb;
        row.list = file.stem;
        row.problem = feature.problem;
        file.take(std::move(row));
    }
}

void take_elements(const File& file, std::string_view array, const std::string& list, std::size_t& number) {
    JsonReader reader;
    JsonReader::for_each_element(array, [&](std::string_view json) {
        ParticipationRow row;
        ++number;
        row.origin = fmt::format("{}, entry {}", file.shown, number);
        row.name = fmt::format("{}-{}.json", file.stem, number);
        row.bytes = json;
        row.list = list;
        try {
            row.record = reader.read(json);
            if (row.record.kind != Value::Kind::object) row.problem = "this is no object";
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::input) throw;
            row.problem = error.what();
        }
        file.take(std::move(row));
    });
}

/// "/data/proposals/edges" is a list of proposals.
std::string list_name(std::string_view pointer) {
    if (pointer.ends_with("/edges")) pointer.remove_suffix(std::string_view("/edges").size());
    return std::string(pointer.substr(pointer.rfind('/') + 1));
}

void read_json(const File& file, std::string_view json) {
    std::size_t number = 0;
    if (json.front() == '[') return take_elements(file, json, file.stem, number);
    std::vector<std::string> pointers = file.mapping.records;
    if (pointers.empty()) pointers = {"/participations", "/items", "/data", "/results"};
    JsonReader reader;
    bool any = false;
    for (std::string pointer : pointers) {
        if (!pointer.starts_with('/')) pointer.insert(0, 1, '/');
        const std::string array(reader.array_at(json, pointer));
        if (array.empty()) continue;
        any = true;
        take_elements(file, array, list_name(pointer), number);
    }
    if (!any) {
        throw Error(ErrorKind::input, fmt::format("{}: no list of participations is in it; name a --mapping whose "
                                                  "records say where it is",
                                                  file.shown));
    }
}

bool is_feature_collection(std::string_view json) {
    constexpr std::size_t beginning = 4096;
    const std::string_view start = json.substr(0, beginning);
    return start.find("\"FeatureCollection\"") != std::string_view::npos;
}

}  // namespace

void read_participation_rows(const fs::path& path, const Mapping& mapping, const Take& take) {
    if (const std::string reason = why_unreadable(path); !reason.empty()) {
        throw Error(ErrorKind::input, reason);
    }
    const File file{path, mapping, take};
    if (fold(path.extension().string()) != ".json") return read_layer(file);
    const std::string bytes = read_file(path);
    std::string_view json = bytes;
    if (json.starts_with("\xEF\xBB\xBF")) json.remove_prefix(3);
    json = trim(json);
    if (is_feature_collection(json)) return read_layer(file);
    if (json.empty() || (json.front() != '[' && json.front() != '{')) {
        throw Error(ErrorKind::input, fmt::format("{}: this is no JSON", file.shown));
    }
    read_json(file, json);
}

}  // namespace ombud::intake
