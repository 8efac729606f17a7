#pragma once

#include "ogr/layer_writer.hpp"

#include <memory>
#include <span>
#include <string>

namespace ombud::ogr {

[[nodiscard]] bool database_has_table(const std::string& connection, const DatabaseOptions& options);

[[nodiscard]] std::unique_ptr<DatabaseWriter> open_database_with_gdal(const std::string& connection,
                                                                      std::span<const Field> fields,
                                                                      const DatabaseOptions& options, bool replace_all);

}  // namespace ombud::ogr
