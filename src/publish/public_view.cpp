#include "publish/public_view.hpp"

#include "store/public_rows.hpp"

#include <fmt/format.h>

#include <memory>

namespace ombud::publish {

namespace {

/// The group's name is that of the category whose id is the group, if the configuration has one, else the id itself.
std::string group_name(const Config& config, std::string_view category) {
    const std::string_view group = category.substr(0, category.find('/'));
    const Category* named = config.category(group);
    if (named == nullptr) return std::string(group);
    return config.language == "en" ? named->name_en : named->name_de;
}

void fill(PublicReport& report, store::PublicRow& row, const Config& config) {
    report.id = row.id;
    report.reference = fmt::format("{}-{}", config.reference_prefix, row.id);
    report.category_name_de = row.category_de;
    report.category_name_en = row.category_en;
    report.group_name = group_name(config, row.category);
    report.title = public_title(config.language == "en" ? row.category_en : row.category_de, row.street);
    report.category = std::move(row.category);
    report.department_name = std::move(row.department);
    report.status = row.status;
    report.received_at = row.received_at;
    report.changed_at = row.changed_at;
    report.closed_at = row.closed_at;
    report.street = std::move(row.street);
    report.area = std::move(row.area);
    report.position = row.position;
    report.accuracy_m = row.accuracy_m;
    report.photos = std::move(row.photos);
}

}  // namespace

NextReport public_view(store::Register& registry, const Config& config) {
    auto rows = std::make_shared<store::PublicRows>(registry);
    return [rows, &config](PublicReport& report) {
        store::PublicRow row;
        while (rows->next(row)) {
            // The register has the categories of the last run; what was made internal since must not wait for the next.
            const Category* category = config.category(row.category);
            if (category == nullptr || !category->is_public) continue;
            fill(report, row, config);
            return true;
        }
        return false;
    };
}

}  // namespace ombud::publish
