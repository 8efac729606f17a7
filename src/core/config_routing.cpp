#include "core/config_routing.hpp"

#include "core/word_pattern.hpp"

#include <charconv>

namespace ombud {

namespace {

constexpr std::array<std::string_view, 3> reporter_kinds{"anonymous", "staff", "citizen"};

/// The values of a condition. An empty list would never hold, which nobody means.
std::vector<std::string> condition(const TomlReader& reader, const toml::table& table, std::string_view key) {
    const toml::node* node = table.get(key);
    if (node == nullptr) return {};
    std::vector<std::string> values = reader.texts(*node);
    if (values.empty()) reader.fail(*node, fmt::format("{} is empty: such a rule would never fit; leave it away", key));
    for (const std::string& value : values) {
        if (trim(value).empty()) reader.fail(*node, fmt::format("{} has an empty text in it", key));
    }
    return values;
}

void require_category_or_group(const TomlReader& reader, const toml::node& where, const Config& config,
                               std::string_view name) {
    const auto fits = [&](const Category& c) {
        return c.id == name || (c.id.starts_with(name) && c.id.substr(name.size()).starts_with('/'));
    };
    if (std::ranges::none_of(config.categories, fits)) {
        reader.fail(where, fmt::format("no [[category]] has the id '{}', and there is no group of that name", name));
    }
}

std::vector<Channel> read_channels(const TomlReader& reader, const toml::table& table) {
    std::vector<Channel> channels;
    for (const std::string& name : condition(reader, table, "channel")) {
        const auto channel = channel_from(name);
        if (!channel) reader.fail(*table.get("channel"), fmt::format("'{}': write email, phone or web", name));
        channels.push_back(*channel);
    }
    return channels;
}

std::vector<ReporterKind> read_reporters(const TomlReader& reader, const toml::table& table) {
    std::vector<ReporterKind> kinds;
    for (const std::string& name : condition(reader, table, "reporter")) {
        const auto found = std::ranges::find(reporter_kinds, name);
        if (found == reporter_kinds.end()) {
            reader.fail(*table.get("reporter"), fmt::format("'{}': write {}", name, fmt::join(reporter_kinds, ", ")));
        }
        kinds.push_back(all_reporter_kinds[static_cast<std::size_t>(found - reporter_kinds.begin())]);
    }
    return kinds;
}

RoutingRule read_rule(const TomlReader& reader, const toml::table& table, const Config& config) {
    reader.only(table, {"category", "area", "channel", "text", "reporter", "department", "reason"});
    RoutingRule rule;
    rule.place = reader.place(table);
    rule.categories = condition(reader, table, "category");
    for (const std::string& name : rule.categories) {
        require_category_or_group(reader, *table.get("category"), config, name);
    }
    rule.areas = condition(reader, table, "area");
    rule.channels = read_channels(reader, table);
    rule.texts = condition(reader, table, "text");
    for (const std::string& pattern : rule.texts) {
        if (const std::string fault = fault_of_pattern(pattern); !fault.empty()) {
            reader.fail(*table.get("text"), fmt::format("'{}': {}", pattern, fault));
        }
    }
    rule.reporters = read_reporters(reader, table);
    rule.department = reader.required(table, "department");
    if (config.department(rule.department) == nullptr) {
        reader.fail(*table.get("department"), fmt::format("no [[department]] has the id '{}'", rule.department));
    }
    reader.read_text(table, "reason", rule.reason);
    if (rule.categories.empty() && rule.areas.empty() && rule.channels.empty() && rule.texts.empty() &&
        rule.reporters.empty()) {
        reader.fail(table, "the rule has no condition; give category, area, channel, text or reporter");
    }
    return rule;
}

/// "12-24" or "2028-06-17".
OwnHoliday read_holiday(const TomlReader& reader, const toml::node& where, std::string_view text) {
    OwnHoliday holiday;
    const auto number = [&](std::string_view digits) {
        unsigned value = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return error == std::errc{} && end == digits.data() + digits.size() ? value : 0U;
    };
    std::vector<std::string_view> parts = split(text, '-');
    if (parts.size() == 3) {
        holiday.year = std::chrono::year(static_cast<int>(number(parts.front())));
        parts.erase(parts.begin());
    }
    if (parts.size() == 2) holiday.day = std::chrono::month(number(parts[0])) / std::chrono::day(number(parts[1]));
    if (parts.size() != 2 || !holiday.day.ok()) {
        reader.fail(where, fmt::format("'{}': write 12-24 for every year or 2028-06-17 for one", text));
    }
    return holiday;
}

void read_calendar(const TomlReader& reader, const toml::table& root, Calendar& calendar) {
    const toml::table* table = reader.table(root, "calendar");
    if (table == nullptr) return;
    reader.only(*table, {"state", "holidays"});
    std::string code;
    reader.read_text(*table, "state", code);
    if (!code.empty()) {
        calendar.state = state_from(code);
        std::vector<std::string_view> codes;
        for (const State state : all_states) codes.push_back(to_string(state));
        if (!calendar.state) reader.fail(*table->get("state"), fmt::format("state: one of {}", fmt::join(codes, ", ")));
    }
    if (const toml::node* own = table->get("holidays")) {
        for (const std::string& text : reader.texts(*own)) calendar.own.push_back(read_holiday(reader, *own, text));
    }
}

}  // namespace

std::string_view to_string(ReporterKind kind) noexcept {
    return reporter_kinds[static_cast<std::size_t>(kind)];
}

void read_routing(const TomlReader& reader, const toml::table& root, Config& config) {
    if (const toml::table* classify = reader.table(root, "classify")) {
        reader.only(*classify, {"assign"});
        reader.read_number(*classify, "assign", config.classify.assign, 0.5, 1.0);
    }
    read_calendar(reader, root, config.calendar);
    if (const toml::table* route = reader.table(root, "route")) {
        reader.only(*route, {"rule"});
        reader.tables(*route, "rule",
                      [&](const toml::table& table) { config.rules.push_back(read_rule(reader, table, config)); });
    }
}

}  // namespace ombud
