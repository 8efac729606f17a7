#include "core/text.hpp"
#include "intake/input_files.hpp"
#include "intake/line_reader.hpp"
#include "intake/readers.hpp"
#include "intake/sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace ombud::intake {

namespace fs = std::filesystem;

namespace {

/// Photos that a sheet names may lie beside it.
bool is_picture(const fs::path& file) {
    constexpr std::array<std::string_view, 7> endings{".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".heic"};
    return std::ranges::find(endings, fold(file.extension().string())) != endings.end();
}

void read_standard_input(FormChooser& forms, const ItemSink& sink) {
    LineReader input{fs::path(standard_input)};
    const std::string table = input.rest();
    if (!input.cut_off()) return read_spooled_sheet(table, forms, sink);
    sink({"stdin.csv",
          shown_name(fs::path(standard_input)),
          table,
          std::nullopt,
          fmt::format("standard input is longer than {} MB, only its beginning is kept here; import it as a file",
                      longest_item >> 20U),
          {}});
}

}  // namespace

void read_calls(const ReadContext& context, const std::vector<fs::path>& paths, const ItemSink& sink) {
    FormChooser forms(context);
    for (const fs::path& path : paths) {
        if (path == standard_input) {
            read_standard_input(forms, sink);
        } else if (fs::is_directory(path)) {
            for (const fs::path& file : files_in(path)) {
                if (!is_picture(file)) read_sheet(file, forms, sink);
            }
        } else {
            read_sheet(path, forms, sink);
        }
    }
}

}  // namespace ombud::intake
