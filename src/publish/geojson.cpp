#include "publish/geojson.hpp"

#include "core/error.hpp"
#include "core/json_writer.hpp"
#include "publish/replacement.hpp"
#include "publish/report_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <fstream>
#include <optional>

namespace ombud::publish {

namespace {

constexpr int coordinate_decimals = 7;  // RFC 7946, section 11.2, calls six sensible; seven keep a surveyed point
constexpr std::size_t write_bytes = std::size_t{128} * 1024;

void write_value(JsonWriter& json, const FieldValue& value) {
    if (const auto* text = std::get_if<std::string_view>(&value)) {
        json.value(*text);
    } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        json.value(*integer);
    } else if (const auto* real = std::get_if<double>(&value)) {
        json.value(*real);
    } else if (const auto* instant = std::get_if<Instant>(&value)) {
        json.value(format_iso(*instant));
    } else if (const auto* list = std::get_if<std::span<const std::string>>(&value)) {
        json.begin_array();
        for (const std::string& item : *list) json.value(item);
        json.end_array();
    } else {
        json.null();
    }
}

/// A position outside the globe would make the file invalid for everybody who reads it.
bool on_the_globe(const std::optional<Position>& position) {
    return position && std::abs(position->lon) <= 180 && std::abs(position->lat) <= 90;
}

void write_feature(JsonWriter& json, const PublicReport& report) {
    json.begin_object().key("type").value("Feature").key("id").value(report.id).key("geometry");
    if (on_the_globe(report.position)) {
        json.begin_object().key("type").value("Point").key("coordinates").begin_array();
        json.value(report.position->lon, coordinate_decimals).value(report.position->lat, coordinate_decimals);
        json.end_array().end_object();
    } else {
        json.null();
    }
    json.key("properties").begin_object();
    for (const ReportField& field : report_fields()) {
        json.key(field.name);
        write_value(json, field.get(report));
    }
    json.end_object().end_object();
}

void widen(std::optional<Bounds>& box, Position p) {
    if (!box) {
        box = Bounds{p.lon, p.lat, p.lon, p.lat};
        return;
    }
    box->west = std::min(box->west, p.lon);
    box->south = std::min(box->south, p.lat);
    box->east = std::max(box->east, p.lon);
    box->north = std::max(box->north, p.lat);
}

}  // namespace

Exported write_geojson(const std::filesystem::path& file, const NextReport& next) {
    Replacement replacement(file);
    std::ofstream out(replacement.part(), std::ios::binary);
    std::string pending;
    const auto write = [&] {
        out.write(pending.data(), static_cast<std::streamsize>(pending.size()));
        pending.clear();
        if (!out) {
            throw Error(ErrorKind::system, fmt::format("cannot write {}: {}", file.string(), std::strerror(errno)));
        }
    };

    JsonWriter json;
    Exported exported;
    std::optional<Bounds> box;
    PublicReport report;
    json.begin_object().key("type").value("FeatureCollection").key("features").begin_array();
    while (next(report)) {
        write_feature(json, report);
        ++exported.reports;
        if (on_the_globe(report.position)) {
            widen(box, *report.position);
        } else {
            ++exported.without_point;
        }
        pending += json.take();
        pending += '\n';
        if (pending.size() >= write_bytes) write();
    }
    json.end_array();
    // RFC 7946 leaves the order of members open; only here is the box known without reading everything twice.
    if (box) {
        json.key("bbox").begin_array();
        for (const double edge : {box->west, box->south, box->east, box->north}) json.value(edge, coordinate_decimals);
        json.end_array();
    }
    json.end_object();
    pending += json.take();
    pending += '\n';
    write();
    out.close();
    if (!out) throw Error(ErrorKind::system, fmt::format("cannot write {}: {}", file.string(), std::strerror(errno)));
    replacement.commit();
    return exported;
}

}  // namespace ombud::publish
