#include "intake/item_queue.hpp"

#include <utility>

namespace ombud::intake {

namespace {

constexpr std::size_t items_in_chunk = 64;
constexpr std::size_t bytes_in_chunk = std::size_t{1} << 20U;
constexpr std::size_t most_chunks = 32;
constexpr std::size_t most_bytes = std::size_t{32} << 20U;

std::size_t bytes_of(const Item& item) {
    std::size_t bytes = item.bytes.size();
    if (item.ready) {
        for (const DeliveredFile& photo : item.ready->photos) bytes += photo.bytes.size();
        for (const DeliveredFile& file : item.ready->attachments) bytes += file.bytes.size();
    }
    return bytes;
}

std::size_t bytes_of(const std::vector<Item>& items) {
    std::size_t bytes = 0;
    for (const Item& item : items) bytes += bytes_of(item);
    return bytes;
}

}  // namespace

bool ItemQueue::push(Item&& item) {
    chunk_bytes_ += bytes_of(item);
    chunk_.push_back(std::move(item));
    if (chunk_.size() >= items_in_chunk || chunk_bytes_ >= bytes_in_chunk) hand_over();
    const std::lock_guard lock(mutex_);
    return !abandoned_;
}

void ItemQueue::hand_over() {
    std::unique_lock lock(mutex_);
    // A single chunk may be larger than the bound: it passes alone.
    changed_.wait(lock, [&] {
        return abandoned_ || chunks_.empty() ||
               (chunks_.size() < most_chunks && waiting_bytes_ + chunk_bytes_ <= most_bytes);
    });
    waiting_bytes_ += chunk_bytes_;
    chunks_.push_back(std::exchange(chunk_, {}));
    chunk_.reserve(items_in_chunk);
    chunk_bytes_ = 0;
    changed_.notify_all();
}

void ItemQueue::finish(std::exception_ptr failure) {
    if (!chunk_.empty()) hand_over();
    const std::lock_guard lock(mutex_);
    failure_ = std::move(failure);
    finished_ = true;
    changed_.notify_all();
}

std::vector<Item> ItemQueue::pop() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return finished_ || !chunks_.empty(); });
    if (chunks_.empty()) {
        if (failure_) std::rethrow_exception(failure_);
        return {};
    }
    std::vector<Item> items = std::move(chunks_.front());
    chunks_.pop_front();
    waiting_bytes_ -= bytes_of(items);
    changed_.notify_all();
    return items;
}

void ItemQueue::abandon() {
    const std::lock_guard lock(mutex_);
    abandoned_ = true;
    changed_.notify_all();
}

}  // namespace ombud::intake
