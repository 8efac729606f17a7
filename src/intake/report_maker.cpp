#include "intake/report_maker.hpp"

#include "core/digest.hpp"
#include "core/error.hpp"
#include "core/text.hpp"
#include "intake/wish.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace ombud::intake {

namespace {

constexpr std::size_t longest_title = 300;
constexpr std::size_t longest_id = 200;

/// Whether `text` starts as a date of ISO 8601 does.
bool looks_iso(std::string_view text) noexcept {
    return text.size() >= 10 && text[4] == '-' && text[7] == '-';
}

/// Before it nobody reported by computer; a clock that was never set shows 1970 or 1980.
constexpr Instant earliest = std::chrono::sys_days{std::chrono::year(1981) / 1 / 1};

/// Seconds or milliseconds since 1970.
std::optional<Instant> from_epoch(std::string_view text, bool milliseconds) {
    constexpr double year_9999 = 253'402'300'799;
    const auto number = parse_number(text);
    if (!number || *number < 0) return std::nullopt;
    const double seconds = milliseconds ? *number / 1000 : *number;
    if (seconds > year_9999) return std::nullopt;
    return Instant(std::chrono::seconds(static_cast<std::int64_t>(seconds)));
}

/// At most `most` characters.
std::string_view first_characters(std::string_view text, std::size_t most) noexcept {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool starts_character = (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U;
        if (starts_character && ++count > most) return text.substr(0, i);
    }
    return text;
}

}  // namespace

std::string one_line(std::string_view text, std::size_t longest) {
    std::string line = clean_text(trim(text));
    std::ranges::replace_if(
        line, [](char c) { return c == '\n' || c == '\t'; }, ' ');
    if (line.size() > longest) line.resize(cut(line, longest).size());
    return line;
}

std::string title_from(std::string_view text) {
    constexpr std::size_t most_characters = 80;
    const std::string_view body = trim(text);
    const std::string_view line = trim(body.substr(0, body.find('\n')));
    std::string_view title = first_characters(line, most_characters);
    if (title.size() < line.size()) {
        const std::size_t space = title.rfind(' ');
        if (space != std::string_view::npos && space > title.size() / 2) title = title.substr(0, space);
        return std::string(trim(title)) + " …";
    }
    return std::string(title);
}

void set_title(IncomingReport& report, std::string title) {
    if (title.size() > longest_title) {
        report.text = report.text.empty() ? title : title + "\n\n" + report.text;
        title.resize(cut(title, longest_title).size());
    }
    report.title = std::move(title);
}

bool is_in_future(Instant date, Instant now) noexcept {
    return date > now + std::chrono::days(1);
}

ReportMaker::ReportMaker(const Config& config, const Source& source, Instant now)
    : config_(config), source_(source), now_(now), positions_(source.mapping.epsg, config.bounds) {
    for (const auto& [name, value] : source.mapping.constants) {
        if (const auto field = field_from(name)) constants_[static_cast<std::size_t>(*field)] = value;
    }
    for (const auto& [name, pairs] : source.mapping.values) {
        const auto field = field_from(name);
        if (!field) continue;
        for (const auto& [from, to] : pairs) values_[static_cast<std::size_t>(*field)][fold(from)] = to;
    }
    // Names after ids: where a name reads like another category's id, the id is meant.
    for (const Category& category : config.categories) categories_.try_emplace(fold(category.id), category.id);
    for (const Category& category : config.categories) {
        categories_.try_emplace(fold(category.name_de), category.id);
        categories_.try_emplace(fold(category.name_en), category.id);
    }
}

std::string ReportMaker::label(Field field) const {
    const auto mapped = source_.mapping.fields.find(field_name(field));
    if (mapped == source_.mapping.fields.end()) return std::string(field_name(field));
    return fmt::format("{}", fmt::join(mapped->second, " + "));
}

std::string ReportMaker::value(const Delivered& delivered, Field field) const {
    const auto index = static_cast<std::size_t>(field);
    const std::string_view text = trim(delivered[field]);
    if (text.empty()) return constants_[index];
    if (!values_[index].empty()) {
        if (const auto meant = values_[index].find(fold(text)); meant != values_[index].end()) return meant->second;
    }
    return one_line(text);
}

std::optional<Instant> ReportMaker::date(std::string_view text, Field field) const {
    if (text.empty()) return std::nullopt;
    const TimeZone& zone = source_.mapping.time_zone ? *source_.mapping.time_zone : config_.time_zone;
    std::optional<Instant> instant;
    if (looks_iso(text)) {
        instant = parse_iso(text);
        const std::string_view to_seconds = text.substr(0, text.find('.'));
        for (const std::string_view pattern : {"%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"}) {
            if (instant) break;
            if (const auto local = parse_local(to_seconds, pattern)) instant = zone.to_instant(*local);
        }
    }
    for (const std::string& pattern : source_.mapping.date_formats) {
        if (instant) break;
        if (pattern.starts_with("unix")) {
            instant = from_epoch(text, pattern == "unix_ms");
        } else if (const auto local = parse_local(text, pattern)) {
            instant = zone.to_instant(*local);
        }
    }
    if (!instant || *instant < Instant{}) {
        throw Error(ErrorKind::input, fmt::format("{}: '{}' is no date; correct the date and import it again",
                                                  label(field), cut(text, 60)));
    }
    return instant;
}

