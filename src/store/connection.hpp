#pragma once

// Inside src/store only: the one place that touches SQLite's C interface.

#include "core/time.hpp"
#include "store/event_chain.hpp"
#include "store/register.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace ombud::store {

struct CloseDatabase {
    void operator()(sqlite3* database) const noexcept;
};
struct FinalizeStatement {
    void operator()(sqlite3_stmt* statement) const noexcept;
};
using StatementHandle = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

/// A blob to bind; a plain string would be stored as text.
struct Blob {
    std::string_view bytes;
};

/// A prepared statement in use. It is reset when the Query goes out of scope, so that it can be used again.
class Query {
  public:
    explicit Query(sqlite3_stmt& statement) : statement_(statement) {}
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;
    ~Query();

    /// Binds the values to ?1, ?2, … in order. Texts are not copied: they must live until the last `next`.
    template <typename... Values>
    Query& bind(const Values&... values) {
        int index = 0;
        (bind_one(++index, values), ...);
        return *this;
    }

    /// Binds one value; for statements that are put together. \param index  from 1
    template <typename Value>
    Query& bind_at(int index, const Value& value) {
        bind_one(index, value);
        return *this;
    }

    /// The next row; false after the last.
    [[nodiscard]] bool next();
    /// For statements without rows. Returns how many rows changed.
    int run();

    // Columns count from 0. Null reads as 0 or an empty text.
    [[nodiscard]] bool is_null(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] std::string text(int column) const;
    /// Valid until the next row.
    [[nodiscard]] std::string_view bytes(int column) const;
    [[nodiscard]] Instant instant(int column) const { return Instant(std::chrono::seconds(integer(column))); }

  private:
    void bind_one(int index, std::string_view text);
    void bind_one(int index, Blob blob);
    void bind_one(int index, double number);
    void bind_one(int index, std::int64_t number);
    void bind_one(int index, std::nullopt_t null);
    void bind_one(int index, const std::string& text) { bind_one(index, std::string_view(text)); }
    void bind_one(int index, const char* text) { bind_one(index, std::string_view(text)); }
    void bind_one(int index, bool truth) { bind_one(index, std::int64_t{truth}); }
    void bind_one(int index, int number) { bind_one(index, std::int64_t{number}); }
    void bind_one(int index, Instant instant) { bind_one(index, std::int64_t{instant.time_since_epoch().count()}); }
    void bind_one(int index, const std::optional<double>& number);
    void bind_one(int index, const std::optional<std::int64_t>& number);
    void bind_one(int index, const std::optional<Instant>& instant);
    void bind_one(int index, const std::optional<Blob>& blob);
    void bind_one(int index, const std::optional<std::string_view>& text);
    void check(int result) const;

    sqlite3_stmt& statement_;
};

/// One SQLite connection with its prepared statements.
class Connection {
  public:
    enum class Mode { read, write, create };

    Connection(const std::filesystem::path& file, Mode mode);

    /// The statement for this SQL, prepared once.
    [[nodiscard]] Query query(std::string_view sql);
    /// Several statements at once, without values.
    void execute(const std::string& sql);
    [[nodiscard]] std::int64_t last_id() const noexcept;
    /// Loads SpatiaLite on the first call: 20 to 30 ms that most commands never pay.
    void need_spatialite();

    /// Enters a new report into the indexes of texts and places with the next commit, together with all others since.
    /// A trigger would do it one by one, and then every further statement makes SQLite write the text index out: 2,000
    /// reports in one statement take 8 ms, by trigger 110 ms.
    void index_with_commit(std::int64_t report);
    /// Does so now: for a change of a report that was made in the same transaction.
    void index_new_reports();

    /// Erases the files in `file_to_erase` after the outermost commit.
    void erase_files_with_commit() noexcept { files_to_erase_ = true; }
    /// The folder of the register: the workspace.
    [[nodiscard]] const std::filesystem::path& folder() const noexcept { return folder_; }
    /// Lets go of all prepared statements; none may be in use.
    void forget_statements() noexcept { statements_.clear(); }

    /// The newest event of the log, as long as it is known: within a transaction nobody else adds one.
    [[nodiscard]] std::optional<ChainLink>& newest_link() noexcept { return newest_link_; }
    [[nodiscard]] static std::string random_bytes(std::size_t count);

    [[nodiscard]] bool in_transaction() const noexcept { return !levels_.empty(); }
    void begin(Nested nested = Nested::savepoint);
    /// Throws Error(system) where a joined transaction inside was undone: there is nothing whole to commit then.
    void commit();
    void roll_back() noexcept;

  private:
    [[noreturn]] void fail() const;
    /// Whether the innermost level is only a part of the one around it: SQLite knows nothing of it.
    [[nodiscard]] bool is_joined() const noexcept { return levels_.size() > 1 && levels_.back() == Nested::joined; }

    // Statements are declared after the database: they must be gone before it closes.
    std::unique_ptr<sqlite3, CloseDatabase> database_;
    std::unordered_map<std::string_view, StatementHandle> statements_;
    std::int64_t first_unindexed_ = 0;  ///< 0: none
    std::optional<ChainLink> newest_link_;
    std::filesystem::path folder_;
    bool files_to_erase_ = false;
    std::vector<Nested> levels_;  ///< of the transactions under way, outermost first
    bool broken_ = false;         ///< a joined transaction was undone: the level around it can only be undone, too
    bool spatialite_ = false;
};

/// Erases the files that wait for it; what cannot go keeps its row. Outside of a transaction.
void erase_waiting_files(Connection& connection);

/// Writes one line of the event log. `detail` is JSON, `report` empty where the change concerns none.
void log_event(Connection& connection, std::optional<std::int64_t> report, std::string_view action,
               const Change& change, std::string_view detail);

}  // namespace ombud::store
