#include "store/search_text.hpp"

#include "core/text.hpp"

namespace ombud::store {

std::string search_expression(std::string_view text) {
    std::string query;
    for (const std::string_view word : split(text, ' ')) {
        query += '"';
        for (const char c : word) query += c == '"' ? std::string("\"\"") : std::string(1, c);
        query += "\" ";
    }
    if (!query.empty()) query.back() = '*';
    return query;
}

}  // namespace ombud::store