void ReportMaker::set_dates(IncomingReport& report, const Delivered& delivered) const {
    report.received_at = date(value(delivered, Field::received_at), Field::received_at).value_or(now_);
    if (is_in_future(report.received_at, now_)) {
        report.remarks.push_back(fmt::format("received_at {} lies in the future; the time of the import was taken",
                                             format_iso(report.received_at)));
        report.received_at = now_;
    } else if (report.received_at < earliest) {
        report.remarks.push_back(
            fmt::format("received_at {} is what a clock shows that was never set; the time of the "
                        "import was taken",
                        format_iso(report.received_at)));
        report.received_at = now_;
    }
    const std::string status = value(delivered, Field::status);
    report.status = status_from(status);
    if (!status.empty() && !report.status) report.remarks.push_back(fmt::format("status '{}' is not known", status));
    const auto closed_at = date(value(delivered, Field::closed_at), Field::closed_at);
    if (report.status && is_closed(*report.status)) report.closed_at = closed_at;
}

void ReportMaker::set_texts(IncomingReport& report, const Delivered& delivered, std::string_view category) const {
    const std::string_view text = trim(delivered[Field::text]);
    if (text.size() > longest_text) {
        throw Error(ErrorKind::input,
                    fmt::format("{}: a text of {} bytes is no report (the limit is {}); shorten it and import it again",
                                label(Field::text), text.size(), longest_text));
    }
    report.text = text.empty() ? constants_[static_cast<std::size_t>(Field::text)] : clean_text(text);
    std::string title = one_line(delivered[Field::title], longest_text);
    if (title.empty()) title = constants_[static_cast<std::size_t>(Field::title)];
    if (title.empty()) title = title_from(report.text);
    if (title.empty()) title = category;
    if (title.empty() && !report.comment_on.empty()) title = report.text = one_line(delivered[Field::status]);
    if (title.empty()) {
        throw Error(ErrorKind::input, "neither title nor text nor category; complete it and import it again");
    }
    set_title(report, std::move(title));
}

void ReportMaker::set_wish(ReadyReport& ready, const Delivered& delivered) const {
    const std::string said = value(delivered, Field::wish);
    if (said.empty()) return;
    ready.wish = yes_or_no(said);
    if (ready.wish) return;
    // What is not understood may have been a no.
    ready.wish = false;
    ready.report.remarks.push_back(
        fmt::format("{}: '{}' is neither yes nor no; it is not made public", label(Field::wish), cut(said, 60)));
}

ReadyReport ReportMaker::make(Delivered&& delivered, std::string_view origin, std::string_view fallback_id) {
    ReadyReport ready;
    ready.content = content_hash(delivered);
    IncomingReport& report = ready.report;
    report.channel = source_.channel;
    report.source = source_.name;
    report.origin = origin;
    report.remarks = std::move(delivered.remarks);

    report.comment_on = one_line(delivered[Field::comment_on], longest_id);
    const std::string category = value(delivered, Field::category);
    set_texts(report, delivered, category);
    set_dates(report, delivered);
    if (!category.empty()) {
        const auto known = categories_.find(fold(category));
        if (known != categories_.end()) {
            report.category = known->second;
        } else {
            report.remarks.push_back(fmt::format("category '{}' is not configured", category));
        }
    }
    report.reporter = {value(delivered, Field::name), value(delivered, Field::email), value(delivered, Field::phone)};
    report.place.street = value(delivered, Field::street);
    report.place.house_number = value(delivered, Field::house_number);
    report.place.postcode = value(delivered, Field::postcode);
    report.place.city = value(delivered, Field::city);
    auto [position, refusal] = positions_.read(value(delivered, Field::lon), value(delivered, Field::lat));
    report.place.position = position;
    if (!refusal.empty()) report.remarks.push_back(std::move(refusal));

    report.external_id = one_line(delivered[Field::external_id], longest_text);
    if (report.external_id.empty()) {
        report.external_id = "sha256:" + (fallback_id.empty() ? ready.content : std::string(fallback_id));
    } else if (report.external_id.size() > longest_id) {
        report.external_id = "sha256:" + sha256_hex(report.external_id);
    }
    if (!report.comment_on.empty()) {
        // Numbers of updates and of reports are given independently of each other.
        report.external_id = "update:" + report.external_id;
        ready.unless_answer = fmt::format(
            "an update of {}, which is not in the register; import that first, then "
            "`ombud quarantine retry`",
            report.comment_on);
    }
    ready.photos = std::move(delivered.photos);
    ready.attachments = std::move(delivered.attachments);
    set_wish(ready, delivered);
    return ready;
}

}  // namespace ombud::intake
