#include "publish/public_view.hpp"

#include "store/public_rows.hpp"

#include <fmt/format.h>

#include <memory>
#include <unordered_map>

namespace ombud::publish {

namespace {

/// The group's name is that of the category whose id is the group, if the configuration has one, else the id itself.
std::string group_name(const Config& config, std::string_view category) {
    const std::string_view group = category.substr(0, category.find('/'));
    const Category* named = config.category(group);
    if (named == nullptr) return std::string(group);
    return config.language == "en" ? named->name_en : named->name_de;
}

/// A category as the configuration has it now, looked up once and not for each of a million reports.
struct KnownCategory {
    const Category* category = nullptr;
    std::string group;
};
using KnownCategories = std::unordered_map<std::string, KnownCategory>;

/// The categories that are public now.
KnownCategories public_categories(const Config& config) {
    KnownCategories known;
    for (const Category& category : config.categories) {
        if (category.is_public) known[category.id] = {&category, group_name(config, category.id)};
    }
    return known;
}

void fill(PublicReport& report, store::PublicRow& row, const Config& config, const KnownCategory& known) {
    report.text.clear();
    // The configuration may have taken the words of a category back since.
    if (known.category->release != ReleaseRule::title_only) {
        report.text = std::move(row.released_text.empty() ? row.released_title : row.released_text);
    }
    report.id = row.id;
    report.reference = fmt::format("{}-{}", config.reference_prefix, row.id);
    report.category_name_de = row.category_de;
    report.category_name_en = row.category_en;
    report.group_name = known.group;
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

void fill_details(PublicReport& report, store::Register& registry, const std::vector<store::StatusStep>& steps) {
    report.history.clear();
    for (const store::StatusStep& step : steps) report.history.push_back({step.at, step.status});
    report.answers.clear();
    static_cast<void>(registry);
}

}  // namespace

NextReport public_view(store::Register& registry, const Config& config, Detail detail) {
    auto rows = std::make_shared<store::PublicRows>(registry);
    // The register has the categories of the last run; what was made internal since must not wait for the next.
    auto known = std::make_shared<const KnownCategories>(public_categories(config));
    return [rows, known, &registry, &config, detail, row = store::PublicRow{}](PublicReport& report) mutable {
        while (rows->next(row)) {
            const auto category = known->find(row.category);
            if (category == known->end()) continue;
            std::vector<store::StatusStep> steps;
            if (detail == Detail::full) steps = store::status_history(registry, row);
            fill(report, row, config, category->second);
            if (detail == Detail::full) fill_details(report, registry, steps);
            return true;
        }
        return false;
    };
}

}  // namespace ombud::publish
