#pragma once

// A register as any other program sees it: through a connection of its own.

#include <sqlite3.h>

#include <filesystem>
#include <stdexcept>
#include <string>

namespace ombud::store::test {

class SqliteView {
  public:
    explicit SqliteView(const std::filesystem::path& file) {
        if (sqlite3_open(file.c_str(), &database_) != SQLITE_OK)
            throw std::runtime_error("cannot open " + file.string());
        sqlite3_busy_timeout(database_, 5000);
    }
    SqliteView(const SqliteView&) = delete;
    SqliteView& operator=(const SqliteView&) = delete;
    ~SqliteView() { sqlite3_close_v2(database_); }

    void load_spatialite() {
        sqlite3_db_config(database_, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, nullptr);
        if (sqlite3_load_extension(database_, "mod_spatialite", nullptr, nullptr) != SQLITE_OK) {
            throw std::runtime_error("SpatiaLite cannot be loaded");
        }
    }

    /// Columns with "|" between, a line a row, as the sqlite3 shell prints them.
    std::string ask(const std::string& sql) {
        std::string output;
        const auto row = [](void* out, int columns, char** values, char** /*names*/) {
            auto& text = *static_cast<std::string*>(out);
            if (!text.empty()) text += '\n';
            for (int i = 0; i < columns; ++i)
                text += std::string(i == 0 ? "" : "|") + (values[i] == nullptr ? "" : values[i]);
            return 0;
        };
        char* message = nullptr;
        if (sqlite3_exec(database_, sql.c_str(), row, &output, &message) != SQLITE_OK) {
            const std::string what = message == nullptr ? "failed" : message;
            sqlite3_free(message);
            throw std::runtime_error(what);
        }
        return output;
    }

  private:
    sqlite3* database_ = nullptr;
};

}  // namespace ombud::store::test
