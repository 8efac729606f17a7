#pragma once

#include "ogr/layer_writer.hpp"
#include "publish/layer/layer.hpp"

#include <span>
#include <string>
#include <vector>

namespace ombud::publish {

/// The columns as OGR's fields; lists become texts.
[[nodiscard]] std::vector<ogr::Field> ogr_fields(std::span<const Column> columns);

/// Rows of a layer as OGR writes them.
class OgrRows {
  public:
    /// Valid until the next call.
    [[nodiscard]] ogr::WriteRow of(const LayerRow& row, std::int64_t fid);

  private:
    std::vector<ogr::ValueView> values_;
    std::vector<std::string> joined_;
    std::string wkb_;
};

}  // namespace ombud::publish
