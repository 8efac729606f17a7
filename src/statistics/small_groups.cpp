#include "statistics/small_groups.hpp"

#include "core/error.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <map>

namespace ombud::statistics {

namespace {

using Index = std::size_t;

/// Terms that add up to a sum, as numbers of rows.
struct Sum {
    std::vector<Index> terms;
    Index sum = 0;
};

/// All rows of all tables, the total first, and which of them add up.
class Layout {
  public:
    Layout(Statistics& statistics, const Config& config) {
        rows_.push_back(&statistics.total);
        for (Table& table : statistics.tables) {
            first_[&table] = rows_.size();
            for (Row& row : table.rows) rows_.push_back(&row);
        }
        for (const Table& table : statistics.tables) add_sums(statistics, table);
        add_categories(statistics, config);
        // Short sums first: what one hides often saves a longer one, seldom the other way round.
        std::ranges::stable_sort(sums_, {}, [](const Sum& sum) { return sum.terms.size(); });
    }

    [[nodiscard]] const std::vector<Row*>& rows() const noexcept { return rows_; }
    [[nodiscard]] const std::vector<Sum>& sums() const noexcept { return sums_; }
    [[nodiscard]] Index first(const Table& table) const { return first_.at(&table); }

  private:
    void add_categories(const Statistics& statistics, const Config& config) {
        const Table* categories = statistics.table({Dimension::category});
        if (categories == nullptr) return;
        add_parts(*categories, statistics.table({Dimension::group}),
                  [](const std::string& category) { return category.substr(0, category.find('/')); });
        add_parts(*categories, statistics.table({Dimension::department}), [&](const std::string& category) {
            const Category* found = config.category(category);
            return found == nullptr ? std::string() : found->department;
        });
    }

    void add_sums(const Statistics& statistics, const Table& table) {
        if (table.by.size() == 1) {
            Sum all{{}, 0};
            for (Index i = 0; i < table.rows.size(); ++i) all.terms.push_back(first(table) + i);
            sums_.push_back(std::move(all));
            return;
        }
        for (std::size_t d = 0; d < table.by.size(); ++d) {
            const Table* single = statistics.table({table.by[d]});
            if (single == nullptr) continue;
            add_parts_by(table, d, *single, [](const std::string& id) { return id; });
        }
    }

    void add_parts(const Table& parts, const Table* whole, const std::function<std::string(const std::string&)>& of) {
        if (whole != nullptr) add_parts_by(parts, 0, *whole, of);
    }

    /// The rows of `parts` by what their value of dimension `d` belongs to make the rows of `whole`.
    void add_parts_by(const Table& parts, std::size_t d, const Table& whole,
                      const std::function<std::string(const std::string&)>& of) {
        std::map<std::string, std::vector<Index>> terms;
        for (Index i = 0; i < parts.rows.size(); ++i) {
            terms[of(parts.rows[i].key.at(d).id)].push_back(first(parts) + i);
        }
        for (Index i = 0; i < whole.rows.size(); ++i) {
            const auto found = terms.find(whole.rows[i].key.front().id);
            if (found != terms.end()) sums_.push_back({found->second, first(whole) + i});
        }
    }

    std::vector<Row*> rows_;
    std::map<const Table*, Index> first_;
    std::vector<Sum> sums_;
};

/// One count of all rows, and which of them are hidden.
class Column {
  public:
    Column(const Layout& layout, Count count, std::int64_t k) : layout_(layout), k_(k) {
        for (const Row* row : layout.rows()) {
            const std::int64_t value = row->at(count).value_or(0);
            bool small = value > 0 && value < k;
            if (count == Count::in_time) {
                const std::int64_t late = row->at(Count::due).value_or(0) - value;
                small = small || (late > 0 && late < k);
            }
            values_.push_back(value);
            hidden_.push_back(small);
        }
    }

    [[nodiscard]] bool hidden(Index i) const { return hidden_[i]; }
    void hide(Index i) { hidden_[i] = true; }

    /// Hides more until no sum gives one away. Whether it had to.
    bool protect() {
        bool any = false;
        for (bool changed = true; changed;) {
            changed = false;
            for (const Sum& sum : layout_.sums()) {
                while (adds_up(sum) && !safe(sum) && hide_another(sum)) changed = any = true;
            }
        }
        return any;
    }

  private:
    [[nodiscard]] bool adds_up(const Sum& sum) const {
        std::int64_t all = 0;
        for (const Index term : sum.terms) all += values_[term];
        return all == values_[sum.sum];
    }

