#pragma once

#include "store/register.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::store {

/// What became of an item of the quarantine.
enum class QuarantineOutcome {
    open,       ///< it waits for a person
    imported,   ///< a later try could read it
    discarded,  ///< the desk says that it is no report
};

[[nodiscard]] std::string_view to_string(QuarantineOutcome) noexcept;

/// Something that could not be taken in, kept in the workspace's quarantine folder beside the reason.
struct Quarantined {
    std::int64_t id = 0;
    Instant at{};
    std::string source;
    std::string origin;  ///< file and line, or message
    std::string reason;
    std::string sha256;  ///< of source and content
    std::string file;    ///< name in quarantine/
    QuarantineOutcome outcome = QuarantineOutcome::open;
    std::optional<Instant> closed_at = {};
    std::string why = {};  ///< why it was discarded
};

/// Whether these bytes are in quarantine, open or discarded.
[[nodiscard]] bool is_quarantined(Register& registry, std::string_view sha256);
/// Adds an item with its event; one that was imported once and cannot be read any more is opened again.
void add_quarantined(Register& registry, const Quarantined& item, const Change& change);
/// Oldest first. \param closed  also what was imported or discarded
[[nodiscard]] std::vector<Quarantined> list_quarantined(Register& registry, bool closed = false);
[[nodiscard]] std::optional<Quarantined> find_quarantined(Register& registry, std::int64_t id);

/// Closes an item, or opens it again, with its event. \param change  its reason is kept as why it was discarded
void set_quarantine_outcome(Register& registry, std::int64_t id, QuarantineOutcome outcome, const Change& change);

}  // namespace ombud::store
