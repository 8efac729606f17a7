#include "core/text.hpp"
#include "store/connection.hpp"
#include "store/report_columns.hpp"
#include "store/report_criteria.hpp"
#include "store/report_filter.hpp"
#include "store/search_text.hpp"

#include <fmt/format.h>

#include <type_traits>

namespace ombud::store {

namespace {

// How a list is made is chosen here and not left to SQLite, which without statistics takes any index for a selective
// one, and with them cannot know that two frequent things never come together:
//   1. where one condition fits few reports, those are looked at;
//   2. else the newest reports are walked through, until there are enough that fit, but not for long;
//   3. else what the most selective condition fits is looked at, however many those are.

/// Beyond so many hits of a text each report is looked up in the text index instead of all hits being gathered first.
constexpr std::int64_t many_hits = 100'000;

struct Order {
    std::string key;  ///< what is sorted by, ascending or descending like the id
    std::vector<SqlValue> values;
    bool descending = false;
};

Order order_of(const ReportFilter& filter) {
    switch (filter.order) {
        case ReportOrder::newest:
            return {"r.received_at", {}, true};
        case ReportOrder::oldest:
            return {"r.received_at", {}, false};
        case ReportOrder::changed:
            return {"r.changed_at", {}, true};
        case ReportOrder::unchanged:
            return {"r.changed_at", {}, false};
        case ReportOrder::nearest:
            break;
    }
    const Position centre = filter.near ? filter.near->centre : Position{};
    return {"CAST(1000 * metres(r.lon, r.lat, ?, ?) AS INTEGER)", {centre.lon, centre.lat}, false};
}

bool by_time_received(const ReportFilter& filter) {
    return filter.order == ReportOrder::newest || filter.order == ReportOrder::oldest;
}

/// What follows the cursor. Said as a range first, which an index can begin at.
Sql beyond(const Order& order, const ReportCursor& after) {
    const std::string_view sign = order.descending ? "<" : ">";
    Sql sql{fmt::format("{} {}= ?", order.key, sign), order.values};
    sql.values.emplace_back(after.key);
    sql += {fmt::format(" AND ({} {} ? OR r.id {} ?)", order.key, sign, sign), order.values};
    sql.values.emplace_back(after.key);
    sql.values.emplace_back(after.id);
    return sql;
}

/// A list in the making.
class Search {
  public:
    Search(Register& registry, const ReportFilter& filter, const SearchEffort& effort)
        : connection_(registry.connection()), filter_(filter), effort_(effort), order_(order_of(filter)) {
        connection_.index_new_reports();  // of a transaction under way
        criteria_ = criteria_of(registry, filter);
        if (!filter.text.empty()) add_text();
    }

    /// Every row in order, as `read` makes it. \param columns  of report `r` and its area `a`
    template <typename Read>
    auto rows(std::string_view columns, const Read& read) {
        const Criterion* path = smallest_path(effort_.few);
        if (path == nullptr && filter_.limit > 0 && by_time_received(filter_) && !criteria_.empty()) {
            auto walked = all(walk_through(columns), read);
            if (walked.size() == filter_.limit) return walked;
        }
        if (path == nullptr) path = smallest_path(effort_.many);
        return all(statement(columns, path), read);
    }

  private:
    void add_text() {
        const std::string words = search_expression(filter_.text);
        if (words.empty()) {
            criteria_.push_back({{"0", {}}, Sql{"SELECT id FROM report WHERE 0", {}}, true});
            return;
        }
        Criterion criterion;
        criterion.path = Sql{"SELECT rowid AS id FROM report_text WHERE report_text MATCH ?", {words}};
        criterion.exact = true;
        const bool very_many = count_up_to(*criterion.path, many_hits) == many_hits;
        criterion.condition = {very_many
                                   ? "EXISTS (SELECT 1 FROM report_text WHERE report_text MATCH ? AND rowid = r.id)"
                                   : "r.id IN (SELECT rowid FROM report_text WHERE report_text MATCH ?)",
                               {words}};
        criteria_.push_back(std::move(criterion));
    }

