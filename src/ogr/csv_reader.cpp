#include "ogr/csv_reader.hpp"

#include "core/error.hpp"
#include "core/text.hpp"
#include "ogr/csv_delimiter.hpp"
#include "ogr/csv_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ombud::ogr {

namespace {

/// No report is that long: what is, is no CSV file, or a quotation mark is missing.
constexpr std::size_t row_limit = std::size_t{4} * 1024 * 1024;
/// How much may be read in vain, in all, looking for the ends of unclosed quotation marks; a file that costs more is
/// broken or hostile.
constexpr std::size_t vain_limit = std::size_t{64} * 1024 * 1024;
constexpr std::size_t sample_bytes = std::size_t{64} * 1024;
/// Rows already delivered stay in the buffer until they are worth moving the rest.
constexpr std::size_t discard_bytes = std::size_t{1024} * 1024;

enum class Quotes { meant, letters };

bool is_line_break(char c) noexcept {
    return c == '\n' || c == '\r';
}

std::size_t count_line_breaks(std::string_view text) noexcept {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'))) ++count;
    }
    return count;
}

class CsvReader final : public LayerReader {
  public:
    CsvReader(const std::filesystem::path& file, const ReadOptions& options)
        : text_(file), delimiter_(options.delimiter) {
        while (buffer_.size() < sample_bytes && load()) {
        }
        read_separator_line();
        if (delimiter_ == '\0') {
            const std::string_view sample = std::string_view(buffer_).substr(at_, sample_bytes);
            delimiter_ = find_delimiter(sample, ended_ && at_ + sample.size() == buffer_.size());
        }
        options.header ? read_header() : number_columns();
    }

    const std::vector<std::string>& columns() const override { return columns_; }

    bool next(Feature& feature) override {
        feature.wkb.clear();
        feature.point.reset();
        do {
            feature.problem.clear();
            if (!read_row(feature.values, feature.line, feature.problem)) return false;
            feature.row = ++rows_;
            // Spreadsheet programs save the empty rows below a table as rows of delimiters.
        } while (std::all_of(feature.values.begin(), feature.values.end(),
                             [](const std::string& value) { return trim(value).empty(); }));

        if (feature.values.size() > columns_.size()) {
            const auto surplus = feature.values.begin() + static_cast<std::ptrdiff_t>(columns_.size());
            const bool filled = std::any_of(surplus, feature.values.end(),
                                            [](const std::string& value) { return !trim(value).empty(); });
            if (filled && feature.problem.empty()) {
                feature.problem = fmt::format("{} values in {} columns; is a text with \"{}\" not in quotation marks?",
                                              feature.values.size(), columns_.size(),
                                              delimiter_ == '\t' ? std::string("tab") : std::string(1, delimiter_));
            }
        }
        feature.values.resize(columns_.size());
        return true;
    }

    std::size_t expected() const override { return 0; }

    std::string format() const override {
        return fmt::format("CSV, {}, delimiter {}", name_of(text_.encoding()),
                           delimiter_ == '\t' ? std::string("tab") : std::string(1, delimiter_));
    }

  private:
    [[noreturn]] void fail(std::string_view what) const {
        throw Error(ErrorKind::input, fmt::format("{}: line {}: {}", text_.file().string(), line_, what));
    }

    bool load() {
        if (ended_) return false;
        ended_ = !text_.more(buffer_);
        return true;
    }

    /// Whether there is a character at `i`; reads on to find out.
    bool has(std::size_t i) {
        while (i >= buffer_.size()) {
            if (!load()) return false;
        }
        return true;
    }

    /// Behind the line break at `i`.
    std::size_t skip_line_break(std::size_t i) {
        const bool two = buffer_[i] == '\r' && has(i + 1) && buffer_[i + 1] == '\n';
        return i + (two ? 2 : 1);
    }

    /// "sep=;" in the first line is how a delimiter is told to Excel.
    void read_separator_line() {
        const std::string_view start(buffer_);
        if (start.size() < 6 || !start.starts_with("sep=") || !is_line_break(start[5])) return;
        if (delimiter_ == '\0') delimiter_ = start[4];
        at_ = skip_line_break(5);
        ++line_;
    }

    void read_header() {
        std::size_t line = 0;
        std::string problem;
        if (!read_row(columns_, line, problem)) {
            throw Error(ErrorKind::input,
                        fmt::format("{} is empty; its first line must name the columns", text_.file().string()));
        }
        if (!problem.empty()) {
            line_ = line;
            fail(problem);
        }
        for (std::string& name : columns_) name = std::string(trim(name));
        while (columns_.size() > 1 && columns_.back().empty()) columns_.pop_back();
    }

