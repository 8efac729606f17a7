#include "core/digest.hpp"
#include "core/file.hpp"
#include "core/text.hpp"
#include "intake/input_files.hpp"
#include "intake/line_reader.hpp"
#include "intake/photo_input.hpp"
#include "intake/readers.hpp"
#include "intake/report_maker.hpp"
#include "ogr/layer_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace ombud::intake {

namespace fs = std::filesystem;

namespace {

/// Standard input as a file, since a table is opened by name. Private to this user and gone with the object.
class SpooledInput {
  public:
    SpooledInput() {
        LineReader input{fs::path(standard_input)};
        const std::string table = input.rest();
        if (input.cut_off()) {
            throw Error(ErrorKind::input,
                        fmt::format("standard input is longer than {} MB; import it as a file", longest_item >> 20U));
        }
        std::string name = (fs::temp_directory_path() / "ombud-XXXXXX.csv").string();
        const int fd = ::mkstemps(name.data(), 4);
        if (fd < 0) {
            throw Error(ErrorKind::system, fmt::format("cannot write {}: {}", name, std::strerror(errno)));
        }
        ::close(fd);
        file_ = name;
        write_file(file_, table, 0600);
    }
    SpooledInput(const SpooledInput&) = delete;
    SpooledInput& operator=(const SpooledInput&) = delete;
    ~SpooledInput() {
        std::error_code ignored;
        fs::remove(file_, ignored);
    }
    [[nodiscard]] const fs::path& file() const noexcept { return file_; }

  private:
    fs::path file_;
};

std::string csv_row(const std::vector<std::string>& values) {
    std::string row;
    for (const std::string& value : values) {
        if (!row.empty() || &value != &values.front()) row += ',';
        if (value.find_first_of(",\"\r\n") == std::string::npos) {
            row += value;
            continue;
        }
        row += '"';
        for (const char c : value) row.append(c == '"' ? 2 : 1, c);
        row += '"';
    }
    return row + "\r\n";
}

/// Which columns of a sheet fill which field.
class Columns {
  public:
    Columns(const Mapping& mapping, const std::vector<std::string>& present) {
        for (const auto& [name, wanted] : mapping.fields) {
            const auto field = field_from(name);
            if (!field) continue;
            for (const std::string& column : wanted) {
                const auto found =
                    std::ranges::find_if(present, [&](const std::string& there) { return alike(there, column); });
                if (found != present.end()) {
                    sources_.emplace_back(*field, static_cast<std::size_t>(found - present.begin()));
                } else if (*field == Field::title || *field == Field::text) {
                    missing_.push_back(column);
                }
            }
        }
        if (!has(Field::title) && !has(Field::text)) {
            throw Error(
                ErrorKind::input,
                fmt::format(
                    "none of the columns with title and text is there (mapped: {}; in the file: {}); correct the "
                    "mapping or the heading and import the file again",
                    fmt::join(missing_, ", "), fmt::join(present, ", ")));
        }
    }

    [[nodiscard]] Delivered deliver(const std::vector<std::string>& values, const fs::path& folder) const {
        Delivered delivered;
        for (const auto& [field, column] : sources_) {
            const std::string_view value = trim(values.at(column));
            if (value.empty()) continue;
            if (field == Field::photo) {
                for (const std::string_view name : split(value, ';')) add_named_photo(delivered, name, folder);
                continue;
            }
            std::string& whole = delivered[field];
            if (!whole.empty()) whole += ' ';
            whole += value;
        }
        return delivered;
    }

  private:
    /// Spreadsheets change case and put spaces around headings.
    static bool alike(std::string_view a, std::string_view b) { return a == b || fold(trim(a)) == fold(trim(b)); }
    [[nodiscard]] bool has(Field field) const {
        return std::ranges::any_of(sources_, [&](const auto& source) { return source.first == field; });
    }

    std::vector<std::pair<Field, std::size_t>> sources_;  ///< in the order of the mapping, which joins them
    std::vector<std::string> missing_;
};

/// Photos that a sheet names may lie beside it.
bool is_picture(const fs::path& file) {
    constexpr std::array<std::string_view, 7> endings{".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".heic"};
    return std::ranges::find(endings, fold(file.extension().string())) != endings.end();
}

/// \param shown  how the file is called in messages
void read_sheet(const ReadContext& context, ReportMaker& maker, const fs::path& file, const std::string& shown,
                const ItemSink& sink) {
    const std::string stem = fs::path(shown).stem().string();
    const fs::path folder =
        shown == shown_name(fs::path(standard_input)) ? fs::path() : fs::absolute(file).parent_path();
    std::size_t rows = 0;
    try {
        const auto layer = ogr::open_layer(file, {.text_only = true});
        const Columns columns(context.source.mapping, layer->columns());
        ogr::Feature feature;
        while (layer->next(feature)) {
            ++rows;
            if (std::ranges::all_of(feature.values, [](const std::string& value) { return trim(value).empty(); }))
                continue;
            Item item;
            item.origin = feature.line > 0 ? fmt::format("{}:{}", shown, feature.line)
                                           : fmt::format("{}, row {}", shown, feature.row);
            item.name = fmt::format("{}-{}.csv", stem, feature.line > 0 ? feature.line : feature.row);
            const std::string row = csv_row(feature.values);
            item.bytes = csv_row(layer->columns()) + row;
            read_into(item, [&] {
                if (!feature.problem.empty()) {
                    throw Error(ErrorKind::input, feature.problem + "; correct the row and import it again");
                }
                return maker.make(columns.deliver(feature.values, folder), item.origin, sha256_hex(row));
            });
            sink(std::move(item));
        }
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::input) throw;
        std::string reason = error.what();
        if (rows > 0) reason += fmt::format(" (the {} rows before were taken in)", rows);
        sink(
            Item{stem + fs::path(shown).extension().string(), shown, read_file(file), std::nullopt, std::move(reason)});
    }
}

}  // namespace

void read_calls(const ReadContext& context, const std::vector<fs::path>& paths, const ItemSink& sink) {
    ReportMaker maker(context.config, context.source, context.now);
    for (const fs::path& path : paths) {
        if (path == standard_input) {
            const SpooledInput spooled;
            read_sheet(context, maker, spooled.file(), shown_name(path), sink);
        } else if (fs::is_directory(path)) {
            for (const fs::path& file : files_in(path)) {
                if (!is_picture(file)) read_sheet(context, maker, file, shown_name(file), sink);
            }
        } else {
            read_sheet(context, maker, path, shown_name(path), sink);
        }
    }
}

}  // namespace ombud::intake
