#pragma once

#include <opencv2/core/mat.hpp>

#include <cstdint>

namespace ombud::photo {

/// A perceptual hash of the brightness: 64 bits from the low frequencies of the picture at 32 x 32, each telling
/// whether a frequency is above the median (Zauner 2010, "Implementation and Benchmarking of Perceptual Image Hash
/// Functions", section 3.2.1). Scaling and recompression change few bits. 0 for a picture without structure.
[[nodiscard]] std::uint64_t fingerprint_of(const cv::Mat& bgr);

}  // namespace ombud::photo
