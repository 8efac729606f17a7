#include "store/reporters.hpp"

#include "core/text.hpp"
#include "store/connection.hpp"
#include "store/schema_search.hpp"

#include <algorithm>
#include <iterator>
#include <string>

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

namespace {

/// The digits of a number as the region writes it: +49 2381 17-0 and 02381/170 are one.
std::string local_digits(std::string_view phone) {
    std::string digits;
    std::ranges::copy_if(phone, std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
    if (phone.starts_with("+49")) digits.replace(0, 2, "0");
    if (digits.starts_with("0049")) digits.replace(0, 4, "0");
    return digits;
}

}  // namespace

std::vector<std::int64_t> reporters_of_contact(Register& registry, std::string_view contact) {
    contact = trim(contact);
    if (contact.find('@') != std::string_view::npos) {
        const auto found = reporter_with(registry, contact);
        return found ? std::vector{*found} : std::vector<std::int64_t>{};
    }
    std::vector<std::int64_t> found;
    const std::string local = local_digits(contact);
    if (local.empty()) return found;
    // As it may have been written: in the key of those who gave nothing else, and beside an address.
    const std::string abroad = local.starts_with('0') ? "49" + local.substr(1) : local;
    Query rows = registry.connection().query(
        "SELECT id FROM reporter WHERE contact IN ('tel:' || ?1, 'tel:' || ?2, 'tel:00' || ?2) UNION "
        "SELECT id FROM reporter WHERE phone <> '' AND email <> '' AND " OMBUD_PHONE_DIGITS
        " IN (?1, ?2, '00' || ?2) ORDER BY 1");
    rows.bind(local, abroad);
    while (rows.next()) found.push_back(rows.integer(0));
    return found;
}

}  // namespace ombud::store
