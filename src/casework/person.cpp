#include "casework/person.hpp"

#include "casework/raw_files.hpp"
#include "core/contact_words.hpp"
#include "core/error.hpp"
#include "core/file.hpp"
#include "core/json_writer.hpp"
#include "store/erasing.hpp"
#include "store/holds.hpp"
#include "store/persons.hpp"
#include "store/quarantine.hpp"
#include "store/reporters.hpp"
#include "store/retention_due.hpp"
#include "store/retention_rows.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>

namespace ombud::casework {

namespace fs = std::filesystem;

namespace {

/// Address and number of a person; a name alone may be that of another.
std::vector<ContactWords> sure_words(const PersonRecord& record, const std::string& email, const std::string& phone) {
    std::vector<ContactWords> words{ContactWords({"", email, phone})};
    for (const auto& [id, reporter] : record.reporters)
        words.emplace_back(Reporter{"", reporter.email, reporter.phone});
    return words;
}

bool stand_in(const std::vector<ContactWords>& words, std::string_view text) {
    return std::ranges::any_of(words, [&](const ContactWords& w) { return w.stand_in(text); });
}

PersonReport load(store::Register& registry, ReportId id) {
    PersonReport loaded;
    static_cast<CaseRecord&>(loaded) = load_case(registry, id);
    store::MailFilter of_report;
    of_report.report = id;
    loaded.mails = store::list_mails(registry, of_report);
    return loaded;
}

bool is_packed(const fs::path& file) {
    const std::string end = file.extension().string();
    return end == ".xlsx" || end == ".ods" || end == ".zip" || end == ".gz" || end == ".xls";
}

void search_source(const Source& source, const std::vector<ContactWords>& words, PersonRecord& record) {
    std::error_code unknown;
    std::vector<fs::path> files = files_below(source.path);
    const bool folder = !files.empty();
    if (fs::is_regular_file(source.path, unknown)) files = {source.path};
    for (fs::path& file : files) {
        if (is_packed(file)) {
            record.unsearched.push_back(std::move(file));
            continue;
        }
        const std::string bytes = read_file(file);
        if (!stand_in(words, bytes)) continue;
        const bool single_mail = folder && source.channel == Channel::email && !bytes.starts_with("From ");
        (single_mail ? record.source_mails : record.shared_files).push_back(std::move(file));
    }
}

bool is_own(const PersonRecord& record, ReportId id) {
    return std::ranges::any_of(record.reports, [&](const PersonReport& one) { return one.report.id == id; });
}

void search_files(store::Register& registry, const Workspace& workspace, const Config& config,
                  const std::vector<ContactWords>& words, PersonRecord& record) {
    for (const store::Quarantined& item : store::list_quarantined(registry, true)) {
        const fs::path file = workspace.quarantine() / item.file;
        if (item.file.empty() || !fs::exists(file)) continue;
        if (stand_in(words, read_file(file)) || stand_in(words, item.reason)) record.quarantine.push_back(item.id);
    }
    for (fs::path& file : files_below(workspace.attachments())) {
        if (!stand_in(words, read_file(file))) continue;
        const auto reports = store::reports_with_attachment(registry, file.filename().string());
        const bool of_others = std::ranges::any_of(reports, [&](ReportId id) { return !is_own(record, id); });
        if (of_others) record.shared_files.push_back(std::move(file));
    }
    for (fs::path& file : files_below(workspace.outbox())) {
        if (stand_in(words, read_file(file))) record.outbox.push_back(std::move(file));
    }
    for (const Source& source : config.sources) search_source(source, words, record);
}

void refuse_held(store::Register& registry, const PersonRecord& record, const std::string& today) {
    for (const PersonReport& one : record.reports) {
        const auto hold = store::hold_of(registry, one.report.id, today);
        if (!hold) continue;
        throw Error(
            ErrorKind::conflict,
            fmt::format("report {} is held until {} ({}); nothing was erased. `ombud retention hold {} --release` "
                        "takes the hold away",
                        one.report.id, hold->until, hold->why, one.report.id));
    }
}

/// A mail that no night has read yet would be lost as a report.
bool was_read(const fs::path& file, const std::optional<Instant>& night) {
    struct stat status {};
    return night && ::stat(file.c_str(), &status) == 0 && Instant(std::chrono::seconds(status.st_mtim.tv_sec)) < *night;
}

void erase_in_register(store::Register& registry, const PersonRecord& record, const store::Change& change) {
    std::vector<ContactWords> words;
    for (const auto& [id, reporter] : record.reporters)
        words.emplace_back(Reporter{"", reporter.email, reporter.phone});
    for (const PersonReport& one : record.reports) store::erase_contact(registry, one.report.id, "person", change);
    for (const auto& [id, reporter] : record.reporters) store::erase_reporter(registry, id);
    for (const ReportId id : record.mentions) {
        for (const ContactWords& known : words) store::cover_words(registry, id, known);
    }
    for (const std::int64_t id : record.quarantine) {
        const auto item = store::find_quarantined(registry, id);
        if (item && item->outcome == store::QuarantineOutcome::open) {
            store::set_quarantine_outcome(registry, id, store::QuarantineOutcome::discarded, change);
        }
    }
    store::erase_quarantined(registry, record.quarantine, "person", change);
}

void erase_file(store::Register& registry, const Workspace& workspace, const fs::path& file) {
    const fs::path inside = file.lexically_relative(workspace.root());
    store::erase_file_later(registry, inside.empty() || *inside.begin() == ".." ? file : inside);
}

}  // namespace

PersonRecord find_person(store::Register& registry, const Workspace& workspace, const Config& config,
                         const std::string& email, const std::string& phone) {
    if (ContactWords({"", email, phone}).empty()) {
        throw Error(ErrorKind::usage, "give --email or --phone; a number needs five digits");
    }
    PersonRecord record;
    std::vector<ReportId> own;
    for (const std::int64_t id : store::reporters_with_contact(registry, email, phone)) {
        record.reporters.emplace_back(id, store::find_reporter(registry, id));
        const auto reports = store::all_reports_of(registry, id);
        own.insert(own.end(), reports.begin(), reports.end());
    }
    std::ranges::sort(own);
    for (const ReportId id : own) record.reports.push_back(load(registry, id));
    const std::vector<ContactWords> words = sure_words(record, email, phone);
    for (const ContactWords& known : words) {
        for (const ReportId id : store::reports_that_name(registry, known)) {
            if (!std::ranges::binary_search(own, id)) record.mentions.push_back(id);
        }
    }
    std::ranges::sort(record.mentions);
    record.mentions.erase(std::unique(record.mentions.begin(), record.mentions.end()), record.mentions.end());
    search_files(registry, workspace, config, words, record);
    return record;
}

Leftovers erase_person(store::Register& registry, const Workspace& workspace, const Config& config,
                       const PersonRecord& record, const store::Change& change) {
    refuse_held(registry, record, today_of(config, change.at));
    Leftovers left;
    for (const fs::path& file : record.shared_files) {
        left.push_back(
            fmt::format("{} holds data of others too and was left alone; take this person out of it", file.string()));
    }
    for (const fs::path& file : record.unsearched) {
        left.push_back(fmt::format("{} is packed and was not searched; look into it", file.string()));
    }
    for (const PersonReport& one : record.reports) {
        const bool from_desk = std::ranges::any_of(one.attachments, [&](const store::Attachment& file) {
            return std::ranges::any_of(one.notes, [&](const store::Note& note) {
                return note.id == file.note && note.kind != store::NoteKind::comment;
            });
        });
        if (!from_desk) continue;
        left.push_back(
            fmt::format("files of internal notes to report {} were left alone; look whether they name this "
                        "person (`ombud show {}`)",
                        one.report.id, one.report.id));
    }
    const auto night = store::last_whole_night(registry);
    store::begin_erasing(registry);
    {
        store::Transaction transaction(registry);
        store::mark_erasing(registry, change.at);
        erase_in_register(registry, record, change);
        std::size_t files = 0;
        for (const fs::path& file : record.outbox) {
            erase_file(registry, workspace, file);
            ++files;
        }
        for (const fs::path& file : record.source_mails) {
            if (was_read(file, night)) {
                erase_file(registry, workspace, file);
                ++files;
            } else {
                left.push_back(
                    fmt::format("{} was not read by a night yet and was left alone; run `ombud nightly`, then "
                                "this again",
                                file.string()));
            }
        }
        JsonWriter json;
        json.begin_object().key("reports").value(record.reports.size()).key("files").value(files);
        json.key("quarantine").value(record.quarantine.size()).end_object();
        store::log_person_erased(registry, change, json.text());
        transaction.commit();
    }
    for (std::string& line : clean_up(registry)) left.push_back(std::move(line));
    return left;
}

}  // namespace ombud::casework