    /// The path that finds the fewest, if it finds less than so many.
    const Criterion* smallest_path(std::int64_t below) {
        const Criterion* best = nullptr;
        for (const Criterion& criterion : criteria_) {
            if (!criterion.path) continue;
            const std::int64_t count = count_up_to(*criterion.path, below);
            if (count < below) {
                below = count;
                best = &criterion;
            }
        }
        return best;
    }

    /// All conditions but that of the path, if the path answers it.
    Sql conditions(const Criterion* path) const {
        Sql sql{" WHERE 1", {}};
        for (const Criterion& criterion : criteria_) {
            if (&criterion == path && criterion.exact) continue;
            sql += {" AND (", {}};
            sql += criterion.condition;
            sql.text += ')';
        }
        if (filter_.after) {
            sql += {" AND ", {}};
            sql += beyond(order_, *filter_.after);
        }
        return sql;
    }

    Sql order_and_limit() const {
        const std::string_view way = order_.descending ? "DESC" : "ASC";
        Sql sql{fmt::format(" ORDER BY {} {}, r.id {}", order_.key, way, way), order_.values};
        if (filter_.limit > 0) sql += {" LIMIT ?", {static_cast<std::int64_t>(filter_.limit)}};
        return sql;
    }

    Sql statement(std::string_view columns, const Criterion* path) const {
        Sql sql{fmt::format("SELECT {} FROM ", columns), {}};
        if (path != nullptr) {
            sql += {"(", {}};
            sql += *path->path;
            sql += {") p CROSS JOIN report r ON r.id = p.id", {}};
        } else {
            sql += {"report r", {}};
        }
        sql += {" LEFT JOIN area a ON a.id = r.area", {}};
        sql += conditions(path);
        sql += order_and_limit();
        return sql;
    }

    /// The next reports by time received, and which of them fit. They come in the order of the inner SELECT, since it
    /// is the outer loop; a second ORDER BY would make SQLite look at all of them.
    Sql walk_through(std::string_view columns) const {
        const std::string_view way = order_.descending ? "DESC" : "ASC";
        Sql sql{fmt::format("SELECT {} FROM (SELECT r.id FROM report r WHERE 1", columns), {}};
        if (filter_.since || filter_.until) {
            sql += {" AND ", {}};
            sql += received_between("r.received_at", filter_);
        }
        if (filter_.after) {
            sql += {" AND ", {}};
            sql += beyond(order_, *filter_.after);
        }
        sql += {fmt::format(" ORDER BY r.received_at {}, r.id {} LIMIT ?) p CROSS JOIN report r ON r.id = p.id "
                            "LEFT JOIN area a ON a.id = r.area",
                            way, way),
                {effort_.walk}};
        sql += conditions(nullptr);
        sql += {" LIMIT ?", {static_cast<std::int64_t>(filter_.limit)}};
        return sql;
    }

    template <typename Read>
    auto all(const Sql& sql, const Read& read) {
        std::vector<std::invoke_result_t<Read, const Query&>> found;
        Query row = connection_.query(sql.text);
        for (std::size_t i = 0; i < sql.values.size(); ++i) {
            std::visit([&](const auto& value) { row.bind_at(static_cast<int>(i) + 1, value); }, sql.values[i]);
        }
        while (row.next()) found.push_back(read(row));
        return found;
    }

    std::int64_t count_up_to(const Sql& path, std::int64_t bound) {
        Sql sql{"SELECT count(*) FROM (SELECT 1 FROM (", {}};
        sql += path;
        sql += {") LIMIT ?)", {bound}};
        return all(sql, [](const Query& row) { return row.integer(0); }).front();
    }

    Connection& connection_;
    const ReportFilter& filter_;
    const SearchEffort& effort_;
    Order order_;
    std::vector<Criterion> criteria_;
};

}  // namespace

std::vector<Report> list_reports(Register& registry, const ReportFilter& filter, const SearchEffort& effort) {
    return Search(registry, filter, effort).rows(OMBUD_REPORT_COLUMNS, read_report);
}

std::vector<ReportId> list_report_ids(Register& registry, const ReportFilter& filter, const SearchEffort& effort) {
    return Search(registry, filter, effort).rows("r.id", [](const Query& row) { return row.integer(0); });
}

}  // namespace ombud::store
