#include "cli/filter_options.hpp"

#include "casework/deadline.hpp"
#include "cli/command_line.hpp"
#include "cli/session.hpp"
#include "core/text.hpp"
#include "store/areas.hpp"
#include "store/search_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace ombud::cli {

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
    Reader(Session& session, store::Register& registry, const FilterOptions& options)
        : session_(session), registry_(registry), option_prefix_("--" + options.prefix) {}

    [[nodiscard]] store::ReportFilter read(const WrittenFilter& written) const {
        store::ReportFilter filter;
        for (const std::string& name : values_of(written.statuses)) filter.statuses.push_back(status(name));
        filter.departments = departments(written);
        filter.categories = categories(written);
        for (const std::string& name : values_of(written.channels)) filter.channels.push_back(channel(name));
        filter.areas = areas(written);
        filter.text = trim(written.text);
        if (!filter.text.empty() && store::search_expression(filter.text).empty()) {
            fail("text", written.text, "there is no word in it");
        }
        if (!written.bbox.empty()) filter.box = box(written.bbox);
        filter.near = circle(written);
        filter.reporter = reporter(written.reporter);
        read_times(written, filter);
        if (written.overdue) filter.late = casework::late_by_category(session_.config(), session_.now());
        filter.without_photo = written.without_photo;
        filter.waiting_for_release = written.waiting;
        filter.order = order(written, filter);
        return filter;
    }

  private:
    [[noreturn]] void fail(std::string_view option, std::string_view value, std::string_view what) const {
        throw Error(ErrorKind::usage, fmt::format("{}{} {}: {}", option_prefix_, option, value, what));
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
            if (session_.config().department(id) == nullptr) {
                fail_unknown("department", id, ids_of(session_.config().departments));
            }
        }
        return wanted;
    }

    [[nodiscard]] std::vector<std::string> categories(const WrittenFilter& written) const {
        auto wanted = values_of(written.categories);
        for (const std::string& id : wanted) {
            const auto fits = [&](const Category& c) { return c.id == id || c.id.starts_with(id + "/"); };
            if (std::ranges::none_of(session_.config().categories, fits)) {
                fail_unknown("category or group", id, ids_of(session_.config().categories));
            }
        }
        return wanted;
    }

    /// Names of areas may hold commas, so they are not taken apart.
    [[nodiscard]] std::vector<std::string> areas(const WrittenFilter& written) const {
        if (written.areas.empty()) return {};
        const auto known = store::all_area_names(registry_);
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

    [[nodiscard]] std::optional<store::Circle> circle(const WrittenFilter& written) const {
        if (written.near.empty()) {
            if (!written.within.empty()) fail("within", written.within, "it goes with near");
            return std::nullopt;
        }
        const auto centre = numbers(written.near, 2);
        if (!centre || std::abs((*centre)[0]) > 180 || std::abs((*centre)[1]) > 89) {
            fail("near", written.near, "write longitude and latitude, such as 7.8214,51.6712");
        }
        store::Circle circle{{(*centre)[0], (*centre)[1]}, usual_radius_m};
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

    void read_times(const WrittenFilter& written, store::ReportFilter& filter) const {
        if (!written.since.empty()) filter.since = session_.when(written.since, option_prefix_ + "since");
        if (!written.until.empty()) filter.until = session_.when(written.until, option_prefix_ + "until");
        if (!written.older_than.empty()) {
            const Instant end = session_.when(written.older_than, option_prefix_ + "older-than");
            filter.until = filter.until ? std::min(*filter.until, end) : end;
        }
    }

    [[nodiscard]] store::ReportOrder order(const WrittenFilter& written, const store::ReportFilter& filter) const {
        if (written.sort.empty()) return filter.near ? store::ReportOrder::nearest : store::ReportOrder::newest;
        const auto found = store::report_order_from(written.sort);
        if (!found) fail("sort", written.sort, "use newest, oldest, changed, unchanged or nearest");
        if (*found == store::ReportOrder::nearest && !filter.near) fail("sort", written.sort, "it goes with near");
        return *found;
    }

    Session& session_;
    store::Register& registry_;
    std::string option_prefix_;
};

void take(std::string& value, const std::string& given) {
    if (!given.empty()) value = given;
}
void take(std::vector<std::string>& values, const std::vector<std::string>& given) {
    if (!given.empty()) values = given;
}

/// The saved filter with what the command line says in place of its own.
WrittenFilter merged(WrittenFilter saved, const WrittenFilter& given) {
    take(saved.statuses, given.statuses);
    take(saved.departments, given.departments);
    take(saved.categories, given.categories);
    take(saved.channels, given.channels);
    take(saved.areas, given.areas);
    take(saved.text, given.text);
    take(saved.bbox, given.bbox);
    take(saved.near, given.near);
    take(saved.within, given.within);
    take(saved.reporter, given.reporter);
    take(saved.since, given.since);
    take(saved.until, given.until);
    take(saved.older_than, given.older_than);
    take(saved.sort, given.sort);
    saved.overdue = saved.overdue || given.overdue;
    saved.without_photo = saved.without_photo || given.without_photo;
    saved.waiting = saved.waiting || given.waiting;
    return saved;
}

const WrittenFilter& saved_filter(Session& session, const std::string& name) {
    const auto& filters = session.config().filters;
    const auto found = filters.find(name);
    if (found != filters.end()) return found->second;
    if (filters.empty()) {
        throw Error(ErrorKind::usage, fmt::format("there is no filter '{0}'; write [filter.{0}] in ombud.toml", name));
    }
    std::vector<std::string> names;
    for (const auto& [known, filter] : filters) names.push_back(known);
    fail_unknown("filter", name, names);
}

}  // namespace

