#pragma once

#include "core/contact_words.hpp"
#include "core/report.hpp"
#include "store/register.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ombud::store {

// What retention and the rights of a person erase in the register. Each function logs an event "erased" that names the
// rule and numbers, never what was erased: these events are the deletion protocol. Call them between `begin_erasing`
// and `finish_erasing`, in a transaction.

/// Takes the reporter off a report, and their name, address and number out of all words that stand with it: title,
/// text, notes, released words, suggestions, names of photos, Message-IDs, events. The reporter's row goes with the
/// last report. \param rule  "contact", or "person"
void erase_contact(Register& registry, ReportId report, std::string_view rule, const Change& change);

/// Erases a reporter's row, and what is known of failing addresses with it, unless a report still refers to it.
void erase_reporter(Register& registry, std::int64_t reporter);

/// Covers these words in all that stands with a report, without touching its reporter. False where they stand nowhere.
bool cover_words(Register& registry, ReportId report, const ContactWords& words);

/// Leaves of a report what statistics count: channel, source, category, department, status, district, times. Texts,
/// places, reporter, notes, photos with their files, mails, forwardings and all words in its events go.
void reduce_report(Register& registry, ReportId report, const Change& change);

/// Erases an original with what it alone knows: position of the camera, name of the file. A public copy stays; a photo
/// that was not public yet never will be.
void erase_original(Register& registry, const std::string& sha256, const Change& change);

/// Erases the files and the words of items of the quarantine; a row stays, so that the same bytes are known.
void erase_quarantined(Register& registry, const std::vector<std::int64_t>& items, std::string_view rule,
                       const Change& change);

/// Logs that raw files were erased. \param kind  "outbox", "source"
void log_erased_files(Register& registry, std::string_view kind, std::size_t count, std::string_view rule,
                      const Change& change);

/// How the id that a sender gave is remembered once it is erased: "erased:" and a digest.
[[nodiscard]] std::string erased_external_id(std::string_view source, std::string_view external_id);

}  // namespace ombud::store
