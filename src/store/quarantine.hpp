#pragma once

#include "store/register.hpp"

#include <string>
#include <vector>

namespace ombud::store {

/// Something that could not be taken in, kept in the workspace's quarantine folder beside the reason.
struct Quarantined {
    std::int64_t id = 0;
    Instant at{};
    std::string source;
    std::string origin;  ///< file and line, or message
    std::string reason;
    std::string sha256;  ///< of source and content
    std::string file;    ///< name in quarantine/
};

[[nodiscard]] bool is_quarantined(Register& registry, std::string_view sha256);
void add_quarantined(Register& registry, const Quarantined& item, const Change& change);
[[nodiscard]] std::vector<Quarantined> list_quarantined(Register& registry);

}  // namespace ombud::store
