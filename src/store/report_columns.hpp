#pragma once

// Inside src/store only: how a row of `report` becomes a Report, said once.

#include "core/report.hpp"
#include "store/connection.hpp"

#include <string>

namespace ombud::store {

/// The columns of a Report, in the order `read_report` expects; `r` is report, `a` the joined area.
#define OMBUD_REPORT_COLUMNS                                                                                        \
    "r.id, r.channel, r.source, r.title, r.text, r.category, r.department, r.status, r.received_at, r.changed_at, " \
    "r.closed_at, r.street, r.house_number, r.postcode, r.city, r.stated_lon, r.stated_lat, r.lon, r.lat, "         \
    "r.accuracy_m, r.location_source, a.name, r.duplicate_of, r.reporter, r.expired_at, "                           \
    "r.located_street, r.outside, r.reduced_at"
#define OMBUD_REPORT_TABLES "report r LEFT JOIN area a ON a.id = r.area"

[[nodiscard]] Report read_report(const Query& row);

}  // namespace ombud::store
