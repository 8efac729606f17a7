// The only user of ONNX Runtime. The library is loaded when the program starts, from the folder of the models, so that
// the worker runs without it, too.

#include "core/error.hpp"
#include "photo/worker/network.hpp"

#ifdef OMBUD_ONNXRUNTIME
#include <dlfcn.h>
#include <fmt/format.h>

#define ORT_API_MANUAL_INIT
#include <onnxruntime_cxx_api.h>

#include <array>
#include <cstdint>
#endif

namespace ombud::photo {

#ifdef OMBUD_ONNXRUNTIME

namespace {

constexpr const char* library_name = "libonnxruntime.so.1";

[[noreturn]] void fail(const std::filesystem::path& file, const char* reason) {
    throw Error(ErrorKind::system, fmt::format("cannot use {}: {}", file.string(), reason));
}

class OrtNetwork final : public Network {
  public:
    OrtNetwork(Ort::Session session, std::vector<std::string> outputs)
        : session_(std::move(session)),
          input_(session_.GetInputNameAllocated(0, Ort::AllocatorWithDefaultOptions()).get()),
          outputs_(std::move(outputs)) {
        if (!outputs_.empty()) return;
        for (std::size_t i = 0; i < session_.GetOutputCount(); ++i) {
            outputs_.emplace_back(session_.GetOutputNameAllocated(i, Ort::AllocatorWithDefaultOptions()).get());
        }
    }

    std::vector<cv::Mat> run(const cv::Mat& blob) override {
        std::vector<std::int64_t> shape(blob.size.p, blob.size.p + blob.dims);
        // ONNX Runtime does not change its input, but takes it as if it might.
        auto* pixels = const_cast<float*>(blob.ptr<float>());
        const Ort::Value input =
            Ort::Value::CreateTensor<float>(memory_, pixels, blob.total(), shape.data(), shape.size());
        const char* input_name = input_.c_str();
        std::vector<const char*> names;
        names.reserve(outputs_.size());
        for (const std::string& name : outputs_) names.push_back(name.c_str());
        values_ = session_.Run(Ort::RunOptions{nullptr}, &input_name, &input, 1, names.data(), names.size());
        std::vector<cv::Mat> results;
        for (Ort::Value& value : values_) {
            const auto sizes = value.GetTensorTypeAndShapeInfo().GetShape();
            const std::vector<int> sides(sizes.begin(), sizes.end());
            results.emplace_back(sides, CV_32F, value.GetTensorMutableData<float>());
        }
        return results;
    }

    const std::vector<std::string>& outputs() const noexcept override { return outputs_; }

  private:
    Ort::Session session_;
    Ort::MemoryInfo memory_ = Ort::MemoryInfo::CreateCpu(OrtDeviceAllocator, OrtMemTypeCPU);
    std::string input_;
    std::vector<std::string> outputs_;
    std::vector<Ort::Value> values_;  ///< what the last results point to
};

class OrtRuntime final : public Runtime {
  public:
    explicit OrtRuntime(const std::string& version)
        : name_("ONNX Runtime " + version), environment_(ORT_LOGGING_LEVEL_FATAL, "ombud") {
        // One pool of memory for all networks, which run one after the other: a pool for each would keep as much as
        // each needs at its worst, a gigabyte in all.
        constexpr int as_requested = 1;
        constexpr int as_usual = -1;
        const Ort::ArenaCfg pool(0, as_requested, as_usual, as_usual);
        environment_.CreateAndRegisterAllocator(Ort::MemoryInfo::CreateCpu(OrtArenaAllocator, OrtMemTypeDefault), pool);
    }

    std::unique_ptr<Network> load(const std::filesystem::path& file,
                                  const std::vector<std::string>& outputs) const override {
        try {
            Ort::SessionOptions options;
            options.SetIntraOpNumThreads(1);
            options.SetInterOpNumThreads(1);
            options.AddConfigEntry("session.use_env_allocators", "1");
            return std::make_unique<OrtNetwork>(Ort::Session(environment_, file.c_str(), options), outputs);
        } catch (const Ort::Exception& problem) {
            fail(file, problem.what());
        }
    }

    const std::string& name() const noexcept override { return name_; }

  private:
    std::string name_;
    Ort::Env environment_;
};

}  // namespace

std::unique_ptr<Runtime> onnx_runtime(const std::filesystem::path& folder) {
    const std::filesystem::path file = folder / library_name;
    std::error_code ignored;  // what cannot be looked at is not there
    if (!std::filesystem::exists(file, ignored)) return nullptr;
    // Stays loaded to the end of the process.
    void* library = ::dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (!library) fail(file, ::dlerror());
    using Entry = const OrtApiBase* (*)();
    const auto entry = reinterpret_cast<Entry>(::dlsym(library, "OrtGetApiBase"));
    if (!entry) fail(file, "it is no ONNX Runtime");
    const OrtApi* api = entry()->GetApi(ORT_API_VERSION);
    if (!api) fail(file, "it is older than the headers that ombud was built with");
    Ort::InitApi(api);
    return std::make_unique<OrtRuntime>(entry()->GetVersionString());
}

#else

std::unique_ptr<Runtime> onnx_runtime(const std::filesystem::path& /*folder*/) {
    return nullptr;
}

#endif

}  // namespace ombud::photo
