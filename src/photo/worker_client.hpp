#pragma once

#include "core/config.hpp"
#include "photo/photo.hpp"

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::photo {

class WorkerProcess;

/// Where the worker's program is: `$OMBUD_LIBEXEC/ombud-photo`; else `<prefix>/libexec/ombud/ombud-photo` for a program
/// in `<prefix>/bin`; else `src/photo/ombud-photo` in the build tree that the running program lies in.
/// Throws Error(system) that says where it was looked for.
[[nodiscard]] std::filesystem::path worker_path();

/// Where the neural networks are: `$OMBUD_MODELS`; else `<prefix>/share/ombud/models`; else `models` in the build tree
/// or in a folder above it. Nothing where there are none: the worker then makes do with what Debian ships, and every
/// photo needs a review. Throws Error(config) where `$OMBUD_MODELS` is set and names no folder of models.
[[nodiscard]] std::optional<std::filesystem::path> models_path();

struct WorkerOptions {
    std::filesystem::path program{};  ///< empty: `worker_path()`
    /// Folder of the neural networks, as scripts/models makes it. Not set: `models_path()`; empty: use none.
    std::optional<std::filesystem::path> models{};
    std::filesystem::path
        cascades{};             ///< folder of OpenCV's Haar cascades; empty: where Debian's opencv-data puts them
    bool thorough = false;      ///< search in small parts, too, and the result once more; takes several times as long
    bool inspect_only = false;  ///< load no detectors: the worker starts at once, and refuses to anonymise
    bool faces_only = false;    ///< cover faces rather than whole persons
    /// How long a photo may take by the clock on the wall, for a worker that hangs rather than computes.
    /// Not set: twice the CPU time limit and ten seconds, for a machine that is busy with other things.
    std::optional<std::chrono::seconds> wall_limit{};
};

/// One photo worker process: started when first needed, started again after it died. Not for use by two threads at
/// once; see `for_each_photo`.
///
/// Photos are decoded only in the worker, which has limited memory and CPU time, no network and no files.
/// Both operations throw Error(input) with the reason where the photo cannot be read, is too large, takes too long or
/// where the worker dies on it, and Error(system) where there is no worker to be had. In either case the next photo
/// gets a working worker.
class Worker {
  public:
    explicit Worker(const PhotoSettings& settings, WorkerOptions options = {});
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;
    Worker(Worker&&) noexcept;
    Worker& operator=(Worker&&) noexcept;
    ~Worker();

    /// Format, size, EXIF position and time, fingerprint. Decodes the photo, so a truncated one is found out here.
    [[nodiscard]] Inspection inspect(std::string_view bytes);

    /// Covers faces, persons and number plates and re-encodes.
    [[nodiscard]] Anonymised anonymise(std::string_view bytes);
    /// The same, and covers these places as well; they are named as found by `desk`.
    /// \param marks  pixels of the upright original
    [[nodiscard]] Anonymised anonymise(std::string_view bytes, std::span<const Box> marks);

    /// Names and versions of the detectors in use. Starts the worker.
    [[nodiscard]] const std::string& detectors();

    /// The process id, starting the worker where there is none: for tests and for people who watch it.
    [[nodiscard]] int process_id();

  private:
    void start();
    [[nodiscard]] std::string call(const std::string& prefix, std::string_view bytes);
    [[noreturn]] void fail(bool late);

    PhotoSettings settings_;
    WorkerOptions options_;
    std::string detectors_;
    std::unique_ptr<WorkerProcess> process_;
};

}  // namespace ombud::photo
