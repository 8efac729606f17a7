// The module's public functions: what is CSV is read here, everything else by GDAL in ombud-ogr.so.

#include "core/error.hpp"
#include "ogr/csv_reader.hpp"
#include "ogr/layer_reader.hpp"
#include "ogr/layer_writer.hpp"
#include "ogr/plugin.hpp"
#include "ogr/transform.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <system_error>

namespace ombud::ogr {

namespace {

/// The extension in lower case, without a ".gz" behind it.
std::string telling_extension(const std::filesystem::path& file) {
    const auto lower = [](std::string text) {
        std::transform(text.begin(), text.end(), text.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        return text;
    };
    std::string extension = lower(file.extension().string());
    if (extension == ".gz") extension = lower(file.stem().extension().string());
    return extension;
}

bool is_csv(const std::filesystem::path& file, const ReadOptions& options) {
    static constexpr std::array<std::string_view, 3> extensions{".csv", ".tsv", ".txt"};
    const std::string extension = telling_extension(file);
    return std::find(extensions.begin(), extensions.end(), extension) != extensions.end() ||
           (extension.empty() && options.delimiter != '\0');
}

/// GDAL gives names such as /vsicurl/… and http://… a meaning of its own. Ombud means files.
std::filesystem::path local_path(const std::filesystem::path& file) {
    std::filesystem::path absolute = std::filesystem::absolute(file).lexically_normal();
    if (absolute.string().starts_with("/vsi")) {
        throw Error(ErrorKind::input, fmt::format("{}: only files on this machine are read or written", file.string()));
    }
    return absolute;
}

}  // namespace

std::unique_ptr<LayerReader> open_layer(const std::filesystem::path& file, const ReadOptions& options) {
    const std::filesystem::path path = local_path(file);
    std::error_code error;
    const std::filesystem::file_status status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status)) {
        throw Error(ErrorKind::input, fmt::format("cannot read {}: {}", file.string(),
                                                  error ? error.message() : std::string("no such file")));
    }
    if (is_csv(path, options)) return open_csv(path, options);
    if (!std::filesystem::is_regular_file(status) && !std::filesystem::is_directory(status)) {
        throw Error(
            ErrorKind::input,
            fmt::format("cannot read {}: this format cannot be read from a pipe; save it to a file", file.string()));
    }
    return plugin().open_layer(path, options);
}

std::unique_ptr<LayerWriter> create_layer(const std::filesystem::path& file, std::span<const Field> fields,
                                          const WriteOptions& options) {
    const std::filesystem::path path = local_path(file);
    if (std::filesystem::exists(path)) {
        throw Error(ErrorKind::conflict, fmt::format("{} exists already", file.string()));
    }
    return plugin().create_layer(path, fields, options);
}

std::unique_ptr<Transform> transform_from(int epsg) {
    return plugin().transform_from(epsg);
}

std::string esri_wkt(int epsg) {
    return plugin().esri_wkt(epsg);
}

bool has_table(const std::string& connection, const DatabaseOptions& options) {
    return plugin().has_table(connection, options);
}

std::unique_ptr<DatabaseWriter> open_database(const std::string& connection, std::span<const Field> fields,
                                              const DatabaseOptions& options, bool replace_all) {
    return plugin().open_database(connection, fields, options, replace_all);
}

}  // namespace ombud::ogr
