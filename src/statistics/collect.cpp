#include "statistics/collect.hpp"

#include "core/deadline.hpp"
#include "core/text.hpp"
#include "statistics/durations.hpp"
#include "statistics/history.hpp"
#include "statistics/hot_spots.hpp"
#include "statistics/names.hpp"
#include "statistics/small_groups.hpp"
#include "store/figure_rows.hpp"

#include <algorithm>
#include <unordered_map>

namespace ombud::statistics {

namespace {

constexpr unsigned bits_of_a_code = 21;
constexpr std::uint64_t code_mask = (std::uint64_t{1} << bits_of_a_code) - 1;

struct Cell {
    std::array<std::int64_t, counts> count{};
    std::array<Durations, spans> span{};
};

/// One table in the making. The codes of a group's values are packed into one number, the first dimension highest.
class Counter {
  public:
    explicit Counter(Grouping by) : by_(std::move(by)) {
        const auto time = std::ranges::find_if(by_, is_time);
        if (time == by_.end()) return;
        time_ = *time;
        time_shift_ = static_cast<unsigned>(by_.end() - time - 1) * bits_of_a_code;
    }

    /// The report that the following figures are of.
    void begin(Names& names, const store::FigureRow& row) {
        static_key_ = 0;
        for (const Dimension dimension : by_) {
            static_key_ <<= bits_of_a_code;
            if (!is_time(dimension)) static_key_ |= names.code(dimension, row);
        }
        static_cell_ = time_ ? nullptr : &cells_[static_key_];
    }

    [[nodiscard]] bool by_time() const noexcept { return time_.has_value(); }
    /// \pre by_time()
    [[nodiscard]] Dimension time() const { return *time_; }
    /// The cell of something that happened then. \param code  of month or week; 0: before the period
    [[nodiscard]] Cell& cell(std::uint32_t code) {
        return time_ ? cells_[static_key_ | (std::uint64_t{code} << time_shift_)] : *static_cell_;
    }

    [[nodiscard]] Table finish(const Names& names);

  private:
    void fill_gaps();
    void sum_up_open();
    [[nodiscard]] std::uint64_t time_of(std::uint64_t key) const { return (key >> time_shift_) & code_mask; }
    [[nodiscard]] std::uint64_t without_time(std::uint64_t key) const { return key & ~(code_mask << time_shift_); }

