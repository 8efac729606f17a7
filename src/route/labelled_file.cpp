#include "route/labelled_file.hpp"

#include "core/error.hpp"
#include "core/text.hpp"
#include "ogr/layer_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ombud::route {

namespace {

std::size_t column(const ogr::LayerReader& reader, std::string_view name, const std::filesystem::path& file) {
    const auto& columns = reader.columns();
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (fold(trim(columns[i])) == name) return i;
    }
    throw Error(ErrorKind::input, fmt::format("{}: there is no column '{}'; there are: {}", file.string(), name,
                                              fmt::join(columns, ", ")));
}

}  // namespace

std::vector<LabelledText> read_labelled(const std::filesystem::path& file, Progress& progress) {
    const auto reader = ogr::open_layer(file, {.text_only = true});
    const std::size_t text = column(*reader, "text", file);
    const std::size_t category = column(*reader, "category", file);
    std::vector<LabelledText> texts;
    std::size_t left_out = 0;
    progress.begin("read", reader->expected());
    for (ogr::Feature row; reader->next(row);) {
        const std::string_view label = trim(row.values[category]);
        if (!row.problem.empty()) {
            progress.warn(fmt::format("{}:{}: {}", file.string(), row.line, row.problem));
        }
        if (label.empty()) {
            ++left_out;
        } else {
            texts.push_back({clean_text(row.values[text]), clean_text(label)});
        }
        progress.advance(1);
    }
    progress.end();
    if (left_out > 0) progress.warn(fmt::format("{}: {} rows without a category left out", file.string(), left_out));
    if (texts.empty()) throw Error(ErrorKind::input, fmt::format("{}: no row has a category", file.string()));
    return texts;
}

}  // namespace ombud::route
