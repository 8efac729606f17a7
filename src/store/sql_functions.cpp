#include "store/sql_functions.hpp"

#include "core/error.hpp"
#include "core/position.hpp"
#include "core/search_words.hpp"

#include <sqlite3.h>

#include <memory>
#include <new>
#include <span>
#include <string>

namespace ombud::store {

namespace {

void metres(sqlite3_context* context, int count, sqlite3_value** values) {
    const std::span arguments(values, static_cast<std::size_t>(count));
    for (sqlite3_value* value : arguments) {
        if (sqlite3_value_type(value) == SQLITE_NULL) return;  // the result is NULL then
    }
    const auto degrees = [&](std::size_t i) { return sqlite3_value_double(arguments[i]); };
    sqlite3_result_double(context, distance_m({degrees(0), degrees(1)}, {degrees(2), degrees(3)}));
}

/// The stems of a connection, made when they are first needed: most commands never do.
struct Stemming {
    std::unique_ptr<WordStems> stems;
};

void stems(sqlite3_context* context, int /*count*/, sqlite3_value** values) {
    auto& stemming = *static_cast<Stemming*>(sqlite3_user_data(context));
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_value_text(*values));
    if (bytes == nullptr) return;
    const std::string_view text(bytes, static_cast<std::size_t>(sqlite3_value_bytes(*values)));
    // Exceptions must not reach SQLite, which is C; it makes the statement fail with what is said here.
    try {
        if (!stemming.stems) stemming.stems = std::make_unique<WordStems>();
        std::string words;
        words.reserve(text.size());
        for (const WordPlace& word : words_in(text)) {
            if (!words.empty()) words += ' ';
            words += stemming.stems->stem(text.substr(word.begin, word.end - word.begin));
        }
        sqlite3_result_text64(context, words.data(), words.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    } catch (const std::bad_alloc&) {
        sqlite3_result_error_nomem(context);
    } catch (const Error& error) {
        sqlite3_result_error(context, error.what(), -1);
    }
}

void forget(void* stemming) {
    const std::unique_ptr<Stemming> owned(static_cast<Stemming*>(stemming));
}

}  // namespace

void add_sql_functions(sqlite3& database) {
    sqlite3_create_function_v2(&database, "metres", 4, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, nullptr,
                               metres, nullptr, nullptr, nullptr);
    sqlite3_create_function_v2(&database, "stems", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                               std::make_unique<Stemming>().release(), stems, nullptr, nullptr, forget);
}

}  // namespace ombud::store
