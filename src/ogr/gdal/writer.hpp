#pragma once

#include "ogr/layer_writer.hpp"

#include <filesystem>
#include <memory>
#include <span>

namespace ombud::ogr {

/// \param file  absolute, does not exist
[[nodiscard]] std::unique_ptr<LayerWriter> create_with_gdal(const std::filesystem::path& file,
                                                            std::span<const Field> fields, const WriteOptions& options);

}  // namespace ombud::ogr
