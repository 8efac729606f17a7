#include "statistics/names.hpp"

#include "statistics/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace ombud::statistics {

namespace {

constexpr int first_year = 1900;
const std::chrono::sys_days first_monday = std::chrono::year{1900} / 1 / 1;  // a Monday

}  // namespace

std::uint32_t Codes::code(std::string_view text) {
    const auto found = codes_.find(text);
    if (found != codes_.end()) return found->second;
    const auto code = static_cast<std::uint32_t>(texts_.size());
    codes_.emplace(std::string(text), code);
    texts_.emplace_back(text);
    return code;
}

Names::Names(const Config& config, std::vector<store::FigureArea> areas) : config_(config), areas_(std::move(areas)) {
    std::ranges::sort(areas_, {}, &store::FigureArea::id);
}

std::uint32_t Names::code(Dimension dimension, const store::FigureRow& row) {
    switch (dimension) {
        case Dimension::department:
            return texts_.code(row.department);
        case Dimension::category:
            return texts_.code(row.category);
        case Dimension::group:
            return texts_.code(row.category.substr(0, row.category.find('/')));
        case Dimension::area: {
            const auto found = std::ranges::lower_bound(areas_, row.area, {}, &store::FigureArea::id);
            if (found == areas_.end() || found->id != row.area) return 0;
            return static_cast<std::uint32_t>(found - areas_.begin()) + 1;
        }
        case Dimension::channel:
            return static_cast<std::uint32_t>(row.channel);
        case Dimension::status:
            return static_cast<std::uint32_t>(row.status);
        case Dimension::month:
        case Dimension::week:
            break;
    }
    return 0;
}

std::uint32_t Names::time_code(Dimension dimension, std::chrono::sys_days day) {
    const std::chrono::sys_days kept = std::max(day, first_monday);
    if (dimension == Dimension::week) return static_cast<std::uint32_t>((kept - first_monday).count() / 7) + 1;
    const std::chrono::year_month_day date(kept);
    return static_cast<std::uint32_t>(static_cast<int>(date.year()) - first_year) * 12 +
           static_cast<unsigned>(date.month());
}

std::string Names::group_name(std::string_view group) const {
    const Category* named = config_.category(group);
    if (named == nullptr) return std::string(group);
    return config_.language == "en" ? named->name_en : named->name_de;
}

Label Names::category(std::string_view id) const {
    if (id.empty()) return {"", std::string(words(config_.language).no_category)};
    const Category* named = config_.category(id);
    if (named == nullptr) return {std::string(id), std::string(id)};
    return {std::string(id), config_.language == "en" ? named->name_en : named->name_de};
}

std::string Names::area(std::int64_t id) const {
    const auto found = std::ranges::lower_bound(areas_, id, {}, &store::FigureArea::id);
    return found == areas_.end() || found->id != id ? std::string() : found->name;
}

Label Names::label(Dimension dimension, std::uint32_t code) const {
    const Words& say = words(config_.language);
    switch (dimension) {
        case Dimension::department: {
            const std::string& id = texts_.text(code);
            if (id.empty()) return {"", std::string(say.no_department)};
            const Department* named = config_.department(id);
            return {id, named == nullptr ? id : named->name};
        }
        case Dimension::category:
            return category(texts_.text(code));
        case Dimension::group: {
            const std::string& id = texts_.text(code);
            return id.empty() ? Label{"", std::string(say.no_category)} : Label{id, group_name(id)};
        }
        case Dimension::area:
            if (code == 0) return {"", std::string(say.no_area)};
            return {areas_.at(code - 1).name, areas_.at(code - 1).name};
        case Dimension::channel: {
            const auto channel = static_cast<Channel>(code);
            return {std::string(to_string(channel)), std::string(say.channel(channel))};
        }
        case Dimension::status: {
            const auto status = static_cast<Status>(code);
            return {std::string(to_string(status)), std::string(say.status(status))};
        }
        case Dimension::month: {
            const std::string id =
                fmt::format("{:04}-{:02}", first_year + static_cast<int>((code - 1) / 12), (code - 1) % 12 + 1);
            return {id, id};
        }
        case Dimension::week:
            break;
    }
    // The week of ISO 8601 belongs to the year of its Thursday.
    const auto thursday = first_monday + std::chrono::days(7 * (static_cast<int>(code) - 1) + 3);
    const auto year = std::chrono::year_month_day(thursday).year();
    const auto number = (thursday - std::chrono::sys_days(year / 1 / 1)).count() / 7 + 1;
    const std::string id = fmt::format("{:04}-W{:02}", static_cast<int>(year), number);
    return {id, id};
}

}  // namespace ombud::statistics
