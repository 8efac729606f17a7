#include "photo/folder.hpp"

#include "core/error.hpp"
#include "core/file.hpp"
#include "core/json_writer.hpp"
#include "photo/worker_pool.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
#include <mutex>
#include <set>
#include <string_view>
#include <system_error>

namespace ombud::photo {

namespace fs = std::filesystem;

namespace {

constexpr const char* review_name = "review";

std::string lower_suffix(const fs::path& file) {
    std::string suffix = file.extension().string();
    std::transform(suffix.begin(), suffix.end(), suffix.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return suffix;
}

bool is_jpeg_name(const fs::path& file) {
    const std::string suffix = lower_suffix(file);
    return suffix == ".jpg" || suffix == ".jpeg";
}

bool is_photo_name(const fs::path& file) {
    constexpr std::array<std::string_view, 6> others{".png", ".webp", ".tif", ".tiff", ".heic", ".heif"};
    return is_jpeg_name(file) || std::find(others.begin(), others.end(), lower_suffix(file)) != others.end();
}

fs::path copy_name(const fs::path& name) {
    return is_jpeg_name(name) ? name : fs::path(name.string() + ".jpg");
}

/// The place without dots and links, as far as it exists.
fs::path real(const fs::path& place) {
    std::error_code problem;
    const fs::path result = fs::weakly_canonical(place, problem);
    return problem ? fs::absolute(place).lexically_normal() : result;
}

void add_folder(const fs::path& folder, const fs::path& output, std::vector<FolderEntry>& entries) {
    try {
        for (auto at = fs::recursive_directory_iterator(folder); at != fs::recursive_directory_iterator(); ++at) {
            const fs::path& file = at->path();
            const bool hidden = file.filename().string().starts_with('.');
            if (at->is_directory() && (hidden || real(file) == output)) {
                at.disable_recursion_pending();
            } else if (at->is_regular_file() && !hidden && is_photo_name(file)) {
                entries.push_back({file, copy_name(file.lexically_relative(folder))});
            }
        }
    } catch (const fs::filesystem_error& problem) {
        throw Error(ErrorKind::system, fmt::format("cannot read {}: {}", folder.string(), problem.code().message()));
    }
}

void discard(const fs::path& file) {
    std::error_code problem;
    fs::remove(file, problem);
    if (problem) throw Error(ErrorKind::system, fmt::format("cannot remove {}: {}", file.string(), problem.message()));
}

}  // namespace

std::vector<FolderEntry> photos_in(const fs::path& file_or_folder, const fs::path& output) {
    std::error_code ignored;  // what cannot be looked at is not there
    const fs::path real_output = real(output);
    std::vector<FolderEntry> entries;
    if (fs::is_directory(file_or_folder, ignored)) {
        if (real(file_or_folder) == real_output) {
            throw Error(ErrorKind::usage,
                        fmt::format("the copies would replace the photos in {}; name another folder with -o",
                                    file_or_folder.string()));
        }
        add_folder(file_or_folder, real_output, entries);
        if (entries.empty()) {
            throw Error(ErrorKind::input,
                        fmt::format("{}: there is no photo in this folder (.jpg, .png, .webp, .tif or .heic)",
                                    file_or_folder.string()));
        }
    } else if (fs::is_regular_file(file_or_folder, ignored)) {
        entries.push_back({file_or_folder, copy_name(file_or_folder.filename())});
    } else {
        throw Error(ErrorKind::input, fmt::format("{}: there is no such file or folder", file_or_folder.string()));
    }
    if (fs::exists(output, ignored) && !fs::is_directory(output, ignored)) {
        throw Error(ErrorKind::usage, fmt::format("{} is a file; -o must name a folder", output.string()));
    }
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.name < b.name; });

    std::set<fs::path> originals;
    for (const FolderEntry& entry : entries) originals.insert(real(entry.file));
    std::set<fs::path> taken;
    for (const FolderEntry& entry : entries) {
        for (const fs::path& copy : {output / entry.name, output / review_name / entry.name}) {
            if (originals.contains(real(copy))) {
                throw Error(ErrorKind::usage,
                            fmt::format("the copy of {} would replace the photo {}; name another folder "
                                        "with -o",
                                        entry.file.string(), copy.string()));
            }
            if (!taken.insert(copy.lexically_normal()).second) {
                throw Error(ErrorKind::usage, fmt::format("{} would be the copy of two photos; rename {}",
                                                          copy.string(), entry.file.string()));
            }
        }
    }
    return entries;
}

std::vector<FolderResult> anonymise_folder(const std::vector<FolderEntry>& photos, const fs::path& output,
                                           const PhotoSettings& settings, const WorkerOptions& options,
                                           Progress& progress) {
    std::vector<FolderResult> results(photos.size());
    std::mutex guard;  // Progress is not for several threads
    progress.begin("anonymise", photos.size());
    const auto refused = for_each_photo(photos.size(), settings, options, [&](Worker& worker, std::size_t index) {
        // At the end of this block in any case: a photo that is refused counts as dealt with, too.
        const std::shared_ptr<void> advance(nullptr, [&](void*) {
            const std::lock_guard lock(guard);
            progress.advance(1);
        });
        FolderResult& result = results[index];
        result.file = photos[index].file;
        const fs::path clean = output / photos[index].name;
        const fs::path review = output / review_name / photos[index].name;
        const std::string bytes = read_file(result.file);
        try {
            Anonymised made = worker.anonymise(bytes);
            discard(made.needs_review ? clean : review);
            result.copy = made.needs_review ? review : clean;
            result.reason = made.review_reason;
            result.width = made.original.width;
            result.height = made.original.height;
            result.boxes = std::move(made.boxes);
            write_file(result.copy, made.jpeg);
        } catch (const Error& error) {
            if (error.kind() == ErrorKind::input) {
                discard(clean);
                discard(review);
            }
            throw;
        }
    });
    progress.end();
    for (std::size_t i = 0; i < results.size(); ++i) {
        if (refused[i]) results[i].reason = *refused[i];
    }
    return results;
}

std::string to_json(const std::vector<FolderResult>& results) {
    JsonWriter json;
    json.begin_array();
    for (const FolderResult& result : results) {
        json.begin_object();
        json.key("file").value(result.file.string());
        json.key("copy").value(result.copy.string());
        json.key("reason").value(result.reason);
        json.key("width").value(result.width).key("height").value(result.height);
        json.key("boxes").begin_array();
        for (const Box& box : result.boxes) {
            json.begin_object();
            json.key("kind").value(to_string(box.kind));
            json.key("x").value(box.x).key("y").value(box.y);
            json.key("width").value(box.width).key("height").value(box.height);
            json.key("score").value(box.score).key("detector").value(box.detector);
            json.end_object();
        }
        json.end_array().end_object();
    }
    json.end_array();
    return json.text() + "\n";
}

}  // namespace ombud::photo
