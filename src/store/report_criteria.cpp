#include "store/report_criteria.hpp"

#include "core/text.hpp"
#include "store/connection.hpp"
#include "store/may_be_public.hpp"
#include "store/reporters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace ombud::store {

namespace {

/// Statuses that somebody has to work on.
constexpr std::string_view open_path =
    "SELECT id FROM report WHERE status IN ('received', 'open', 'in_progress', 'forwarded')";

/// "COLUMN IN (?, ?)"
template <typename Values, typename ToText>
Sql one_of(std::string_view column, const Values& values, const ToText& to_text) {
    Sql sql{fmt::format("{} IN (", column), {}};
    for (const auto& value : values) {
        sql.text += sql.values.empty() ? "?" : ", ?";
        sql.values.emplace_back(std::string(to_text(value)));
    }
    sql.text += ')';
    return sql;
}

Sql one_of(std::string_view column, const std::vector<std::string>& values) {
    return one_of(column, values, [](const std::string& value) { return std::string_view(value); });
}

/// The same condition about a row and as a path.
Criterion by_index(const Sql& about_column) {
    return {{"r." + about_column.text, about_column.values},
            Sql{"SELECT id FROM report WHERE " + about_column.text, about_column.values},
            true};
}

/// Ranges instead of LIKE, so that the index on category serves groups too: '0' is the character after '/'.
Criterion by_category(const std::vector<std::string>& categories) {
    Sql row;
    Sql path;
    // A category and its group may both be named: then a report would come twice.
    const std::string together = categories.size() == 1 ? " UNION ALL " : " UNION ";
    for (const std::string& category : categories) {
        const std::vector<SqlValue> values{category, category + '/', category + '0'};
        row += {row.text.empty() ? "(" : " OR ", {}};
        row += {"r.category = ? OR (r.category >= ? AND r.category < ?)", values};
        path += {path.text.empty() ? "" : together, {}};
        path += {fmt::format("SELECT id FROM report WHERE category = ?{}"
                             "SELECT id FROM report WHERE category >= ? AND category < ?",
                             together),
                 values};
    }
    row.text += ')';
    return {row, path, true};
}

/// Where both are asked for: a path only, since each of them asks about the row already.
Criterion by_department_and_category(const std::vector<std::string>& departments,
                                     const std::vector<std::string>& categories) {
    Sql path;
    const auto add = [&](const Sql& about_category) {
        path += {path.text.empty() ? "" : " UNION ", {}};  // a category and its group may both be named
        path += {"SELECT id FROM report WHERE ", {}};
        path += one_of("department", departments);
        path += about_category;
    };
    for (const std::string& category : categories) {
        add({" AND category = ?", {category}});
        add({" AND category >= ? AND category < ?", {category + '/', category + '0'}});
    }
    return {{"1", {}}, path, false};
}

/// A report's district stands in report.area at once, its areas of other kinds in report_area.
Criterion by_area(const std::vector<std::string>& areas) {
    const Sql ids = [&] {
        Sql sql = one_of("name", areas);
        sql.text = "(SELECT id FROM area WHERE " + sql.text + ")";
        return sql;
    }();
    Sql row{"(r.area IN ", {}};
    row += ids;
    row += {" OR EXISTS (SELECT 1 FROM report_area x WHERE x.report = r.id AND x.area IN ", {}};
    row += ids;
    row.text += "))";
    Sql path{"SELECT id FROM report WHERE area IN ", {}};
    path += ids;
    path += {" UNION SELECT report FROM report_area WHERE area IN ", {}};
    path += ids;
    return {row, path, true};
}

/// The R*Tree knows positions to a part of a metre, so the condition is asked besides.
Criterion in_box(const Bounds& box) {
    const std::vector<SqlValue> values{box.west, box.east, box.south, box.north};
    return {
        {"r.lon >= ? AND r.lon <= ? AND r.lat >= ? AND r.lat <= ?", values},
        Sql{"SELECT pkid AS id FROM idx_report_geom WHERE xmax >= ? AND xmin <= ? AND ymax >= ? AND ymin <= ?", values},
        false};
}

Criterion in_circle(const Circle& circle) {
    Criterion criterion = in_box(box_around(circle.centre, circle.radius_m));
    criterion.condition +=
        {" AND metres(r.lon, r.lat, ?, ?) <= ?", {circle.centre.lon, circle.centre.lat, circle.radius_m}};
    return criterion;
}

Criterion by_reporter(Register& registry, std::string_view contact) {
    std::string ids;
    for (const std::int64_t id : reporters_of_contact(registry, contact)) {
        ids += fmt::format("{}{}", ids.empty() ? "" : ", ", id);
    }
    return by_index({fmt::format("reporter IN ({})", ids), {}});
}

Criterion late_by(const std::vector<LateBefore>& late) {
    if (late.empty()) return {{"0", {}}, Sql{"SELECT id FROM report WHERE 0", {}}, true};
    Sql row{"r.closed_at IS NULL AND (", {}};
    std::int64_t last = 0;
    for (const LateBefore& one : late) {
        const std::int64_t before = one.received_before.time_since_epoch().count();
        last = std::max(last, before);
        row += {row.values.empty() ? "" : " OR ", {}};
        row += {"(r.category = ? AND r.received_at < ?)", {one.category, before}};
    }
    row.text += ')';
    Sql path{std::string(open_path), {}};
    path += {" AND received_at < ?", {last}};
    return {row, path, false};
}

Criterion untouched(Instant since) {
    return {{"r.closed_at IS NULL AND NOT EXISTS (SELECT 1 FROM event e WHERE e.report = r.id AND e.at >= ?)",
             {std::int64_t{since.time_since_epoch().count()}}},
            Sql{std::string(open_path), {}},
            false};
}

Criterion by_time(const ReportFilter& filter) {
    Sql path{"SELECT id FROM report WHERE ", {}};
    path += received_between("received_at", filter);
    return {received_between("r.received_at", filter), path, true};
}

}  // namespace

