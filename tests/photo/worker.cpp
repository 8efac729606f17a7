#include "core/error.hpp"
#include "core/file.hpp"
#include "photo/workbench.hpp"
#include "photo/worker_client.hpp"
#include "photo/worker_pool.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace ombud;
using namespace ombud::photo;
using namespace std::chrono_literals;
using Catch::Matchers::Contains;

/// Resident memory of a process in kilobytes.
long resident_kb(int process) {
    std::ifstream statm(fmt::format("/proc/{}/statm", process));
    long total = 0;
    long resident = 0;
    statm >> total >> resident;
    return resident * (::sysconf(_SC_PAGESIZE) / 1024);
}

std::string reason_of(Worker& worker, const std::string& bytes) {
    try {
        static_cast<void>(worker.anonymise(bytes));
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::input);
        return error.what();
    }
    return "nothing was thrown";
}

}  // namespace

TEST_CASE("a worker that is killed while it works costs one photo, not the next") {
    const TemporaryFolder folder;
    Worker worker{PhotoSettings{}};
    const std::string large = read_file(save(street(1, 1600, 1200), folder / "large.jpg"));
    const std::string small = read_file(save(street(2, 200, 150), folder / "small.jpg"));
    const int process = worker.process_id();
    std::jthread killer([process] {
        std::this_thread::sleep_for(200ms);
        ::kill(process, SIGKILL);
    });
    CHECK_THAT(reason_of(worker, large), Contains("died on it (signal 9"));
    killer.join();
    CHECK(worker.anonymise(small).width == 200);
    CHECK(worker.process_id() != process);
}

TEST_CASE("a worker that is killed between two photos is replaced") {
    const TemporaryFolder folder;
    Worker worker{PhotoSettings{}};
    const std::string small = read_file(save(street(2, 200, 150), folder / "small.jpg"));
    ::kill(worker.process_id(), SIGKILL);
    std::this_thread::sleep_for(50ms);
    static_cast<void>(reason_of(worker, small));
    CHECK(worker.anonymise(small).width == 200);
}

TEST_CASE("a worker that hangs is ended by the clock on the wall") {
    const TemporaryFolder folder;
    WorkerOptions options;
    options.wall_limit = 1s;
    Worker worker(PhotoSettings{}, options);
    const std::string small = read_file(save(street(2, 200, 150), folder / "small.jpg"));
    const int process = worker.process_id();
    ::kill(process, SIGSTOP);
    CHECK_THAT(reason_of(worker, small), Contains("not through with it after 1 s"));
    CHECK(::kill(process, 0) != 0);
    CHECK(worker.anonymise(small).width == 200);
}

TEST_CASE("a photo that takes too much CPU time is given up") {
    const TemporaryFolder folder;
    PhotoSettings settings;
    settings.time_limit = 0s;  // the second that has begun is all there is
    settings.longest_side_px = 4000;
    Worker worker(settings);
    CHECK_THAT(reason_of(worker, read_file(save(street(1, 4000, 3000), folder / "a.jpg"))),
               Contains("died on it (signal 24"));
}

TEST_CASE("a missing worker program or cascade is an error of the system, not of the photo") {
    const auto check_system_error = [](const WorkerOptions& options, const std::string& named) {
        Worker worker(PhotoSettings{}, options);
        try {
            static_cast<void>(worker.inspect("anything"));
            FAIL_CHECK("nothing was thrown");
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::system);
            CHECK_THAT(error.what(), Contains(named));
        }
    };
    check_system_error({.program = "/nonexistent/ombud-photo", .models = {}, .cascades = {}},
                       "/nonexistent/ombud-photo");
    check_system_error({.program = "/bin/true", .models = {}, .cascades = {}}, "ended while it started");
    check_system_error({.program = {}, .models = "", .cascades = "/nonexistent"}, "opencv-data");
}

TEST_CASE("inside the sandbox there is no network, no file, no process and no executable memory") {
    const std::string report = shell(worker_path().string() + " --self-test-sandbox");
    CAPTURE(report);
    CHECK(report.find("ALLOWED") == std::string::npos);
    for (const char* what :
         {"open a network socket: denied", "write a file: denied", "read a file: denied", "execute a program: denied",
          "trace a process: denied", "make executable memory: denied"}) {
        CHECK(report.find(what) != std::string::npos);
    }
}

TEST_CASE("two hundred photos on all cores: every good one is done, every bad one reported, and memory stays flat") {
    const TemporaryFolder folder;
    std::vector<std::string> kinds;
    for (unsigned i = 0; i < 5; ++i) {
        kinds.push_back(
            read_file(save(street(i + 1, 240, 180), folder / fmt::format("{}.{}", i, i % 2 ? "png" : "jpg"))));
    }
    const auto photo = [&](std::size_t index) {
        const std::string& bytes = kinds[index % kinds.size()];
        return index % 10 == 9 ? bytes.substr(0, bytes.size() / 2) : bytes;
    };

    std::vector<int> width(200);
    std::atomic<long> early = 0;
    std::atomic<long> late = 0;
    const auto raise = [](std::atomic<long>& peak, long value) {
        for (long seen = peak; value > seen && !peak.compare_exchange_weak(seen, value);) {
        }
    };
    const auto refused = for_each_photo(width.size(), PhotoSettings{}, {}, [&](Worker& worker, std::size_t index) {
        raise(index < 100 ? early : late, resident_kb(worker.process_id()));
        width[index] = worker.anonymise(photo(index)).width;
    });

    REQUIRE(refused.size() == 200);
    for (std::size_t index = 0; index < refused.size(); ++index) {
        CAPTURE(index);
        CHECK(refused[index].has_value() == (index % 10 == 9));
        CHECK(width[index] == (index % 10 == 9 ? 0 : 240));
    }
    CHECK(late < early + 8 * 1024);
}

TEST_CASE("an error that is not the photo's stops the pool and reaches the caller") {
    std::atomic<int> calls = 0;
    const auto job = [&](Worker&, std::size_t) {
        ++calls;
        throw Error(ErrorKind::system, "disk full");
    };
    CHECK_THROWS_WITH(for_each_photo(1000, PhotoSettings{}, {}, job), "disk full");
    CHECK(calls < 1000);
}
