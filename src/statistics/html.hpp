#pragma once

#include "core/config.hpp"
#include "statistics/figures.hpp"
#include "store/figure_rows.hpp"

#include <string>
#include <vector>

namespace ombud::statistics {

/// One page with tables and charts as inline SVG, in the language of the municipality: no script, nothing loaded, meant
/// to be read on paper as well, and without colour. Every chart has a title, a description and its figures in a table.
/// \param districts  with outlines, for the map; empty: no map
[[nodiscard]] std::string to_html(const Statistics& statistics, const Config& config,
                                  const std::vector<store::FigureArea>& districts);

}  // namespace ombud::statistics
