#pragma once

#include "photo/worker/network.hpp"
#include "photo/worker/text_boxes.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace ombud::photo {

/// What stands in a line of text.
struct Reading {
    std::string text;  ///< ASCII; any other letter is a '?'. Empty where nothing was read
    /// Mean probability of the letters that were read, 0 to 1; 0 where there are none.
    double confidence = 0;
};

/// PP-OCRv4 text recognition (Du 2022, "SVTR: Scene Text Recognition with a Single Visual Model"). Reads to tell a
/// number plate from other text; what was read is kept nowhere.
class TextReader {
  public:
    /// \param letters  text file with the letter of each class, one a line, as PaddleOCR has it
    TextReader(const Runtime& runtime, const std::filesystem::path& network, const std::filesystem::path& letters);

    /// \param line  where it stands in `bgr`; more level than upright
    [[nodiscard]] Reading read(const cv::Mat& bgr, const TextBox& line);

  private:
    std::unique_ptr<Network> network_;
    std::string letters_;  ///< of each class but the first, which is none
};

}  // namespace ombud::photo
