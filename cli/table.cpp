#include "cli/table.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace ombud::cli {

namespace {

constexpr std::size_t widest_cell = 60;

/// Code points, which is near enough to columns for the texts of a town.
std::size_t length(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string cell(std::string_view text) {
    std::string shown;
    std::size_t columns = 0;
    for (const char c : text) {
        const bool begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
        if (begins && ++columns > widest_cell) return shown + "…";
        shown += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return shown;
}

}  // namespace

std::string Table::text(bool bold) const {
    std::vector<std::size_t> widths(rows_.front().size());
    std::vector<std::vector<std::string>> cells;
    for (const auto& row : rows_) {
        auto& shown = cells.emplace_back();
        for (std::size_t i = 0; i < row.size(); ++i) {
            shown.push_back(cell(row[i]));
            widths[i] = std::max(widths[i], length(shown.back()));
        }
    }
    std::string out;
    for (std::size_t r = 0; r < cells.size(); ++r) {
        std::string line;
        for (std::size_t i = 0; i < cells[r].size(); ++i) {
            line += cells[r][i];
            if (i + 1 < cells[r].size()) line.append(widths[i] - length(cells[r][i]) + 2, ' ');
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out += bold && r == 0 ? "\033[1m" + line + "\033[0m\n" : line + '\n';
    }
    return out;
}

}  // namespace ombud::cli
