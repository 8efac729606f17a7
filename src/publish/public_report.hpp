#pragma once

#include "core/position.hpp"
#include "core/report.hpp"
#include "core/time.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::publish {

/// Something the municipality said about a report, redacted as the report's own words are.
struct PublicAnswer {
    Instant at{};
    std::string text;
};

/// A status that a report took.
struct PublicStatus {
    Instant at{};
    Status status = Status::received;
};

/// What the public may see of a released report. Every exporter takes this and nothing else, so it cannot leak what it
/// never sees.
///
/// The citizen's words are in it only as they were released, redacted; no reporter and no house number of the
/// reporter's is. `title` is made of category and street, never of what somebody wrote.
struct PublicReport {
    ReportId id = 0;
    std::string reference;  ///< what people quote: "OMB-123"
    std::string title;      ///< see `public_title`
    std::string category;   ///< id in the configuration, "group/kind"
    std::string category_name_de;
    std::string category_name_en;
    std::string group_name;       ///< of the category's group, in the language of the municipality
    std::string department_name;  ///< empty: not assigned yet
    Status status = Status::received;
    Instant received_at{};
    Instant changed_at{};
    std::optional<Instant> closed_at;
    std::string street;  ///< official name without house number; empty: unknown
    std::string area;    ///< district that holds the position; empty: unknown
    std::optional<Position> position;
    double accuracy_m = 0;              ///< 0 where there is no position
    std::vector<std::string> photos;    ///< file names in photos/public
    std::string text;                   ///< the released, redacted words; empty where none were released
    std::vector<PublicAnswer> answers;  ///< oldest first; only in a full view
    std::vector<PublicStatus> history;  ///< oldest first, `received` included; only in a full view
};

/// Hands out the reports to publish one after the other, in the order of their ids; false at the end. Pulled, so that
/// an export needs no more memory for a hundred thousand reports than for one. The report is overwritten.
using NextReport = std::function<bool(PublicReport& report)>;

/// How much an exporter wrote.
struct Exported {
    std::size_t reports = 0;
    std::size_t without_point = 0;  ///< of them, those that stand in the layer without geometry
};

/// "Schlagloch, Werler Straße": made of the category and the street, never of what somebody wrote.
/// \param street  empty: the title is the category's name alone
[[nodiscard]] std::string public_title(std::string_view category_name, std::string_view street);

}  // namespace ombud::publish
