#pragma once

#include <string>
#include <string_view>

namespace ombud::publish::site {

/// Text for HTML and XML, between tags and in quoted attributes: & < > " ' are escaped, and what XML 1.0 has no place
/// for is left out. Bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string markup(std::string_view text);

}  // namespace ombud::publish::site
