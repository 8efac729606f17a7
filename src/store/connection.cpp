#include "store/connection.hpp"

#include "core/error.hpp"
#include "store/sql_functions.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

namespace ombud::store {

namespace {

/// SQLite's error in words for the person, with a remedy where there is one.
Error translated(int code, const char* message) {
    switch (code & 0xFF) {  // the low byte is the primary result code
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {ErrorKind::conflict, "the register is in use by another command; try again in a moment"};
        case SQLITE_FULL:
            return {ErrorKind::system, "the disk is full; nothing was changed"};
        case SQLITE_READONLY:
            return {ErrorKind::system,
                    "the register cannot be written; check the permissions of register.sqlite and its folder"};
        case SQLITE_NOTADB:
        case SQLITE_CORRUPT:
            return {ErrorKind::input,
                    fmt::format("the register is damaged or no register ({}); restore it from a backup", message)};
        default:
            return {ErrorKind::system, fmt::format("register: {}", message)};
    }
}

constexpr int wait_for_writer_ms = 10'000;

/// SQLite counts every allocation under a lock, for statistics that nobody here reads: a tenth of an import's time. It
/// can only be told before its first connection; where a library was earlier, it is refused and nothing is lost.
void leave_out_memory_statistics() {
    static const int answer = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(answer);
}

}  // namespace

void CloseDatabase::operator()(sqlite3* database) const noexcept {
    sqlite3_close_v2(database);
}
void FinalizeStatement::operator()(sqlite3_stmt* statement) const noexcept {
    sqlite3_finalize(statement);
}

Query::~Query() {
    // What went wrong was reported by the call that failed; reset only repeats it.
    sqlite3_reset(&statement_);
    sqlite3_clear_bindings(&statement_);
}

void Query::check(int result) const {
    if (result != SQLITE_OK) throw translated(result, sqlite3_errmsg(sqlite3_db_handle(&statement_)));
}

void Query::bind_one(int index, std::string_view text) {
    // A null pointer would bind NULL, and an empty view may hold one.
    check(sqlite3_bind_text64(&statement_, index, text.empty() ? "" : text.data(), text.size(), SQLITE_STATIC,
                              SQLITE_UTF8));
}

void Query::bind_one(int index, Blob blob) {
    check(sqlite3_bind_blob64(&statement_, index, blob.bytes.data(), blob.bytes.size(), SQLITE_STATIC));
}

void Query::bind_one(int index, double number) {
    check(sqlite3_bind_double(&statement_, index, number));
}
void Query::bind_one(int index, std::int64_t number) {
    check(sqlite3_bind_int64(&statement_, index, number));
}
void Query::bind_one(int index, std::nullopt_t /*null*/) {
    check(sqlite3_bind_null(&statement_, index));
}

void Query::bind_one(int index, const std::optional<double>& number) {
    number ? bind_one(index, *number) : bind_one(index, std::nullopt);
}
void Query::bind_one(int index, const std::optional<std::int64_t>& number) {
    number ? bind_one(index, *number) : bind_one(index, std::nullopt);
}
void Query::bind_one(int index, const std::optional<Instant>& instant) {
    instant ? bind_one(index, *instant) : bind_one(index, std::nullopt);
}
void Query::bind_one(int index, const std::optional<Blob>& blob) {
    blob ? bind_one(index, *blob) : bind_one(index, std::nullopt);
}
void Query::bind_one(int index, const std::optional<std::string_view>& text) {
    text ? bind_one(index, *text) : bind_one(index, std::nullopt);
}

bool Query::next() {
    const int result = sqlite3_step(&statement_);
    if (result == SQLITE_ROW) return true;
    if (result != SQLITE_DONE) check(result);
    return false;
}

int Query::run() {
    while (next()) continue;
    return sqlite3_changes(sqlite3_db_handle(&statement_));
}

bool Query::is_null(int column) const {
    return sqlite3_column_type(&statement_, column) == SQLITE_NULL;
}
std::int64_t Query::integer(int column) const {
    return sqlite3_column_int64(&statement_, column);
}
double Query::real(int column) const {
    return sqlite3_column_double(&statement_, column);
}

std::string Query::text(int column) const {
    return std::string(bytes(column));
}

std::string_view Query::bytes(int column) const {
    const void* bytes = sqlite3_column_blob(&statement_, column);
    if (bytes == nullptr) return {};
    return {static_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(&statement_, column))};
}

