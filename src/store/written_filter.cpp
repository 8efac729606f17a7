#include "store/written_filter.hpp"

#include "core/deadline.hpp"
#include "core/error.hpp"
#include "core/text.hpp"
#include "store/areas.hpp"
#include "store/search_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace ombud::store {

namespace {

constexpr double usual_radius_m = 100;

[[noreturn]] void fail_unknown(std::string_view what, std::string_view value, const std::vector<std::string>& known) {
    throw Error(ErrorKind::usage,
                fmt::format("there is no {} '{}'; there are: {}", what, value, fmt::join(known, ", ")));
}

template <typename Entries>
std::vector<std::string> ids_of(const Entries& entries) {
    std::vector<std::string> ids;
    for (const auto& entry : entries) ids.push_back(entry.id);
    return ids;
}

/// The values of options that may be given several times, or with commas between.
std::vector<std::string> values_of(const std::vector<std::string>& given) {
    std::vector<std::string> values;
    for (const std::string& list : given) {
        for (const std::string_view value : split(list, ',')) values.emplace_back(value);
    }
    return values;
}

/// Reads the words of one filter.
class Reader {
  public:
    Reader(Register& registry, const Config& config, Instant now, std::string_view prefix)
        : registry_(registry), config_(config), now_(now), prefix_(prefix) {}

    [[nodiscard]] ReportFilter read(const WrittenFilter& written) const {
        ReportFilter filter;
        for (const std::string& name : values_of(written.statuses)) filter.statuses.push_back(status(name));
        filter.departments = departments(written);
        filter.categories = categories(written);
        for (const std::string& name : values_of(written.channels)) filter.channels.push_back(channel(name));
        filter.areas = areas(written);
        filter.text = trim(written.text);
        if (!filter.text.empty() && search_expression(filter.text).empty()) {
            fail("text", written.text, "there is no word in it");
        }
        if (!written.bbox.empty()) filter.box = box(written.bbox);
        filter.near = circle(written);
        filter.reporter = reporter(written.reporter);
        read_times(written, filter);
        if (written.overdue) filter.late = late_by_category(config_, now_);
        filter.without_photo = written.without_photo;
        filter.waiting_for_release = written.waiting;
        filter.order = order(written, filter);
        return filter;
    }

  private:
    [[noreturn]] void fail(std::string_view option, std::string_view value, std::string_view what) const {
        throw Error(ErrorKind::usage, fmt::format("{}{} {}: {}", prefix_, option, value, what));
    }

    [[nodiscard]] static Status status(std::string_view name) {
        if (const auto found = status_from(name)) return *found;
        std::vector<std::string_view> names;
        for (const Status known : all_statuses) names.push_back(to_string(known));
        throw Error(ErrorKind::usage,
                    fmt::format("there is no status '{}'; use one of: {}", name, fmt::join(names, ", ")));
    }

    [[nodiscard]] static Channel channel(std::string_view name) {
        if (const auto found = channel_from(name)) return *found;
        fail_unknown("channel", name, {"email", "phone", "web"});
    }

    [[nodiscard]] std::vector<std::string> departments(const WrittenFilter& written) const {
        auto wanted = values_of(written.departments);
        for (const std::string& id : wanted) {
            if (config_.department(id) == nullptr) {
                fail_unknown("department", id, ids_of(config_.departments));
            }
        }
        return wanted;
    }

    [[nodiscard]] std::vector<std::string> categories(const WrittenFilter& written) const {
        auto wanted = values_of(written.categories);
        for (const std::string& id : wanted) {
            const auto fits = [&](const Category& c) { return c.id == id || c.id.starts_with(id + "/"); };
            if (std::ranges::none_of(config_.categories, fits)) {
                fail_unknown("category or group", id, ids_of(config_.categories));
            }
        }
        return wanted;
    }

    /// Names of areas may hold commas, so they are not taken apart.
    [[nodiscard]] std::vector<std::string> areas(const WrittenFilter& written) const {
        if (written.areas.empty()) return {};
        const auto known = all_area_names(registry_);
        for (const std::string& name : written.areas) {
            if (std::ranges::find(known, name) == known.end()) fail_unknown("area", name, known);
        }
        return written.areas;
    }

