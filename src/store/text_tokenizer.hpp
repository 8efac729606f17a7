#pragma once

// Inside src/store only.

struct sqlite3;

namespace ombud::store {

/// The first character of a text that a query holds as stems already, with blanks between them.
inline constexpr char stems_follow = '\x01';

/// Makes FTS5's tokenizer "ombud" known to a connection: words as core/search_words.hpp finds them, by their stems.
/// Every program that reads or writes report_text needs it; the other tables do without.
void add_text_tokenizer(sqlite3& database);

}  // namespace ombud::store
