#include "dedupe/register_index.hpp"

#include "core/error.hpp"
#include "core/text.hpp"
#include "store/duplicates.hpp"
#include "store/fingerprints.hpp"
#include "store/reports.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>
#include <set>
#include <unordered_set>

namespace ombud::dedupe {

namespace {

static_assert(std::is_trivially_copyable_v<Fingerprint>);

std::string_view bytes_of(const Fingerprint& f) noexcept {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the bytes of a trivially copyable value
    return {reinterpret_cast<const char*>(&f), sizeof f};
}

Fingerprint read(const store::FingerprintRow& row) {
    Fingerprint f;
    // A change of the struct comes with a migration that makes all reports due; anything else is a damaged file.
    if (row.data.size() != sizeof f) {
        throw Error(ErrorKind::input,
                    "the register's fingerprints are damaged; `ombud dedupe run --all` makes them anew");
    }
    std::memcpy(&f, row.data.data(), sizeof f);
    f.closed_at = row.closed_at.value_or(Fingerprint::still_open);
    return f;
}

void save(store::Register& registry, const Fingerprint& f) {
    const auto closed = f.closed_at == Fingerprint::still_open ? std::nullopt : std::optional(f.closed_at);
    store::put_fingerprint(registry, {cell_of(f), f.received_at, f.report, f.address(), closed, bytes_of(f)});
}

}  // namespace

Fingerprint fingerprint_of(store::Register& registry, const Report& report) {
    Circumstances circumstances;
    const std::string photo = store::photo_fingerprint(registry, report.id);
    std::from_chars(photo.data(), photo.data() + photo.size(), circumstances.photo, 16);
    return fingerprint(report, circumstances);
}

std::vector<Fingerprint> refresh_fingerprints(store::Register& registry, Progress& progress) {
    constexpr std::size_t piece = 10'000;
    std::vector<Fingerprint> due;
    progress.begin("fingerprints", store::count_due_for_dedupe(registry));
    for (ReportId after = 0;;) {
        const auto ids = store::ids_due_for_dedupe(registry, piece, after);
        if (ids.empty()) break;
        for (const ReportId id : ids) {
            const auto report = store::find_report(registry, id);
            due.push_back(fingerprint_of(registry, *report));
            save(registry, due.back());
        }
        after = ids.back();
        progress.advance(ids.size());
    }
    progress.end();
    std::ranges::sort(due, [](const Fingerprint& a, const Fingerprint& b) { return a.before(b); });
    return due;
}

BlockIndex load_index(store::Register& registry) {
    std::vector<Fingerprint> all;
    all.reserve(store::count_fingerprints(registry));
    store::read_fingerprints(registry, [&](const store::FingerprintRow& row) { all.push_back(read(row)); });
    return BlockIndex(std::move(all));
}

BlockIndex load_index_around(store::Register& registry, std::span<const Fingerprint> reports, const BlockRules& rules) {
    std::set<Cell> cells;
    std::set<std::uint64_t> addresses;
    const double radius = rules.largest_radius_m();
    for (const Fingerprint& f : reports) {
        for (const auto& [first, last] : cells_around(f, radius)) {
            for (Cell cell = first; cell <= last; ++cell) cells.insert(cell);
        }
        if (f.address() != 0) addresses.insert(f.address());
    }
    std::vector<Fingerprint> near;
    std::unordered_set<ReportId> seen;
    const auto keep = [&](const store::FingerprintRow& row) {
        if (seen.insert(row.report).second) near.push_back(read(row));
    };
    for (const Cell cell : cells) {
        store::read_fingerprints(registry, {cell, cell}, std::numeric_limits<std::int64_t>::min(),
                                 std::numeric_limits<std::int64_t>::max(), keep);
    }
    for (const std::uint64_t address : addresses) store::read_fingerprints_at(registry, address, keep);
    return BlockIndex(std::move(near));
}

BlockRules block_rules(const Config& config) {
    BlockRules rules;
    for (const Category& category : config.categories) {
        Report report;
        report.category = category.id;
        const std::chrono::seconds window = category.duplicates.window;
        rules.by_category.emplace(fingerprint(report, {}).category,
                                  BlockRule{category.duplicates.radius_m, window.count()});
    }
    return rules;
}

Model current_model(store::Register& registry) {
    const std::string learnt = store::duplicate_model(registry);
    return learnt.empty() ? shipped_model() : parse_model(learnt);
}

double log_odds_of(double probability) noexcept {
    if (probability <= 0) return std::numeric_limits<double>::lowest();
    if (probability >= 1) return std::numeric_limits<double>::max();
    return std::log(probability / (1 - probability));
}

}  // namespace ombud::dedupe
