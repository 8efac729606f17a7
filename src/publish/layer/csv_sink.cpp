#include "core/csv_value.hpp"
#include "publish/layer/projection.hpp"
#include "publish/layer/sink.hpp"
#include "publish/layer/text_output.hpp"
#include "publish/layer/value_text.hpp"

namespace ombud::publish {

namespace {

/// Degrees to a centimetre, metres to a millimetre.
int decimals_of(int epsg) {
    return epsg == 4326 ? 7 : 3;
}

class CsvSink final : public Sink {
  public:
    CsvSink(const std::filesystem::path& file, const SinkLayer& layer)
        : output_(file, false), projection_(layer.epsg), of_areas_(layer.of_areas) {
        std::string& out = output_.pending();
        for (const Column& column : layer.columns) {
            append_csv_value(out, column.name);
            out += ',';
        }
        if (of_areas_) {
            out += "wkt\r\n";
        } else {
            out += layer.epsg == 4326 ? "lon,lat\r\n" : "x,y\r\n";
        }
    }

    bool write(const LayerRow& row) override {
        std::string& out = output_.pending();
        for (const FieldValue& value : row.values) {
            const bool number = std::holds_alternative<std::int64_t>(value) || std::holds_alternative<double>(value);
            if (number) {
                append_text(out, value);
            } else {
                text_.clear();
                append_text(text_, value);
                append_csv_value(out, text_);
            }
            out += ',';
        }
        const bool placed = of_areas_ ? append_area(out, row) : append_point(out, row);
        out += "\r\n";
        output_.passed();
        return placed;
    }

    void finish() override { output_.finish(); }
    void commit() override { output_.commit(); }

  private:
    bool append_point(std::string& out, const LayerRow& row) {
        const auto place = row.point ? projection_.apply(*row.point) : std::nullopt;
        if (place) append_decimal(out, place->lon, decimals_of(projection_.epsg()));
        out += ',';
        if (place) append_decimal(out, place->lat, decimals_of(projection_.epsg()));
        return place || !row.point;
    }

    bool append_area(std::string& out, const LayerRow& row) {
        if (row.area == nullptr) return true;
        const auto area = projection_.apply(*row.area);
        if (!area) return false;
        out += "\"MULTIPOLYGON ";
        append_list(out, *area, [&](const Polygon& polygon) {
            append_list(out, polygon, [&](const Ring& ring) {
                append_list(out, ring, [&](Position p) {
                    append_decimal(out, p.lon, decimals_of(projection_.epsg()));
                    out += ' ';
                    append_decimal(out, p.lat, decimals_of(projection_.epsg()));
                });
            });
        });
        out += '"';
        return true;
    }

    template <typename List, typename Each>
    static void append_list(std::string& out, const List& list, const Each& each) {
        out += '(';
        bool first = true;
        for (const auto& item : list) {
            if (!first) out += ',';
            first = false;
            each(item);
        }
        out += ')';
    }

    TextOutput output_;
    Projection projection_;
    bool of_areas_;
    std::string text_;
};

}  // namespace

std::unique_ptr<Sink> csv_sink(const std::filesystem::path& file, const SinkLayer& layer) {
    return std::make_unique<CsvSink>(file, layer);
}

}  // namespace ombud::publish