Connection::Connection(const std::filesystem::path& file, Mode mode) : folder_(file.parent_path()) {
    leave_out_memory_statistics();
    sqlite3* handle = nullptr;
    const int flags = mode == Mode::read    ? SQLITE_OPEN_READONLY
                      : mode == Mode::write ? SQLITE_OPEN_READWRITE
                                            : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const int result = sqlite3_open_v2(file.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX, nullptr);
    database_.reset(handle);  // also on failure SQLite hands out an object that wants to be closed
    if (result != SQLITE_OK) {
        throw Error(ErrorKind::system,
                    fmt::format("cannot open the register {}: {}; look at the permissions of the file and its folder",
                                file.string(), sqlite3_errstr(result)));
    }
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, wait_for_writer_ms);
    add_sql_functions(*handle);
    execute("PRAGMA foreign_keys = ON");
}

void Connection::fail() const {
    throw translated(sqlite3_extended_errcode(database_.get()), sqlite3_errmsg(database_.get()));
}

Query Connection::query(std::string_view sql) {
    auto found = statements_.find(sql);
    if (found == statements_.end()) {
        sqlite3_stmt* raw = nullptr;
        if (sqlite3_prepare_v3(database_.get(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                               &raw, nullptr) != SQLITE_OK) {
            fail();
        }
        StatementHandle statement(raw);
        // The key must live as long as the entry: SQLite keeps its own copy of the text.
        found = statements_.emplace(std::string_view(sqlite3_sql(raw)), std::move(statement)).first;
    }
    return Query(*found->second);
}

void Connection::execute(const std::string& sql) {
    if (sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

std::int64_t Connection::last_id() const noexcept {
    return sqlite3_last_insert_rowid(database_.get());
}

void Connection::need_spatialite() {
    if (spatialite_) return;
    sqlite3_db_config(database_.get(), SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, nullptr);
    char* message = nullptr;
    const int result = sqlite3_load_extension(database_.get(), "mod_spatialite", nullptr, &message);
    const std::unique_ptr<char, decltype(&sqlite3_free)> owned(message, &sqlite3_free);
    sqlite3_db_config(database_.get(), SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    if (result != SQLITE_OK) {
        throw Error(ErrorKind::system,
                    fmt::format("SpatiaLite cannot be loaded ({}); install libsqlite3-mod-spatialite",
                                message == nullptr ? "no reason given" : message));
    }
    spatialite_ = true;
}

void Connection::index_with_commit(std::int64_t report) {
    if (first_unindexed_ == 0) first_unindexed_ = report;  // ids only grow
    if (!in_transaction()) index_new_reports();            // outside of a transaction every statement is its own
}

void Connection::index_new_reports() {
    if (first_unindexed_ == 0) return;
    query(
        "INSERT INTO report_text (rowid, title, text) SELECT id, stems(title), stems(text) FROM report WHERE id >= ?1")
        .bind(first_unindexed_)
        .run();
    query("INSERT INTO idx_report_geom SELECT id, lon, lon, lat, lat FROM report WHERE id >= ?1 AND lon IS NOT NULL")
        .bind(first_unindexed_)
        .run();
    first_unindexed_ = 0;
}

std::string Connection::random_bytes(std::size_t count) {
    std::string bytes(count, '\0');
    sqlite3_randomness(static_cast<int>(count), bytes.data());
    return bytes;
}

void Connection::begin(Nested nested) {
    if (!in_transaction()) {
        newest_link_.reset();
        // IMMEDIATE: a transaction that will write must not find out in its middle that somebody else does.
        execute("BEGIN IMMEDIATE");
    } else {
        // Before the savepoint, so that undoing it leaves them indexed, and before what changes them.
        index_new_reports();
        if (nested == Nested::savepoint) execute(fmt::format("SAVEPOINT level_{}", levels_.size()));
    }
    levels_.push_back(nested);
}

void Connection::commit() {
    index_new_reports();
    if (!is_joined()) {
        if (broken_) {
            throw Error(ErrorKind::system,
                        "a part of the work failed and nothing of it was kept; this is a fault of "
                        "the program: please report it");
        }
        execute(levels_.size() == 1 ? std::string("COMMIT") : fmt::format("RELEASE level_{}", levels_.size() - 1));
    }
    levels_.pop_back();
    if (in_transaction() || !files_to_erase_) return;
    files_to_erase_ = false;
    try {
        erase_waiting_files(*this);
    } catch (const Error&) {
        // What was to be committed is; the rows say what is left to do, and the next writing command does it.
        return;
    }
}

void Connection::roll_back() noexcept {
    const bool joined = is_joined();
    levels_.pop_back();
    broken_ = joined;
    if (joined) return;  // what was done goes with the level around it
    newest_link_.reset();
    if (!in_transaction()) files_to_erase_ = false;
    first_unindexed_ = 0;  // what waits came in since `begin` and goes with it
    const std::string sql =
        in_transaction() ? fmt::format("ROLLBACK TO level_{0}; RELEASE level_{0}", levels_.size()) : "ROLLBACK";
    // SQLite has already rolled back by itself after some errors (disk full); a second time is refused, and no harm.
    sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr);
}

}  // namespace ombud::store
