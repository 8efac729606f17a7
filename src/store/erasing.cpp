#include "store/erasing.hpp"

#include "store/connection.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <set>
#include <system_error>

namespace ombud::store {

namespace fs = std::filesystem;

namespace {

/// The names are gone from the folder before the register forgets them.
void sync_folder(const fs::path& folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    ::fsync(descriptor);
    ::close(descriptor);
}

std::vector<std::string> waiting_files(Connection& connection) {
    Query rows = connection.query("SELECT file FROM file_to_erase ORDER BY file");
    std::vector<std::string> files;
    while (rows.next()) files.push_back(rows.text(0));
    return files;
}

}  // namespace

void erase_waiting_files(Connection& connection) {
    std::vector<std::string> gone;
    std::set<fs::path> folders;
    for (std::string& file : waiting_files(connection)) {
        const fs::path path = connection.folder() / file;  // an absolute one stays as it is
        std::error_code error;
        fs::remove(path, error);
        if (error) continue;  // its row stays, and the next writing command tries again
        folders.insert(path.parent_path());
        gone.push_back(std::move(file));
    }
    for (const fs::path& folder : folders) sync_folder(folder);
    if (gone.empty()) return;
    connection.begin();
    try {
        for (const std::string& file : gone) {
            connection.query("DELETE FROM file_to_erase WHERE file = ?1").bind(file).run();
        }
        connection.commit();
    } catch (...) {
        connection.roll_back();
        throw;
    }
}

void erase_file_later(Register& registry, const fs::path& file) {
    Connection& connection = registry.connection();
    std::error_code unknown;
    if (!fs::exists(connection.folder() / file, unknown) && !unknown) return;
    connection.query("INSERT INTO file_to_erase (file) VALUES (?1) ON CONFLICT DO NOTHING").bind(file.string()).run();
    if (connection.in_transaction()) {
        connection.erase_files_with_commit();
    } else {
        erase_waiting_files(connection);
    }
}

std::vector<std::string> files_not_erased(Register& registry) {
    return waiting_files(registry.connection());
}

void begin_erasing(Register& registry) {
    // Ids are looked up by report only here; an index that is kept would cost every import.
    registry.connection().execute(
        "PRAGMA secure_delete = ON; CREATE INDEX IF NOT EXISTS intake_while_erasing ON intake(report)");
}

void mark_erasing(Register& registry, Instant now) {
    registry.connection()
        .query("INSERT INTO erasing (only_row, since) VALUES (1, ?1) ON CONFLICT DO NOTHING")
        .bind(now)
        .run();
}

bool is_erasing(Register& registry) {
    Query row = registry.connection().query("SELECT 1 FROM erasing");
    return row.next();
}

bool finish_erasing(Register& registry) {
    Connection& connection = registry.connection();
    connection.begin();
    try {
        // The index keeps no texts of its own, so it is made anew from the reports.
        connection.query("INSERT INTO report_text (report_text) VALUES ('delete-all')").run();
        connection
            .query("INSERT INTO report_text (rowid, title, text) SELECT id, stems(title), stems(text) FROM report")
            .run();
        connection.execute("DROP INDEX IF EXISTS intake_while_erasing");
        connection.commit();
    } catch (...) {
        connection.roll_back();
        throw;
    }
    connection.forget_statements();  // VACUUM wants none in use
    // On disk: with temp_store = MEMORY the whole register would be built in memory.
    connection.execute("PRAGMA temp_store = FILE; VACUUM; PRAGMA temp_store = MEMORY");
    const auto empty_log = [&] {
        Query row = connection.query("PRAGMA wal_checkpoint(TRUNCATE)");
        return row.next() && row.integer(0) == 0;
    };
    if (!empty_log()) return false;
    connection.query("DELETE FROM erasing").run();
    return empty_log();
}

}  // namespace ombud::store
