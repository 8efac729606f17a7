#include "publish/layer/export.hpp"

#include "cli/command_line.hpp"
#include "cli/filter_options.hpp"
#include "cli/session.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>
#include <memory>

namespace ombud::cli {

namespace {

struct ExportOptions {
    ExportLayer layer;
    std::string crs;
    std::int64_t cell = 250;
    std::int64_t smallest = 0;
    FilterOptions where;
    bool dry_run = false;
};

/// "EPSG:25832" or "25832".
int epsg_from(const std::string& text) {
    if (text.empty()) return 0;
    const std::string folded = fold(text);
    const std::string_view digits = std::string_view(folded).substr(folded.starts_with("epsg:") ? 5 : 0);
    int epsg = 0;
    const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), epsg);
    if (error != std::errc{} || stop != digits.data() + digits.size() || epsg <= 0) {
        throw Error(ErrorKind::usage, fmt::format("--crs {}: write a code such as EPSG:25832", text));
    }
    return epsg;
}

void print_json(Session& session, const publish::LayerExport& done) {
    JsonWriter json;
    json.begin_object().key("file").value(done.output).key("layer").value(done.layer);
    json.key("driver").value(done.driver).key("crs").value(fmt::format("EPSG:{}", done.epsg));
    json.key("rows").value(done.rows).key("without_place").value(done.without_place);
    if (done.layer == "reports") json.key("reports").value(done.rows);
    if (done.diff) {
        json.key("added").value(done.diff->added).key("changed").value(done.diff->changed);
        json.key("removed").value(done.diff->removed);
    }
    session.print(json.end_object().text());
}

void print_text(Session& session, const publish::LayerExport& done) {
    const std::string what = done.layer == "reports" || done.layer == "internal" ? "reports"
                             : done.layer == "heat"                              ? "cells"
                                                                                 : done.layer;
    std::string line = fmt::format("{} {} in {}", done.rows, what, done.output);
    if (done.diff) {
        line = fmt::format("{} added, {} changed, {} removed in {}", done.diff->added, done.diff->changed,
                           done.diff->removed, done.output);
    }
    if (done.without_place > 0) line += fmt::format(", {} of them without place", done.without_place);
    session.print(line);
}

Exit export_one(Session& session, const ExportOptions& options) {
    ExportLayer request = options.layer;
    if (request.output.empty()) throw Error(ErrorKind::usage, "name the file with -o");
    request.epsg = epsg_from(options.crs);
    request.cell_m = static_cast<double>(options.cell);
    request.smallest = static_cast<int>(options.smallest);
    request.filter = written_filter(session, options.where);
    publish::check_request(session.workspace(), request);
    // What is not public is written down in the register.
    store::Register registry = session.open_register(request.internal ? store::Access::write : store::Access::read);
    const std::string actor = Session::actor();
    const publish::ExportContext context{registry, session.workspace(), session.config(), session.now(),
                                         actor,    options.dry_run};
    const publish::LayerExport done =
        publish::export_layer(context, request, publish::chosen_reports(context, request));
    for (const std::string& note : done.notes) session.say(note);
    if (options.dry_run) session.say("This was a dry run: nothing was written.");
    if (session.json()) {
        print_json(session, done);
    } else if (!session.quiet()) {
        print_text(session, done);
    }
    return Exit::done;
}

}  // namespace

void add_export(Command& root) {
    auto options = std::make_shared<ExportOptions>();
    ExportLayer& layer = options->layer;
    Command exports = root.add("export", "Write a layer for a GIS, a table or a database");
    add_export_case(exports);
    exports.positional("layer", layer.layer, "What to write: reports, internal, areas, heat or participations", false)
        .option("-o,--output", layer.output, "The file, or PG:… for PostGIS")
        .option("--driver", layer.driver, "The format, where the suffix does not say it")
        .option("--crs,--epsg", options->crs, "Coordinate reference system, such as EPSG:25832")
        .option("--fields", layer.fields, "Only these fields, in this order, separated by commas")
        .option("--names", layer.names, "Language of the field names: en or de")
        .option("--table", layer.table, "PostGIS: [schema.]table")
        .flag("--diff", layer.diff, "Only what changed since the last export with --diff")
        .flag("--restart", layer.restart, "With --diff: forget the last one, everything is new")
        .flag("--internal", layer.internal, "What is not public, for internal and heat")
        .flag("--with-contacts", layer.with_contacts, "With internal: also who reported")
        .option("--cell", options->cell, "heat: metres between the centres of cells")
        .option("--cells", layer.cells, "heat: hexagon or grid")
        .option("--smallest", options->smallest, "heat: leave out cells with fewer reports")
        .flag("--dry-run", options->dry_run, "Count, write nothing")
        .examples(
            "  ombud export reports -o reports.geojson\n"
            "  ombud export reports -o reports.shp.zip --crs EPSG:25833 --names de\n"
            "  ombud export heat -o heat.gpkg --cell 500 --since \"1 year ago\"\n"
            "  ombud export reports -o \"PG:host=gis dbname=town\" --table ombud.reports --diff")
        .action([options](Session& session) { return export_one(session, *options); });
    add_filter_options(exports, options->where);
}

}  // namespace ombud::cli
