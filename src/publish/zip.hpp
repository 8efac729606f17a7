#pragma once

#include "core/time.hpp"

#include <filesystem>
#include <span>
#include <string>

namespace ombud::publish {

struct ZipEntry {
    std::filesystem::path file;  ///< where the bytes are
    std::string name;            ///< in the archive, UTF-8
};

/// Packs files into a new archive in the order given. All entries carry `modified` (UTC; zip knows 1980 to 2107) and
/// nothing of the machine, so the same files give the same bytes on any day. Throws Error(system).
void write_zip(const std::filesystem::path& archive, std::span<const ZipEntry> entries, Instant modified);

}  // namespace ombud::publish
