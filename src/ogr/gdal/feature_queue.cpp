#include "ogr/gdal/feature_queue.hpp"

#include "ogr/gdal/messages.hpp"

#include <utility>

namespace ombud::ogr {

namespace {

constexpr std::size_t features_in_batch = 256;
constexpr std::size_t batches = 4;

std::vector<OGRFeatureUniquePtr> new_batch(OGRLayer& layer) {
    std::vector<OGRFeatureUniquePtr> batch(features_in_batch);
    for (OGRFeatureUniquePtr& feature : batch) feature.reset(OGRFeature::CreateFeature(layer.GetLayerDefn()));
    return batch;
}

}  // namespace

FeatureQueue::FeatureQueue(OGRLayer& layer) : layer_(layer), filling_(new_batch(layer)) {
    while (empty_.size() < batches) empty_.push_back(new_batch(layer));
    thread_ = std::thread([this] { run(); });
}

FeatureQueue::~FeatureQueue() {
    {
        const std::lock_guard lock(mutex_);
        abandoned_ = true;
        changed_.notify_all();
    }
    if (thread_.joinable()) thread_.join();
}

OGRFeature& FeatureQueue::next() {
    if (filled_ == filling_.size()) hand_over();
    return *filling_[filled_++];
}

void FeatureQueue::finish() {
    {
        // Shortened, so that the writer sees only what was filled; nothing uses the batch again.
        filling_.resize(filled_);
        const std::lock_guard lock(mutex_);
        full_.push_back(std::exchange(filling_, {}));
        filled_ = 0;
        finished_ = true;
        changed_.notify_all();
    }
    thread_.join();
}

std::optional<std::string> FeatureQueue::failure() {
    const std::lock_guard lock(mutex_);
    return failure_;
}

void FeatureQueue::hand_over() {
    std::unique_lock lock(mutex_);
    full_.push_back(std::exchange(filling_, {}));
    changed_.notify_all();
    changed_.wait(lock, [&] { return !empty_.empty(); });
    filling_ = std::move(empty_.back());
    empty_.pop_back();
    filled_ = 0;
}

void FeatureQueue::run() {
    const Messages messages;  // what a driver says is caught on the thread that calls it
    std::unique_lock lock(mutex_);
    while (true) {
        changed_.wait(lock, [&] { return abandoned_ || finished_ || !full_.empty(); });
        if (abandoned_ || full_.empty()) return;
        Batch batch = std::move(full_.front());
        full_.pop_front();
        if (!failure_) {
            lock.unlock();
            const bool written = write(batch);
            lock.lock();
            if (!written) failure_ = messages.text_or("no reason given");
        }
        empty_.push_back(std::move(batch));
        changed_.notify_all();
    }
}

bool FeatureQueue::write(const Batch& batch) {
    for (const OGRFeatureUniquePtr& feature : batch) {
        if (layer_.CreateFeature(feature.get()) != OGRERR_NONE) return false;
    }
    return true;
}

}  // namespace ombud::ogr
