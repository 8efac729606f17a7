#pragma once

#include "core/config.hpp"
#include "core/workspace.hpp"
#include "photo/photo.hpp"
#include "photo/sidecar.hpp"
#include "store/register.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// What a person decides about photos that the detectors did not find clean: a page to look at them, and a file of
/// decisions that comes back from it.
namespace ombud::photo {

/// A photo that waits for a person's look.
struct WaitingPhoto {
    std::string sha256;                 ///< names the original
    std::string reason;                 ///< why it waits
    std::vector<std::int64_t> reports;  ///< that it hangs on
    bool rejected = false;              ///< a person has said that it is not to be published
    Sidecar copy;                       ///< of the copy in the review folder
};

/// Each original once, in the order in which they came. Photos without a whole copy in the review folder are left out:
/// the next night makes it again.
[[nodiscard]] std::vector<WaitingPhoto> waiting_photos(store::Register& registry, const Workspace& workspace,
                                                       bool rejected_too);

/// A page that shows them before and after, with boxes and scores; works from a file, asks no server for anything and
/// says so to the browser (Content-Security-Policy). Boxes are drawn and decisions made with mouse and keyboard; the
/// page hands out a file for `read_decisions`.
/// \param page  where it will lie: the pictures are named relative to it
[[nodiscard]] std::string review_page(const std::vector<WaitingPhoto>& photos, const Workspace& workspace,
                                      const std::filesystem::path& page);

enum class Verdict : std::uint8_t {
    accept,  ///< may be published, with what was drawn covered as well
    reject,  ///< is not to be published
    wait,    ///< as if nobody had looked: takes another verdict back
};

struct Decision {
    std::string sha256;       ///< of the original
    std::string jpeg_sha256;  ///< of the copy that the person saw
    Verdict verdict = Verdict::wait;
    std::vector<Box> drawn;  ///< pixels of the upright original
};

/// Throws Error(input) that names the file and what is wrong where it is not one that the page made.
[[nodiscard]] std::vector<Decision> read_decisions(const std::filesystem::path& file);

struct Applied {
    std::size_t released = 0;
    std::size_t rejected = 0;
    std::size_t waiting = 0;    ///< taken back
    std::size_t unchanged = 0;  ///< had been decided so before
};

/// Carries decisions out: releases copies (made again by the photo worker where something was drawn), or takes them out
/// of the public folder, and tells the register, with an event for each report. All are checked before the first is
/// carried out; Error(conflict) where a photo is unknown, or where its copy is not the one that the person saw.
/// \param person  who decided, for the event log  \param dry_run  only checks and counts
[[nodiscard]] Applied apply_decisions(store::Register& registry, const Workspace& workspace, const Config& config,
                                      const std::vector<Decision>& decisions, std::string_view person, Instant now,
                                      bool dry_run);

}  // namespace ombud::photo
