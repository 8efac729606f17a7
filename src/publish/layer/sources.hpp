#pragma once

#include "core/config.hpp"
#include "publish/layer/layer.hpp"
#include "publish/public_report.hpp"
#include "store/internal_rows.hpp"
#include "store/register.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ombud::publish {

/// Ids of the reports that a filter lets through, ascending; nothing: all.
using ChosenReports = std::optional<std::vector<ReportId>>;

/// The public view as a layer of points. `next` must deliver by id.
[[nodiscard]] Layer reports_layer(NextReport next, const std::vector<std::string>& fields, Language language);

/// All reports as a layer of points, for the municipality's own staff. `registry` must outlive the layer.
/// \param with_contacts  and who reported them
[[nodiscard]] Layer internal_layer(store::Register& registry, bool with_contacts, ChosenReports chosen,
                                   const std::vector<std::string>& fields, Language language);

/// The fields of that layer; those of the reporter are the last three.
[[nodiscard]] std::span<const FieldOf<store::InternalRow>> internal_fields() noexcept;
inline constexpr std::size_t contact_fields = 3;

/// The areas of the register.
[[nodiscard]] Layer areas_layer(store::Register& registry, const std::vector<std::string>& fields, Language language);

/// The participations that have begun and are not over. One that has only a point stands there as a circle around it.
[[nodiscard]] Layer participations_layer(store::Register& registry, Instant now, const std::vector<std::string>& fields,
                                         Language language);

/// How reports are counted by cell.
struct HeatOptions {
    double cell_m = 250;   ///< distance between the centres of neighbouring cells
    bool hexagons = true;  ///< else squares
    int epsg = 25832;      ///< the CRS in which cells are laid out from its origin; in metres, else Error(usage)
    int smallest = 5;      ///< cells with fewer reports are left out
};

/// Counts of points by cell. Reads all of them at once.
/// \param next  the points to count
[[nodiscard]] Layer heat_layer(const std::function<bool(Position&)>& next, const HeatOptions& options,
                               const std::vector<std::string>& fields, Language language);

/// Lets only the chosen reports through; both by id.
[[nodiscard]] NextReport only(NextReport next, ChosenReports chosen);
[[nodiscard]] std::function<bool(store::InternalRow&)> only(std::function<bool(store::InternalRow&)> next,
                                                            ChosenReports chosen);

}  // namespace ombud::publish
