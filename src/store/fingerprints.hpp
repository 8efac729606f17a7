#pragma once

#include "core/report.hpp"
#include "store/register.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ombud::store {

// What the search for duplicates keeps of each report: bytes that only dedupe understands, sorted by place and time.
// They can be made again from the reports at any time.

struct FingerprintRow {
    std::int64_t cell = 0;
    std::int64_t received_at = 0;  ///< seconds since 1970
    ReportId report = 0;
    std::uint64_t address = 0;  ///< 0: none
    std::optional<std::int64_t> closed_at;
    std::string_view data;  ///< when read: valid until the next row
};

/// Writes or replaces the fingerprint of a report.
void put_fingerprint(Register& registry, const FingerprintRow& row);

using FingerprintSink = std::function<void(const FingerprintRow&)>;

/// All of them by cell, time and report.
void read_fingerprints(Register& registry, const FingerprintSink& sink);
/// Those of cells from `first` to `last`, likewise, as far as received between `since` and `until`.
void read_fingerprints(Register& registry, std::pair<std::int64_t, std::int64_t> cells, std::int64_t since,
                       std::int64_t until, const FingerprintSink& sink);
/// Those at an address.
void read_fingerprints_at(Register& registry, std::uint64_t address, const FingerprintSink& sink);

[[nodiscard]] std::size_t count_fingerprints(Register& registry);

/// Perceptual hash of the first photo that has one, 16 hexadecimal digits; empty without.
[[nodiscard]] std::string photo_fingerprint(Register& registry, ReportId report);

/// The sender's ids of all reports: external id and report.
[[nodiscard]] std::vector<std::pair<std::string, ReportId>> external_ids(Register& registry);

/// Ids of reports that are new or changed since duplicates were last looked for, at most `limit`, by id.
[[nodiscard]] std::vector<ReportId> ids_due_for_dedupe(Register& registry, std::size_t limit, ReportId after);

[[nodiscard]] std::size_t count_due_for_dedupe(Register& registry);

void make_due_for_dedupe(Register& registry);  ///< all reports

}  // namespace ombud::store
