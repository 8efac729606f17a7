#pragma once

#include "core/time.hpp"
#include "store/register.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace ombud::store {

// Erasing for good: a row that is deleted or overwritten still lies in free pages, in the text index, in the
// write-ahead log. Whoever erases begins with `begin_erasing` and ends with `finish_erasing`.

/// Freed bytes are overwritten from now on. Outside of a transaction.
void begin_erasing(Register& registry);

/// Says, in the transaction that erases, that there is something to be cleaned up behind it.
void mark_erasing(Register& registry, Instant now);

/// Whether an erasure was not finished yet.
[[nodiscard]] bool is_erasing(Register& registry);

/// Makes the text index anew, rewrites the file without what was erased, and empties the write-ahead log. Takes about
/// as long as copying the register, and as much room in the temporary folder. Outside of a transaction. False where
/// another program that reads at this moment keeps the log from being emptied; then the next call finishes it.
[[nodiscard]] bool finish_erasing(Register& registry);

/// The one way in which retention erases files: this one goes when the transaction is committed, and stays when it is
/// undone. A kill between the two is healed by the next command that writes. Without a transaction it goes at once.
/// \param file  below the workspace, or absolute; one that is not there is no error
void erase_file_later(Register& registry, const std::filesystem::path& file);

/// Files that were to go and could not: no permission, a disk that fails.
[[nodiscard]] std::vector<std::string> files_not_erased(Register& registry);

}  // namespace ombud::store
