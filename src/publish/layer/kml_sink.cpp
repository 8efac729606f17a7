#include "publish/layer/sink.hpp"
#include "publish/layer/text_output.hpp"
#include "publish/layer/value_text.hpp"

#include <fmt/format.h>

#include <iterator>

namespace ombud::publish {

namespace {

constexpr int coordinate_decimals = 7;

std::string_view kml_type(FieldKind kind) {
    switch (kind) {
        case FieldKind::integer:
            return "int";
        case FieldKind::real:
            return "double";
        default:
            return "string";
    }
}

/// KML 2.2 (OGC 07-147r2): a folder of placemarks with typed data. Always EPSG:4326.
class KmlSink final : public Sink {
  public:
    KmlSink(const std::filesystem::path& file, const SinkLayer& layer) : output_(file, false) {
        std::string& out = output_.pending();
        out += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>\n";
        out += "<Schema name=\"" + layer.name + "\" id=\"" + layer.name + "\">\n";
        for (const Column& column : layer.columns) {
            std::string& name = names_.emplace_back();
            append_xml(name, column.name);
            fmt::format_to(std::back_inserter(out), "<SimpleField name=\"{}\" type=\"{}\"/>\n", name,
                           kml_type(column.kind));
        }
        out += "</Schema>\n<Folder><name>" + layer.name + "</name>\n";
        schema_ = "<ExtendedData><SchemaData schemaUrl=\"#" + layer.name + "\">";
        // What the map shows beside the pin.
        for (std::size_t i = 0; i < layer.columns.size(); ++i) {
            const std::string& name = layer.columns[i].short_name;
            if (name == "title" || name == "Titel" || name == "name" || name == "Name") label_ = i;
        }
    }

    bool write(const LayerRow& row) override {
        std::string& out = output_.pending();
        fmt::format_to(std::back_inserter(out), "<Placemark id=\"{}\">", row.id);
        if (label_ < row.values.size()) {
            out += "<name>";
            append(out, row.values[label_]);
            out += "</name>";
        }
        out += schema_;
        for (std::size_t i = 0; i < row.values.size(); ++i) {
            if (is_null(row.values[i])) continue;
            out.append("<SimpleData name=\"").append(names_[i]).append("\">");
            append(out, row.values[i]);
            out += "</SimpleData>";
        }
        out += "</SchemaData></ExtendedData>";
        append_geometry(out, row);
        out += "</Placemark>\n";
        output_.passed();
        return true;
    }

    void finish() override {
        output_.pending() += "</Folder></Document></kml>\n";
        output_.finish();
    }
    void commit() override { output_.commit(); }

  private:
    void append(std::string& out, const FieldValue& value) {
        text_.clear();
        append_text(text_, value);
        append_xml(out, text_);
    }

    static void append_position(std::string& out, Position p) {
        append_decimal(out, p.lon, coordinate_decimals);
        out += ',';
        append_decimal(out, p.lat, coordinate_decimals);
    }

    static void append_geometry(std::string& out, const LayerRow& row) {
        if (row.point) {
            out += "<Point><coordinates>";
            append_position(out, *row.point);
            out += "</coordinates></Point>";
        } else if (row.area != nullptr) {
            out += "<MultiGeometry>";
            for (const Polygon& polygon : *row.area) {
                out += "<Polygon>";
                for (std::size_t i = 0; i < polygon.size(); ++i) {
                    const std::string_view border = i == 0 ? "outerBoundaryIs" : "innerBoundaryIs";
                    fmt::format_to(std::back_inserter(out), "<{}><LinearRing><coordinates>", border);
                    for (const Position& p : polygon[i]) {
                        append_position(out, p);
                        out += ' ';
                    }
                    fmt::format_to(std::back_inserter(out), "</coordinates></LinearRing></{}>", border);
                }
                out += "</Polygon>";
            }
            out += "</MultiGeometry>";
        }
    }

    TextOutput output_;
    std::vector<std::string> names_;
    std::string schema_;
    std::string text_;
    std::size_t label_ = static_cast<std::size_t>(-1);
};

}  // namespace

std::unique_ptr<Sink> kml_sink(const std::filesystem::path& file, const SinkLayer& layer) {
    return std::make_unique<KmlSink>(file, layer);
}

}  // namespace ombud::publish