    [[nodiscard]] bool safe(const Sum& sum) const {
        std::size_t hidden = 0;
        std::int64_t room_below = 0;
        std::int64_t room_above = 0;
        bool bounded = true;
        const auto look_at = [&](Index i) {
            if (!hidden_[i]) return;
            ++hidden;
            const bool small = values_[i] < k_;
            room_below += values_[i] - (small ? std::min<std::int64_t>(1, values_[i]) : k_);
            room_above += small ? k_ - 1 - values_[i] : 0;
            bounded = bounded && small;
        };
        for (const Index term : sum.terms) look_at(term);
        look_at(sum.sum);
        return hidden == 0 || (hidden >= 2 && room_below >= k_ && (!bounded || room_above >= k_));
    }

    /// The smallest term that is shown and not zero, else the sum. False where there is nothing left to hide.
    bool hide_another(const Sum& sum) {
        Index chosen = sum.sum;
        std::int64_t smallest = std::numeric_limits<std::int64_t>::max();
        for (const Index term : sum.terms) {
            if (hidden_[term] || values_[term] == 0 || values_[term] >= smallest) continue;
            smallest = values_[term];
            chosen = term;
        }
        if (hidden_[chosen]) return false;
        hidden_[chosen] = true;
        return true;
    }

    const Layout& layout_;
    std::int64_t k_;
    std::vector<std::int64_t> values_;
    std::vector<bool> hidden_;
};

/// What is hidden in one of two columns is hidden in the other. Whether that changed anything.
bool unite(Column& a, Column& b, Index rows) {
    bool changed = false;
    for (Index i = 0; i < rows; ++i) {
        if (a.hidden(i) == b.hidden(i)) continue;
        a.hide(i);
        b.hide(i);
        changed = true;
    }
    return changed;
}

void take_out(const Layout& layout, Count count, const Column& column) {
    for (Index i = 0; i < layout.rows().size(); ++i) {
        if (column.hidden(i)) layout.rows()[i]->at(count) = std::nullopt;
    }
}

/// What is open at the end of a month follows from the month before.
void hide_open_by_time(Statistics& statistics) {
    for (Table& table : statistics.tables) {
        const auto hidden = [](const Row& row) { return !row.at(Count::open) || !row.at(Count::closed); };
        if (std::ranges::none_of(table.by, is_time) || std::ranges::none_of(table.rows, hidden)) continue;
        for (Row& row : table.rows) row.at(Count::open) = std::nullopt;
    }
}

}  // namespace

std::vector<Grouping> tables_to_check(const std::vector<Grouping>& asked) {
    std::vector<Grouping> tables;
    for (const Dimension dimension : all_dimensions) tables.push_back({dimension});
    for (const Grouping& by : asked) {
        if (by.size() > 2) {
            throw Error(ErrorKind::usage, "the public edition crosses at most two dimensions; leave one away");
        }
        if (std::ranges::find(tables, by) == tables.end()) tables.push_back(by);
    }
    return tables;
}

void hide_small_groups(Statistics& statistics, int smallest_group, const Config& config) {
    statistics.smallest_group = smallest_group;
    const Layout layout(statistics, config);
    Column closed(layout, Count::closed, smallest_group);
    Column open(layout, Count::open, smallest_group);
    for (bool changed = true; changed;) {
        changed = closed.protect();
        changed = open.protect() || changed;
        changed = unite(closed, open, layout.rows().size()) || changed;
    }
    // in_time looks at due, so it is worked out before anything is taken out.
    constexpr std::array others{Count::received, Count::due,        Count::in_time,
                                Count::reopened, Count::duplicates, Count::forwarded};
    std::vector<Column> columns;
    for (const Count count : others) columns.emplace_back(layout, count, smallest_group).protect();
    for (std::size_t i = 0; i < others.size(); ++i) take_out(layout, others.at(i), columns[i]);
    take_out(layout, Count::closed, closed);
    take_out(layout, Count::open, open);
    hide_open_by_time(statistics);
    for (Row* row : layout.rows()) {
        for (SpanFigure& span : row->span) {
            if (span.samples < static_cast<std::size_t>(smallest_group)) span = {};
            span.samples = 0;
        }
    }
    for (HotSpot& spot : statistics.hot_spots) {
        // To a hundred metres: enough to find the place, not the door.
        constexpr double steps = 1000;
        spot.centre = {std::round(spot.centre.lon * steps) / steps, std::round(spot.centre.lat * steps) / steps};
        std::erase_if(spot.categories, [&](const auto& category) { return category.second < smallest_group; });
    }
}

}  // namespace ombud::statistics
