#include "core/csv_value.hpp"
#include "core/file.hpp"
#include "ogr/transform.hpp"
#include "publish/layer/dbf_file.hpp"
#include "publish/layer/shp_file.hpp"
#include "publish/layer/sink.hpp"
#include "publish/layer/text_output.hpp"
#include "publish/layer/value_text.hpp"
#include "publish/replacement.hpp"
#include "publish/temporary_folder.hpp"
#include "publish/zip.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <system_error>

namespace ombud::publish {

namespace {

/// OGR opens a .shp.zip by its bare name; the layer in it is called without either ending.
std::string stem_of(const std::filesystem::path& file) {
    const std::filesystem::path name = file.stem();
    return (name.extension() == ".shp" ? name.stem() : name).string();
}

class ShapefileSink final : public Sink {
  public:
    ShapefileSink(std::filesystem::path file, const SinkLayer& layer, bool zipped)
        : target_(std::move(file)),
          zipped_(zipped),
          stem_(stem_of(target_)),
          columns_(layer.columns),
          folder_(target_),
          dbf_(made(".dbf"), columns_, folder_.path()),
          shp_(made(".shp"), layer.of_areas, layer.epsg) {
        write_file(made(".prj"), ogr::esri_wkt(layer.epsg));
        write_file(made(".cpg"), "UTF-8");
    }

    bool write(const LayerRow& row) override {
        if (dbf_.add(row)) keep_whole(row);
        shp_.add(row);
        newest_ = std::max(newest_, row.changed);
        return true;  // the whole number is known at the end
    }

    void finish() override {
        nowhere_ = shp_.finish();
        dbf_.finish(newest_);
        if (texts_) {
            texts_->finish();
            texts_->commit();
        }
        if (!zipped_) return;
        std::vector<ZipEntry> entries;
        for (const auto& one : std::filesystem::directory_iterator(folder_.path())) {
            entries.push_back({one.path(), one.path().filename().string()});
        }
        std::ranges::sort(entries, {}, &ZipEntry::name);
        archive_.emplace(target_);
        write_zip(archive_->part(), entries, newest_);
    }

    [[nodiscard]] std::size_t misplaced() const override { return nowhere_; }

    void commit() override {
        if (archive_) {
            archive_->commit();
            return;
        }
        // Each file is whole at any time; the .shp comes last, since readers start from it.
        for (const char* suffix : {".cpg", ".prj", ".csv", ".dbf", ".shx", ".shp"}) {
            const std::filesystem::path target = std::filesystem::path(target_).replace_extension(suffix);
            std::error_code error;
            if (!std::filesystem::exists(made(suffix), error)) {
                std::filesystem::remove(target, error);  // texts of a run in which some were too long
                continue;
            }
            Replacement replacement(target);
            std::filesystem::rename(made(suffix), replacement.part());
            replacement.commit();
        }
    }

  private:
    [[nodiscard]] std::filesystem::path made(const char* suffix) const { return folder_.path() / (stem_ + suffix); }

    /// A row of the table of whole texts: number, and every column that may be cut.
    void keep_whole(const LayerRow& row) {
        const auto may_be_cut = [](const Column& c) { return c.kind == FieldKind::text || c.kind == FieldKind::list; };
        if (!texts_) {
            texts_.emplace(made(".csv"), false);
            texts_->pending() += "id";
            for (const Column& column : columns_) {
                if (!may_be_cut(column)) continue;
                texts_->pending() += ',';
                append_csv_value(texts_->pending(), column.short_name);
            }
            texts_->pending() += "\r\n";
        }
        std::string& out = texts_->pending();
        fmt::format_to(std::back_inserter(out), "{}", row.id);
        std::string text;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (!may_be_cut(columns_[i])) continue;
            text.clear();
            append_text(text, row.values[i]);
            out += ',';
            append_csv_value(out, text);
        }
        out += "\r\n";
        texts_->passed();
    }

    std::filesystem::path target_;
    bool zipped_;
    std::string stem_;
    std::vector<Column> columns_;
    TemporaryFolder folder_;
    DbfFile dbf_;
    ShpFile shp_;
    std::optional<TextOutput> texts_;
    std::optional<Replacement> archive_;
    std::size_t nowhere_ = 0;
    Instant newest_ = std::chrono::sys_days{std::chrono::year{1980} / 1 / 1};  // the first day a zip can name
};

}  // namespace

std::unique_ptr<Sink> shapefile_sink(const std::filesystem::path& file, const SinkLayer& layer, bool zipped) {
    return std::make_unique<ShapefileSink>(file, layer, zipped);
}

}  // namespace ombud::publish
