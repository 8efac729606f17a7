#include "publish/layer/dbf_file.hpp"

#include "core/error.hpp"
#include "core/text.hpp"
#include "publish/layer/value_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>

namespace ombud::publish {

namespace {

constexpr std::size_t buffer_bytes = std::size_t{1} << 18U;
constexpr int widest = 254;

bool is_number(FieldKind kind) {
    return kind == FieldKind::integer || kind == FieldKind::real;
}

void append_number(std::string& out, std::uint64_t number, int bytes) {
    for (int i = 0; i < bytes; ++i, number >>= 8U) out += static_cast<char>(number & 0xFFU);
}

/// As many whole items as fit.
void append_items(std::string& out, std::span<const std::string> items, std::size_t width) {
    for (const std::string& item : items) {
        if (out.size() + item.size() + (out.empty() ? 0 : 1) > width) return;
        if (!out.empty()) out += ';';
        out += item;
    }
}

std::string header(const std::vector<Column>& columns, const std::vector<int>& widths, std::size_t rows,
                   std::size_t record_bytes, Instant date) {
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(date));
    std::string out;
    out += '\x03';  // dBASE III without memo file
    out += static_cast<char>(static_cast<int>(day.year()) - 1900);
    out += static_cast<char>(static_cast<unsigned>(day.month()));
    out += static_cast<char>(static_cast<unsigned>(day.day()));
    append_number(out, rows, 4);
    append_number(out, 32 + 32 * columns.size() + 1, 2);
    append_number(out, record_bytes, 2);
    out.append(20, '\0');
    for (std::size_t i = 0; i < columns.size(); ++i) {
        out += columns[i].short_name;
        out.append(11 - columns[i].short_name.size(), '\0');
        out += is_number(columns[i].kind) ? 'N' : 'C';
        out.append(4, '\0');
        out += static_cast<char>(widths[i]);
        out += static_cast<char>(columns[i].kind == FieldKind::real ? columns[i].decimals : 0);
        out.append(14, '\0');
    }
    return out + '\r';
}

}  // namespace

DbfFile::DbfFile(std::filesystem::path file, std::vector<Column> columns, const std::filesystem::path& folder)
    : file_(std::move(file)), columns_(std::move(columns)) {
    const std::filesystem::path nameless = folder / "rows";
    rows_ = open_file(nameless, "wb+e");
    if (!rows_)
        throw Error(ErrorKind::system, fmt::format("cannot write {}: {}", file_.string(), std::strerror(errno)));
    std::setvbuf(rows_.get(), nullptr, _IOFBF, buffer_bytes);
    std::filesystem::remove(nameless);
    for (const Column& column : columns_) widths_.push_back(is_number(column.kind) ? column.width : 1);
}

bool DbfFile::add(const LayerRow& row) {
    bool cut_off = false;
    pending_.clear();
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const Column& column = columns_[i];
        const auto width = static_cast<std::size_t>(std::clamp(column.width, 1, widest));
        const FieldValue& value = row.values[i];
        text_.clear();
        std::string_view kept;
        if (const auto* text = std::get_if<std::string_view>(&value)) {
            kept = cut(*text, width);
            cut_off = cut_off || kept.size() < text->size();
        } else if (const auto* list = std::get_if<std::span<const std::string>>(&value)) {
            std::size_t whole = 0;
            for (const std::string& item : *list) whole += item.size() + 1;
            append_items(text_, *list, width);
            cut_off = cut_off || (whole > 0 && text_.size() + 1 < whole);
            kept = text_;
        } else if (const auto* real = std::get_if<double>(&value)) {
            text_ = fmt::format("{:.{}f}", *real, column.decimals);
            kept = text_;
        } else {
            append_text(text_, value);
            kept = cut(text_, width);
        }
        widths_[i] = std::max(widths_[i], static_cast<int>(kept.size()));
        pending_ += static_cast<char>(kept.size());
        pending_ += kept;
    }
    ++count_;
    if (std::fwrite(pending_.data(), 1, pending_.size(), rows_.get()) != pending_.size()) {
        throw Error(ErrorKind::system, fmt::format("cannot write {}: {}", file_.string(), std::strerror(errno)));
    }
    return cut_off;
}

void DbfFile::finish(Instant date) {
    std::size_t record_bytes = 1;
    for (const int width : widths_) record_bytes += static_cast<std::size_t>(width);
    constexpr std::size_t most_bytes = 0x7FFFFFFF;
    if (count_ > most_bytes / record_bytes) {
        throw Error(
            ErrorKind::input,
            fmt::format("{}: {} rows of {} bytes are more than the 2 GB that a shapefile may have; choose fewer "
                        "fields with --fields, or write a .gpkg",
                        file_.string(), count_, record_bytes));
    }
    const FileHandle out = open_file(file_, "wbe");
    const auto check = [&](bool done) {
        if (!done)
            throw Error(ErrorKind::system, fmt::format("cannot write {}: {}", file_.string(), std::strerror(errno)));
    };
    check(out != nullptr && std::fflush(rows_.get()) == 0 && std::fseek(rows_.get(), 0, SEEK_SET) == 0);
    std::setvbuf(out.get(), nullptr, _IOFBF, buffer_bytes);
    const std::string head = header(columns_, widths_, count_, record_bytes, date);
    check(std::fwrite(head.data(), 1, head.size(), out.get()) == head.size());
    std::string record;
    for (std::size_t row = 0; row < count_; ++row) {
        record.assign(record_bytes, ' ');
        std::size_t at = 1;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const auto width = static_cast<std::size_t>(widths_[i]);
            const int stored = std::getc(rows_.get());
            check(stored != EOF);
            const auto length = static_cast<std::size_t>(stored);
            const bool number = is_number(columns_[i].kind);
            // Numbers stand at the right; one that is missing is all asterisks, as GDAL and dBASE write it.
            char* const place = record.data() + at + (number ? width - std::min(length, width) : 0);
            check(length <= width && std::fread(place, 1, length, rows_.get()) == length);
            if (number && length == 0) std::memset(record.data() + at, '*', width);
            at += width;
        }
        check(std::fwrite(record.data(), 1, record.size(), out.get()) == record.size());
    }
    check(std::fputc('\x1A', out.get()) != EOF && std::fflush(out.get()) == 0);
}

}  // namespace ombud::publish
