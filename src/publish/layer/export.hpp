#pragma once

#include "core/config.hpp"
#include "core/export_settings.hpp"
#include "core/workspace.hpp"
#include "publish/layer/diff.hpp"
#include "publish/layer/sources.hpp"
#include "store/register.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::publish {

/// What every export needs.
struct ExportContext {
    store::Register& registry;  ///< writable for an internal layer, which is written down in the event log
    const Workspace& workspace;
    const Config& config;
    Instant now;
    std::string_view actor;  ///< who exports: "desk:meier", "export"
    bool dry_run = false;    ///< count only
};

/// What an export did.
struct LayerExport {
    std::string output;
    std::string layer;
    std::string driver;  ///< GDAL's name
    int epsg = 4326;
    std::size_t rows = 0;
    std::size_t without_place = 0;   ///< of them, those that have no geometry
    std::optional<DiffCounts> diff;  ///< where only changes were written
    std::vector<std::string> notes;  ///< what a person should know, such as that the file is not for the public
};

/// Writes one layer: beside its output first, and in its place when it is whole. The same register gives the same
/// bytes.
///
/// Throws Error(usage) where the request contradicts itself, Error(config) for a CRS that PROJ does not know,
/// Error(system) for disk or database.
/// \param chosen  reports that a filter lets through; see `chosen_reports`
LayerExport export_layer(const ExportContext& context, const ExportLayer& request, ChosenReports chosen);

/// What is contradictory or unknown in a request, before anything is read: Error(usage).
void check_request(const Workspace& workspace, const ExportLayer& request);

/// The reports that the filter of a request lets through; nothing where it names none. Throws Error(usage) for an
/// unknown department, category or area, and for a date that cannot be read.
[[nodiscard]] ChosenReports chosen_reports(const ExportContext& context, const ExportLayer& request);

/// What every night exports.
struct ConfiguredExports {
    std::size_t layers = 0;             ///< that were written
    std::vector<std::string> failures;  ///< a sentence for each that was not
};

/// Writes every [[export.layer]] of the configuration. One that fails does not keep the others from being written.
[[nodiscard]] ConfiguredExports export_configured(const ExportContext& context);

}  // namespace ombud::publish