bool FilterOptions::any() const {
    const WrittenFilter& w = written;
    const bool listed = !w.statuses.empty() || !w.departments.empty() || !w.categories.empty() || !w.channels.empty() ||
                        !w.areas.empty();
    const bool said = !w.text.empty() || !w.bbox.empty() || !w.near.empty() || !w.within.empty() ||
                      !w.reporter.empty() || !w.since.empty() || !w.until.empty() || !w.older_than.empty();
    return listed || said || w.overdue || w.without_photo || w.waiting || !saved.empty();
}

void add_filter_options(Command& command, FilterOptions& options, std::string_view prefix) {
    options.prefix = prefix;
    const auto named = [&](std::string_view name) { return fmt::format("--{}{}", prefix, name); };
    WrittenFilter& w = options.written;
    command.option("--filter", options.saved, "A filter of the configuration, [filter.NAME]; further options narrow it")
        .option(named("status"), w.statuses, "Only these statuses, separated by commas")
        .option(named("department"), w.departments, "Only these departments; `triage` has what matched no rule")
        .option(named("category"), w.categories, "Only these categories or groups")
        .option(named("channel"), w.channels, "Only from email, phone or web")
        .option(named("area"), w.areas, "Only in this area; may be given several times")
        .option(named("text"), w.text, "Only with these words in title or text, in any form; word* begins one")
        .option(named("bbox"), w.bbox, "Only in this box: west,south,east,north in degrees")
        .option(named("near"), w.near, "Only around this place: longitude,latitude")
        .option(named("within"), w.within, "With near: so many metres around; else 100")
        .option(named("reporter"), w.reporter, "Only of this mail address or phone number")
        .option(named("since"), w.since, "Received at or after: a date, or \"30 days ago\"")
        .option(named("until"), w.until, "Received before")
        .option(named("older-than"), w.older_than, "Received longer ago than \"30 days\"")
        .flag(named("overdue"), w.overdue, "Only open ones whose category expected them done before today")
        .flag(named("without-photo"), w.without_photo, "Only without a photo")
        .flag(named("waiting"), w.waiting, "Only those that wait for release")
        .option(named("sort"), w.sort, "newest, oldest, changed, unchanged, or nearest with near");
}

store::ReportFilter filter_of(Session& session, store::Register& registry, const FilterOptions& options) {
    const WrittenFilter written =
        options.saved.empty() ? options.written : merged(saved_filter(session, options.saved), options.written);
    return Reader(session, registry, options).read(written);
}

}  // namespace ombud::cli
