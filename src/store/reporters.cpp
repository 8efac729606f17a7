#include "store/reporters.hpp"

#include "core/text.hpp"
#include "store/connection.hpp"

namespace ombud::store {

Reporter find_reporter(Register& registry, std::int64_t reporter) {
    Query row = registry.connection().query("SELECT name, email, phone FROM reporter WHERE id = ?1");
    if (!row.bind(reporter).next()) return {};
    return {row.text(0), row.text(1), row.text(2)};
}

std::optional<std::int64_t> reporter_with(Register& registry, std::string_view email) {
    Query row = registry.connection().query("SELECT id FROM reporter WHERE contact = ?1");
    const std::string contact = fold(trim(email));
    if (contact.empty() || !row.bind(contact).next()) return std::nullopt;
    return row.integer(0);
}

}  // namespace ombud::store
