#include "photo/worker/network.hpp"

#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace ombud::photo {

cv::Mat to_blob(const cv::Mat& bgr, const PixelFormat& format) {
    const std::vector<int> shape{1, 3, bgr.rows, bgr.cols};
    cv::Mat blob(shape, CV_32F);
    for (int channel = 0; channel < 3; ++channel) {
        cv::Mat plane(bgr.rows, bgr.cols, CV_32F, blob.ptr<float>(0, channel));
        cv::Mat values;
        cv::extractChannel(bgr, values, format.rgb ? 2 - channel : channel);
        const double scale = format.scale[channel];
        values.convertTo(plane, CV_32F, scale, -format.mean[channel] * scale);
    }
    return blob;
}

Fitted fit(const cv::Mat& bgr, cv::Size size) {
    Fitted result;
    result.factor = std::min(static_cast<double>(size.width) / bgr.cols, static_cast<double>(size.height) / bgr.rows);
    const cv::Size scaled(std::clamp(cvRound(bgr.cols * result.factor), 1, size.width),
                          std::clamp(cvRound(bgr.rows * result.factor), 1, size.height));
    result.picture = cv::Mat(size, CV_8UC3, cv::Scalar(114, 114, 114));
    cv::resize(bgr, result.picture(cv::Rect(cv::Point(), scaled)), scaled, 0, 0,
               result.factor < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
    return result;
}

}  // namespace ombud::photo
