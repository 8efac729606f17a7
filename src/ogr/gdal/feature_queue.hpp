#pragma once

#include <ogrsf_frmts.h>

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace ombud::ogr {

/// Writes features into a layer in a thread of its own, in their order, while the caller makes the next ones: a
/// driver's share of an export is about as large as that of the register. Features are used again, so memory stays
/// bounded.
///
/// The layer belongs to this thread until `finish`; its data set must outlive the queue.
class FeatureQueue {
  public:
    explicit FeatureQueue(OGRLayer& layer);
    FeatureQueue(const FeatureQueue&) = delete;
    FeatureQueue& operator=(const FeatureQueue&) = delete;
    /// Leaves out what was not written yet.
    ~FeatureQueue();

    /// The feature to fill next; it is on its way to the layer once this, or `finish`, is called again. It holds what a
    /// former row left in it.
    [[nodiscard]] OGRFeature& next();
    /// Writes what is left and gives the layer back.
    void finish();
    /// What the driver said when it refused a feature; nothing after it is written.
    [[nodiscard]] std::optional<std::string> failure();

  private:
    using Batch = std::vector<OGRFeatureUniquePtr>;

    void run();
    void hand_over();
    [[nodiscard]] bool write(const Batch& batch);

    OGRLayer& layer_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Batch> full_;
    std::vector<Batch> empty_;
    std::optional<std::string> failure_;
    bool finished_ = false;
    bool abandoned_ = false;

    // The caller's own: locking for every feature would cost more than making it.
    Batch filling_;
    std::size_t filled_ = 0;

    std::thread thread_;  // last: it uses the rest
};

}  // namespace ombud::ogr
