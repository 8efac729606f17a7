#include "photo/register_steps.hpp"

#include "core/file.hpp"
#include "photo/worker_pool.hpp"
#include "store/photos.hpp"

#include <fmt/format.h>

#include <map>
#include <string>
#include <vector>

namespace ombud::photo {

namespace {

constexpr std::string_view actor = "anonymise";

/// The different originals among these photos: the same file often hangs on several reports.
std::vector<std::string> originals_of(const std::vector<store::Photo>& photos) {
    std::map<std::string, bool> seen;
    std::vector<std::string> originals;
    for (const store::Photo& photo : photos) {
        if (seen.emplace(photo.sha256, true).second) originals.push_back(photo.sha256);
    }
    return originals;
}

store::PhotoInspection stored(const Inspection& seen) {
    return {seen.width, seen.height, seen.position,
            seen.fingerprint == 0 ? "" : fmt::format("{:016x}", seen.fingerprint)};
}

void record(store::Register& registry, const store::Photo& photo, const Outcome& outcome, Instant now,
            Summary& summary) {
    if (!outcome.file) {
        store::set_unreadable(registry, photo, {now, actor, outcome.reason});
        ++summary.unreadable;
        return;
    }
    const auto masks = static_cast<int>(outcome.file->boxes.size());
    if (outcome.file->needs_review) {
        store::set_waiting_for_review(registry, photo, masks, {now, actor, outcome.file->review_reason});
        ++summary.review;
    } else {
        store::set_published(registry, photo, outcome.file->jpeg.filename().string(), masks, {now, actor, ""});
        ++summary.published;
    }
}

}  // namespace

Inspected inspect_new(store::Register& registry, const Workspace& workspace, const Config& config, Progress& progress,
                      Instant now) {
    const auto photos = store::uninspected_photos(registry);
    if (photos.empty()) return {};
    const auto originals = originals_of(photos);
    std::vector<Inspection> seen(originals.size());
    progress.begin("look at photos", originals.size());
    WorkerOptions inspectors;
    inspectors.inspect_only = true;
    const auto refused =
        for_each_photo(originals.size(), config.photos, inspectors, [&](Worker& worker, std::size_t i) {
            seen[i] = worker.inspect(read_file(workspace.original_photos() / originals[i]));
        });
    progress.end();
    std::map<std::string, std::size_t> index;
    for (std::size_t i = 0; i < originals.size(); ++i) index[originals[i]] = i;

    store::Transaction transaction(registry, store::Nested::joined);
    Inspected result;
    for (const store::Photo& photo : photos) {
        const std::size_t i = index.at(photo.sha256);
        if (refused[i]) {
            store::set_unreadable(registry, photo, {now, actor, *refused[i]});
            ++result.unreadable;
        } else {
            store::set_inspection(registry, photo.id, stored(seen[i]));
            ++result.readable;
        }
    }
    transaction.commit();
    return result;
}

Summary anonymise_new(store::Register& registry, const Workspace& workspace, const Config& config, Progress& progress,
                      Instant now) {
    Summary summary;
    const auto photos = store::photos_to_anonymise(registry);
    if (photos.empty()) return summary;
    const auto names = originals_of(photos);
    std::vector<std::filesystem::path> originals;
    for (const std::string& name : names) originals.push_back(workspace.original_photos() / name);
    const auto outcomes = anonymise_all(originals, workspace.public_photos(), config.photos, {}, progress);
    std::map<std::string, std::size_t> index;
    for (std::size_t i = 0; i < names.size(); ++i) index[names[i]] = i;

    store::Transaction transaction(registry, store::Nested::joined);
    for (const store::Photo& photo : photos) record(registry, photo, outcomes[index.at(photo.sha256)], now, summary);
    transaction.commit();
    return summary;
}

}  // namespace ombud::photo
