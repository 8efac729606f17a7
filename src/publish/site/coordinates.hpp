#pragma once

#include "core/position.hpp"

#include <cmath>
#include <cstdint>

namespace ombud::publish::site {

/// The page's unit of coordinates: a hundred-thousandth of a degree, about a metre. Whole numbers are short as text,
/// and differences between neighbours shorter.
[[nodiscard]] inline std::int64_t whole(double degrees) {
    return std::llround(degrees * 100'000);
}

}  // namespace ombud::publish::site
