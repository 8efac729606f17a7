#include "photo/worker_client.hpp"

#include "core/error.hpp"
#include "photo/model_argument.hpp"
#include "photo/protocol.hpp"
#include "photo/worker_process.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <system_error>

namespace ombud::photo {

namespace {

/// Takes two seconds of computing; so much more because the machine may be busy with other things.
constexpr std::chrono::seconds start_limit{180};
constexpr const char* program_name = "ombud-photo";
/// What scripts/models writes last, so that a folder that has it is whole.
constexpr const char* models_list = "MODELS";

std::chrono::seconds wall_limit(const PhotoSettings& settings, const WorkerOptions& options) {
    return options.wall_limit.value_or(2 * settings.time_limit + std::chrono::seconds(10));
}

std::vector<std::string> arguments(const PhotoSettings& settings, const WorkerOptions& options) {
    std::vector<std::string> result{
        fmt::format("--longest-side={}", settings.longest_side_px),
        fmt::format("--quality={}", settings.jpeg_quality),
        fmt::format("--margin={}", settings.margin),
        fmt::format("--megapixels={}", settings.megapixel_limit),
        fmt::format("--memory-mb={}", settings.memory_limit_mb),
    };
    const auto models = options.models ? options.models : models_path();
    if (models && !models->empty()) result.push_back("--models=" + models->string());
    for (const PhotoModel& model : settings.models) result.push_back("--own-model=" + to_argument(model));
    if (!settings.shipped_models) result.emplace_back("--no-shipped-models");
    if (options.inspect_only) result.emplace_back("--inspect-only");
    if (options.thorough) result.emplace_back("--thorough");
    if (options.faces_only) result.emplace_back("--faces-only");
    if (!options.cascades.empty()) result.push_back("--cascades=" + options.cascades.string());
    return result;
}

std::string prefix_of(protocol::Operation operation) {
    return {static_cast<char>(operation)};
}

}  // namespace

std::filesystem::path worker_path() {
    namespace fs = std::filesystem;
    std::error_code ignored;  // a place that cannot be looked at is a place where it is not
    if (const char* chosen = std::getenv("OMBUD_LIBEXEC"); chosen && *chosen) {
        fs::path program = fs::path(chosen) / program_name;
        if (fs::is_regular_file(program, ignored)) return program;
        throw Error(ErrorKind::system, fmt::format("{} does not exist; OMBUD_LIBEXEC must name the folder of {}",
                                                   program.string(), program_name));
    }
    const fs::path folder = fs::read_symlink("/proc/self/exe", ignored).parent_path();
    fs::path installed = folder.parent_path() / "libexec" / "ombud" / program_name;
    if (fs::is_regular_file(installed, ignored)) return installed;
    // build/PRESET/cli or build/PRESET/tests/FLOOR, beside build/PRESET/src/photo
    for (fs::path tree = folder; tree.has_relative_path(); tree = tree.parent_path()) {
        fs::path built = tree / "src" / "photo" / program_name;
        if (fs::is_regular_file(built, ignored)) return built;
    }
    throw Error(ErrorKind::system,
                fmt::format("the photo worker is missing: {} does not exist; reinstall ombud, or set "
                            "OMBUD_LIBEXEC to the folder of {}",
                            installed.string(), program_name));
}

std::optional<std::filesystem::path> models_path() {
    namespace fs = std::filesystem;
    std::error_code ignored;  // a place that cannot be looked at is a place where they are not
    const auto holds_models = [&](const fs::path& folder) {
        return fs::is_regular_file(folder / models_list, ignored);
    };
    if (const char* chosen = std::getenv("OMBUD_MODELS"); chosen && *chosen) {
        if (holds_models(chosen)) return chosen;
        throw Error(ErrorKind::config,
                    fmt::format("OMBUD_MODELS: there are no models in {}; scripts/models makes such a "
                                "folder",
                                chosen));
    }
    const fs::path folder = fs::read_symlink("/proc/self/exe", ignored).parent_path();
    fs::path installed = folder.parent_path() / "share" / "ombud" / "models";
    if (holds_models(installed)) return installed;
    // build/PRESET/cli or build/PRESET/tests/FLOOR, below build/PRESET/models or build/models
    for (fs::path tree = folder; tree.has_relative_path(); tree = tree.parent_path()) {
        fs::path built = tree / "models";
        if (holds_models(built)) return built;
    }
    return std::nullopt;
}

Worker::Worker(const PhotoSettings& settings, WorkerOptions options)
    : settings_(settings), options_(std::move(options)) {}
Worker::Worker(Worker&&) noexcept = default;
Worker& Worker::operator=(Worker&&) noexcept = default;
Worker::~Worker() = default;

void Worker::start() {
    if (process_) return;
    if (options_.program.empty()) options_.program = worker_path();
    auto process = std::make_unique<WorkerProcess>(options_.program, arguments(settings_, options_));
    const auto deadline = WorkerProcess::Clock::now() + start_limit;
    std::string message;
    auto transfer = process->receive(message, protocol::header_size, deadline);
    try {
        if (transfer == WorkerProcess::Transfer::done) {
            transfer = process->receive(message, protocol::body_size(message), deadline);
        }
        if (transfer == WorkerProcess::Transfer::done) {
            const protocol::Hello hello = protocol::decode_hello(message);
            if (!hello.failure.empty()) {
                throw Error(ErrorKind::system, "the photo worker cannot work: " + hello.failure);
            }
            detectors_ = hello.detectors;
            process_ = std::move(process);
            return;
        }
    } catch (const protocol::Malformed& problem) {
        throw Error(ErrorKind::system, fmt::format("{} does not answer as the photo worker of this version does: {}",
                                                   options_.program.string(), problem.what()));
    }
    if (transfer == WorkerProcess::Transfer::late) {
        throw Error(ErrorKind::system, fmt::format("the photo worker {} did not start within {} s",
                                                   options_.program.string(), start_limit.count()));
    }
    throw Error(ErrorKind::system, fmt::format("the photo worker {} ended while it started ({})",
                                               options_.program.string(), process->end()));
}

void Worker::fail(bool late) {
    const std::unique_ptr<WorkerProcess> process = std::move(process_);  // so that the next photo starts a fresh one
    if (late) {
        throw Error(ErrorKind::input,
                    fmt::format("cannot be handled: the photo worker was not through with it after {} s",
                                wall_limit(settings_, options_).count()));
    }
    throw Error(ErrorKind::input, fmt::format("cannot be handled: the photo worker died on it ({})", process->end()));
}

std::string Worker::call(const std::string& prefix, std::string_view bytes) {
    using Transfer = WorkerProcess::Transfer;
    if (bytes.empty()) throw Error(ErrorKind::input, "cannot be read: the file is empty");
    if (bytes.size() >= protocol::body_limit) {
        throw Error(ErrorKind::input, fmt::format("cannot be read: the file has {} MB, more than the limit of {} MB",
                                                  bytes.size() >> 20, protocol::body_limit >> 20));
    }
    start();
    process_->allow_cpu_time(settings_.time_limit);
    const auto deadline = WorkerProcess::Clock::now() + wall_limit(settings_, options_);

    const std::string head = protocol::frame_header(prefix.size() + bytes.size()) + prefix;
    auto transfer = process_->send(head, deadline);
    if (transfer == Transfer::done) transfer = process_->send(bytes, deadline);
    std::string message;
    if (transfer == Transfer::done) transfer = process_->receive(message, protocol::header_size, deadline);
    if (transfer == Transfer::done) transfer = process_->receive(message, protocol::body_size(message), deadline);
    if (transfer != Transfer::done) fail(transfer == Transfer::late);
    return message;
}

Inspection Worker::inspect(std::string_view bytes) {
    try {
        return protocol::decode_inspection(call(prefix_of(protocol::Operation::inspect), bytes));
    } catch (const protocol::Malformed& problem) {
        process_.reset();
        throw Error(ErrorKind::input,
                    fmt::format("cannot be handled: the photo worker answers nonsense ({})", problem.what()));
    }
}

Anonymised Worker::anonymise(std::string_view bytes) {
    return anonymise(bytes, {});
}

Anonymised Worker::anonymise(std::string_view bytes, std::span<const Box> marks) {
    const std::string prefix = marks.empty() ? prefix_of(protocol::Operation::anonymise)
                                             : prefix_of(protocol::Operation::cover) + protocol::encode_marks(marks);
    try {
        return protocol::decode_anonymised(call(prefix, bytes));
    } catch (const protocol::Malformed& problem) {
        process_.reset();
        throw Error(ErrorKind::input,
                    fmt::format("cannot be handled: the photo worker answers nonsense ({})", problem.what()));
    }
}

const std::string& Worker::detectors() {
    start();
    return detectors_;
}

int Worker::process_id() {
    start();
    return process_->id();
}

}  // namespace ombud::photo
