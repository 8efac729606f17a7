#include "cli/command_line.hpp"
#include "cli/session.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"
#include "publish/geojson.hpp"
#include "publish/public_view.hpp"
#include "publish/shapefile.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <memory>

namespace ombud::cli {

namespace {

struct ExportOptions {
    std::string layer = "reports";
    std::string output;
    std::int64_t epsg = 0;
};

Exit export_layer(Session& session, const ExportOptions& options) {
    if (options.layer != "reports") {
        throw Error(ErrorKind::usage, fmt::format("there is no layer '{}'; there is: reports", options.layer));
    }
    const std::filesystem::path file = options.output;
    const std::string suffix = fold(file.extension().string());
    store::Register registry = session.open_register(store::Access::read);
    const publish::NextReport view = publish::public_view(registry, session.config());
    publish::Exported exported;
    if (suffix == ".geojson" || suffix == ".json") {
        if (options.epsg != 0 && options.epsg != 4326) {
            throw Error(ErrorKind::usage, "GeoJSON is always EPSG:4326 (RFC 7946); leave --epsg away or write a .zip");
        }
        exported = publish::write_geojson(file, view);
    } else if (suffix == ".zip") {
        const int epsg = options.epsg == 0 ? session.config().exports.shapefile_epsg : static_cast<int>(options.epsg);
        exported = publish::write_shapefile(file, view, {epsg});
    } else {
        throw Error(
            ErrorKind::usage,
            fmt::format("{}: the suffix decides the format; use .geojson, or .zip for a shapefile", options.output));
    }
    if (session.json()) {
        JsonWriter json;
        session.print(json.begin_object()
                          .key("file")
                          .value(file.string())
                          .key("reports")
                          .value(exported.reports)
                          .end_object()
                          .text());
    } else if (!session.quiet()) {
        session.print(fmt::format("{} reports in {}", exported.reports, file.string()));
    }
    return Exit::done;
}

}  // namespace

void add_export(Command& root) {
    auto options = std::make_shared<ExportOptions>();
    Command exports = root.add("export", "Write the public view as a layer for a GIS");
    add_export_case(exports);
    exports.positional("layer", options->layer, "What to write: reports", false)
        .option("-o,--output", options->output, "The file; .geojson, or .zip for a shapefile")
        .option("--epsg", options->epsg, "CRS of a shapefile, else that of the configuration")
        .examples("  ombud export reports -o reports.geojson\n  ombud export reports -o reports.zip --epsg 25833")
        .action([options](Session& session) {
            if (options->output.empty()) throw Error(ErrorKind::usage, "name the file with -o");
            return export_layer(session, *options);
        });
}

}  // namespace ombud::cli
