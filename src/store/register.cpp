#include "store/register.hpp"

#include "core/error.hpp"
#include "store/chain_hash.hpp"
#include "store/connection.hpp"
#include "store/schema.hpp"

#include <fmt/format.h>

namespace ombud::store {

namespace {

/// "OMBD": lets file(1) and GIS tools tell a register from any other SQLite file.
constexpr int application_id = 0x4F4D4244;

std::int64_t pragma(Connection& connection, std::string_view name) {
    const std::string sql = fmt::format("PRAGMA {}", name);
    Query query = connection.query(sql);
    return query.next() ? query.integer(0) : 0;
}

void migrate(Connection& connection, int from) {
    if (from == schema_version()) return;
    connection.need_spatialite();
    for (int version = from + 1; version <= schema_version(); ++version) {
        connection.begin();
        try {
            connection.execute(migration(version));
            if (brings_event_chain(version)) seal_events(connection);
            connection.execute(fmt::format("PRAGMA user_version = {}", version));
            connection.commit();
        } catch (...) {
            connection.roll_back();
            throw;
        }
    }
}

}  // namespace

Register::Register(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Register::Register(Register&&) noexcept = default;
Register& Register::operator=(Register&&) noexcept = default;
Register::~Register() = default;

Register Register::create(const std::filesystem::path& file) {
    if (std::filesystem::exists(file)) {
        throw Error(ErrorKind::conflict, fmt::format("{} exists already; it was left alone", file.string()));
    }
    auto connection = std::make_unique<Connection>(file, Connection::Mode::create);
    connection->execute("PRAGMA journal_mode = WAL");
    connection->execute(fmt::format("PRAGMA application_id = {}", application_id));
    migrate(*connection, 0);
    return Register(std::move(connection));
}

Register Register::open(const std::filesystem::path& file, Access access) {
    if (!std::filesystem::exists(file)) {
        throw Error(ErrorKind::input, fmt::format("there is no register {}; `ombud init` makes one", file.string()));
    }
    auto connection =
        std::make_unique<Connection>(file, access == Access::read ? Connection::Mode::read : Connection::Mode::write);
    const auto is_ours = [&] {
        try {
            return pragma(*connection, "application_id") == application_id;
        } catch (const Error& error) {
            throw Error(error.kind(), fmt::format("{}: {}", file.string(), error.what()));
        }
    };
    if (!is_ours()) {
        throw Error(ErrorKind::input, fmt::format("{} is no Ombud register", file.string()));
    }
    const auto version = static_cast<int>(pragma(*connection, "user_version"));
    if (version > schema_version()) {
        throw Error(ErrorKind::input, fmt::format("{} has schema {}, this program knows {}; use a newer Ombud",
                                                  file.string(), version, schema_version()));
    }
    if (access == Access::write) {
        // FULL: an accepted report survives a power cut too. Imports commit by the thousand, so it costs little.
        connection->execute(
            "PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536; PRAGMA "
            "wal_autocheckpoint = 16000");
        migrate(*connection, version);
        erase_waiting_files(*connection);  // of a run that was killed between its commit and this
    } else if (version < schema_version()) {
        throw Error(ErrorKind::input,
                    fmt::format("{} has the older schema {}; run any writing command, such as `ombud nightly`, first",
                                file.string(), version));
    }
    return Register(std::move(connection));
}

Transaction::Transaction(Register& registry, Nested nested) : connection_(registry.connection()) {
    connection_.begin(nested);
}

Transaction::~Transaction() {
    if (open_) connection_.roll_back();
}

void Transaction::commit() {
    connection_.commit();
    open_ = false;
}

}  // namespace ombud::store
