#pragma once

#include "core/config.hpp"
#include "core/progress.hpp"
#include "photo/public_copy.hpp"
#include "photo/worker_client.hpp"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace ombud::photo {

/// Why a photo came to nothing; not set where it went well.
using Refused = std::optional<std::string>;

/// Calls `job(worker, index)` for every index below `count`, on as many threads as the machine has cores, each with a
/// worker process of its own. The answer says for each index, in order, whether the job threw Error(input) and why;
/// that never stops the others. Any other exception does: what has begun is finished, and the first is thrown again
/// here. \param workers  number of threads; 0: one for each core
[[nodiscard]] std::vector<Refused> for_each_photo(std::size_t count, const PhotoSettings& settings,
                                                  const WorkerOptions& options,
                                                  const std::function<void(Worker&, std::size_t)>& job,
                                                  unsigned workers = 0);

/// What became of one original: a file, or the reason why there is none.
struct Outcome {
    std::filesystem::path original;
    std::optional<AnonymisedFile> file;
    std::string reason;  ///< where `file` is not set; names the original
};

/// `anonymise_to` for many originals on all cores. One outcome for each, in their order; one named twice is made once.
/// The same content must not come under two names.
[[nodiscard]] std::vector<Outcome> anonymise_all(std::span<const std::filesystem::path> originals,
                                                 const std::filesystem::path& public_dir, const PhotoSettings& settings,
                                                 const WorkerOptions& options, Progress& progress,
                                                 unsigned workers = 0);

}  // namespace ombud::photo
