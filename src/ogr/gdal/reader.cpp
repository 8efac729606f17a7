#include "ogr/gdal/reader.hpp"

#include "core/error.hpp"
#include "ogr/gdal/crs.hpp"
#include "ogr/gdal/messages.hpp"
#include "ogr/gdal/values.hpp"

#include <cpl_conv.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace ombud::ogr {

namespace {

/// The formats that are files and nothing but data. Left out are those that fetch from the network, that reach other
/// files (VRT) or servers, and GMLAS, which downloads schemas.
constexpr std::array<const char*, 19> drivers{
    "ESRI Shapefile", "GPKG", "GeoJSON", "GeoJSONSeq",  "TopoJSON", "FlatGeobuf", "GML", "LIBKML", "KML",  "GPX",
    "MapInfo File",   "DXF",  "SQLite",  "OpenFileGDB", "OSM",      "XLSX",       "ODS", "XLS",    nullptr};

std::string gdal_name(const std::filesystem::path& file) {
    const std::string extension = file.extension().string();
    if (extension == ".gz") return "/vsigzip/" + file.string();
    if (extension == ".zip") return "/vsizip/" + file.string();
    return file.string();
}

std::string lower(std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

class GdalReader final : public LayerReader {
  public:
    GdalReader(std::filesystem::path file, const ReadOptions& options) : file_(std::move(file)) {
        open(options);
        choose_layer(options.layer);
        prepare_transformation(options);
        const OGRFeatureDefn* definition = layer_->GetLayerDefn();
        for (int i = 0; i < definition->GetFieldCount(); ++i) {
            columns_.emplace_back(definition->GetFieldDefn(i)->GetNameRef());
            if (options.text_only && !options.header) columns_.back() = fmt::format("#{}", i + 1);
        }
        const Messages quiet;
        const GIntBig count = is_osm() ? -1 : layer_->GetFeatureCount(FALSE);
        expected_ = count < 0 ? 0 : static_cast<std::size_t>(count);
    }
    GdalReader(const GdalReader&) = delete;
    GdalReader& operator=(const GdalReader&) = delete;
    ~GdalReader() override {
        const Messages quiet;
        if (result_set_ != nullptr) dataset_->ReleaseResultSet(result_set_);
        dataset_.reset();
    }

    const std::vector<std::string>& columns() const override { return columns_; }
    std::size_t expected() const override { return expected_; }
    std::string format() const override { return dataset_->GetDriverName(); }

    bool next(Feature& feature) override {
        const Messages messages;
        const OGRFeatureUniquePtr row(layer_->GetNextFeature());
        if (!row) {
            if (messages.failed()) fail(fmt::format("after row {}: {}", rows_, messages.text_or("")));
            return false;
        }
        feature.row = ++rows_;
        feature.line = 0;
        feature.problem.clear();
        feature.values.resize(columns_.size());
        for (std::size_t i = 0; i < columns_.size(); ++i) feature.values[i] = text_of(*row, static_cast<int>(i));
        read_geometry(std::unique_ptr<OGRGeometry>(row->StealGeometry()), feature);
        return true;
    }

  private:
    [[noreturn]] void fail(std::string_view reason) const {
        throw Error(ErrorKind::input, fmt::format("cannot read {}: {}", file_.string(), reason));
    }

    [[nodiscard]] bool is_osm() const { return std::string_view(dataset_->GetDriverName()) == "OSM"; }

    /// Spreadsheets are read whole: a few kilobytes that unpack to gigabytes would fill the memory.
    void require_modest(const std::string& archive) const {
        constexpr std::uint64_t most_bytes = std::uint64_t{512} << 20U;
        constexpr std::uint64_t modest_bytes = std::uint64_t{32} << 20U;
        constexpr std::uint64_t most_ratio = 200;
        constexpr int most_entries = 10'000;
        const CPLStringList entries(VSIReadDirRecursive(archive.c_str()));
        if (entries.size() > most_entries) fail(fmt::format("{} files in one archive", entries.size()));
        std::uint64_t unpacked = 0;
        for (int i = 0; i < entries.size(); ++i) {
            VSIStatBufL status{};
            if (VSIStatL((archive + "/" + entries[i]).c_str(), &status) == 0) {
                unpacked += static_cast<std::uint64_t>(status.st_size);
            }
        }
        const std::uint64_t packed = std::filesystem::file_size(file_);
        if (unpacked <= most_bytes && (unpacked <= modest_bytes || unpacked / most_ratio <= packed)) return;
        fail(fmt::format("its {} KB would unpack to {} MB; save it as CSV", packed >> 10U, unpacked >> 20U));
    }

    void open(const ReadOptions& options) {
        Messages messages;
        const std::string name = gdal_name(file_);
        const std::string extension = lower(file_.extension().string());
        if (extension == ".xlsx" || extension == ".ods" || extension == ".xlsm")
            require_modest("/vsizip/" + file_.string());
        // The spreadsheet drivers guess whether there is a header and take a table of nothing but text to have none.
        const std::string types = options.text_only ? "STRING" : "AUTO";
        const CPLConfigOptionSetter xlsx("OGR_XLSX_FIELD_TYPES", types.c_str(), false);
        const CPLConfigOptionSetter ods("OGR_ODS_FIELD_TYPES", types.c_str(), false);
        const CPLConfigOptionSetter xls("OGR_XLS_FIELD_TYPES", types.c_str(), false);
        // As with CSV: the first row is the heading, or none is.
        const char* const heading = !options.text_only ? "AUTO" : options.header ? "FORCE" : "DISABLE";
        const CPLConfigOptionSetter xlsx_heading("OGR_XLSX_HEADERS", heading, false);
        const CPLConfigOptionSetter ods_heading("OGR_ODS_HEADERS", heading, false);
        const CPLConfigOptionSetter xls_heading("OGR_XLS_HEADERS", heading, false);
        // Read by those drivers that know them; the others only warn, into `messages`.
        CPLStringList open_options;
        if (options.text_only) open_options.SetNameValue("DATE_AS_STRING", "YES");
        open_options.SetNameValue("DOWNLOAD_SCHEMA", "NO");
        open_options.SetNameValue("WRITE_GFS", "NO");
        dataset_.reset(GDALDataset::Open(name.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                                         drivers.data(), open_options.List(), nullptr));
        if (!dataset_) {
            fail(messages.failed() ? messages.text_or("") : std::string("its format is none that Ombud reads"));
        }
    }

    void choose_layer(const std::string& name) {
        const Messages messages;
        layer_ = name.empty() ? dataset_->GetLayer(0) : dataset_->GetLayerByName(name.c_str());
        if (layer_ == nullptr) {
            std::string names;
            for (int i = 0; i < dataset_->GetLayerCount(); ++i) {
                names += fmt::format("{}{}", i == 0 ? "" : ", ", dataset_->GetLayer(i)->GetName());
            }
            fail(names.empty() ? messages.text_or("it holds no layer")
                               : fmt::format("it holds no layer {}; there are: {}", name, names));
        }
        if (!is_osm()) return;
        // Read plainly, the OSM driver collects the objects of the other layers too and stops when they are too many. A
        // query tells it that only this layer is wanted.
        const std::string query = fmt::format("SELECT * FROM \"{}\"", layer_->GetName());
        result_set_ = dataset_->ExecuteSQL(query.c_str(), nullptr, nullptr);
        if (result_set_ == nullptr) fail(messages.text_or("the layer cannot be queried"));
        layer_ = result_set_;
    }

    void prepare_transformation(const ReadOptions& options) {
        const OGRSpatialReference* own = layer_->GetSpatialRef();
        if (layer_->GetGeomType() == wkbNone || (own == nullptr && options.assumed_epsg == 0)) return;
        transformation_ = transformation(own != nullptr ? *own : crs(options.assumed_epsg), crs(options.target_epsg));
    }

    void read_geometry(std::unique_ptr<OGRGeometry> geometry, Feature& feature) const {
        feature.wkb.clear();
        feature.point.reset();
        if (!geometry || geometry->IsEmpty()) return;
        geometry->flattenTo2D();
        if (geometry->hasCurveGeometry() != FALSE) geometry.reset(geometry->getLinearGeometry());
        if (!geometry) return;
        if (transformation_ && geometry->transform(transformation_.get()) != OGRERR_NONE) {
            feature.problem = "its geometry lies where the target coordinate reference system has no such place";
            return;
        }
        if (OGR_GT_IsSurface(geometry->getGeometryType()) != FALSE) {
            geometry.reset(OGRGeometryFactory::forceToMultiPolygon(geometry.release()));
        }
        feature.wkb.resize(geometry->WkbSize());
        if (geometry->exportToWkb(wkbNDR, reinterpret_cast<unsigned char*>(feature.wkb.data()), wkbVariantIso) !=
            OGRERR_NONE) {
            fail(fmt::format("row {}: its geometry cannot be written as WKB", rows_));
        }
        const OGRwkbGeometryType type = geometry->getGeometryType();
        if (type == wkbPoint) {
            feature.point = position(*geometry->toPoint());
        } else if (type == wkbMultiPoint && geometry->toMultiPoint()->getNumGeometries() == 1) {
            feature.point = position(*geometry->toMultiPoint()->getGeometryRef(0));
        }
    }

    static Position position(const OGRPoint& point) { return {point.getX(), point.getY()}; }

    std::filesystem::path file_;
    GDALDatasetUniquePtr dataset_;
    OGRLayer* layer_ = nullptr;       ///< belongs to `dataset_`
    OGRLayer* result_set_ = nullptr;  ///< belongs to `dataset_`, but must be released before it is closed
    std::unique_ptr<OGRCoordinateTransformation> transformation_;
    std::vector<std::string> columns_;
    std::size_t expected_ = 0;
    std::size_t rows_ = 0;
};

}  // namespace

std::unique_ptr<LayerReader> open_with_gdal(const std::filesystem::path& file, const ReadOptions& options) {
    return std::make_unique<GdalReader>(file, options);
}

}  // namespace ombud::ogr
