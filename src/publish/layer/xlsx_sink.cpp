#include "core/error.hpp"
#include "core/file.hpp"
#include "core/text.hpp"
#include "publish/layer/projection.hpp"
#include "publish/layer/sink.hpp"
#include "publish/layer/text_output.hpp"
#include "publish/layer/value_text.hpp"
#include "publish/replacement.hpp"
#include "publish/temporary_folder.hpp"
#include "publish/zip.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace ombud::publish {

namespace {

constexpr std::size_t most_rows = 1'048'576;     // of a sheet, by Excel's specification
constexpr std::size_t most_cell_bytes = 32'767;  // Excel counts characters; bytes are never fewer

constexpr std::string_view content_types =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>)";
constexpr std::string_view package_relations =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>)";
constexpr std::string_view workbook_relations =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>)";
/// Style 1 is a point in time, style 2 the bold heading.
constexpr std::string_view styles =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>)";

/// Days since 1899-12-30, as spreadsheets count them.
double serial_day(Instant instant) {
    constexpr double days_to_1970 = 25'569;
    constexpr double seconds_of_a_day = 86'400;
    return days_to_1970 + static_cast<double>(instant.time_since_epoch().count()) / seconds_of_a_day;
}

/// A workbook of one sheet (ECMA-376), written row by row. Texts are inline strings, which no program takes for
/// formulas.
class XlsxSink final : public Sink {
  public:
    XlsxSink(const std::filesystem::path& file, const SinkLayer& layer)
        : file_(file),
          folder_(file),
          replacement_(file),
          projection_(layer.epsg),
          of_areas_(layer.of_areas),
          name_(layer.name),
          sheet_(folder_.path() / "sheet1.xml", false) {
        std::string& out = sheet_.pending();
        out +=
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet "
            "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetViews><sheetView "
            "workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"
            "</sheetView></sheetViews><sheetData>\n";
        begin_row(out);
        for (const Column& column : layer.columns) text_cell(out, column.name, 2);
        if (!of_areas_) {
            text_cell(out, layer.epsg == 4326 ? "lon" : "x", 2);
            text_cell(out, layer.epsg == 4326 ? "lat" : "y", 2);
        }
        out += "</row>\n";
    }

    bool write(const LayerRow& row) override {
        if (rows_ == most_rows) {
            throw Error(ErrorKind::input, fmt::format("{}: a sheet has {} rows at most; choose fewer reports, or write "
                                                      "a .csv or .gpkg",
                                                      file_.string(), most_rows));
        }
        newest_ = std::max(newest_, row.changed);
        std::string& out = sheet_.pending();
        begin_row(out);
        for (const FieldValue& value : row.values) cell(out, value);
        bool placed = true;
        if (!of_areas_ && row.point) {
            const auto place = projection_.apply(*row.point);
            placed = place.has_value();
            if (place) {
                const int decimals = projection_.epsg() == 4326 ? 7 : 3;
                for (const double part : {place->lon, place->lat}) {
                    begin_cell(out);
                    out += "><v>";
                    append_decimal(out, part, decimals);
                    out += "</v></c>";
                }
            }
        }
        out += "</row>\n";
        sheet_.passed();
        return placed;
    }

    void finish() override {
        sheet_.pending() += "</sheetData></worksheet>\n";
        sheet_.finish();
        sheet_.commit();
        std::string book =
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<workbook "
            "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
            "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"";
        append_xml(book, name_);
        book += "\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
        std::vector<ZipEntry> entries;
        const auto part = [&](const char* name, std::string_view bytes) {
            const std::filesystem::path made = folder_.path() / fmt::format("part{}", entries.size());
            write_file(made, bytes);
            entries.push_back({made, name});
        };
        part("[Content_Types].xml", content_types);
        part("_rels/.rels", package_relations);
        part("xl/workbook.xml", book);
        part("xl/_rels/workbook.xml.rels", workbook_relations);
        part("xl/styles.xml", styles);
        entries.push_back({folder_.path() / "sheet1.xml", "xl/worksheets/sheet1.xml"});
        write_zip(replacement_.part(), entries, newest_);
    }

    void commit() override { replacement_.commit(); }

  private:
    void begin_row(std::string& out) {
        fmt::format_to(std::back_inserter(out), "<row r=\"{}\">", ++rows_);
        column_ = 0;
    }

    /// `<c r="AB7"`: without the name of the cell some programs count wrongly.
    void begin_cell(std::string& out) {
        out += "<c r=\"";
        const std::size_t column = column_++;
        if (column >= 26) out += static_cast<char>('A' + column / 26 - 1);
        out += static_cast<char>('A' + column % 26);
        fmt::format_to(std::back_inserter(out), "{}\"", rows_);
    }

    void text_cell(std::string& out, std::string_view text, int style = 0) {
        begin_cell(out);
        if (style != 0) fmt::format_to(std::back_inserter(out), " s=\"{}\"", style);
        out += " t=\"inlineStr\"><is><t xml:space=\"preserve\">";
        append_xml(out, cut(text, most_cell_bytes));
        out += "</t></is></c>";
    }

    void cell(std::string& out, const FieldValue& value) {
        if (const auto* text = std::get_if<std::string_view>(&value)) {
            text_cell(out, *text);
        } else if (const auto* instant = std::get_if<Instant>(&value)) {
            begin_cell(out);
            out += " s=\"1\"><v>";
            append_decimal(out, serial_day(*instant), 9);
            out += "</v></c>";
        } else if (std::holds_alternative<std::int64_t>(value) || std::holds_alternative<double>(value)) {
            begin_cell(out);
            out += "><v>";
            append_text(out, value);
            out += "</v></c>";
        } else {
            text_.clear();
            append_text(text_, value);
            if (text_.empty()) {
                ++column_;  // no cell at all
            } else {
                text_cell(out, text_);
            }
        }
    }

    std::filesystem::path file_;
    TemporaryFolder folder_;
    Replacement replacement_;
    Projection projection_;
    bool of_areas_;
    std::string name_;
    TextOutput sheet_;
    std::size_t rows_ = 0;
    std::size_t column_ = 0;
    std::string text_;
    Instant newest_ = std::chrono::sys_days{std::chrono::year{1980} / 1 / 1};  // the first day a zip can name
};

}  // namespace

std::unique_ptr<Sink> xlsx_sink(const std::filesystem::path& file, const SinkLayer& layer) {
    return std::make_unique<XlsxSink>(file, layer);
}

}  // namespace ombud::publish
