#pragma once

#include "core/photo_model.hpp"

#include <string>
#include <string_view>

namespace ombud::photo {

/// A network of a town's own as one argument of the worker's command line, and back. The file stands last, so that
/// it may have any name.
[[nodiscard]] std::string to_argument(const PhotoModel& model);
/// Throws Error(usage) where it is not one that `to_argument` made.
[[nodiscard]] PhotoModel model_from_argument(std::string_view argument);

}  // namespace ombud::photo
