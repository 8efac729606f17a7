#pragma once

#include "core/config.hpp"
#include "core/progress.hpp"
#include "core/report.hpp"
#include "publish/redaction/redaction.hpp"
#include "store/register.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::publish {

/// Why a report waits for a person.
enum class Hindrance {
    not_public,     ///< category, department, place or status: no release makes it public
    place,          ///< the place is not known well enough
    duplicate,      ///< it may be a duplicate, and nobody has decided
    photo_new,      ///< a photo is not anonymised yet
    photo_review,   ///< a photo waits for a person's look
    text_unsure,    ///< redaction found something that it cannot judge
    person_only,    ///< the category wants a person's decision
    not_automatic,  ///< the configuration wants one for every report
    wish,           ///< its reporter does not want it to be public
    taken_back,     ///< a person took the release back
};

/// One reason, and where it helps something to look at.
struct Reason {
    Hindrance hindrance = Hindrance::not_public;
    std::string words;  ///< a sentence for people; may quote the report
};

/// The short name that events and JSON have: "photo_review".
[[nodiscard]] std::string_view to_string(Hindrance) noexcept;

/// A redactor with the names of the configuration and the streets and places of the register.
[[nodiscard]] redaction::Redactor town_redactor(store::Register& registry, const Config& config);

/// What would become public of a report, and what stands in the way.
struct Draft {
    Report report;
    std::vector<Reason> reasons{};      ///< empty: the rule releases it
    redaction::RedactedReport words{};  ///< empty where the category publishes no words
};

/// Redacts a report and judges it. What is unsure stands in the way.
[[nodiscard]] Draft draft_release(store::Register& registry, const Config& config, const redaction::Redactor& redactor,
                                  const Report& report);

struct ReleaseSummary {
    std::size_t released = 0;
    std::size_t waiting = 0;      ///< that wait now, also those that did before
    std::size_t new_waiting = 0;  ///< of them, those that did not wait before
};

/// Releases by rule what may be released, and says of the rest why it waits. A report that was released by rule and
/// whose category or place has changed is judged anew by these two; one that a person released stays released. Reports
/// that will leave the public view this very night are not looked at.
ReleaseSummary release_by_rule(store::Register& registry, const Config& config, Progress& progress, Instant now);

}  // namespace ombud::publish
