#include "store/text_tokenizer.hpp"

#include "core/error.hpp"
#include "core/search_words.hpp"
#include "store/connection.hpp"

#include <sqlite3.h>

#include <memory>
#include <new>
#include <string_view>

namespace ombud::store {

namespace {

using TakeToken = int (*)(void* context, int flags, const char* token, int length, int begin, int end);

int hand_over(TakeToken take, void* context, std::string_view token, std::size_t begin, std::size_t end) {
    return take(context, 0, token.data(), static_cast<int>(token.size()), static_cast<int>(begin),
                static_cast<int>(end));
}

/// Stems as they are, between blanks.
int give_stems(std::string_view text, TakeToken take, void* context) {
    for (std::size_t begin = 1; begin < text.size();) {
        const std::size_t end = std::min(text.find(' ', begin), text.size());
        const int result = hand_over(take, context, text.substr(begin, end - begin), begin, end);
        if (result != SQLITE_OK) return result;
        begin = end + 1;
    }
    return SQLITE_OK;
}

int tokenize(Fts5Tokenizer* tokenizer, void* context, int flags, const char* bytes, int length, TakeToken take) {
    // Exceptions must not leave for SQLite, which is C; it turns the code into the message that the caller throws.
    try {
        const std::string_view text(bytes, static_cast<std::size_t>(length));
        const bool query = (flags & FTS5_TOKENIZE_QUERY) != 0;
        if (query && text.starts_with(stems_follow)) return give_stems(text, take, context);
        auto& stems = *reinterpret_cast<WordStems*>(tokenizer);
        for (const WordPlace& word : words_in(text)) {
            const std::string_view stem = stems.stem(text.substr(word.begin, word.end - word.begin));
            const int result = hand_over(take, context, stem, word.begin, word.end);
            if (result != SQLITE_OK) return result;
        }
        return SQLITE_OK;
    } catch (const std::bad_alloc&) {
        return SQLITE_NOMEM;
    } catch (const Error&) {
        return SQLITE_ERROR;
    }
}

int create(void* /*unused*/, const char** /*arguments*/, int /*count*/, Fts5Tokenizer** made) {
    try {
        *made = reinterpret_cast<Fts5Tokenizer*>(std::make_unique<WordStems>().release());
        return SQLITE_OK;
    } catch (const std::bad_alloc&) {
        return SQLITE_NOMEM;
    } catch (const Error&) {
        return SQLITE_ERROR;
    }
}

void destroy(Fts5Tokenizer* tokenizer) {
    const std::unique_ptr<WordStems> owned(reinterpret_cast<WordStems*>(tokenizer));
}

/// FTS5's interface for extensions, handed out as its documentation says; null where this SQLite has no FTS5.
fts5_api* interface_of(sqlite3& database) {
    fts5_api* found = nullptr;
    sqlite3_stmt* raw = nullptr;
    if (sqlite3_prepare_v2(&database, "SELECT fts5(?1)", -1, &raw, nullptr) != SQLITE_OK) return nullptr;
    const StatementHandle statement(raw);
    sqlite3_bind_pointer(raw, 1, static_cast<void*>(&found), "fts5_api_ptr", nullptr);
    sqlite3_step(raw);
    return found;
}

}  // namespace

void add_text_tokenizer(sqlite3& database) {
    fts5_api* api = interface_of(database);
    if (api == nullptr) throw Error(ErrorKind::system, "this SQLite has no FTS5; install Debian's libsqlite3-0");
    fts5_tokenizer tokenizer{create, destroy, tokenize};
    api->xCreateTokenizer(api, "ombud", nullptr, &tokenizer, nullptr);
}

}  // namespace ombud::store
