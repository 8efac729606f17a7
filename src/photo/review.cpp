#include "photo/review.hpp"

#include "core/error.hpp"
#include "core/file.hpp"
#include "photo/public_copy.hpp"
#include "photo/worker_client.hpp"
#include "store/photos.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

namespace ombud::photo {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view format_name = "ombud photo review 1";
constexpr std::size_t most_drawn = 1000;

constexpr std::array<std::pair<std::string_view, Verdict>, 3> verdicts{
    {{"accept", Verdict::accept}, {"reject", Verdict::reject}, {"wait", Verdict::wait}}};

using Photos = std::vector<store::Photo>;

bool is_sha256(std::string_view text) {
    return text.size() == 64 && std::all_of(text.begin(), text.end(),
                                            [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

Box drawn_box(simdjson::dom::element object) {
    constexpr std::int64_t largest = 1'000'000;
    const auto number = [&](std::string_view key, std::int64_t lowest) {
        const auto value = std::int64_t(object[key]);
        if (value < lowest || value > largest) throw simdjson::simdjson_error(simdjson::NUMBER_OUT_OF_RANGE);
        return static_cast<int>(value);
    };
    Box box;
    box.x = number("x", 0);
    box.y = number("y", 0);
    box.width = number("width", 1);
    box.height = number("height", 1);
    const auto kind = box_kind_from(std::string_view(object["kind"]));
    if (!kind) throw simdjson::simdjson_error(simdjson::INCORRECT_TYPE);
    box.kind = *kind;
    return box;
}

Decision decision_from(simdjson::dom::element object) {
    Decision decision;
    decision.sha256 = std::string(std::string_view(object["sha256"]));
    decision.jpeg_sha256 = std::string(std::string_view(object["jpeg_sha256"]));
    if (!is_sha256(decision.sha256) || !is_sha256(decision.jpeg_sha256)) {
        throw simdjson::simdjson_error(simdjson::INCORRECT_TYPE);
    }
    const std::string_view name = object["verdict"];
    const auto verdict = std::find_if(verdicts.begin(), verdicts.end(), [&](const auto& v) { return v.first == name; });
    if (verdict == verdicts.end()) throw simdjson::simdjson_error(simdjson::INCORRECT_TYPE);
    decision.verdict = verdict->second;
    const simdjson::dom::array drawn = object["drawn"];
    if (drawn.size() > most_drawn) throw simdjson::simdjson_error(simdjson::CAPACITY);
    for (const simdjson::dom::element box : drawn) decision.drawn.push_back(drawn_box(box));
    return decision;
}

/// Where the photo stands now, as a verdict.
Verdict verdict_of(const store::Photo& photo) {
    if (photo.state == store::PhotoState::published) return Verdict::accept;
    return photo.rejected ? Verdict::reject : Verdict::wait;
}

/// Throws where the decision cannot be carried out.
Photos photos_for(store::Register& registry, const Workspace& workspace, const Decision& decision) {
    Photos photos = store::photos_with(registry, decision.sha256);
    std::erase_if(photos, [](const store::Photo& photo) {
        return photo.state != store::PhotoState::review && photo.state != store::PhotoState::published;
    });
    if (photos.empty()) {
        throw Error(ErrorKind::conflict, fmt::format("the photo {} does not wait for a review, nor is it published",
                                                     decision.sha256.substr(0, 12)));
    }
    const auto copy = copy_of(workspace.public_photos(), decision.sha256);
    const bool redone = copy && copy->reviewed_from == decision.jpeg_sha256;
    if (!copy || (copy->jpeg_sha256 != decision.jpeg_sha256 && !redone)) {
        throw Error(ErrorKind::conflict,
                    fmt::format("the copy of {} is not the one that was looked at; make a new page with 'ombud photo "
                                "review'",
                                decision.sha256.substr(0, 12)));
    }
    for (const Box& box : decision.drawn) {
        if (box.x + box.width > copy->original_width || box.y + box.height > copy->original_height) {
            throw Error(ErrorKind::conflict,
                        fmt::format("a box lies outside of the photo {}", decision.sha256.substr(0, 12)));
        }
    }
    return photos;
}

}  // namespace

std::vector<WaitingPhoto> waiting_photos(store::Register& registry, const Workspace& workspace, bool rejected_too) {
    std::vector<WaitingPhoto> waiting;
    for (const store::Photo& photo : store::photos_to_review(registry)) {
        if (photo.rejected && !rejected_too) continue;
        const auto same = std::find_if(waiting.begin(), waiting.end(),
                                       [&](const WaitingPhoto& other) { return other.sha256 == photo.sha256; });
        if (same != waiting.end()) {
            same->reports.push_back(photo.report);
            continue;
        }
        auto copy = copy_of(workspace.public_photos(), photo.sha256);
        if (!copy) continue;
        waiting.push_back({photo.sha256, photo.reason, {photo.report}, photo.rejected, std::move(*copy)});
    }
    return waiting;
}

std::vector<Decision> read_decisions(const fs::path& file) {
    const std::string text = read_file(file);
    try {
        simdjson::dom::parser parser;
        const simdjson::dom::element root = parser.parse(text);
        if (std::string_view(root["format"]) != format_name) {
            throw simdjson::simdjson_error(simdjson::INCORRECT_TYPE);
        }
        std::vector<Decision> decisions;
        std::set<std::string> seen;
        for (const simdjson::dom::element object : simdjson::dom::array(root["photos"])) {
            decisions.push_back(decision_from(object));
            if (!seen.insert(decisions.back().sha256).second) {
                throw Error(ErrorKind::input, fmt::format("{}: two decisions about the photo {}", file.string(),
                                                          decisions.back().sha256.substr(0, 12)));
            }
        }
        return decisions;
    } catch (const simdjson::simdjson_error& problem) {
        throw Error(ErrorKind::input,
                    fmt::format("{}: this is not a file of decisions as the page of 'ombud photo review' saves it ({})",
                                file.string(), problem.what()));
    }
}

Applied apply_decisions(store::Register& registry, const Workspace& workspace, const Config& config,
                        const std::vector<Decision>& decisions, std::string_view person, Instant now, bool dry_run) {
    std::vector<std::pair<const Decision*, Photos>> work;
    Applied applied;
    for (const Decision& decision : decisions) {
        Photos photos = photos_for(registry, workspace, decision);
        const bool decided = decision.drawn.empty() && std::all_of(photos.begin(), photos.end(), [&](const auto& p) {
                                 return verdict_of(p) == decision.verdict;
                             });
        if (decided) {
            ++applied.unchanged;
            continue;
        }
        ++(decision.verdict == Verdict::accept   ? applied.released
           : decision.verdict == Verdict::reject ? applied.rejected
                                                 : applied.waiting);
        work.emplace_back(&decision, std::move(photos));
    }
    if (dry_run) return applied;
    Worker worker(config.photos);
    for (const auto& [decision, photos] : work) {
        const bool accepted = decision->verdict == Verdict::accept;
        const AnonymisedFile file = accepted ? release(worker, workspace.original_photos() / decision->sha256,
                                                       workspace.public_photos(), config.photos, decision->drawn)
                                             : withdraw(workspace.public_photos(), decision->sha256);
        const auto masks = static_cast<int>(file.boxes.size());
        // Beside the files each photo is a transaction: what is done stays done where a later one fails.
        store::Transaction transaction(registry);
        for (const store::Photo& photo : photos) {
            if (accepted) {
                const std::string reason =
                    decision->drawn.empty()
                        ? "released after a look"
                        : fmt::format("released after a look, {} drawn by hand", decision->drawn.size());
                store::set_published(registry, photo, file.jpeg.filename().string(), masks, {now, person, reason});
            } else if (decision->verdict == Verdict::reject) {
                store::set_rejected(registry, photo, masks, {now, person, "not to be published"});
            } else {
                store::set_waiting_for_review(registry, photo, masks, {now, person, "waits for another look"});
            }
        }
        transaction.commit();
    }
    return applied;
}

}  // namespace ombud::photo