    /// Without a heading the first row says how many columns there are, and is read again as the first of the data.
    void number_columns() {
        const std::size_t start = at_;
        const std::size_t start_line = line_;
        read_header();
        at_ = start;
        line_ = start_line;
        for (std::size_t i = 0; i < columns_.size(); ++i) columns_[i] = fmt::format("#{}", i + 1);
    }

    /// Takes the next row apart that is not an empty line; false at the end.
    bool read_row(std::vector<std::string>& values, std::size_t& line, std::string& problem) {
        if (at_ > discard_bytes) {
            buffer_.erase(0, at_);
            at_ = 0;
        }
        while (has(at_) && is_line_break(buffer_[at_])) {
            at_ = skip_line_break(at_);
            ++line_;
        }
        if (!has(at_)) return false;
        line = line_;
        std::optional<std::size_t> end = parse(values, Quotes::meant);
        if (!end) {
            if (vain_ > vain_limit) fail("too many quotation marks that are never closed; is this a CSV file?");
            problem = "a quotation mark is never closed; the line is taken as it stands";
            end = parse(values, Quotes::letters);
        }
        line_ += count_line_breaks(std::string_view(buffer_).substr(at_, *end - at_));
        at_ = *end;
        return true;
    }

    /// Takes the row at `at_` apart and returns where the next one begins; nothing where a quotation mark is not
    /// closed, which cannot be when marks are letters.
    std::optional<std::size_t> parse(std::vector<std::string>& values, Quotes quotes) {
        std::size_t i = at_;
        std::size_t count = 0;
        for (;;) {
            if (count == values.size()) values.emplace_back();
            std::string& value = values[count++];
            value.clear();
            std::size_t mark = i;
            while (has(mark) && buffer_[mark] == ' ') ++mark;
            if (quotes == Quotes::meant && has(mark) && buffer_[mark] == '"') {
                const std::optional<std::size_t> end = parse_quoted(mark + 1, value);
                if (!end) return std::nullopt;
                i = *end;
            } else {
                i = parse_plain(i, value);
            }
            if (!is_utf8(value)) value = clean_text(value);  // malformed although a byte order mark said UTF-8
            const bool goes_on = has(i) && buffer_[i] == delimiter_;
            if (!goes_on) break;
            ++i;
        }
        values.resize(count);
        return has(i) ? skip_line_break(i) : i;
    }

    /// Up to the delimiter, line break or end, which it returns.
    std::size_t parse_plain(std::size_t i, std::string& value) {
        const std::size_t begin = i;
        for (; has(i); ++i) {
            const char c = buffer_[i];
            if (c == delimiter_ || is_line_break(c)) break;
            if (i - at_ > row_limit) fail("longer than 4 MB; is this a CSV file?");
        }
        value.assign(buffer_, begin, i - begin);
        return i;
    }

    /// From behind the opening mark to behind the closing one and the blanks after it.
    ///
    /// A mark closes only before a delimiter, a line break or the end; others are letters, so that a text in which
    /// somebody forgot to double them survives. But a mark that would open a field on a later line shows that it is the
    /// first one that was never closed.
    std::optional<std::size_t> parse_quoted(std::size_t i, std::string& value) {
        bool later_line = false;
        for (;; ++i) {
            if (!has(i) || i - at_ > row_limit) return unclosed(i);
            const char c = buffer_[i];
            if (c != '"') {
                later_line = later_line || is_line_break(c);
                value += c;
                continue;
            }
            if (has(i + 1) && buffer_[i + 1] == '"') {
                value += c;
                ++i;
                continue;
            }
            std::size_t end = i + 1;
            while (has(end) && buffer_[end] == ' ') ++end;
            if (!has(end) || buffer_[end] == delimiter_ || is_line_break(buffer_[end])) return end;
            const char before = buffer_[i - 1];
            if (later_line && (before == delimiter_ || is_line_break(before))) return unclosed(i);
            value += c;
        }
    }

    std::nullopt_t unclosed(std::size_t found_out_at) noexcept {
        vain_ += found_out_at - at_;
        return std::nullopt;
    }

    CsvText text_;
    char delimiter_;
    std::string buffer_;
    std::size_t at_ = 0;  ///< where the next row begins in `buffer_`
    bool ended_ = false;
    std::size_t line_ = 1;
    std::size_t rows_ = 0;
    std::size_t vain_ = 0;  ///< bytes, see `vain_limit`
    std::vector<std::string> columns_;
};

}  // namespace

std::unique_ptr<LayerReader> open_csv(const std::filesystem::path& file, const ReadOptions& options) {
    return std::make_unique<CsvReader>(file, options);
}

}  // namespace ombud::ogr
