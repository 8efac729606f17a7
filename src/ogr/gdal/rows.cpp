#include "ogr/gdal/rows.hpp"

#include "ogr/gdal/crs.hpp"

#include <ogr_geometry.h>

#include <chrono>

namespace ombud::ogr {

namespace {

void set_instant(OGRFeature& feature, int field, Instant instant) {
    using namespace std::chrono;
    constexpr int utc = 100;  // OGR's number for it
    const sys_days day = floor<days>(instant);
    const year_month_day date(day);
    const hh_mm_ss time(instant - day);
    feature.SetField(field, static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
                     static_cast<int>(static_cast<unsigned>(date.day())), static_cast<int>(time.hours().count()),
                     static_cast<int>(time.minutes().count()), static_cast<float>(time.seconds().count()), utc);
}

}  // namespace

OGRFieldType ogr_type(FieldType type) noexcept {
    switch (type) {
        case FieldType::text:
            return OFTString;
        case FieldType::integer:
            return OFTInteger64;
        case FieldType::real:
            return OFTReal;
        case FieldType::instant:
            return OFTDateTime;
    }
    return OFTString;
}

OGRwkbGeometryType ogr_type(GeometryType type) noexcept {
    return type == GeometryType::point ? wkbPoint : wkbMultiPolygon;
}

RowFiller::RowFiller(int epsg) {
    const OGRSpatialReference target = crs(epsg);  // also says that nobody knows it
    if (epsg != 4326) transformation_ = transformation(crs(4326), target);
}

bool RowFiller::place(OGRFeature& feature, const std::optional<Position>& point, std::string_view wkb) const {
    std::unique_ptr<OGRGeometry> geometry;
    if (point) {
        double x = point->lon;
        double y = point->lat;
        if (transformation_ && transformation_->Transform(1, &x, &y) == FALSE) return false;
        geometry = std::make_unique<OGRPoint>(x, y);
    } else if (!wkb.empty()) {
        OGRGeometry* made = nullptr;
        if (OGRGeometryFactory::createFromWkb(wkb.data(), nullptr, &made, wkb.size()) != OGRERR_NONE) return false;
        geometry.reset(OGRGeometryFactory::forceToMultiPolygon(made));
        if (transformation_ && geometry->transform(transformation_.get()) != OGRERR_NONE) return false;
    }
    // NOLINTNEXTLINE(cppcoreguidelines-owning-memory): the feature owns it from here
    feature.SetGeometryDirectly(geometry.release());
    return true;
}

bool RowFiller::fill(OGRFeature& feature, const WriteRow& row, std::span<const int> fields) {
    feature.Reset();
    if (row.fid) feature.SetFID(*row.fid);
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        const int field = fields[i];
        if (field < 0) continue;
        const ValueView& value = row.values[i];
        if (const auto* text = std::get_if<std::string_view>(&value)) {
            text_.assign(*text);
            feature.SetField(field, text_.c_str());
        } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
            feature.SetField(field, static_cast<GIntBig>(*integer));
        } else if (const auto* real = std::get_if<double>(&value)) {
            feature.SetField(field, *real);
        } else if (const auto* instant = std::get_if<Instant>(&value)) {
            set_instant(feature, field, *instant);
        } else {
            feature.SetFieldNull(field);
        }
    }
    return place(feature, row.point, row.wkb);
}

}  // namespace ombud::ogr
