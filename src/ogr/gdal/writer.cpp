#include "ogr/gdal/writer.hpp"

#include "core/error.hpp"
#include "ogr/gdal/crs.hpp"
#include "ogr/gdal/feature_queue.hpp"
#include "ogr/gdal/messages.hpp"
#include "ogr/gdal/rows.hpp"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ombud::ogr {

namespace {

/// A database that nobody reads yet needs no journal and no waiting for the disk: the file is renamed when it is whole.
class UnjournaledFile {
  private:
    CPLConfigOptionSetter journal_{"OGR_SQLITE_JOURNAL", "OFF", false};
    CPLConfigOptionSetter synchronous_{"OGR_SQLITE_SYNCHRONOUS", "OFF", false};
    CPLConfigOptionSetter cache_{"OGR_SQLITE_CACHE", "64", false};  // megabytes; the spatial index is built in it
};

class GdalWriter final : public LayerWriter {
  public:
    GdalWriter(std::filesystem::path file, std::span<const Field> fields, const WriteOptions& options)
        : file_(std::move(file)), filler_(options.epsg) {
        const OGRSpatialReference target = crs(options.epsg);
        const Messages messages;
        set_date({});
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
        layer_ = dataset_->CreateLayer(options.layer.c_str(), counted.get(), ogr_type(options.geometry),
                                       layer_options.List());
        if (layer_ == nullptr) fail(messages);
        for (const Field& field : fields) create_field(field, messages);
        for (std::size_t i = 0; i < fields.size(); ++i) columns_.push_back(static_cast<int>(i));
        // Without a transaction a database driver commits each row by itself.
        in_transaction_ =
            dataset_->TestCapability(ODsCTransactions) != FALSE && dataset_->StartTransaction() == OGRERR_NONE;
        queue_.emplace(*layer_);
    }
    GdalWriter(const GdalWriter&) = delete;
    GdalWriter& operator=(const GdalWriter&) = delete;
    ~GdalWriter() override {
        const Messages quiet;
        queue_.reset();
        dataset_.reset();
    }

    bool write(const std::optional<Position>& point, std::span<const Value> values) override {
        const Messages messages;
        OGRFeature& row = next();
        row.Reset();
        for (std::size_t i = 0; i < values.size(); ++i) set(row, static_cast<int>(i), values[i]);
        return filler_.place(row, point, {});
    }

    bool write(const WriteRow& row) override {
        const Messages messages;
        return filler_.fill(next(), row, columns_);
    }

    void set_date(Instant date) override {
        // GeoPackage; it is read when the file is made and again when it is closed.
        date_.emplace("OGR_CURRENT_DATE", format_iso(date).insert(19, ".000").c_str(), false);
    }

    void close() override {
        if (!dataset_) return;
        queue_->finish();
        check_written();
        const Messages messages;
        const bool committed = !in_transaction_ || dataset_->CommitTransaction() == OGRERR_NONE;
        queue_.reset();
        layer_ = nullptr;
        dataset_->FlushCache(true);
        dataset_.reset();
        if (!committed || messages.failed()) fail(messages);
    }

  private:
    [[noreturn]] void fail(std::string_view why) const {
        throw Error(ErrorKind::system, fmt::format("cannot write {}: {}", file_.string(), why));
    }

    [[noreturn]] void fail(const Messages& messages) const { fail(messages.text_or("no reason given")); }

    void check_written() {
        if (const auto failure = queue_->failure()) fail(*failure);
    }

    OGRFeature& next() {
        check_written();
        return queue_->next();
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
    RowFiller filler_;
    UnjournaledFile unjournaled_;
    std::optional<CPLConfigOptionSetter> date_;
    GDALDatasetUniquePtr dataset_;
    OGRLayer* layer_ = nullptr;          ///< belongs to `dataset_`
    std::optional<FeatureQueue> queue_;  ///< destroyed before the data set
    std::vector<int> columns_;
    bool in_transaction_ = false;
};

}  // namespace

std::unique_ptr<LayerWriter> create_with_gdal(const std::filesystem::path& file, std::span<const Field> fields,
                                              const WriteOptions& options) {
    return std::make_unique<GdalWriter>(file, fields, options);
}

}  // namespace ombud::ogr