    /// Numbers between commas; nothing where there are not so many, or one is none.
    [[nodiscard]] static std::optional<std::vector<double>> numbers(std::string_view text, std::size_t count) {
        std::vector<double> values;
        for (const std::string_view piece : split(text, ',')) {
            double value = 0;
            const auto [end, error] = std::from_chars(piece.data(), piece.data() + piece.size(), value);
            if (error != std::errc{} || end != piece.data() + piece.size() || !std::isfinite(value)) return {};
            values.push_back(value);
        }
        if (values.size() != count) return {};
        return values;
    }

    [[nodiscard]] Bounds box(std::string_view text) const {
        const auto n = numbers(text, 4);
        if (!n || (*n)[0] > (*n)[2] || (*n)[1] > (*n)[3] || std::abs((*n)[1]) > 90 || std::abs((*n)[3]) > 90) {
            fail("bbox", text, "write west,south,east,north in degrees, such as 7.80,51.66,7.84,51.69");
        }
        return {(*n)[0], (*n)[1], (*n)[2], (*n)[3]};
    }

    [[nodiscard]] std::optional<Circle> circle(const WrittenFilter& written) const {
        if (written.near.empty()) {
            if (!written.within.empty()) fail("within", written.within, "it goes with near");
            return std::nullopt;
        }
        const auto centre = numbers(written.near, 2);
        if (!centre || std::abs((*centre)[0]) > 180 || std::abs((*centre)[1]) > 89) {
            fail("near", written.near, "write longitude and latitude, such as 7.8214,51.6712");
        }
        Circle circle{{(*centre)[0], (*centre)[1]}, usual_radius_m};
        if (!written.within.empty()) {
            const auto radius = numbers(written.within, 1);
            if (!radius || radius->front() < 0 || radius->front() > 1'000'000) {
                fail("within", written.within, "write a number of metres");
            }
            circle.radius_m = radius->front();
        }
        return circle;
    }

    [[nodiscard]] std::string reporter(std::string_view contact) const {
        contact = trim(contact);
        const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
        if (!contact.empty() && contact.find('@') == std::string_view::npos &&
            std::ranges::none_of(contact, is_digit)) {
            fail("reporter", contact, "write a whole mail address or phone number");
        }
        return std::string(contact);
    }

    [[nodiscard]] Instant when(std::string_view text, std::string_view option) const {
        return required_when(text, now_, config_.time_zone, fmt::format("{}{}", prefix_, option));
    }

    void read_times(const WrittenFilter& written, ReportFilter& filter) const {
        if (!written.since.empty()) filter.since = when(written.since, "since");
        if (!written.until.empty()) filter.until = when(written.until, "until");
        if (!written.older_than.empty()) {
            const Instant end = when(written.older_than, "older-than");
            filter.until = filter.until ? std::min(*filter.until, end) : end;
        }
    }

    [[nodiscard]] ReportOrder order(const WrittenFilter& written, const ReportFilter& filter) const {
        if (written.sort.empty()) return filter.near ? ReportOrder::nearest : ReportOrder::newest;
        const auto found = report_order_from(written.sort);
        if (!found) fail("sort", written.sort, "use newest, oldest, changed, unchanged or nearest");
        if (*found == ReportOrder::nearest && !filter.near) fail("sort", written.sort, "it goes with near");
        return *found;
    }

    Register& registry_;
    const Config& config_;
    Instant now_;
    std::string_view prefix_;
};

}  // namespace

std::vector<LateBefore> late_by_category(const Config& config, Instant now) {
    LocalDays days(config.time_zone, config.calendar);
    std::vector<LateBefore> late;
    for (const Category& category : config.categories) {
        if (category.expected_days) late.push_back({category.id, days.late_before(now, *category.expected_days)});
    }
    return late;
}

ReportFilter filter_from(Register& registry, const Config& config, Instant now, const WrittenFilter& written,
                         std::string_view prefix) {
    return Reader(registry, config, now, prefix).read(written);
}

}  // namespace ombud::store
