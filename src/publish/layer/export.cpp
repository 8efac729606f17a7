#include "publish/layer/export.hpp"

#include "core/digest.hpp"
#include "core/error.hpp"
#include "core/json_writer.hpp"
#include "publish/layer/format.hpp"
#include "publish/layer/sink.hpp"
#include "publish/public_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

namespace ombud::publish {

namespace fs = std::filesystem;

namespace {

/// Counts and writes nothing.
class NoSink final : public Sink {
  public:
    bool write(const LayerRow& /*row*/) override { return true; }
    void finish() override {}
    void commit() override {}
};

bool is_within(const fs::path& file, const fs::path& folder) {
    const fs::path inner = fs::weakly_canonical(fs::absolute(file));
    const fs::path outer = fs::weakly_canonical(fs::absolute(folder));
    return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first == outer.end();
}

int epsg_of(const ExportLayer& request, Format format, const Config& config) {
    if (request.epsg != 0) return request.epsg;
    return format == Format::shapefile ? config.exports.shapefile_epsg : 4326;
}

/// Where the next diff of this output finds what this one wrote. Not beside the output, which may be public.
fs::path state_file(const Workspace& workspace, const ExportLayer& request) {
    const bool database = request.output.starts_with("PG:");
    const std::string place = database ? request.output + '\n' + request.table : fs::absolute(request.output).string();
    return workspace.root() / "exports" / fmt::format("{}-{}.state", request.layer, sha256_hex(place).substr(0, 16));
}

Layer heat_of(const ExportContext& context, const ExportLayer& request, ChosenReports chosen, Language language) {
    HeatOptions options;
    options.cell_m = request.cell_m;
    options.hexagons = request.cells == "hexagon";
    options.epsg = request.epsg > 0 && request.epsg != 4326 ? request.epsg : context.config.exports.shapefile_epsg;
    options.smallest = request.smallest > 0 ? request.smallest
                       : request.internal   ? 1
                                            : context.config.report.smallest_group;
    std::function<bool(Position&)> places;
    if (request.internal) {
        auto rows = std::make_shared<store::InternalRows>(context.registry, false);
        std::function<bool(store::InternalRow&)> next = [rows](store::InternalRow& row) { return rows->next(row); };
        places = [next = only(std::move(next), std::move(chosen)), row = store::InternalRow{}](Position& p) mutable {
            while (next(row)) {
                if (!row.position) continue;
                p = *row.position;
                return true;
            }
            return false;
        };
    } else {
        places = [next = only(public_view(context.registry, context.config), std::move(chosen)),
                  report = PublicReport{}](Position& p) mutable {
            while (next(report)) {
                if (!report.position) continue;
                p = *report.position;
                return true;
            }
            return false;
        };
    }
    return heat_layer(places, options, request.fields, language);
}

Layer layer_of_request(const ExportContext& context, const ExportLayer& request, ChosenReports chosen) {
    const Language language = request.names == "de" ? Language::de : Language::en;
    if (request.layer == "areas") return areas_layer(context.registry, request.fields, language);
    if (request.layer == "participations") {
        return participations_layer(context.registry, context.now, request.fields, language);
    }
    if (request.layer == "heat") return heat_of(context, request, std::move(chosen), language);
    if (request.layer == "internal") {
        return internal_layer(context.registry, request.with_contacts, std::move(chosen), request.fields, language);
    }
    return reports_layer(only(public_view(context.registry, context.config), std::move(chosen)), request.fields,
                         language);
}

std::unique_ptr<Sink> sink_of(const ExportLayer& request, const SinkLayer& layer, const OutputFormat& format,
                              bool changes_only) {
    switch (format.format) {
        case Format::geojson:
        case Format::geojson_lines:
            return geojson_sink(request.output, layer, format.format == Format::geojson_lines, format.packed);
        case Format::shapefile:
            return shapefile_sink(request.output, layer, format.packed);
        case Format::geopackage:
        case Format::flatgeobuf:
            return gdal_sink(request.output, layer, std::string(driver_name(format.format)));
        case Format::csv:
            return csv_sink(request.output, layer);
        case Format::kml:
            return kml_sink(request.output, layer);
        case Format::xlsx:
            return xlsx_sink(request.output, layer);
        case Format::postgis:
            return postgis_sink(request.output, layer, request.table, changes_only);
    }
    throw Error(ErrorKind::usage, "there is no such format");
}

/// Written down before the data leaves: who, what, how much. Never a password that a connection holds.
void log_internal(const ExportContext& context, const ExportLayer& request, std::size_t rows) {
    JsonWriter json;
    json.begin_object().key("layer").value(request.layer).key("rows").value(rows);
    json.key("contacts").value(request.with_contacts).key("to");
    json.value(request.output.starts_with("PG:") ? std::string("PostGIS ") + request.table : request.output);
    json.end_object();
    store::log_export(context.registry, {context.now, context.actor, "internal data were exported"}, json.text());
}

std::vector<std::string> notes_on(const ExportLayer& request) {
    std::vector<std::string> notes;
    if (request.internal) {
        notes.emplace_back(
            request.layer == "heat"
                ? "This counts reports that are not public; it is for the municipality's own staff."
                : "This holds what citizens wrote, not redacted; it is for the municipality's own staff.");
    }
    if (request.with_contacts) {
        notes.emplace_back("It holds names, mail addresses and phone numbers. The event log says who exported them.");
    }
    return notes;
}

}  // namespace

void check_request(const Workspace& workspace, const ExportLayer& request) {
    const auto refuse = [](const std::string& why) { throw Error(ErrorKind::usage, why); };
    constexpr std::array<std::string_view, 5> layers{"reports", "internal", "areas", "heat", "participations"};
    if (std::ranges::find(layers, request.layer) == layers.end()) {
        refuse(fmt::format("there is no layer '{}'; there are: reports, internal, areas, heat, participations",
                           request.layer));
    }
    const OutputFormat format = format_of(request.output, request.driver);
    if (is_always_wgs84(format.format) && request.epsg != 0 && request.epsg != 4326 && request.layer != "heat") {
        refuse(fmt::format("{} is always EPSG:4326 ({}); leave --crs away, or write another format",
                           driver_name(format.format), format.format == Format::kml ? "KML 2.2" : "RFC 7946"));
    }
    if (request.names != "en" && request.names != "de") refuse("--names is de or en");
    if (request.cells != "hexagon" && request.cells != "grid") refuse("--cells is hexagon or grid");
    if (request.cell_m < 10 || request.cell_m > 100'000) refuse("--cell is a number of metres from 10 to 100000");
    if (request.layer == "internal" && !request.internal) {
        refuse("the layer internal holds what is not public; say --internal to have it");
    }
    if (request.internal && request.layer != "internal" && request.layer != "heat") {
        refuse(fmt::format("--internal is for the layers internal and heat, not for {}", request.layer));
    }
    if (request.with_contacts && request.layer != "internal") refuse("--with-contacts is for the layer internal");
    if (request.diff && format.format == Format::flatgeobuf) {
        refuse(
            "a FlatGeobuf file cannot say what was removed, since it holds nothing without a place; write the diff as .gpkg");
    }
    if (request.restart && !request.diff) refuse("--restart goes with --diff");
    if (request.internal && format.format != Format::postgis && is_within(request.output, workspace.public_files())) {
        refuse(fmt::format("{} is in the public folder; internal data do not go there", request.output));
    }
}

LayerExport export_layer(const ExportContext& context, const ExportLayer& wanted, ChosenReports chosen) {
    ExportLayer request = wanted;
    if (request.table.empty()) request.table = "ombud_" + request.layer;
    check_request(context.workspace, request);
    const OutputFormat format = format_of(request.output, request.driver);
    LayerExport result;
    result.output = request.output;
    result.layer = request.layer;
    result.driver = driver_name(format.format);
    result.epsg = is_always_wgs84(format.format) ? 4326 : epsg_of(request, format.format, context.config);
    result.notes = notes_on(request);

    const Layer whole = layer_of_request(context, request, std::move(chosen));
    const bool database = format.format == Format::postgis;
    const Language language = request.names == "de" ? Language::de : Language::en;
    std::optional<Diff> diff;
    Layer layer = whole;
    bool changes_only = false;
    if (request.diff) {
        // A table that is gone has to be filled again, whatever the state says.
        changes_only = database && !request.restart && has_postgis_table(request.output, request.table);
        diff.emplace(whole, state_file(context.workspace, request), request.restart || (database && !changes_only),
                     result.epsg);
        layer = diff->layer(!database, language);
    }
    const SinkLayer shape{layer.name, layer.of_areas, layer.columns, result.epsg};
    std::unique_ptr<Sink> sink = std::make_unique<NoSink>();
    if (!context.dry_run) sink = sink_of(request, shape, format, changes_only);
    const Written written = write_rows(layer, *sink);
    result.rows = written.rows;
    result.without_place = written.without_place;
    if (format.format == Format::flatgeobuf && written.without_place > 0) {
        result.rows -= written.without_place;
        result.without_place = 0;
        result.notes.push_back(
            fmt::format("FlatGeobuf holds nothing without a place; left out: {}", written.without_place));
    }
    if (diff) result.diff = diff->counts();
    if (context.dry_run) return result;
    if (request.internal) log_internal(context, request, written.rows);
    sink->commit();
    if (diff) diff->commit();
    return result;
}

ConfiguredExports export_configured(const ExportContext& context) {
    ConfiguredExports done;
    for (const ExportLayer& layer : context.config.exports.layers) {
        try {
            export_layer(context, layer, chosen_reports(context, layer));
            ++done.layers;
        } catch (const Error& error) {
            // A database that is down must not keep the rest of the night from its work.
            done.failures.push_back(fmt::format("the layer {} could not be exported: {}", layer.layer, error.what()));
        }
    }
    return done;
}

}  // namespace ombud::publish
