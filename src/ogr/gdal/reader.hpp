#pragma once

#include "ogr/layer_reader.hpp"

#include <filesystem>
#include <memory>

namespace ombud::ogr {

/// \param file  absolute
[[nodiscard]] std::unique_ptr<LayerReader> open_with_gdal(const std::filesystem::path& file,
                                                          const ReadOptions& options);

}  // namespace ombud::ogr