    Grouping by_;
    std::optional<Dimension> time_;
    unsigned time_shift_ = 0;
    std::uint64_t static_key_ = 0;
    Cell* static_cell_ = nullptr;
    std::unordered_map<std::uint64_t, Cell> cells_;
};

/// A table of months alone has every month.
void Counter::fill_gaps() {
    if (by_.size() != 1 || cells_.empty()) return;
    std::uint64_t first = code_mask;
    std::uint64_t last = 0;
    for (const auto& [key, cell] : cells_) {
        if (key == 0) continue;
        first = std::min(first, key);
        last = std::max(last, key);
    }
    for (std::uint64_t key = first; key < last; ++key) static_cast<void>(cells_[key]);
}

/// Openings and closings of each month become what is open at its end.
void Counter::sum_up_open() {
    std::vector<std::uint64_t> keys;
    keys.reserve(cells_.size());
    for (const auto& [key, cell] : cells_) keys.push_back(key);
    std::ranges::sort(keys, [&](std::uint64_t a, std::uint64_t b) {
        const auto group_a = without_time(a);
        const auto group_b = without_time(b);
        return group_a != group_b ? group_a < group_b : time_of(a) < time_of(b);
    });
    std::int64_t open = 0;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (i > 0 && without_time(keys[i]) != without_time(keys[i - 1])) open = 0;
        auto& count = cells_[keys[i]].count.at(static_cast<std::size_t>(Count::open));
        open += count;
        count = open;
    }
    std::erase_if(cells_, [&](const auto& entry) { return time_of(entry.first) == 0; });
}

Row row_of(const Cell& cell) {
    Row row;
    for (std::size_t i = 0; i < counts; ++i) row.count.at(i) = cell.count.at(i);
    for (std::size_t i = 0; i < spans; ++i) {
        const Durations& d = cell.span.at(i);
        row.span.at(i) = {d.count(), d.percentile(0.5), d.percentile(0.9)};
    }
    return row;
}

Table Counter::finish(const Names& names) {
    if (time_) {
        fill_gaps();
        sum_up_open();
    }
    const auto nothing = [](const Cell& cell) {
        return std::ranges::all_of(cell.count, [](std::int64_t n) { return n == 0; }) &&
               std::ranges::all_of(cell.span, [](const Durations& d) { return d.count() == 0; });
    };
    struct Entry {
        std::vector<std::string> order;
        Row row;
    };
    std::vector<Entry> entries;
    for (const auto& [key, cell] : cells_) {
        if (nothing(cell) && by_ != Grouping{Dimension::month} && by_ != Grouping{Dimension::week}) continue;
        Entry entry{{}, row_of(cell)};
        for (std::size_t i = 0; i < by_.size(); ++i) {
            const auto shift = static_cast<unsigned>(by_.size() - 1 - i) * bits_of_a_code;
            const auto code = static_cast<std::uint32_t>((key >> shift) & code_mask);
            Label label = names.label(by_[i], code);
            const bool ordered = by_[i] == Dimension::status || by_[i] == Dimension::channel;
            // What has no value stands last.
            entry.order.push_back(label.id.empty() ? "\x7F"
                                  : ordered        ? std::string(1, static_cast<char>('a' + code))
                                                   : fold(label.name));
            entry.order.push_back(label.id);
            entry.row.key.push_back(std::move(label));
        }
        entries.push_back(std::move(entry));
    }
    std::ranges::sort(entries, {}, &Entry::order);
    Table table{by_, {}};
    for (Entry& entry : entries) table.rows.push_back(std::move(entry.row));
    return table;
}

/// Puts the figures of one report after the other into the tables.
class Collector {
  public:
    Collector(store::Register& registry, const Config& config, const Request& request, Instant now)
        : config_(config),
          request_(request),
          now_(now),
          history_(registry),
          names_(config, store::figure_areas(registry, "district", false)),
          days_(config.time_zone, config.calendar),
          spots_(config.report.hot_spot_radius_m) {
        tables_.emplace_back(Grouping{});
        for (const Grouping& by : request.tables) tables_.emplace_back(by);
        for (const Category& category : config.categories) categories_.emplace(category.id, &category);
    }

    void add(const store::FigureRow& row) {
        const auto found = categories_.find(row.category);
        category_ = found == categories_.end() ? nullptr : found->second;
        if (request_.public_edition && (category_ == nullptr || !category_->is_public)) return;
        for (Counter& table : tables_) table.begin(names_, row);
        count(Count::received, row.received_at);
        if (row.status == Status::duplicate) count(Count::duplicates, row.received_at);
        add_open_times(row);
        if (const auto answer = history_.first_answer(row.id)) {
            measure(Span::first_answer, *answer, *answer - row.received_at);
        }
        if (row.closed_at && (row.status == Status::solved || row.status == Status::closed_unsolved)) {
            measure(Span::solution, *row.closed_at, *row.closed_at - row.received_at);
        }
        add_deadline(row);
        for (const Handover& handover : history_.handovers(row.id)) {
            count(Count::forwarded, handover.from);
            if (handover.until) measure(Span::third_party, *handover.until, *handover.until - handover.from);
        }
        if (request_.hot_spots > 0 && row.position && in_period(row.received_at) && row.status != Status::duplicate &&
            row.accuracy_m <= config_.report.hot_spot_radius_m) {
            spots_.add(*row.position, street_codes_.code(row.street), row.area, category_codes_.code(row.category));
        }
    }

