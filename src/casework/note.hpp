#pragma once

#include "core/report.hpp"
#include "core/workspace.hpp"
#include "store/register.hpp"

#include <filesystem>
#include <span>
#include <string>

namespace ombud::casework {

/// Writes an internal note with files to a report. The files are copied to the folder attachments of the workspace,
/// named by their SHA-256, readable by the owner only; a copy that is there already stays.
/// Error(input) for an unknown report, a note without words, and an attachment that is no file or larger than 100 MB.
/// Returns the note's number. \param keep_files  false: nothing is copied, for a trial
std::int64_t write_note(store::Register& registry, const Workspace& workspace, ReportId report, const std::string& text,
                        std::span<const std::filesystem::path> files, const store::Change& change, bool keep_files);

}  // namespace ombud::casework
