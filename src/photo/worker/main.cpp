// ombud-photo: decodes, searches and covers photos for ombud, in a process of its own. Not for use by hand; see
// photo/worker_client.hpp for who starts it and photo/protocol.hpp for what is said.

#include "core/error.hpp"
#include "photo/model_argument.hpp"
#include "photo/protocol.hpp"
#include "photo/worker/codecs.hpp"
#include "photo/worker/detector.hpp"
#include "photo/worker/masking.hpp"
#include "photo/worker/sandbox.hpp"

#include <fmt/format.h>
#include <malloc.h>
#include <opencv2/core.hpp>
#include <opencv2/core/ocl.hpp>
#include <opencv2/core/utility.hpp>
#include <opencv2/core/utils/logger.hpp>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <filesystem>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#ifdef __SANITIZE_ADDRESS__
// The leak check at the end traces the process, which the sandbox does not allow.
extern "C" const char* __asan_default_options() {
    return "detect_leaks=0";
}
#endif

namespace {

using namespace ombud;
namespace protocol = photo::protocol;

struct Options {
    photo::MaskingSettings masking;
    std::size_t memory_mb = 2048;
    std::filesystem::path models;  ///< empty: there are none, and the cascades must do
    std::filesystem::path cascades = "/usr/share/opencv4/haarcascades";
    photo::Effort effort = photo::Effort::usual;
    bool shipped = true;          ///< use the networks of `models`, or the cascades
    std::vector<PhotoModel> own;  ///< networks of the town's own
    bool inspect_only = false;    ///< no detectors
    bool self_test = false;
};

template <class Number>
void read_number(std::string_view text, Number& number) {
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem != std::errc{} || end != text.data() + text.size()) {
        throw Error(ErrorKind::usage, fmt::format("'{}' is not a number", text));
    }
}

Options read_options(int count, char** values) {
    Options options;
    for (int i = 1; i < count; ++i) {
        const std::string_view argument = values[i];
        const std::size_t equals = argument.find('=');
        const std::string_view name = argument.substr(0, equals);
        const std::string_view value = equals == std::string_view::npos ? "" : argument.substr(equals + 1);
        if (name == "--longest-side") {
            read_number(value, options.masking.longest_side_px);
        } else if (name == "--quality") {
            read_number(value, options.masking.jpeg_quality);
        } else if (name == "--margin") {
            read_number(value, options.masking.margin);
        } else if (name == "--megapixels") {
            read_number(value, options.masking.megapixel_limit);
        } else if (name == "--memory-mb") {
            read_number(value, options.memory_mb);
        } else if (name == "--models") {
            options.models = value;
        } else if (name == "--cascades") {
            options.cascades = value;
        } else if (name == "--thorough") {
            options.effort = photo::Effort::thorough;
            options.masking.search_again = true;
        } else if (name == "--own-model") {
            options.own.push_back(photo::model_from_argument(value));
        } else if (name == "--no-shipped-models") {
            options.shipped = false;
        } else if (name == "--inspect-only") {
            options.inspect_only = true;
        } else if (name == "--faces-only") {
            options.masking.whole_persons = false;
        } else if (name == "--self-test-sandbox") {
            options.self_test = true;
        } else {
            throw Error(ErrorKind::usage, fmt::format("unknown option {}; this program is started by ombud", argument));
        }
    }
    return options;
}

/// False where the main program has gone; the worker then has nothing left to do.
bool read_all(char* to, std::size_t size) {
    while (size > 0) {
        const ssize_t got = ::read(STDIN_FILENO, to, size);
        if (got == 0 || (got < 0 && errno != EINTR)) return false;
        if (got > 0) {
            to += got;
            size -= static_cast<std::size_t>(got);
        }
    }
    return true;
}

bool write_all(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t put = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
        if (put < 0 && errno != EINTR) return false;
        if (put > 0) bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    return true;
}

bool send(const std::string& body) {
    return write_all(protocol::frame_header(body.size())) && write_all(body);
}

