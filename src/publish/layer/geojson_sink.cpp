#include "core/json_writer.hpp"
#include "publish/layer/sink.hpp"
#include "publish/layer/text_output.hpp"
#include "publish/layer/value_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace ombud::publish {

namespace {

constexpr int coordinate_decimals = 7;  // RFC 7946, section 11.2, calls six sensible; seven keep a surveyed point

/// A position outside the globe would make the file invalid for everybody who reads it.
bool on_the_globe(Position p) {
    return std::abs(p.lon) <= 180 && std::abs(p.lat) <= 90;
}

void append_position(std::string& out, Position p) {
    out += '[';
    append_decimal(out, p.lon, coordinate_decimals);
    out += ',';
    append_decimal(out, p.lat, coordinate_decimals);
    out += ']';
}

void append_value(std::string& out, const FieldValue& value) {
    if (const auto* text = std::get_if<std::string_view>(&value)) {
        append_json_text(out, *text);
    } else if (const auto* instant = std::get_if<Instant>(&value)) {
        out += '"';
        append_iso(out, *instant);
        out += '"';
    } else if (const auto* list = std::get_if<std::span<const std::string>>(&value)) {
        out += '[';
        for (const std::string& item : *list) {
            if (&item != list->data()) out += ',';
            append_json_text(out, item);
        }
        out += ']';
    } else if (const auto* real = std::get_if<double>(&value);
               is_null(value) || (real != nullptr && !std::isfinite(*real))) {
        out += "null";
    } else {
        append_text(out, value);
    }
}

class GeoJsonSink final : public Sink {
  public:
    GeoJsonSink(const std::filesystem::path& file, const SinkLayer& layer, bool lines, bool compressed)
        : output_(file, compressed), lines_(lines) {
        for (const Column& column : layer.columns) {
            std::string& key = keys_.emplace_back(keys_.empty() ? "" : ",");
            append_json_text(key, column.name);
            key += ':';
        }
        if (!lines_) output_.pending() += R"({"type":"FeatureCollection","features":[)";
    }

    bool write(const LayerRow& row) override {
        std::string& out = output_.pending();
        if (!lines_ && !first_) out += ',';
        first_ = false;
        out += R"({"type":"Feature","id":)";
        fmt::format_to(std::back_inserter(out), "{}", row.id);
        out += R"(,"geometry":)";
        const bool placed = append_geometry(out, row);
        out += R"(,"properties":{)";
        for (std::size_t i = 0; i < keys_.size(); ++i) {
            out += keys_[i];
            append_value(out, row.values[i]);
        }
        out += "}}\n";
        output_.passed();
        return placed;
    }

    void finish() override {
        std::string& out = output_.pending();
        if (!lines_) {
            out += ']';
            // RFC 7946 leaves the order of members open; only here is the box known without reading everything twice.
            if (box_) {
                out += R"(,"bbox":[)";
                for (const double edge : {box_->west, box_->south, box_->east, box_->north}) {
                    append_decimal(out, edge, coordinate_decimals);
                    out += ',';
                }
                out.back() = ']';
            }
            out += "}\n";
        }
        output_.finish();
    }

    void commit() override { output_.commit(); }

  private:
    bool append_geometry(std::string& out, const LayerRow& row) {
        if (row.point && on_the_globe(*row.point)) {
            out += R"({"type":"Point","coordinates":)";
            append_position(out, *row.point);
            out += '}';
            widen(*row.point);
            return true;
        }
        if (row.area == nullptr) {
            out += "null";
            return !row.point;
        }
        out += R"({"type":"MultiPolygon","coordinates":)";
        append_list(out, *row.area, [&](const Polygon& polygon) {
            append_list(out, polygon, [&](const Ring& ring) {
                append_list(out, ring, [&](Position point) {
                    append_position(out, point);
                    widen(point);
                });
            });
        });
        out += '}';
        return true;
    }

    template <typename List, typename Each>
    static void append_list(std::string& out, const List& list, const Each& each) {
        out += '[';
        bool first = true;
        for (const auto& item : list) {
            if (!first) out += ',';
            first = false;
            each(item);
        }
        out += ']';
    }

    void widen(Position p) {
        if (!box_) box_ = Bounds{p.lon, p.lat, p.lon, p.lat};
        box_->west = std::min(box_->west, p.lon);
        box_->south = std::min(box_->south, p.lat);
        box_->east = std::max(box_->east, p.lon);
        box_->north = std::max(box_->north, p.lat);
    }

    TextOutput output_;
    bool lines_;
    std::vector<std::string> keys_;  ///< `,"name":`
    bool first_ = true;
    std::optional<Bounds> box_;
};

}  // namespace

std::unique_ptr<Sink> geojson_sink(const std::filesystem::path& file, const SinkLayer& layer, bool lines,
                                   bool compressed) {
    return std::make_unique<GeoJsonSink>(file, layer, lines, compressed);
}

}  // namespace ombud::publish
