#pragma once

#include "intake/item.hpp"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <mutex>
#include <vector>

namespace ombud::intake {

/// Items on their way from the thread that reads to the thread that owns the register, in order. Bounded in number and
/// bytes, so that a fast reader waits for a slow disk instead of filling the memory.
class ItemQueue {
  public:
    /// For the reader. Returns false when nobody takes items any more: the reader is to stop.
    [[nodiscard]] bool push(Item&& item);
    /// For the reader, at its end.
    /// \param failure  what made it end early, or nothing; `pop` throws it once everything read before is taken
    void finish(std::exception_ptr failure);

    /// For the writer: what was read since, at least one item; empty at the end.
    [[nodiscard]] std::vector<Item> pop();
    /// For the writer, when it gives up: `push` returns false from now on.
    void abandon();

  private:
    void hand_over();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::vector<Item>> chunks_;
    std::size_t waiting_bytes_ = 0;
    std::exception_ptr failure_;
    bool finished_ = false;
    bool abandoned_ = false;

    // The reader's own; locking for every single item would cost more than reading it.
    std::vector<Item> chunk_;
    std::size_t chunk_bytes_ = 0;
};

}  // namespace ombud::intake
