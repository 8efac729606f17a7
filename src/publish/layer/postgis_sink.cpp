#include "core/text.hpp"
#include "ogr/layer_writer.hpp"
#include "publish/layer/ogr_rows.hpp"
#include "publish/layer/sink.hpp"

#include <algorithm>

namespace ombud::publish {

namespace {

/// Names that need no quotation marks in a query: lower case, letters, digits and underscores.
std::string plain_name(std::string_view name) {
    std::string plain = fold(name);
    std::ranges::replace_if(
        plain, [](char c) { return !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9'); }, '_');
    while (plain.ends_with('_')) plain.pop_back();
    return plain;
}

ogr::DatabaseOptions place_of(const std::string& table) {
    ogr::DatabaseOptions options;
    const std::size_t dot = table.find('.');
    if (dot != std::string::npos) options.schema = table.substr(0, dot);
    options.table = dot == std::string::npos ? table : table.substr(dot + 1);
    return options;
}

class PostgisSink final : public Sink {
  public:
    PostgisSink(const std::string& connection, const SinkLayer& layer, const std::string& table, bool changes_only) {
        ogr::DatabaseOptions options = place_of(table);
        options.epsg = layer.epsg;
        options.geometry = layer.of_areas ? ogr::GeometryType::multipolygon : ogr::GeometryType::point;
        options.fid_column = "id";
        std::vector<ogr::Field> fields;
        for (ogr::Field& field : ogr_fields(layer.columns)) {
            // The number of the row is the table's primary key and no column beside it.
            kept_.push_back(field.name != "id" && field.name != "Nummer");
            if (!kept_.back()) {
                options.fid_column = plain_name(field.name);
                continue;
            }
            field.name = plain_name(field.name);
            fields.push_back(std::move(field));
        }
        writer_ = ogr::open_database(connection, fields, options, !changes_only);
    }

    bool write(const LayerRow& row) override {
        if (row.change == RowChange::removed) {
            writer_->remove(row.id);
            return true;
        }
        ogr::WriteRow whole = rows_.of(row, row.id);
        values_.clear();
        for (std::size_t i = 0; i < kept_.size(); ++i) {
            if (kept_[i]) values_.push_back(whole.values[i]);
        }
        whole.values = values_;
        return writer_->put(whole, row.change == RowChange::changed);
    }

    void finish() override {}
    void commit() override { writer_->close(); }

  private:
    std::unique_ptr<ogr::DatabaseWriter> writer_;
    std::vector<bool> kept_;
    OgrRows rows_;
    std::vector<ogr::ValueView> values_;
};

}  // namespace

std::unique_ptr<Sink> postgis_sink(const std::string& connection, const SinkLayer& layer, const std::string& table,
                                   bool changes_only) {
    return std::make_unique<PostgisSink>(connection, layer, table, changes_only);
}

bool has_postgis_table(const std::string& connection, const std::string& table) {
    return ogr::has_table(connection, place_of(table));
}

}  // namespace ombud::publish
