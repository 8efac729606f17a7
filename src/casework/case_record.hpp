#pragma once

#include "core/config.hpp"
#include "core/report.hpp"
#include "core/workspace.hpp"
#include "store/attachments.hpp"
#include "store/events.hpp"
#include "store/follow_ups.hpp"
#include "store/forwardings.hpp"
#include "store/notes.hpp"
#include "store/photos.hpp"
#include "store/register.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace ombud::casework {

/// What the record of a report holds.
struct CaseRecord {
    Report report;
    Reporter reporter;
    std::vector<store::Photo> photos;
    std::vector<store::Note> notes;
    std::vector<store::Attachment> attachments;
    std::vector<store::FollowUp> follow_ups;
    std::vector<store::Forwarding> forwardings;
    std::vector<store::Event> events;
};

/// Everything of one report; Error(input) for an unknown one.
[[nodiscard]] CaseRecord load_case(store::Register& registry, ReportId report);

/// A readable page for the record: report, place, words, notes, attachments by name and digest, forwardings,
/// follow-ups, history, and the anonymised photos within it. It needs no other file and no network, and every text in
/// it is escaped. Not public: it holds words of citizens and of the desk. \param with_contacts  the reporter's name,
/// address and number, too
[[nodiscard]] std::string case_page(const CaseRecord& record, const Workspace& workspace, const Config& config,
                                    Instant now, bool with_contacts);

/// Writes the page as HTML or, by Chromium or wkhtmltopdf, as PDF: the suffix decides. Mode 0600.
/// Error(usage) for another suffix, Error(system) that says what to install where neither program is there.
void write_case(const std::filesystem::path& file, const std::string& page);

}  // namespace ombud::casework
