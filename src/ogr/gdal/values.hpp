#pragma once

#include <ogr_feature.h>

#include <string>

namespace ombud::ogr {

/// One field as UTF-8 text, as `Feature::values` promises it.
[[nodiscard]] std::string text_of(const OGRFeature& feature, int field);

}  // namespace ombud::ogr
