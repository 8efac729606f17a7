#include "store/opt_outs.hpp"

#include "core/json_writer.hpp"
#include "store/connection.hpp"

namespace ombud::store {

namespace {

std::string detail_of(std::optional<std::int64_t> reporter) {
    JsonWriter json;
    json.begin_object().key("reporter");
    reporter ? json.value(*reporter) : json.null();
    json.end_object();
    return json.take();
}

}  // namespace

bool opt_out(Register& registry, std::string_view digest, std::optional<std::int64_t> reporter, const Change& change) {
    Transaction transaction(registry);
    Connection& connection = registry.connection();
    const int added =
        connection.query("INSERT INTO mail_opt_out (digest, since) VALUES (?1, ?2) ON CONFLICT DO NOTHING")
            .bind(digest, change.at)
            .run();
    if (added > 0) log_event(connection, std::nullopt, "opted out", change, detail_of(reporter));
    transaction.commit();
    return added > 0;
}

bool withdraw_opt_out(Register& registry, std::string_view digest, std::optional<std::int64_t> reporter,
                      const Change& change) {
    Transaction transaction(registry);
    Connection& connection = registry.connection();
    const int gone = connection.query("DELETE FROM mail_opt_out WHERE digest = ?1").bind(digest).run();
    if (gone > 0) log_event(connection, std::nullopt, "opt-out withdrawn", change, detail_of(reporter));
    transaction.commit();
    return gone > 0;
}

bool has_opted_out(Register& registry, std::string_view digest) {
    Query row = registry.connection().query("SELECT 1 FROM mail_opt_out WHERE digest = ?1");
    return row.bind(digest).next();
}

std::size_t count_opt_outs(Register& registry) {
    Query row = registry.connection().query("SELECT count(*) FROM mail_opt_out");
    return row.next() ? static_cast<std::size_t>(row.integer(0)) : 0;
}

}  // namespace ombud::store
