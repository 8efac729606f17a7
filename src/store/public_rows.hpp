#pragma once

#include "core/report.hpp"
#include "store/register.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ombud::store {

/// What may become public of one report. The query reads no original text, no reporter, no stated address and no
/// original photo, so that nothing built on it can show them; words are those that were released.
struct PublicRow {
    ReportId id = 0;
    std::string category;
    std::string category_de;
    std::string category_en;
    std::string department;  ///< its name
    Status status = Status::received;
    Instant received_at{};
    Instant changed_at{};
    std::optional<Instant> closed_at;
    std::string street;  ///< official name from the address register, without house number
    std::string area;
    Position position;
    double accuracy_m = 0;
    std::vector<std::string> photos;  ///< names in photos/public
    std::string released_title;       ///< redacted; empty where no words were released
    std::string released_text;
};

/// A status that a report took, and when.
struct StatusStep {
    Instant at{};
    Status status = Status::received;
};

/// The statuses of a report since it was received, oldest first, from the event log. Of a report that came in with a
/// later status, received and that one.
[[nodiscard]] std::vector<StatusStep> status_history(Register& registry, const PublicRow& row);

/// What the municipality answered in public, oldest first, as it was written: to be redacted.
struct PublicAnswerRow {
    Instant at{};
    std::string text;
};
[[nodiscard]] std::vector<PublicAnswerRow> answers_of(Register& registry, ReportId report);

/// Goes through the public view by id: released reports of a public category with position and department in charge,
/// neither duplicate nor rejected nor expired. One at a time for each register.
class PublicRows {
  public:
    explicit PublicRows(Register& registry);
    PublicRows(const PublicRows&) = delete;
    PublicRows& operator=(const PublicRows&) = delete;
    ~PublicRows();

    /// False at the end. `row` is overwritten.
    [[nodiscard]] bool next(PublicRow& row);

  private:
    struct Cursor;
    std::unique_ptr<Cursor> cursor_;
};

}  // namespace ombud::store
