#pragma once

#include "core/report.hpp"
#include "store/register.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::store {

/// A file of a report that is no photo: it came with the report, with a comment on it, or with an internal note. It
/// lies in the folder attachments of the workspace, named by its SHA-256. Never published.
struct Attachment {
    ReportId report = 0;
    std::int64_t note = 0;  ///< 0: it came with the report itself
    std::string sha256;
    std::string filename;  ///< as the sender or the desk called it; never used as a path
    std::int64_t bytes = 0;
};

/// Says that a report or one of its notes has this file; a second time it changes nothing. True where it was new.
bool add_attachment(Register& registry, const Attachment& attachment);

/// The files of a report and of all its notes, in the order in which they came.
[[nodiscard]] std::vector<Attachment> attachments_of(Register& registry, ReportId report);

/// The reports that have a file with these bytes, each once.
[[nodiscard]] std::vector<ReportId> reports_with_attachment(Register& registry, std::string_view sha256);

/// Takes the files of a report away; those that no other report has are erased with the commit.
/// \param delivered_only  leave those of internal notes
void erase_attachments(Register& registry, ReportId report, bool delivered_only);

}  // namespace ombud::store
