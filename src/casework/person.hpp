#pragma once

#include "casework/case_record.hpp"
#include "casework/retention.hpp"
#include "core/config.hpp"
#include "core/workspace.hpp"
#include "store/mails.hpp"
#include "store/register.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ombud::casework {

/// A report of a person with all that hangs on it.
struct PersonReport : CaseRecord {
    std::vector<store::Mail> mails;
};

/// All that the workspace holds of one person.
struct PersonRecord {
    std::vector<std::pair<std::int64_t, Reporter>> reporters;
    std::vector<PersonReport> reports;
    std::vector<ReportId> mentions;                   ///< reports of others in which address or number stand
    std::vector<std::int64_t> quarantine;             ///< items in whose file they stand
    std::vector<std::filesystem::path> outbox;        ///< mails in which they stand
    std::vector<std::filesystem::path> source_mails;  ///< single mails of sources in which they stand
    std::vector<std::filesystem::path> shared_files;  ///< files of sources in which they stand beside others
    std::vector<std::filesystem::path> unsearched;    ///< packed files (XLSX, ODS, ZIP) that nobody looked into

    [[nodiscard]] bool empty() const noexcept {
        return reporters.empty() && mentions.empty() && quarantine.empty() && outbox.empty() && source_mails.empty() &&
               shared_files.empty();
    }
};

/// Finds a person by mail address, by number, or by both. Error(usage) where neither is given. Reads all texts of the
/// register and all raw files.
[[nodiscard]] PersonRecord find_person(store::Register& registry, const Workspace& workspace, const Config& config,
                                       const std::string& email, const std::string& phone);

/// The record as JSON, or as one readable HTML page in the language of the municipality.
[[nodiscard]] std::string person_json(const PersonRecord& record, Instant now);
[[nodiscard]] std::string person_html(const PersonRecord& record, const Config& config, Instant now);

/// Erases contact data: reporter rows, the words in reports and notes, raw mails, items of the quarantine. The reports
/// stay, anonymous. Error(conflict) where one of them is under a hold: nothing is erased then. Returns what a person
/// has to see to.
Leftovers erase_person(store::Register& registry, const Workspace& workspace, const Config& config,
                       const PersonRecord& record, const store::Change& change);

}  // namespace ombud::casework
