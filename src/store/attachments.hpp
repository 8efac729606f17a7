#pragma once

#include "core/report.hpp"
#include "store/register.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace ombud::store {

/// A file that came with an internal note. It lies in the folder attachments of the workspace, named by its SHA-256.
/// Never published.
struct Attachment {
    std::int64_t note = 0;
    std::string sha256;
    std::string filename;  ///< as the desk called it; never used as a path
    std::int64_t bytes = 0;
};

/// Says that a note has this file; a second time it changes nothing.
void add_attachment(Register& registry, const Attachment& attachment);

/// The files of all notes of a report, in the order in which they came.
[[nodiscard]] std::vector<Attachment> attachments_of(Register& registry, ReportId report);

}  // namespace ombud::store
