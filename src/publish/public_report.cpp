#include "publish/public_report.hpp"

namespace ombud::publish {

std::string public_title(std::string_view category_name, std::string_view street) {
    std::string title(category_name);
    if (!title.empty() && !street.empty()) title += ", ";
    title += street;
    return title;
}

}  // namespace ombud::publish
