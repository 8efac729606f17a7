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

std::optional<AnonymisedFile> existing(const Place& at, const std::string& fingerprint) {
    std::error_code missing;
    if (!fs::is_regular_file(at.sidecar, missing) || !fs::is_regular_file(at.jpeg, missing)) return std::nullopt;
    std::optional<Sidecar> sidecar = sidecar_from(read_file(at.sidecar));
    if (!sidecar || sidecar->settings != fingerprint) return std::nullopt;
    // The picture is written before its sidecar, so a run that was cut short may have left the picture of one and the
    // sidecar of another run.
    if (sha256_hex(read_file(at.jpeg)) != sidecar->jpeg_sha256) return std::nullopt;
    AnonymisedFile file;
    file.jpeg = at.jpeg;
    file.sidecar = at.sidecar;
    file.width = sidecar->width;
    file.height = sidecar->height;
    file.boxes = std::move(sidecar->boxes);
    file.review_reason = std::move(sidecar->review_reason);
    file.reused = true;
    return file;
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
        return *std::move(file);
    }
    if (auto file = existing(in_review, fingerprint)) {
        remove(in_public);
        file->needs_review = true;
        return *std::move(file);
    }

    Anonymised result = worker.anonymise(bytes);
    Sidecar sidecar;
    sidecar.settings = fingerprint;
    sidecar.detectors = worker.detectors();
    sidecar.jpeg_sha256 = sha256_hex(result.jpeg);
    sidecar.width = result.width;
    sidecar.height = result.height;
    sidecar.needs_review = result.needs_review;
    sidecar.review_reason = result.review_reason;
    sidecar.original_width = result.original.width;
    sidecar.original_height = result.original.height;
    sidecar.boxes = result.boxes;

    const Place& at = result.needs_review ? in_review : in_public;
    // The other place first: should the run end here, the photo is shown nowhere rather than in two versions.
    remove(result.needs_review ? in_public : in_review);
    write_file(at.jpeg, result.jpeg);
    write_file(at.sidecar, to_json(sidecar));

    AnonymisedFile file;
    file.jpeg = at.jpeg;
    file.sidecar = at.sidecar;
    file.width = result.width;
    file.height = result.height;
    file.boxes = std::move(result.boxes);
    file.needs_review = result.needs_review;
    file.review_reason = result.review_reason;
    return file;
}

}  // namespace ombud::photo
