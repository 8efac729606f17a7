#pragma once

#include "publish/layer/dbf_file.hpp"
#include "publish/layer/layer.hpp"
#include "publish/layer/projection.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace ombud::publish {

/// Writes the geometries of a shapefile and their index (ESRI Shapefile Technical Description, July 1998): points or
/// polygons, null shapes where a row has none.
class ShpFile {
  public:
    /// \param shp  its .shx is written beside it
    ShpFile(const std::filesystem::path& shp, bool of_areas, int epsg);

    void add(const LayerRow& row);
    /// Returns how many rows had a place that the CRS has not.
    std::size_t finish();

  private:
    void flush_points();
    void add_area(const MultiPolygon& area);
    void end_record(std::string_view content);
    void widen(Position p);
    void write(std::FILE* file, const std::string& bytes);

    std::filesystem::path file_;
    Projection projection_;
    bool of_areas_;
    FileHandle shp_;
    FileHandle shx_;
    std::vector<Position> points_;  ///< waiting to be projected together: one by one costs three times as much
    std::vector<bool> placed_;
    std::string shapes_;
    std::string index_;
    std::uint64_t words_ = 50;  ///< length of the .shp so far, in 16-bit words, header included
    std::uint32_t records_ = 0;
    std::size_t nowhere_ = 0;
    Bounds box_;
    bool any_ = false;
};

}  // namespace ombud::publish
