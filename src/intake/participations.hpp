#pragma once

#include "core/config.hpp"
#include "core/time.hpp"
#include "core/workspace.hpp"
#include "store/register.hpp"

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>

namespace ombud::intake {

/// What became of a list of participations. read == added + changed + known + quarantined.
struct ParticipationSummary {
    std::size_t read = 0;
    std::size_t added = 0;
    std::size_t changed = 0;
    std::size_t known = 0;  ///< nothing new, also: what is in quarantine already
    std::size_t quarantined = 0;
    std::size_t removed = 0;    ///< with `complete`: no longer in the list
    bool kept_missing = false;  ///< `complete` removed nothing, since entries could not be read

    friend bool operator==(const ParticipationSummary&, const ParticipationSummary&) = default;
};

struct ParticipationImport {
    std::string source;     ///< participations are known by it and their id
    Mapping mapping;        ///< core/participation_mapping.hpp
    std::string kind{};     ///< of entries that name none
    std::string url{};      ///< link of entries that name none; {id} stands for their id
    bool complete = false;  ///< what the source had and no longer delivers is removed
    bool dry_run = false;   ///< write no files; the caller holds a transaction and does not commit it
};

/// Takes in lists of participations, in one transaction. An entry without title, with a link that is not http or https,
/// with a date or place that cannot be understood goes to quarantine with the reason.
/// Throws Error(input) for a file of which nothing can be made; then nothing is changed.
[[nodiscard]] ParticipationSummary import_participations(store::Register& registry, const Workspace& workspace,
                                                         const Config& config, const ParticipationImport& import,
                                                         std::span<const std::filesystem::path> files, Instant now);

}  // namespace ombud::intake
