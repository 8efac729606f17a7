#include "photo/public_copy.hpp"

#include "core/digest.hpp"
#include "core/error.hpp"
#include "core/file.hpp"
#include "photo/sidecar.hpp"

#include <fmt/format.h>

#include <optional>
#include <system_error>

namespace ombud::photo {

namespace fs = std::filesystem;

namespace {

/// Changes whenever the worker would make another picture of the same settings and detectors.
constexpr int masking_version = 3;

struct Place {
    fs::path jpeg;
    fs::path sidecar;
};

Place place(const fs::path& folder, const std::string& name) {
    return {folder / (name + ".jpg"), folder / (name + ".json")};
}

std::optional<Sidecar> whole_copy(const Place& at) {
    std::error_code missing;
    if (!fs::is_regular_file(at.sidecar, missing) || !fs::is_regular_file(at.jpeg, missing)) return std::nullopt;
    std::optional<Sidecar> sidecar = sidecar_from(read_file(at.sidecar));
    // The picture is written before its sidecar, so a run that was cut short may have left the picture of one and the
    // sidecar of another run.
    if (!sidecar || sha256_hex(read_file(at.jpeg)) != sidecar->jpeg_sha256) return std::nullopt;
    return sidecar;
}

AnonymisedFile file_of(const Place& at, Sidecar sidecar) {
    AnonymisedFile file;
    file.jpeg = at.jpeg;
    file.sidecar = at.sidecar;
    file.width = sidecar.width;
    file.height = sidecar.height;
    file.boxes = std::move(sidecar.boxes);
    file.needs_review = sidecar.needs_review;
    file.review_reason = std::move(sidecar.review_reason);
    return file;
}

std::optional<AnonymisedFile> existing(const Place& at, const std::string& fingerprint) {
    std::optional<Sidecar> sidecar = whole_copy(at);
    if (!sidecar || sidecar->settings != fingerprint) return std::nullopt;
    AnonymisedFile file = file_of(at, *std::move(sidecar));
    file.reused = true;
    return file;
}

void move_file(const fs::path& from, const fs::path& to) {
    std::error_code problem;
    fs::create_directories(to.parent_path(), problem);
    if (!problem) fs::rename(from, to, problem);
    if (problem) {
        throw Error(ErrorKind::system,
                    fmt::format("cannot move {} to {}: {}", from.string(), to.string(), problem.message()));
    }
}

/// The sidecar comes last: without it the picture is no copy. Nothing to do where it has been moved before.
AnonymisedFile move_copy(const Place& from, const Place& to) {
    if (const auto sidecar = whole_copy(from)) {
        move_file(from.jpeg, to.jpeg);
        move_file(from.sidecar, to.sidecar);
        return file_of(to, *sidecar);
    }
    auto sidecar = whole_copy(to);
    if (!sidecar) throw Error(ErrorKind::system, fmt::format("there is no whole copy {}", from.jpeg.string()));
    return file_of(to, *std::move(sidecar));
}

Sidecar sidecar_of(const Anonymised& result, const std::string& fingerprint, const std::string& detectors) {
    Sidecar sidecar;
    sidecar.settings = fingerprint;
    sidecar.detectors = detectors;
    sidecar.jpeg_sha256 = sha256_hex(result.jpeg);
    sidecar.width = result.width;
    sidecar.height = result.height;
    sidecar.needs_review = result.needs_review;
    sidecar.review_reason = result.review_reason;
    sidecar.original_width = result.original.width;
    sidecar.original_height = result.original.height;
    sidecar.boxes = result.boxes;
    return sidecar;
}

void remove(const Place& at) {
    for (const fs::path& file : {at.jpeg, at.sidecar}) {
        std::error_code problem;
        fs::remove(file, problem);
        if (problem) {
            throw Error(ErrorKind::system, fmt::format("cannot remove {}: {}", file.string(), problem.message()));
        }
    }
}

}  // namespace

fs::path review_folder(const fs::path& public_dir) {
    const fs::path absolute = fs::absolute(public_dir).lexically_normal();
    return (absolute.has_filename() ? absolute : absolute.parent_path()).parent_path() / "review";
}

std::string settings_fingerprint(const PhotoSettings& settings, std::string_view detectors) {
    return sha256_hex(fmt::format("masking {}\nlongest side {}\nquality {}\nmargin {}\ndetectors {}\n", masking_version,
                                  settings.longest_side_px, settings.jpeg_quality, settings.margin, detectors));
}

AnonymisedFile anonymise_to(Worker& worker, const fs::path& original, const fs::path& public_dir,
                            const PhotoSettings& settings) {
    const std::string bytes = read_file(original);
    const std::string name = sha256_hex(bytes);
    const std::string fingerprint = settings_fingerprint(settings, worker.detectors());
    const Place in_public = place(public_dir, name);
    const Place in_review = place(review_folder(public_dir), name);

    if (auto file = existing(in_public, fingerprint)) {
        file->review_reason.clear();  // a person has moved it here
        file->needs_review = false;
        return *std::move(file);
    }
    if (auto file = existing(in_review, fingerprint)) {
        remove(in_public);
        file->needs_review = true;
        return *std::move(file);
    }

    Anonymised result = worker.anonymise(bytes);
    const Sidecar sidecar = sidecar_of(result, fingerprint, worker.detectors());
    const Place& at = result.needs_review ? in_review : in_public;
    // The other place first: should the run end here, the photo is shown nowhere rather than in two versions.
    remove(result.needs_review ? in_public : in_review);
    write_file(at.jpeg, result.jpeg);
    write_file(at.sidecar, to_json(sidecar));

    return file_of(at, sidecar);
}

std::optional<Sidecar> copy_of(const fs::path& public_dir, const std::string& sha256) {
    if (auto sidecar = whole_copy(place(public_dir, sha256))) return sidecar;
    return whole_copy(place(review_folder(public_dir), sha256));
}

AnonymisedFile release(Worker& worker, const fs::path& original, const fs::path& public_dir,
                       const PhotoSettings& settings, std::span<const Box> drawn) {
    const std::string name = original.filename().string();
    const Place in_public = place(public_dir, name);
    const Place in_review = place(review_folder(public_dir), name);
    if (drawn.empty()) return move_copy(in_review, in_public);

    const auto seen = copy_of(public_dir, name);
    const std::string bytes = read_file(original);
    if (sha256_hex(bytes) != name) {
        throw Error(ErrorKind::system, fmt::format("{} is not the photo that it was", original.string()));
    }
    const std::string fingerprint = settings_fingerprint(settings, worker.detectors());
    const Anonymised result = worker.anonymise(bytes, drawn);
    Sidecar sidecar = sidecar_of(result, fingerprint, worker.detectors());
    if (seen) sidecar.reviewed_from = seen->reviewed_from.empty() ? seen->jpeg_sha256 : seen->reviewed_from;
    write_file(in_public.jpeg, result.jpeg);
    write_file(in_public.sidecar, to_json(sidecar));
    remove(in_review);
    return file_of(in_public, std::move(sidecar));
}

AnonymisedFile withdraw(const fs::path& public_dir, const std::string& sha256) {
    return move_copy(place(public_dir, sha256), place(review_folder(public_dir), sha256));
}

}  // namespace ombud::photo