Sql& Sql::operator+=(const Sql& more) {
    text += more.text;
    values.insert(values.end(), more.values.begin(), more.values.end());
    return *this;
}

Sql received_between(std::string_view column, const ReportFilter& filter) {
    Sql sql;
    const auto add = [&](std::string_view comparison, const std::optional<Instant>& instant) {
        if (!instant) return;
        sql += {fmt::format("{}{} {} ?", sql.text.empty() ? "" : " AND ", column, comparison),
                {std::int64_t{instant->time_since_epoch().count()}}};
    };
    add(">=", filter.since);
    add("<", filter.until);
    return sql;
}

std::vector<Criterion> criteria_of(Register& registry, const ReportFilter& filter) {
    std::vector<Criterion> criteria;
    if (!filter.statuses.empty()) {
        criteria.push_back(by_index(one_of("status", filter.statuses, [](Status s) { return to_string(s); })));
    }
    if (!filter.departments.empty()) criteria.push_back(by_index(one_of("department", filter.departments)));
    if (!filter.categories.empty()) criteria.push_back(by_category(filter.categories));
    if (!filter.departments.empty() && !filter.categories.empty()) {
        criteria.push_back(by_department_and_category(filter.departments, filter.categories));
    }
    if (!filter.areas.empty()) criteria.push_back(by_area(filter.areas));
    if (filter.box) criteria.push_back(in_box(*filter.box));
    if (filter.near) criteria.push_back(in_circle(*filter.near));
    if (!filter.reporter.empty()) criteria.push_back(by_reporter(registry, filter.reporter));
    if (filter.late) criteria.push_back(late_by(*filter.late));
    if (filter.untouched_since) criteria.push_back(untouched(*filter.untouched_since));
    if (filter.waiting_for_release) {
        criteria.push_back({{"EXISTS (SELECT 1 FROM release e WHERE e.report = r.id AND e.state = 'waiting') "
                             "AND " OMBUD_MAY_BE_PUBLIC,
                             {}},
                            Sql{"SELECT report AS id FROM release WHERE state = 'waiting'", {}},
                            false});
    }
    if (!filter.channels.empty()) {
        criteria.push_back(by_index(one_of("channel", filter.channels, [](Channel c) { return to_string(c); })));
    }
    if (filter.without_photo) {
        criteria.push_back({{"NOT EXISTS (SELECT 1 FROM photo p WHERE p.report = r.id)", {}}, std::nullopt, false});
    }
    if (filter.since || filter.until) criteria.push_back(by_time(filter));
    return criteria;
}

}  // namespace ombud::store
