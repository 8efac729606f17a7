#include "ogr/gdal/values.hpp"

#include "core/text.hpp"

#include <fmt/format.h>

#include <cstdlib>

namespace ombud::ogr {

namespace {

/// OGR writes 2026/03/01, which is neither ISO 8601 nor what any office writes.
std::string iso_date(const OGRFeature& feature, int field, bool with_time) {
    int year = 0;
    int month = 0;
    int day = 0;
    int hour = 0;
    int minute = 0;
    float second = 0;
    int zone = 0;
    if (feature.GetFieldAsDateTime(field, &year, &month, &day, &hour, &minute, &second, &zone) == FALSE) return {};
    std::string text = fmt::format("{:04}-{:02}-{:02}", year, month, day);
    if (!with_time) return text;
    text += fmt::format("T{:02}:{:02}:{:02}", hour, minute, static_cast<int>(second));
    // OGR's zone: 0 unknown, 1 local, 100 UTC, each step from there a quarter of an hour.
    if (zone == 100) return text + 'Z';
    if (zone > 1) {
        const int minutes = (zone - 100) * 15;
        text += fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', std::abs(minutes) / 60, std::abs(minutes) % 60);
    }
    return text;
}

std::string joined(const OGRFeature& feature, int field) {
    std::string text;
    char** list = feature.GetFieldAsStringList(field);
    for (char** item = list; item != nullptr && *item != nullptr; ++item) {
        if (item != list) text += ';';
        text += *item;
    }
    return text;
}

}  // namespace

std::string text_of(const OGRFeature& feature, int field) {
    if (!feature.IsFieldSetAndNotNull(field)) return {};
    std::string text;
    switch (feature.GetFieldDefnRef(field)->GetType()) {
        case OFTDate:
            text = iso_date(feature, field, false);
            break;
        case OFTDateTime:
            text = iso_date(feature, field, true);
            break;
        case OFTStringList:
            text = joined(feature, field);
            break;
        default:
            text = feature.GetFieldAsString(field);
    }
    // A shapefile without .cpg says nothing of its encoding; German offices then mean Windows-1252.
    return is_utf8(text) ? text : from_windows_1252(text);
}

}  // namespace ombud::ogr
