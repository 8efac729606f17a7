#pragma once

#include "publish/release.hpp"

#include <string_view>
#include <vector>

namespace ombud::publish {

// What a person decides about releases. Each writes its event; an unknown report is Error(input). The caller commits.

/// Whether nothing stands in the way but that a person must say so.
[[nodiscard]] bool is_clean(const Draft& draft) noexcept;

/// The report as it would be released now. Error(input) where there is none.
[[nodiscard]] Draft draft_of(store::Register& registry, const Config& config, const redaction::Redactor& redactor,
                             ReportId report);

/// What of a report a person releases.
enum class Words {
    redacted,  ///< the words of the draft, with its covers
    none,      ///< category, street and place only
};

/// Releases a report with the words of its draft, however many reasons there are: the person has seen them.
/// Error(conflict) where it can never be public (category, status, place), and nothing is changed.
/// \param against_wish  also where its reporter does not want that: Error(conflict) without, Error(usage) where
///                      `change.reason` does not say why
void release_draft(store::Register& registry, const Config& config, const Draft& draft, Words words,
                   const store::Change& change, bool against_wish = false);

/// Releases several reports with their redacted words. Error(conflict) that names what stands in the way where one is
/// not clean; words that are unsure need a look (`ombud release --interactive`) or stay out (Words::none).
/// \param anyway  a suggested duplicate, an inexact place and photos that wait are no reason; unsure words still are
/// \param against_wish  see release_draft
void release_reports(store::Register& registry, const Config& config, const std::vector<ReportId>& reports, Words words,
                     bool anyway, const store::Change& change, bool against_wish = false);

/// Never public until it is undone. `change.reason` says why; Error(usage) without one.
void withhold(store::Register& registry, ReportId report, const store::Change& change);

/// Takes the last decision back: what was released waits for a person, what was withheld for the rule again.
/// Error(conflict) where nothing was decided.
void undo_release(store::Register& registry, ReportId report, const store::Change& change);

/// Covers more of a draft, or less: every place where these words stand, as they are written. False where they do not.
bool cover_words(const redaction::Redactor& redactor, Draft& draft, std::string_view words);
/// Takes away the cover of this number, counted from 1 through title and text. False where there is none.
bool uncover(const redaction::Redactor& redactor, Draft& draft, std::size_t number);

}  // namespace ombud::publish
