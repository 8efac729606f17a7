#pragma once

#include "core/report.hpp"

#include <string>
#include <vector>

namespace ombud {

/// A filter of reports as people write it, on the command line or in [filter.NAME]. What is empty does not matter; of
/// a list one value has to fit. store/written_filter.hpp says what it means.
struct WrittenFilter {
    std::vector<std::string> statuses;
    std::vector<std::string> departments;
    std::vector<std::string> categories;  ///< ids, or groups
    std::vector<std::string> channels;
    std::vector<std::string> areas;  ///< names
    std::string text;                ///< words
    std::string bbox;                ///< "W,S,E,N" in degrees
    std::string near;                ///< "LON,LAT"
    std::string within;              ///< metres
    std::string reporter;            ///< mail address or phone number
    std::string since;               ///< as `parse_when` reads it
    std::string until;
    std::string older_than;  ///< a span: "30 days"
    bool overdue = false;
    bool without_photo = false;
    bool waiting = false;  ///< for release
    std::string sort;

    friend bool operator==(const WrittenFilter&, const WrittenFilter&) = default;
};

/// For which statuses reports of a category need a note that says why, and for which none may be given.
struct NoteRule {
    std::vector<Status> required{Status::rejected, Status::closed_unsolved, Status::forwarded};
    std::vector<Status> forbidden;
};

/// The table [due].
struct DueSettings {
    bool mail = false;    ///< every night mails each department what is due
    int silent_days = 0;  ///< reports nobody has touched for so many days are listed, too; 0: they are not
};

}  // namespace ombud
