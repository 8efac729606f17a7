#include "publish/shapefile.hpp"

#include "core/error.hpp"
#include "core/file.hpp"
#include "core/text.hpp"
#include "ogr/layer_writer.hpp"
#include "publish/replacement.hpp"
#include "publish/report_fields.hpp"
#include "publish/zip.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace ombud::publish {

namespace {

/// A folder that is gone, with all that is in it, when this is.
class TemporaryFolder {
  public:
    explicit TemporaryFolder(std::filesystem::path path) : path_(std::move(path)) {
        std::error_code error;
        std::filesystem::remove_all(path_, error);  // of a process that died with our number
        std::filesystem::create_directories(path_, error);
        if (error) {
            throw Error(ErrorKind::system, fmt::format("cannot make {}: {}", path_.string(), error.message()));
        }
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

  private:
    std::filesystem::path path_;
};

std::vector<ogr::Field> table_fields() {
    std::vector<ogr::Field> fields;
    for (const ReportField& field : report_fields()) {
        const auto type = field.kind == FieldKind::integer ? ogr::FieldType::integer
                          : field.kind == FieldKind::real  ? ogr::FieldType::real
                                                           : ogr::FieldType::text;
        fields.push_back({std::string(field.short_name), type, field.width, field.decimals});
    }
    return fields;
}

/// As many whole items as fit.
std::string joined(std::span<const std::string> items, std::size_t width) {
    std::string text;
    for (const std::string& item : items) {
        if (text.size() + item.size() + (text.empty() ? 0 : 1) > width) break;
        if (!text.empty()) text += ';';
        text += item;
    }
    return text;
}

ogr::Value table_value(const FieldValue& value, int width) {
    const auto bytes = static_cast<std::size_t>(width);
    if (const auto* text = std::get_if<std::string_view>(&value)) return std::string(cut(*text, bytes));
    if (const auto* integer = std::get_if<std::int64_t>(&value)) return *integer;
    if (const auto* real = std::get_if<double>(&value)) return *real;
    if (const auto* instant = std::get_if<Instant>(&value)) return format_iso(*instant);
    if (const auto* list = std::get_if<std::span<const std::string>>(&value)) {
        if (!list->empty()) return joined(*list, bytes);
    }
    return {};
}

/// Writes the day into the table's header, where the driver has put the day of the run: byte 1 the year since 1900,
/// then month and day (dBASE III). The driver's own option for it comes too early, before the reports have been seen.
void set_table_date(const std::filesystem::path& dbf, Instant day) {
    const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(day));
    const std::array<char, 3> bytes{static_cast<char>(static_cast<int>(date.year()) - 1900),
                                    static_cast<char>(static_cast<unsigned>(date.month())),
                                    static_cast<char>(static_cast<unsigned>(date.day()))};
    std::fstream file(dbf, std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(1);
    file.write(bytes.data(), bytes.size());
    file.close();
    if (!file) throw Error(ErrorKind::system, fmt::format("cannot write {}", dbf.string()));
}

}  // namespace

Exported write_shapefile(const std::filesystem::path& zip, const NextReport& next, const ShapefileOptions& options) {
    Replacement replacement(zip);
    // OGR opens a .shp.zip by its bare name; the layer in it is called without either ending.
    const std::filesystem::path name = zip.stem();
    const std::string layer = (name.extension() == ".shp" ? name.stem() : name).string();
    std::filesystem::path folder_name = zip;
    folder_name += ".layer";
    const TemporaryFolder folder(beside(folder_name));

    const std::vector<ogr::Field> fields = table_fields();
    const auto writer = ogr::create_layer(folder.path() / (layer + ".shp"), fields,
                                          {"ESRI Shapefile", layer, options.epsg, {"ENCODING=UTF-8"}});
    Exported exported;
    Instant newest = std::chrono::sys_days{std::chrono::year{1980} / 1 / 1};  // the first day a zip can name
    PublicReport report;
    std::vector<ogr::Value> values(fields.size());
    while (next(report)) {
        std::size_t i = 0;
        for (const ReportField& field : report_fields()) values[i++] = table_value(field.get(report), field.width);
        const bool placed = writer->write(report.position, values);
        ++exported.reports;
        if (!placed || !report.position) ++exported.without_point;
        newest = std::max(newest, report.changed_at);
    }
    writer->close();
    set_table_date(folder.path() / (layer + ".dbf"), newest);

    std::vector<ZipEntry> entries;
    for (const auto& file : std::filesystem::directory_iterator(folder.path())) {
        entries.push_back({file.path(), file.path().filename().string()});
    }
    std::sort(entries.begin(), entries.end(), [](const ZipEntry& a, const ZipEntry& b) { return a.name < b.name; });
    write_zip(replacement.part(), entries, newest);
    replacement.commit();
    return exported;
}

}  // namespace ombud::publish
