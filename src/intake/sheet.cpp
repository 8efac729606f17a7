#include "intake/sheet.hpp"

#include "core/digest.hpp"
#include "core/file.hpp"
#include "core/text.hpp"
#include "intake/input_files.hpp"
#include "ogr/layer_reader.hpp"

#include <fmt/format.h>
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
    explicit SpooledInput(std::string_view table) {
        // Spreadsheets are zip archives, and GDAL goes by the name.
        const bool zipped = table.starts_with("PK");
        const bool is_ods = zipped && table.substr(0, 200).find("opendocument") != std::string_view::npos;
        const std::string ending = !zipped ? ".csv" : is_ods ? ".ods" : ".xlsx";
        std::string name = (fs::temp_directory_path() / ("ombud-XXXXXX" + ending)).string();
        const int fd = ::mkstemps(name.data(), static_cast<int>(ending.size()));
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

/// What is needed to take one row after the other.
struct Sheet {
    ogr::LayerReader& layer;
    std::string shown;
    std::string stem;
    fs::path folder;  ///< where photos may lie
};

Item item_of(const Sheet& sheet, const ogr::Feature& feature, const std::string& row, bool header) {
    Item item;
    item.origin = feature.line > 0 ? fmt::format("{}:{}", sheet.shown, feature.line)
                                   : fmt::format("{}, row {}", sheet.shown, feature.row);
    item.name = fmt::format("{}-{}.csv", sheet.stem, feature.line > 0 ? feature.line : feature.row);
    item.bytes = header ? csv_row(sheet.layer.columns()) + row : row;
    return item;
}

/// The first rows, read ahead so that the form of the sheet can be guessed from what stands in it.
std::vector<ogr::Feature> first_rows(ogr::LayerReader& layer) {
    constexpr std::size_t samples = 20;
    std::vector<ogr::Feature> rows;
    ogr::Feature feature;
    while (rows.size() < samples && layer.next(feature)) rows.push_back(feature);
    return rows;
}

void take_rows(const Sheet& sheet, FormChooser& forms, const ItemSink& sink, std::size_t& rows) {
    std::vector<ogr::Feature> ahead = first_rows(sheet.layer);
    std::vector<std::vector<std::string>> samples;
    for (const ogr::Feature& row : ahead) samples.push_back(row.values);
    Form& form = forms.for_table(sheet.layer.columns(), samples, sheet.shown, sink);
    form.mapper.use_columns(sheet.layer.columns());
    const auto take = [&](const ogr::Feature& feature) {
        ++rows;
        if (std::ranges::all_of(feature.values, [](const std::string& value) { return trim(value).empty(); })) return;
        const std::string row = csv_row(feature.values);
        Item item = item_of(sheet, feature, row, form.source.mapping.header);
        read_into(item, [&] {
            if (!feature.problem.empty()) {
                throw Error(ErrorKind::input, feature.problem + "; correct the row and import it again");
            }
            return form.maker.make(form.mapper.deliver_row(feature.values, sheet.folder), item.origin, sha256_hex(row));
        });
        sink(std::move(item));
    };
    std::ranges::for_each(ahead, take);
    ogr::Feature feature;
    while (sheet.layer.next(feature)) take(feature);
}

void read_open_sheet(const fs::path& file, const std::string& shown, bool beside, FormChooser& forms,
                     const ItemSink& sink) {
    const std::string stem = fs::path(shown).stem().string();
    std::size_t rows = 0;
    try {
        const Mapping& mapping = forms.named().mapping;
        const auto layer = ogr::open_layer(
            file,
            {.layer = mapping.layer, .text_only = true, .header = mapping.header, .delimiter = mapping.delimiter});
        take_rows({*layer, shown, stem, beside ? fs::absolute(file).parent_path() : fs::path()}, forms, sink, rows);
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::input) throw;
        std::string reason = error.what();
        if (rows > 0) reason += fmt::format(" (the {} rows before were taken in)", rows);
        Item item{stem + fs::path(shown).extension().string(), shown, {}, std::nullopt, std::move(reason), {}};
        item.bytes = fs::is_regular_file(file) ? read_file(file) : std::string();
        sink(std::move(item));
    }
}

}  // namespace

void read_sheet(const fs::path& file, FormChooser& forms, const ItemSink& sink) {
    std::string reason = why_unreadable(file);
    if (!reason.empty()) return sink(unreadable_item(file.stem().string(), shown_name(file), std::move(reason)));
    read_open_sheet(file, shown_name(file), true, forms, sink);
}

void read_spooled_sheet(std::string_view table, FormChooser& forms, const ItemSink& sink) {
    const SpooledInput spooled(table);
    read_open_sheet(spooled.file(), shown_name(fs::path(standard_input)), false, forms, sink);
}

bool is_sheet(const fs::path& file) {
    constexpr std::array<std::string_view, 5> endings{".csv", ".tsv", ".xlsx", ".ods", ".xls"};
    fs::path name = file.filename();
    if (fold(name.extension().string()) == ".gz") name = name.stem();
    return std::ranges::find(endings, fold(name.extension().string())) != endings.end();
}

}  // namespace ombud::intake
