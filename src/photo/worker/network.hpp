#pragma once

#include <opencv2/core/mat.hpp>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace ombud::photo {

/// A neural network in an ONNX file: pixels in, numbers out. One implementation a runtime.
///
/// A network opens files only while it is loaded, so it works inside the sandbox; it runs on one thread.
class Network {
  public:
    Network() = default;
    Network(const Network&) = delete;
    Network& operator=(const Network&) = delete;
    virtual ~Network() = default;

    /// \param blob  floats, 1 x channels x height x width
    /// \return one for each of the output names that it was loaded with, in their order; valid until the next call
    [[nodiscard]] virtual std::vector<cv::Mat> run(const cv::Mat& blob) = 0;

    /// The names of what `run` returns.
    [[nodiscard]] virtual const std::vector<std::string>& outputs() const noexcept = 0;
};

/// Where networks come from: a folder of ONNX files, and the fastest runtime that there is.
class Runtime {
  public:
    Runtime() = default;
    Runtime(const Runtime&) = delete;
    Runtime& operator=(const Runtime&) = delete;
    virtual ~Runtime() = default;

    /// \param outputs  names of those that are wanted; empty: all, in an order of the runtime's own
    /// Throws Error(system) that names the file where it is missing, damaged or not understood.
    [[nodiscard]] virtual std::unique_ptr<Network> load(const std::filesystem::path& file,
                                                        const std::vector<std::string>& outputs) const = 0;

    /// Name and version; part of what decides whether an old result still holds.
    [[nodiscard]] virtual const std::string& name() const noexcept = 0;
};

/// OpenCV's dnn module, which is always there.
[[nodiscard]] std::unique_ptr<Runtime> opencv_runtime();

/// ONNX Runtime from `libonnxruntime.so.1` in `folder`; empty where the library is not there or the build had no
/// headers of it. Throws Error(system) where the library is there and cannot be used.
[[nodiscard]] std::unique_ptr<Runtime> onnx_runtime(const std::filesystem::path& folder);

/// How a network wants its pixels: (value - mean) * scale for each channel, value 0 to 255.
struct PixelFormat {
    bool rgb = false;  ///< red first; else blue first. `mean` and `scale` are in the order of the network
    cv::Scalar mean{0, 0, 0};
    cv::Scalar scale{1, 1, 1};
};

/// The picture as a network wants it, at its own size.
[[nodiscard]] cv::Mat to_blob(const cv::Mat& bgr, const PixelFormat& format);

/// A picture scaled to fit into `size` at the top left, its shape kept, the rest filled with grey.
struct Fitted {
    cv::Mat picture;
    double factor = 1;  ///< pixels of `picture` a pixel of the original
};
[[nodiscard]] Fitted fit(const cv::Mat& bgr, cv::Size size);

}  // namespace ombud::photo
