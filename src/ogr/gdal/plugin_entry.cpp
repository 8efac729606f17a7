// The one function that ombud-ogr.so exports, see ogr/plugin.hpp.

#include "ogr/gdal/crs.hpp"
#include "ogr/gdal/database.hpp"
#include "ogr/gdal/messages.hpp"
#include "ogr/gdal/reader.hpp"
#include "ogr/gdal/writer.hpp"
#include "ogr/plugin.hpp"

#include <cpl_conv.h>
#include <gdal.h>
#include <ogr_srs_api.h>

namespace ombud::ogr {

namespace {

class GdalPlugin final : public Plugin {
  public:
    GdalPlugin() {
        const Messages quiet;
        // Nothing is fetched: neither by /vsicurl, whose every name now has the wrong extension, nor grids by PROJ.
        CPLSetConfigOption("CPL_VSIL_CURL_ALLOWED_EXTENSIONS", ".none");
        OSRSetPROJEnableNetwork(FALSE);
        // Reading leaves nothing behind beside the file that is read.
        CPLSetConfigOption("CPL_VSIL_GZIP_WRITE_PROPERTIES", "NO");
        CPLSetConfigOption("GDAL_PAM_ENABLED", "NO");
        // The first row of a sheet names its columns; the drivers would guess.
        CPLSetConfigOption("OGR_XLSX_HEADERS", "FORCE");
        CPLSetConfigOption("OGR_ODS_HEADERS", "FORCE");
        CPLSetConfigOption("OGR_XLS_HEADERS", "FORCE");
        GDALAllRegister();
    }

    std::unique_ptr<LayerReader> open_layer(const std::filesystem::path& file,
                                            const ReadOptions& options) const override {
        return open_with_gdal(file, options);
    }

    std::unique_ptr<LayerWriter> create_layer(const std::filesystem::path& file, std::span<const Field> fields,
                                              const WriteOptions& options) const override {
        return create_with_gdal(file, fields, options);
    }

    std::unique_ptr<Transform> transform_from(int epsg) const override { return make_transform(epsg); }

    std::string esri_wkt(int epsg) const override { return esri_wkt_of(epsg); }

    bool has_table(const std::string& connection, const DatabaseOptions& options) const override {
        return database_has_table(connection, options);
    }

    std::unique_ptr<DatabaseWriter> open_database(const std::string& connection, std::span<const Field> fields,
                                                  const DatabaseOptions& options, bool replace_all) const override {
        return open_database_with_gdal(connection, fields, options, replace_all);
    }
};

}  // namespace

}  // namespace ombud::ogr

extern "C" const ombud::ogr::Plugin* ombud_ogr_plugin_2() {
    static const ombud::ogr::GdalPlugin plugin;
    return &plugin;
}
