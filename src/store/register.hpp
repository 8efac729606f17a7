#pragma once

#include "core/time.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace ombud::store {

class Connection;

/// How a register is opened.
enum class Access {
    read,   ///< sees a consistent state, writes nothing, waits for nobody
    write,  ///< may change; brings an older schema up to date
};

/// The register of one municipality: an SQLite file in WAL mode whose geometries SpatiaLite and every GIS can read.
///
/// The class owns the connection. What can be asked and changed stands in the other headers of this folder, by topic,
/// as free functions that take a Register first; SQL stands nowhere else, so that another database can take its place.
/// One Register belongs to one thread. Every function may throw Error(system) where the disk or the file fails.
class Register {
  public:
    /// Makes a new register. Throws Error(conflict) if the file exists.
    [[nodiscard]] static Register create(const std::filesystem::path& file);

    /// Opens a register. Throws Error(input) when the file is no register of ours or is from a newer version of Ombud.
    [[nodiscard]] static Register open(const std::filesystem::path& file, Access access);

    Register(Register&&) noexcept;
    Register& operator=(Register&&) noexcept;
    Register(const Register&) = delete;
    Register& operator=(const Register&) = delete;
    ~Register();

    /// For the files of this folder only.
    [[nodiscard]] Connection& connection() noexcept { return *connection_; }

  private:
    explicit Register(std::unique_ptr<Connection> connection);

    std::unique_ptr<Connection> connection_;
};

/// What a transaction is inside another one; alone it makes no difference.
enum class Nested {
    savepoint,  ///< it can be undone, and the outer one goes on
    /// It is a part of the outer one: undone, it leaves the outer one nothing but to be undone, too. For work on many
    /// reports: SQLite keeps the old pages of an open savepoint in a list that it walks through with every savepoint
    /// inside, so that 50,000 reports took minutes.
    joined,
};

/// All or nothing. Without `commit` everything since construction is undone on destruction, also what transactions
/// inside had committed.
class Transaction {
  public:
    explicit Transaction(Register& registry, Nested nested = Nested::savepoint);
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction();

    void commit();

  private:
    Connection& connection_;
    bool open_ = true;
};

/// Why something changes: goes into the event log together with the change.
struct Change {
    Instant at{};
    std::string_view actor;   ///< the step ("locate") or the person ("desk:meier")
    std::string_view reason;  ///< a sentence for people; may be empty
};

/// The schema version this build writes (`PRAGMA user_version`).
[[nodiscard]] int schema_version() noexcept;

}  // namespace ombud::store
