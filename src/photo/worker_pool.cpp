#include "photo/worker_pool.hpp"

#include "core/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

namespace ombud::photo {

std::vector<Refused> for_each_photo(std::size_t count, const PhotoSettings& settings, const WorkerOptions& options,
                                    const std::function<void(Worker&, std::size_t)>& job, unsigned workers) {
    if (workers == 0) workers = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t threads = std::min<std::size_t>(workers, count);

    std::vector<Refused> refused(count);
    std::atomic<std::size_t> next = 0;
    std::mutex guard;
    std::exception_ptr first_problem;

    const auto work = [&] {
        try {
            Worker worker(settings, options);
            for (std::size_t index = next++; index < count; index = next++) {
                try {
                    job(worker, index);
                } catch (const Error& error) {
                    if (error.kind() != ErrorKind::input) throw;
                    refused[index] = error.what();
                }
            }
        } catch (...) {  // an exception must not leave a thread; it is thrown again below
            const std::lock_guard lock(guard);
            if (!first_problem) first_problem = std::current_exception();
            next = count;
        }
    };
    {
        std::vector<std::jthread> running;
        running.reserve(threads);
        for (std::size_t i = 0; i < threads; ++i) running.emplace_back(work);
    }
    if (first_problem) std::rethrow_exception(first_problem);
    return refused;
}

std::vector<Outcome> anonymise_all(std::span<const std::filesystem::path> originals,
                                   const std::filesystem::path& public_dir, const PhotoSettings& settings,
                                   const WorkerOptions& options, Progress& progress, unsigned workers) {
    std::map<std::filesystem::path, std::size_t> position_of;
    std::vector<std::filesystem::path> distinct;
    for (const auto& original : originals) {
        if (position_of.try_emplace(original, distinct.size()).second) distinct.push_back(original);
    }

    std::vector<Outcome> made(distinct.size());
    std::mutex guard;  // Progress is not for several threads
    progress.begin("anonymise", distinct.size());
    const auto refused = for_each_photo(
        distinct.size(), settings, options,
        [&](Worker& worker, std::size_t index) {
            // At the end of this block in any case: a photo that is refused counts as dealt with, too.
            const std::shared_ptr<void> advance(nullptr, [&](void*) {
                const std::lock_guard lock(guard);
                progress.advance(1);
            });
            made[index].original = distinct[index];
            made[index].file = anonymise_to(worker, distinct[index], public_dir, settings);
        },
        workers);
    progress.end();

    std::vector<Outcome> outcomes;
    outcomes.reserve(originals.size());
    for (const auto& original : originals) {
        const std::size_t index = position_of.at(original);
        Outcome outcome = made[index];
        if (refused[index]) outcome.reason = fmt::format("{}: {}", original.string(), *refused[index]);
        outcomes.push_back(std::move(outcome));
    }
    return outcomes;
}

}  // namespace ombud::photo
