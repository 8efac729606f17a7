#include "core/status.hpp"

#include "core/report.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace {

using namespace ombud;
using enum Status;

/// The table as core/status.hpp and the manual describe it, written out a second time.
const std::map<Status, std::set<Status>>& expected() {
    static const std::map<Status, std::set<Status>> table{
        {received, {open, in_progress, forwarded, solved, closed_unsolved, rejected, duplicate}},
        {open, {in_progress, forwarded, solved, closed_unsolved, rejected, duplicate}},
        {in_progress, {open, forwarded, solved, closed_unsolved, rejected, duplicate}},
        {forwarded, {open, in_progress, solved, closed_unsolved, rejected, duplicate}},
        {solved, {open, in_progress}},
        {closed_unsolved, {open, in_progress, solved}},
        {rejected, {open, in_progress}},
        {duplicate, {received, open}},
    };
    return table;
}

}  // namespace

TEST_CASE("A status changes by the table and not otherwise") {
    for (const Status from : all_statuses) {
        for (const Status to : all_statuses) {
            INFO(to_string(from) << " -> " << to_string(to));
            CHECK(may_change(from, to) == expected().at(from).contains(to));
        }
    }
}

TEST_CASE("The statuses that may follow stand in the order of the enumeration") {
    for (const Status from : all_statuses) {
        const auto next = next_statuses(from);
        CHECK(std::ranges::is_sorted(next));
        CHECK(std::set<Status>(next.begin(), next.end()) == expected().at(from));
    }
}

TEST_CASE("A closed report can be opened again") {
    for (const Status status : all_statuses) {
        if (is_closed(status)) CHECK(may_change(status, open));
    }
}

TEST_CASE("Only what stops being a duplicate returns to received") {
    for (const Status status : all_statuses) CHECK(may_change(status, received) == (status == duplicate));
}

TEST_CASE("Four statuses are closed") {
    const std::set<Status> closed{solved, closed_unsolved, rejected, duplicate};
    for (const Status status : all_statuses) CHECK(is_closed(status) == closed.contains(status));
}

TEST_CASE("The names of enumerations read back") {
    for (const Status status : all_statuses) CHECK(status_from(to_string(status)) == status);
    for (const Channel channel : {Channel::email, Channel::phone, Channel::web})
        CHECK(channel_from(to_string(channel)) == channel);
    for (const auto source : {LocationSource::given, LocationSource::exif, LocationSource::address,
                              LocationSource::street, LocationSource::place, LocationSource::area}) {
        CHECK(location_source_from(to_string(source)) == source);
    }
    CHECK_FALSE(status_from("Open"));
    CHECK_FALSE(status_from(""));
    CHECK_FALSE(channel_from("fax"));
    CHECK_FALSE(location_source_from("guess"));
}
