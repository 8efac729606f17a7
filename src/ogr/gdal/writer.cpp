#include "ogr/gdal/writer.hpp"

#include "core/error.hpp"
#include "ogr/gdal/crs.hpp"
#include "ogr/gdal/messages.hpp"

#include <cpl_string.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <string>
#include <string_view>
#include <utility>

namespace ombud::ogr {

namespace {

OGRFieldType ogr_type(FieldType type) noexcept {
    switch (type) {
        case FieldType::text:
            return OFTString;
        case FieldType::integer:
            return OFTInteger64;
        case FieldType::real:
            return OFTReal;
    }
    return OFTString;
}

/// Gives up one reference to a counted object.
struct Release {
    void operator()(OGRSpatialReference* counted) const noexcept { counted->Release(); }
};

class GdalWriter final : public LayerWriter {
  public:
    GdalWriter(std::filesystem::path file, std::span<const Field> fields, const WriteOptions& options)
        : file_(std::move(file)) {
        const OGRSpatialReference target = crs(options.epsg);
        transformation_ = transformation(crs(4326), target);
        const Messages messages;
        GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(options.driver.c_str());
        if (driver == nullptr || driver->GetMetadataItem(GDAL_DCAP_VECTOR) == nullptr ||
            driver->GetMetadataItem(GDAL_DCAP_CREATE) == nullptr) {
            throw Error(ErrorKind::input, fmt::format("OGR has no driver \"{}\" that writes", options.driver));
        }
        dataset_.reset(driver->Create(file_.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
        if (!dataset_) fail(messages);
        CPLStringList layer_options;
        for (const std::string& option : options.layer_options) layer_options.AddString(option.c_str());
        // Drivers may keep a counted reference, so the object must not live on this stack.
        const std::unique_ptr<OGRSpatialReference, Release> counted(target.Clone());
        layer_ = dataset_->CreateLayer(options.layer.c_str(), counted.get(), wkbPoint, layer_options.List());
        if (layer_ == nullptr) fail(messages);
        for (const Field& field : fields) create_field(field, messages);
        // Without a transaction a database driver commits each row by itself.
        in_transaction_ =
            dataset_->TestCapability(ODsCTransactions) != FALSE && dataset_->StartTransaction() == OGRERR_NONE;
    }
    GdalWriter(const GdalWriter&) = delete;
    GdalWriter& operator=(const GdalWriter&) = delete;
    ~GdalWriter() override {
        const Messages quiet;
        dataset_.reset();
    }

    bool write(const std::optional<Position>& point, std::span<const Value> values) override {
        const Messages messages;
        OGRFeature row(layer_->GetLayerDefn());
        for (std::size_t i = 0; i < values.size(); ++i) set(row, static_cast<int>(i), values[i]);
        bool placed = true;
        if (point) {
            double x = point->lon;
            double y = point->lat;
            placed = transformation_->Transform(1, &x, &y) != FALSE;
            // NOLINTNEXTLINE(cppcoreguidelines-owning-memory): the row owns it from here
            if (placed) row.SetGeometryDirectly(new OGRPoint(x, y));
        }
        if (layer_->CreateFeature(&row) != OGRERR_NONE) fail(messages);
        return placed;
    }

    void close() override {
        if (!dataset_) return;
        const Messages messages;
        const bool committed = !in_transaction_ || dataset_->CommitTransaction() == OGRERR_NONE;
        layer_ = nullptr;
        dataset_->FlushCache(true);
        dataset_.reset();
        if (!committed || messages.failed()) fail(messages);
    }

  private:
    [[noreturn]] void fail(const Messages& messages) const {
        throw Error(ErrorKind::system,
                    fmt::format("cannot write {}: {}", file_.string(), messages.text_or("no reason given")));
    }

    void create_field(const Field& field, const Messages& messages) {
        OGRFieldDefn definition(field.name.c_str(), ogr_type(field.type));
        definition.SetWidth(field.width);
        definition.SetPrecision(field.decimals);
        if (layer_->CreateField(&definition) != OGRERR_NONE) fail(messages);
        const OGRFeatureDefn* made = layer_->GetLayerDefn();
        const std::string_view name = made->GetFieldDefn(made->GetFieldCount() - 1)->GetNameRef();
        if (name != field.name) {
            throw Error(ErrorKind::input,
                        fmt::format("{}: the format cannot name a field \"{}\", it would become \"{}\"", file_.string(),
                                    field.name, name));
        }
    }

    static void set(OGRFeature& row, int field, const Value& value) {
        if (const auto* text = std::get_if<std::string>(&value)) {
            row.SetField(field, text->c_str());
        } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
            row.SetField(field, static_cast<GIntBig>(*integer));
        } else if (const auto* real = std::get_if<double>(&value)) {
            row.SetField(field, *real);
        } else {
            row.SetFieldNull(field);
        }
    }

    std::filesystem::path file_;
    std::unique_ptr<OGRCoordinateTransformation> transformation_;
    GDALDatasetUniquePtr dataset_;
    OGRLayer* layer_ = nullptr;  ///< belongs to `dataset_`
    bool in_transaction_ = false;
};

}  // namespace

std::unique_ptr<LayerWriter> create_with_gdal(const std::filesystem::path& file, std::span<const Field> fields,
                                              const WriteOptions& options) {
    return std::make_unique<GdalWriter>(file, fields, options);
}

}  // namespace ombud::ogr
