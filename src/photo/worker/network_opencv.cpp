#include "core/error.hpp"
#include "photo/worker/network.hpp"

#include <fmt/format.h>
#include <opencv2/core/version.hpp>
#include <opencv2/dnn/dnn.hpp>

namespace ombud::photo {

namespace {

class OpenCvNetwork final : public Network {
  public:
    OpenCvNetwork(const cv::dnn::Net& net, const std::vector<std::string>& outputs)
        : net_(net), names_(outputs.empty() ? net.getUnconnectedOutLayersNames() : outputs) {}

    std::vector<cv::Mat> run(const cv::Mat& blob) override {
        net_.setInput(blob);
        std::vector<cv::Mat> results;
        net_.forward(results, names_);
        return results;
    }

    const std::vector<std::string>& outputs() const noexcept override { return names_; }

  private:
    cv::dnn::Net net_;
    std::vector<std::string> names_;
};

class OpenCvRuntime final : public Runtime {
  public:
    std::unique_ptr<Network> load(const std::filesystem::path& file,
                                  const std::vector<std::string>& outputs) const override {
        try {
            cv::dnn::Net net = cv::dnn::readNetFromONNX(file.string());
            net.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
            return std::make_unique<OpenCvNetwork>(std::move(net), outputs);
        } catch (const cv::Exception& problem) {
            throw Error(ErrorKind::system, fmt::format("cannot use the model {}: {}", file.string(), problem.what()));
        }
    }

    const std::string& name() const noexcept override { return name_; }

  private:
    std::string name_ = std::string("OpenCV ") + CV_VERSION;
};

}  // namespace

std::unique_ptr<Runtime> opencv_runtime() {
    return std::make_unique<OpenCvRuntime>();
}

}  // namespace ombud::photo
