#pragma once

// Inside src/ogr only: callers use ogr/layer_reader.hpp.

#include "ogr/layer_reader.hpp"

#include <filesystem>
#include <memory>

namespace ombud::ogr {

/// Reads CSV by RFC 4180 and what is delivered under that name.
///
/// OGR's own CSV driver is not used. Up to GDAL 3.7 it cannot be told the delimiter and takes it from the header alone,
/// it delivers Windows-1252 as if it were UTF-8, and a quotation mark that is never closed makes it swallow all rows up
/// to the next one. Here such a mark is taken as a letter, the row says so in `Feature::problem`, and the rows after it
/// are read. And a sheet is imported without GDAL being loaded.
[[nodiscard]] std::unique_ptr<LayerReader> open_csv(const std::filesystem::path& file, const ReadOptions& options);

}  // namespace ombud::ogr
