#include "store/addresses.hpp"

#include "store/connection.hpp"

namespace ombud::store {

namespace {

std::vector<Address> all(Query& rows) {
    std::vector<Address> found;
    while (rows.next()) {
        found.push_back({rows.text(0), rows.text(1), rows.text(2), rows.text(3), {rows.real(4), rows.real(5)}});
    }
    return found;
}

}  // namespace

void clear_addresses(Register& registry) {
    registry.connection().execute("DELETE FROM address");
}

void add_address(Register& registry, const KeyedAddress& keyed) {
    const Address& a = keyed.address;
    registry.connection()
        .query(
            "INSERT INTO address (street, house_number, postcode, city, street_key, number_key, lon, lat) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")
        .bind(a.street, a.house_number, a.postcode, a.city, keyed.street_key, keyed.number_key, a.position.lon,
              a.position.lat)
        .run();
}

std::int64_t count_addresses(Register& registry) {
    Query row = registry.connection().query("SELECT count(*) FROM address");
    return row.next() ? row.integer(0) : 0;
}

std::vector<Address> find_addresses(Register& registry, std::string_view street_key, std::string_view number_key) {
    Query rows = registry.connection().query(
        "SELECT street, house_number, postcode, city, lon, lat FROM address WHERE street_key = ?1 AND number_key = ?2 "
        "ORDER BY id");
    return all(rows.bind(street_key, number_key));
}

std::vector<Address> houses_of_street(Register& registry, std::string_view street_key) {
    Query rows = registry.connection().query(
        "SELECT street, house_number, postcode, city, lon, lat FROM address WHERE street_key = ?1 ORDER BY number_key, "
        "id");
    return all(rows.bind(street_key));
}

std::vector<KeyedAddress> all_addresses(Register& registry) {
    Query rows = registry.connection().query(
        "SELECT street, house_number, postcode, city, lon, lat, street_key, number_key FROM address "
        "ORDER BY street_key, number_key, id");
    std::vector<KeyedAddress> found;
    while (rows.next()) {
        found.push_back({{rows.text(0), rows.text(1), rows.text(2), rows.text(3), {rows.real(4), rows.real(5)}},
                         rows.text(6),
                         rows.text(7)});
    }
    return found;
}

}  // namespace ombud::store
