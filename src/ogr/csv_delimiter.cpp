#include "ogr/csv_delimiter.hpp"

#include <array>
#include <cstddef>

namespace ombud::ogr {

namespace {

constexpr std::string_view delimiters = ";,\t|";
constexpr std::size_t rows_looked_at = 50;

using Counts = std::array<std::size_t, delimiters.size()>;

bool ends_field(char c) noexcept {
    return c == '\n' || c == '\r' || delimiters.find(c) != std::string_view::npos;
}

/// Counts the delimiters of the row at `begin`; returns where the next row begins.
std::size_t count_row(std::string_view text, std::size_t begin, Counts& counts) noexcept {
    counts.fill(0);
    bool quoted = false;
    bool field_begins = true;
    for (std::size_t i = begin; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            // Only a mark before a delimiter closes: which one is meant is not known yet, so each will do.
            if (c == '"' && (i + 1 == text.size() || ends_field(text[i + 1]))) quoted = false;
            continue;
        }
        if (c == '\n' || c == '\r') return i + 1;
        if (c == '"' && field_begins) {
            quoted = true;
            continue;
        }
        const std::size_t which = delimiters.find(c);
        if (which != std::string_view::npos) ++counts.at(which);
        field_begins = which != std::string_view::npos || (field_begins && c == ' ');
    }
    return text.size();
}

}  // namespace

char find_delimiter(std::string_view sample, bool whole) noexcept {
    Counts header{};
    std::size_t at = count_row(sample, 0, header);
    Counts alike{};
    Counts row{};
    for (std::size_t rows = 0; rows < rows_looked_at && at < sample.size(); ++rows) {
        const std::size_t begin = at;
        at = count_row(sample, begin, row);
        if (at - begin <= 1 || (at == sample.size() && !whole)) continue;
        for (std::size_t i = 0; i < delimiters.size(); ++i) {
            if (header.at(i) > 0 && row.at(i) == header.at(i)) ++alike.at(i);
        }
    }
    std::size_t best = 1;  // the comma
    for (std::size_t i = 0; i < delimiters.size(); ++i) {
        if (header.at(i) == 0) continue;
        if (header.at(best) == 0 || alike.at(i) > alike.at(best) ||
            (alike.at(i) == alike.at(best) && header.at(i) > header.at(best))) {
            best = i;
        }
    }
    return delimiters[best];
}

}  // namespace ombud::ogr