    Statistics finish() {
        Statistics statistics;
        statistics.period = request_.period;
        statistics.public_edition = request_.public_edition;
        Table total = tables_.front().finish(names_);
        if (total.rows.empty()) total.rows.push_back(row_of({}));
        statistics.total = std::move(total.rows.front());
        for (std::size_t i = 1; i < tables_.size(); ++i) statistics.tables.push_back(tables_[i].finish(names_));
        statistics.hot_spot_radius_m = config_.report.hot_spot_radius_m;
        if (request_.hot_spots == 0) return statistics;
        const std::int64_t least =
            std::max(config_.report.hot_spot_reports, request_.public_edition ? config_.report.smallest_group : 0);
        for (const SpotCount& spot : spots_.find(request_.hot_spots, least)) {
            HotSpot named{spot.centre, street_codes_.text(spot.street), names_.area(spot.area), spot.reports, {}};
            for (const auto& [code, reports] : spot.categories) {
                named.categories.emplace_back(names_.category(category_codes_.text(code)), reports);
            }
            statistics.hot_spots.push_back(std::move(named));
        }
        return statistics;
    }

  private:
    [[nodiscard]] bool in_period(Instant at) const {
        return (!request_.period.since || at >= *request_.period.since) && at < request_.period.until;
    }

    template <typename Change>
    void at(Instant when, const Change& change) {
        if (!in_period(when)) return;
        for (Counter& table : tables_) {
            change(table.cell(table.by_time() ? Names::time_code(table.time(), days_.day_of(when)) : 0));
        }
    }

    void count(Count what, Instant when) {
        at(when, [&](Cell& cell) { ++cell.count.at(static_cast<std::size_t>(what)); });
    }

    void measure(Span what, Instant when, std::chrono::seconds took) {
        at(when, [&](Cell& cell) { cell.span.at(static_cast<std::size_t>(what)).add(took.count()); });
    }

    /// More or fewer reports are open from an instant on.
    void open(Instant when, int change) {
        if (when >= request_.period.until) return;
        const bool before = request_.period.since && when < *request_.period.since;
        for (Counter& table : tables_) {
            const bool undated = before || !table.by_time();
            Cell& cell = table.cell(undated ? 0 : Names::time_code(table.time(), days_.day_of(when)));
            cell.count.at(static_cast<std::size_t>(Count::open)) += change;
        }
    }

    void add_open_times(const store::FigureRow& row) {
        open(row.received_at, 1);
        for (const Reopening& reopening : history_.reopenings(row.id)) {
            const Instant closed = std::max(reopening.closed_at.value_or(row.received_at), row.received_at);
            count(Count::closed, closed);
            open(closed, -1);
            count(Count::reopened, reopening.at);
            open(reopening.at, 1);
        }
        if (!row.closed_at) return;
        count(Count::closed, *row.closed_at);
        open(std::max(*row.closed_at, row.received_at), -1);
    }

    void add_deadline(const store::FigureRow& row) {
        if (category_ == nullptr || !category_->expected_days || row.status == Status::duplicate ||
            row.status == Status::rejected) {
            return;
        }
        const Instant deadline = days_.deadline(row.received_at, *category_->expected_days);
        if (deadline > now_) return;
        // The last instant that belongs to the due day.
        const Instant last = deadline - std::chrono::seconds(1);
        count(Count::due, last);
        if (row.closed_at && *row.closed_at < deadline) count(Count::in_time, last);
    }

    const Config& config_;
    const Request& request_;
    Instant now_;
    History history_;
    Names names_;
    LocalDays days_;
    HotSpots spots_;
    Codes street_codes_;
    Codes category_codes_;
    std::vector<Counter> tables_;
    std::unordered_map<std::string_view, const Category*> categories_;
    const Category* category_ = nullptr;  ///< of the report at hand
};

}  // namespace

Statistics collect(store::Register& registry, const Config& config, const Request& request, Instant now) {
    Request asked = request;
    if (request.public_edition) asked.tables = tables_to_check(request.tables);
    // One state of the register for the log and the reports.
    const store::Transaction reading(registry);
    Collector collector(registry, config, asked, now);
    store::FigureRows rows(registry, request.period.until);
    for (store::FigureRow row; rows.next(row);) collector.add(row);
    Statistics statistics = collector.finish();
    if (!request.public_edition) return statistics;
    hide_small_groups(statistics, config.report.smallest_group, config);
    std::vector<Table> wanted;
    for (const Grouping& by : request.tables) wanted.push_back(*statistics.table(by));
    statistics.tables = std::move(wanted);
    return statistics;
}

}  // namespace ombud::statistics
