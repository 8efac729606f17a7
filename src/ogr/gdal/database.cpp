#include "ogr/gdal/database.hpp"

#include "core/error.hpp"
#include "ogr/gdal/crs.hpp"
#include "ogr/gdal/messages.hpp"
#include "ogr/gdal/rows.hpp"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::ogr {

namespace {

[[noreturn]] void fail(std::string_view what, const Messages& messages) {
    throw Error(ErrorKind::system, fmt::format("PostGIS: {}: {}", what, messages.text_or("no reason given")));
}

GDALDatasetUniquePtr connect(const std::string& connection) {
    const Messages messages;
    const std::array<const char*, 2> drivers{"PostgreSQL", nullptr};
    // Only the tables that are asked for by name are looked at: a database may hold thousands.
    const CPLConfigOptionSetter few("PG_LIST_ALL_TABLES", "NO", false);
    GDALDatasetUniquePtr dataset(GDALDataset::Open(
        connection.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE | GDAL_OF_VERBOSE_ERROR, drivers.data(), nullptr, nullptr));
    if (!dataset) fail("no connection", messages);
    return dataset;
}

std::string qualified(const DatabaseOptions& options, std::string_view suffix = {}) {
    const std::string table = options.table + std::string(suffix);
    return options.schema.empty() ? table : options.schema + '.' + table;
}

class PostgisWriter final : public DatabaseWriter {
  public:
    PostgisWriter(const std::string& connection, std::span<const Field> fields, const DatabaseOptions& options,
                  bool replace_all)
        : filler_(options.epsg),
          use_copy_("PG_USE_COPY", replace_all ? "YES" : "NO", false),
          dataset_(connect(connection)),
          table_(qualified(options)) {
        const Messages messages;
        // One transaction from here on: PostgreSQL takes back the making of tables as it does rows.
        if (dataset_->StartTransaction(TRUE) != OGRERR_NONE) fail("no transaction", messages);
        if (replace_all) {
            create(fields, options);
        } else {
            layer_ = dataset_->GetLayerByName(table_.c_str());
            if (layer_ == nullptr) fail(fmt::format("there is no table {}", table_), messages);
        }
        find_columns(fields);
        row_ = OGRFeatureUniquePtr(OGRFeature::CreateFeature(layer_->GetLayerDefn()));
    }
    PostgisWriter(const PostgisWriter&) = delete;
    PostgisWriter& operator=(const PostgisWriter&) = delete;
    ~PostgisWriter() override {
        const Messages quiet;
        row_.reset();
        if (dataset_ && !closed_) dataset_->RollbackTransaction();
        dataset_.reset();
    }

    bool put(const WriteRow& row, bool replace) override {
        const Messages messages;
        const bool placed = filler_.fill(*row_, row, columns_);
        // A row that went missing on the other side is added again.
        const bool done = (replace && layer_->SetFeature(row_.get()) == OGRERR_NONE) ||
                          layer_->CreateFeature(row_.get()) == OGRERR_NONE;
        if (!done) fail(table_, messages);
        return placed;
    }

    void remove(std::int64_t fid) override {
        const Messages messages;
        const OGRErr result = layer_->DeleteFeature(fid);
        if (result != OGRERR_NONE && result != OGRERR_NON_EXISTING_FEATURE) fail(table_, messages);
    }

    void close() override {
        const Messages messages;
        // COPY hands over its last rows here; only then is the whole thing committed.
        if (layer_->SyncToDisk() != OGRERR_NONE || messages.failed()) fail(table_, messages);
        if (dataset_->CommitTransaction() != OGRERR_NONE) fail(table_, messages);
        closed_ = true;
    }

  private:
    void create(std::span<const Field> fields, const DatabaseOptions& options) {
        const Messages messages;
        const std::unique_ptr<OGRSpatialReference, Release> counted(crs(options.epsg).Clone());
        CPLStringList choices;
        choices.SetNameValue("OVERWRITE", "YES");
        choices.SetNameValue("LAUNDER", "NO");
        choices.SetNameValue("FID", options.fid_column.c_str());
        choices.SetNameValue("FID64", "YES");
        choices.SetNameValue("GEOMETRY_NAME", "geom");
        if (!options.schema.empty()) choices.SetNameValue("SCHEMA", options.schema.c_str());
        layer_ =
            dataset_->CreateLayer(options.table.c_str(), counted.get(), ogr_type(options.geometry), choices.List());
        if (layer_ == nullptr) fail(table_, messages);
        for (const Field& field : fields) {
            OGRFieldDefn definition(field.name.c_str(), ogr_type(field.type));
            if (layer_->CreateField(&definition) != OGRERR_NONE) fail(table_, messages);
        }
    }

    void find_columns(std::span<const Field> fields) {
        const OGRFeatureDefn* definition = layer_->GetLayerDefn();
        for (const Field& field : fields) {
            columns_.push_back(definition->GetFieldIndex(field.name.c_str()));
            if (columns_.back() < 0) {
                throw Error(ErrorKind::input,
                            fmt::format("PostGIS: table {} has no column {}; write it once without --diff", table_,
                                        field.name));
            }
        }
    }

    RowFiller filler_;
    CPLConfigOptionSetter use_copy_;
    GDALDatasetUniquePtr dataset_;
    OGRLayer* layer_ = nullptr;  ///< belongs to `dataset_`
    OGRFeatureUniquePtr row_;
    std::vector<int> columns_;
    std::string table_;
    bool closed_ = false;
};

}  // namespace

bool database_has_table(const std::string& connection, const DatabaseOptions& options) {
    const GDALDatasetUniquePtr dataset = connect(connection);
    const Messages quiet;
    return dataset->GetLayerByName(qualified(options).c_str()) != nullptr;
}

std::unique_ptr<DatabaseWriter> open_database_with_gdal(const std::string& connection, std::span<const Field> fields,
                                                        const DatabaseOptions& options, bool replace_all) {
    return std::make_unique<PostgisWriter>(connection, fields, options, replace_all);
}

}  // namespace ombud::ogr
