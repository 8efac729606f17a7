#include "publish/layer/layer.hpp"

#include "core/error.hpp"
#include "core/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace ombud::publish {

std::vector<std::size_t> choose_fields(const std::vector<std::vector<std::string_view>>& names,
                                       const std::vector<std::string>& wanted) {
    std::vector<std::size_t> chosen;
    for (const std::string& list : wanted) {
        for (const std::string_view word : split(list, ',')) {
            const auto found = std::ranges::find_if(names, [&](const auto& of_field) {
                return std::ranges::any_of(of_field, [&](std::string_view name) { return fold(name) == fold(word); });
            });
            if (found == names.end()) {
                std::vector<std::string_view> english;
                for (const auto& of_field : names) english.push_back(of_field.front());
                throw Error(ErrorKind::usage,
                            fmt::format("there is no field '{}'; there are: {}", word, fmt::join(english, ", ")));
            }
            const auto index = static_cast<std::size_t>(found - names.begin());
            if (std::ranges::find(chosen, index) == chosen.end()) chosen.push_back(index);
        }
    }
    for (std::size_t i = 0; wanted.empty() && i < names.size(); ++i) chosen.push_back(i);
    return chosen;
}

}  // namespace ombud::publish