/// \param detectors  nullptr: only inspects
std::string answer(std::string_view request, const Options& options, photo::DetectorSet* detectors) {
    const auto operation = static_cast<protocol::Operation>(request.front());
    std::string_view bytes = request.substr(1);
    std::vector<photo::Box> marks;
    const auto out_of_memory = [&] {
        return protocol::encode(protocol::Refusal{fmt::format(
            "cannot be handled: it needs more than {} MB of memory (photos.memory_limit_mb)", options.memory_mb)});
    };
    try {
        switch (operation) {
            case protocol::Operation::inspect:
                return protocol::encode(photo::inspect(bytes, options.masking.megapixel_limit));
            case protocol::Operation::cover:
                marks = protocol::take_marks(bytes);
                [[fallthrough]];
            case protocol::Operation::anonymise:
                if (!detectors) return protocol::encode(protocol::Refusal{"this worker only inspects"});
                return protocol::encode(photo::anonymise(bytes, options.masking, *detectors, marks));
        }
        return protocol::encode(protocol::Refusal{"unknown operation"});
    } catch (const Error& error) {
        return protocol::encode(protocol::Refusal{error.what()});
    } catch (const std::bad_alloc&) {
        return out_of_memory();
    } catch (const cv::Exception& error) {
        if (error.code == cv::Error::StsNoMem) return out_of_memory();
        return protocol::encode(protocol::Refusal{fmt::format("cannot be handled: {}", error.what())});
    } catch (const std::exception& error) {
        return protocol::encode(protocol::Refusal{fmt::format("cannot be handled: {}", error.what())});
    }
}

void serve(const Options& options, photo::DetectorSet* detectors) {
    std::string header(protocol::header_size, '\0');
    while (read_all(header.data(), header.size())) {
        std::string request(protocol::body_size(header), '\0');
        if (!read_all(request.data(), request.size())) return;
        if (!send(answer(request, options, detectors))) return;
    }
}

int self_test() {
    bool all_denied = true;
    for (const photo::SandboxTrial& trial : photo::try_sandbox()) {
        write_all(fmt::format("{}: {} ({})\n", trial.what, trial.denied ? "denied" : "ALLOWED", trial.answer));
        all_denied = all_denied && trial.denied;
    }
    return all_denied ? 0 : 1;
}

std::unique_ptr<photo::DetectorSet> shipped_detectors(const Options& options) {
    if (options.models.empty()) return photo::debian_detectors(options.cascades);
    try {
        return photo::neural_detectors(options.models, options.effort);
    } catch (const Error& error) {
        throw Error(error.kind(), fmt::format("{}; run scripts/models again", error.what()));
    }
}

std::unique_ptr<photo::DetectorSet> chosen_detectors(const Options& options) {
    std::unique_ptr<photo::DetectorSet> shipped;
    if (options.shipped) shipped = shipped_detectors(options);
    if (options.own.empty()) return shipped;
    return photo::own_detectors(options.own, options.models, std::move(shipped));
}

/// Everything that opens files or starts threads on first use must do so before the sandbox. Nothing where the worker
/// only inspects.
std::unique_ptr<photo::DetectorSet> prepare(const Options& options) {
    cv::ocl::setUseOpenCL(false);
    cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
    // One photo a worker and a worker a core: threads inside would only wait for each other.
    cv::setNumThreads(1);
    // Large blocks go back to the system when they are freed, so that a worker does not keep the size of its largest
    // photo.
    ::mallopt(M_MMAP_THRESHOLD, 1 << 20);
    photo::prepare_heif();
    if (options.inspect_only) return nullptr;
    auto detectors = chosen_detectors(options);
    // Detectors set up tables on first use.
    const cv::Mat blank(256, 256, CV_8UC3, cv::Scalar(90, 90, 90));
    for (const auto purpose : {photo::Purpose::cover, photo::Purpose::check}) {
        static_cast<void>(detectors->find(blank, {purpose, true, true}));
    }
    return detectors;
}

}  // namespace

int main(int count, char** values) {
    // Ctrl-C goes to the whole group of processes. The main program decides whether the photo at hand is finished.
    std::signal(SIGINT, SIG_IGN);
    // No file may grow; a write to standard error that is a log file is to fail, not to end the worker.
    std::signal(SIGXFSZ, SIG_IGN);
    ::setenv("OPENCV_OPENCL_RUNTIME", "disabled", 1);
    try {
        const Options options = read_options(count, values);
        const std::unique_ptr<photo::DetectorSet> detectors = prepare(options);
        photo::enter_sandbox(options.memory_mb);
        if (options.self_test) return self_test();
        if (!send(protocol::encode(protocol::Hello{detectors ? detectors->description() : "none", {}}))) return 1;
        serve(options, detectors.get());
        return 0;
    } catch (const std::exception& error) {
        if (::isatty(STDOUT_FILENO) == 1) {
            write_all(fmt::format("ombud-photo: {}\n", error.what()));
        } else {
            static_cast<void>(send(protocol::encode(protocol::Hello{{}, error.what()})));
        }
        return 1;
    }
}
