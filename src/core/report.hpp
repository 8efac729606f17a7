#pragma once

#include "core/position.hpp"
#include "core/time.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ombud {

using ReportId = std::int64_t;
using PhotoId = std::int64_t;

/// How a report reached the municipality.
enum class Channel { email, phone, web };

/// Where a service request stands. The allowed changes are in casework/transitions.hpp, nowhere else.
enum class Status {
    received,         ///< accepted, no department in charge yet
    open,             ///< a department is in charge
    in_progress,      ///< somebody works on it
    forwarded,        ///< handed to a third party (utility, state road authority, neighbour town)
    solved,           ///< done
    closed_unsolved,  ///< will not be done
    rejected,         ///< no service request of this municipality
    duplicate,        ///< the same thing as the report that `duplicate_of` names
};

/// What a report's position rests on, the most trusted first.
enum class LocationSource {
    given,    ///< coordinates came with the report
    exif,     ///< position in a photo
    address,  ///< house number in the address register
    street,   ///< street in the address register, number unknown
    place,    ///< named place
    area,     ///< named area
};

[[nodiscard]] std::string_view to_string(Channel) noexcept;
[[nodiscard]] std::string_view to_string(Status) noexcept;
[[nodiscard]] std::string_view to_string(LocationSource) noexcept;
[[nodiscard]] std::optional<Channel> channel_from(std::string_view) noexcept;
[[nodiscard]] std::optional<Status> status_from(std::string_view) noexcept;
[[nodiscard]] std::optional<LocationSource> location_source_from(std::string_view) noexcept;

/// All statuses in the order of the enumeration.
inline constexpr std::array all_statuses{Status::received,  Status::open,     Status::in_progress,
                                         Status::forwarded, Status::solved,   Status::closed_unsolved,
                                         Status::rejected,  Status::duplicate};

/// Solved, closed unsolved, rejected or duplicate: nobody works on it any more.
[[nodiscard]] bool is_closed(Status) noexcept;

/// The department that gets what matches no rule. It always exists.
inline constexpr std::string_view triage_department = "triage";

/// Who reported. Personal data: never leaves the register.
struct Reporter {
    std::string name;
    std::string email;
    std::string phone;

    [[nodiscard]] bool empty() const noexcept { return name.empty() && email.empty() && phone.empty(); }
    friend bool operator==(const Reporter&, const Reporter&) = default;
};

/// Where the reporter says it is. Texts as they came, NFC UTF-8; empty means not said.
struct StatedPlace {
    std::string street;  ///< may hold the house number too ("Werler Str. 12"); locate takes it apart
    std::string house_number;
    std::string postcode;
    std::string city;
    std::optional<Position> position;  ///< EPSG:4326, already checked for range
};

/// A photo on its way in. Exactly one of `bytes` and `path` is set.
struct IncomingPhoto {
    std::string filename;  ///< as the sender named it; never used as a path
    std::string bytes;
    std::filesystem::path path;
};

/// One report, comment or update as a channel delivered it, before the register has seen it.
struct IncomingReport {
    Channel channel = Channel::web;
    std::string source;       ///< name of the [[source]] in the configuration
    std::string external_id;  ///< Message-ID or the sender's own id; a hash of the content where there is none
    std::string origin;       ///< file and line or message, for messages to people
    Instant received_at{};
    std::string title;
    std::string text;
    std::string category;  ///< id of a configured category, or empty
    Reporter reporter;
    StatedPlace place;
    std::optional<Status> status;      ///< where the sender's system already worked on it
    std::optional<Instant> closed_at;  ///< with a closed `status`
    std::vector<IncomingPhoto> photos;

    std::optional<ReportId> answers;  ///< a report that this answers beyond doubt: a token of ours says so
    std::string comment_on;  ///< external id of a report of the same source that this is a word on; empty: none
    std::vector<std::string> references;  ///< Message-IDs this one answers, nearest first, without < >
    bool automatic = false;               ///< an automatic reply: recorded, never answered
    std::vector<std::string> remarks;     ///< what was refused and why, a sentence each, for the event log
};

/// A report as the register holds it.
struct Report {
    ReportId id = 0;
    Channel channel = Channel::web;
    std::string source;
    std::string title;
    std::string text;
    std::string category;    ///< empty: not known yet
    std::string department;  ///< empty: not assigned yet
    Status status = Status::received;
    Instant received_at{};
    Instant changed_at{};
    std::optional<Instant> closed_at;
    StatedPlace place;  ///< as stated; `position` is what the reporter gave
    std::optional<Position> position;
    double accuracy_m = 0;  ///< 0 where there is no position
    std::optional<LocationSource> location_source;
    std::string located_street;  ///< official name from the address register, or empty; never the reporter's words
    std::string area;            ///< name of the district that holds the position, or empty
    bool outside = false;        ///< lies outside the border of the municipality
    std::optional<ReportId> duplicate_of;
    std::int64_t reporter = 0;  ///< row of the reporter table; 0: anonymous
    bool expired = false;       ///< taken out of the public view by age
    bool reduced = false;       ///< retention left only what statistics count
};

}  // namespace ombud
