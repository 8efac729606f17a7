#pragma once

#include "core/config.hpp"
#include "core/progress.hpp"
#include "core/time.hpp"
#include "core/workspace.hpp"
#include "store/register.hpp"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace ombud::intake {

/// What became of everything a source delivered.
/// read == created + comments + updates + known + quarantined, always.
struct Summary {
    std::size_t read = 0;         ///< mails, rows or payloads found, readable or not
    std::size_t created = 0;      ///< new reports
    std::size_t comments = 0;     ///< notes on reports there were
    std::size_t updates = 0;      ///< reports delivered again with other content
    std::size_t known = 0;        ///< nothing new, also: what is in quarantine already
    std::size_t quarantined = 0;  ///< kept with a reason for a person to look at
    /// Attachments over the limit, in quarantine beside the reports they came with; no part of `read`.
    std::size_t set_aside = 0;

    Summary& operator+=(const Summary& other) noexcept;
    friend bool operator==(const Summary&, const Summary&) = default;
};

/// A sentence for people about `Summary::set_aside`.
[[nodiscard]] std::string told_of_large_attachments(std::size_t count);

struct ImportOptions {
    /// Write no files. The register is written to all the same, so that the counts are true and the next steps of a
    /// trial night see the new reports: the caller holds a Transaction around the call and does not commit it.
    bool dry_run = false;
    /// Gets what the person at the keyboard is to know: how a file without a mapping is read and, in a dry run, the
    /// first reports as they would be stored.
    std::function<void(std::string_view)> tell = {};
};

/// Takes everything that one source delivers into the register, in batches that are each all or nothing. What cannot be
/// read goes to the quarantine folder with the reason and never stops the rest; a second run over the same input
/// changes nothing, also after a run that was killed.
///
/// - email: a Maildir (new/ and cur/ together, by file name), an mbox file, a single message, a folder of .eml files
/// - phone: a CSV file or anything else `ogr::open_layer` reads as a table, or a folder of them, by name
/// - web: JSON, NDJSON, GeoJSON, XML, form-encoded lines or a table, told apart by what stands in them, or a folder of
///   them, by name
///
/// \param paths  instead of the configured path of the source; `-` is standard input
/// \param now    the time of the import, for the event log and where a report has no usable date
/// Throws Error(input) for a path that does not exist, Error(config) for a CRS that is not known, Error(system) where
/// disk or register fail. Batches finished before stay.
[[nodiscard]] Summary import_source(store::Register& registry, const Workspace& workspace, const Config& config,
                                    const Source& source, std::span<const std::filesystem::path> paths,
                                    Progress& progress, Instant now, const ImportOptions& options = {});

}  // namespace ombud::intake
