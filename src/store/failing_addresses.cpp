#include "store/failing_addresses.hpp"

#include "core/json_writer.hpp"
#include "core/text.hpp"
#include "store/connection.hpp"

namespace ombud::store {

bool mark_failing(Register& registry, std::string_view address, std::string_view status, const Change& change) {
    Connection& connection = registry.connection();
    const std::string contact = fold(address);
    std::int64_t reporter = 0;
    {
        Query row = connection.query("SELECT id FROM reporter WHERE contact = ?1");
        if (!row.bind(contact).next()) return false;
        reporter = row.integer(0);
    }
    if (is_failing(registry, address)) return false;
    Transaction transaction(registry);
    connection.query("INSERT INTO failing_address (contact, since, status) VALUES (?1, ?2, ?3)")
        .bind(contact, change.at, status)
        .run();
    JsonWriter json;
    json.begin_object().key("reporter").value(reporter).key("status").value(status).end_object();
    log_event(connection, std::nullopt, "address_failing", change, json.text());
    transaction.commit();
    return true;
}

bool is_failing(Register& registry, std::string_view address) {
    Query row = registry.connection().query("SELECT 1 FROM failing_address WHERE contact = ?1");
    return row.bind(fold(address)).next();
}

}  // namespace ombud::store
