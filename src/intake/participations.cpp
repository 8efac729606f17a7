#include "intake/participations.hpp"

#include "core/digest.hpp"
#include "core/error.hpp"
#include "core/text.hpp"
#include "intake/item.hpp"
#include "intake/json_value.hpp"
#include "intake/participation_rows.hpp"
#include "intake/participation_shape.hpp"
#include "intake/quarantine_item.hpp"
#include "intake/stated_position.hpp"
#include "store/participations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace ombud::intake {

namespace {

[[noreturn]] void refuse(const std::string& why) {
    throw Error(ErrorKind::input, why + "; correct it and import the list again");
}

/// One line without control characters.
std::string line_of(std::string_view text, std::size_t bytes) {
    std::string line = clean_text(trim(text));
    std::ranges::replace_if(
        line, [](char c) { return c == '\n' || c == '\t'; }, ' ');
    return std::string(cut(line, bytes));
}

/// Letters and digits as they are, everything else as %XX: an id must not lead elsewhere.
std::string url_part(std::string_view id) {
    std::string part;
    for (const char c : id) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                           c == '_' || c == '.';
        if (plain) {
            part += c;
        } else {
            part += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
    }
    return part;
}

LocalTime next_day(LocalTime local) {
    const auto day = std::chrono::floor<std::chrono::days>(as_utc(local)) + std::chrono::days(1);
    const std::chrono::year_month_day date{day};
    return {int(date.year()), int(unsigned(date.month())), int(unsigned(date.day()))};
}

/// Makes participations of rows, as a mapping says.
class ParticipationMaker {
  public:
    ParticipationMaker(const ParticipationImport& import, const Config& config)
        : import_(import),
          zone_(import.mapping.time_zone.value_or(config.time_zone)),
          bounds_(config.bounds),
          positions_(import.mapping.epsg, config.bounds) {
        for (const auto& [field, sources] : import.mapping.fields) {
            for (const std::string& source : sources) {
                for (ValuePlace& place : parse_value_source(source).places) {
                    if (!place.operations.empty()) {
                        throw Error(ErrorKind::config,
                                    fmt::format("{}: '|' is not understood in mappings of participations", field));
                    }
                    places_[field].push_back(std::move(place));
                }
            }
        }
    }

    /// Throws Error(input) that says what is wrong.
    store::Participation make(const ParticipationRow& row) {
        if (!row.problem.empty()) refuse(row.problem);
        store::Participation made;
        made.source = import_.source;
        made.title = line_of(text(row, "title"), longest_title);
        if (made.title.empty()) refuse("it has no title");
        made.external_id = line_of(text(row, "external_id"), longest_id);
        made.kind = kind(row);
        made.url = url(row, made.external_id);
        if (made.external_id.empty()) made.external_id = sha256_hex(made.title + '\n' + made.url).substr(0, 16);
        made.begins_at = time(row, "begins", false);
        made.ends_at = time(row, "ends", true);
        if (made.begins_at && made.ends_at && *made.begins_at >= *made.ends_at) refuse("it ends before it begins");
        made.geometry = geometry(row);
        return made;
    }

  private:
    static constexpr std::size_t longest_title = 300;
    static constexpr std::size_t longest_id = 200;
    static constexpr std::size_t longest_kind = 60;
    static constexpr std::size_t longest_url = 2000;

    const Value* find(const ParticipationRow& row, std::string_view field) const {
        const auto places = places_.find(field);
        if (places == places_.end()) return nullptr;
        for (const ValuePlace& place : places->second) {
            const auto found = find_values(row.record, place.pointer);
            const Value* value = found.empty() ? row.record.member(fold(place.place)) : found.front();
            if (value != nullptr && value->holds_something()) return value;
        }
        return nullptr;
    }

    std::string meant(std::string_view field, std::string value) const {
        const auto values = import_.mapping.values.find(field);
        if (values == import_.mapping.values.end()) return value;
        const auto known = values->second.find(fold(value));
        return known == values->second.end() ? value : known->second;
    }

    std::string text(const ParticipationRow& row, std::string_view field) const {
        const Value* const value = find(row, field);
        if (value != nullptr && value->kind == Value::Kind::text) return meant(field, std::string(trim(value->text)));
        const auto constant = import_.mapping.constants.find(field);
        return constant == import_.mapping.constants.end() ? std::string() : constant->second;
    }

    /// What the entry says, else what its list or file is called where the mapping knows that name.
    std::string kind(const ParticipationRow& row) const {
        std::string kind = line_of(text(row, "kind"), longest_kind);
        if (kind.empty() && import_.kind.empty()) {
            kind = meant("kind", row.list);
            if (kind == row.list) kind.clear();
        }
        if (kind.empty()) kind = import_.kind;
        return kind.empty() ? "participation" : kind;
    }

    std::string url(const ParticipationRow& row, const std::string& id) const {
        std::string url = text(row, "url");
        if (url.empty() && !id.empty()) {
            url = import_.url;
            if (const auto at = url.find("{id}"); at != std::string::npos) url.replace(at, 4, url_part(id));
        }
        if (url.empty()) return url;
        const std::string start = fold(url.substr(0, 8));
        const bool web = start.starts_with("http://") || start.starts_with("https://");
        const bool clean = std::ranges::none_of(url, [](char c) {
            const auto byte = static_cast<unsigned char>(c);
            return byte <= ' ' || byte == 0x7F || c == '"' || c == '<' || c == '>' || c == '\\';
        });
        if (!web || !clean || url.size() > longest_url) {
            refuse(fmt::format("the link '{}' is no address with http or https", cut(clean_text(url), 80)));
        }
        url.replace(0, url.find(':'), start.substr(0, start.find(':')));
        return url;
    }

    std::optional<LocalTime> local_time(std::string_view text) const {
        for (const char* const usual : {"%Y-%m-%dT%H:%M:%S", "%Y-%m-%d", "%d.%m.%Y", "%Y/%m/%d %H:%M:%S"}) {
            if (auto local = parse_local(text, usual)) return local;
        }
        for (const std::string& pattern : import_.mapping.date_formats) {
            if (pattern.starts_with("unix")) continue;
            if (auto local = parse_local(text, pattern)) return local;
        }
        return std::nullopt;
    }

    /// The last day counts whole: a time of midnight is a date that some program made a time of.
    std::optional<Instant> time(const ParticipationRow& row, std::string_view field, bool is_end) const {
        const std::string given = text(row, field);
        if (given.empty()) return std::nullopt;
        std::optional<LocalTime> local;
        if (const auto instant = parse_iso(given)) {
            local = zone_.to_local(*instant);
        } else {
            local = local_time(given);
        }
        if (!local) refuse(fmt::format("{}: '{}' is no date", field, cut(given, 60)));
        const bool midnight = local->hour == 0 && local->minute == 0 && local->second == 0;
        if (is_end && midnight) local = next_day(*local);
        const Instant at = zone_.to_instant(*local);
        if (at < Instant{}) refuse(fmt::format("{}: '{}' is no date of this time", field, cut(given, 60)));
        return at;
    }

    std::string geometry(const ParticipationRow& row) {
        const Bounds* const bounds = bounds_ ? &*bounds_ : nullptr;
        if (!row.wkb.empty()) return checked_geojson(shape_of_wkb(row.wkb), bounds);
        if (const Value* const given = find(row, "geometry")) return checked_geojson(shape_of(*given), bounds);
        const auto at = positions_.read(text(row, "lon"), text(row, "lat"));
        if (!at.refusal.empty()) refuse(at.refusal);
        return at.position ? checked_geojson(Shape::point(*at.position), bounds) : std::string();
    }

    Shape shape_of(const Value& given) {
        if (given.kind == Value::Kind::object) return shape_of_geojson(given);
        const std::string_view text = trim(given.text);
        if (text.starts_with('{')) return shape_of_geojson(json_.read(text));
        return shape_of_wkt(text, import_.mapping.epsg);
    }

    const ParticipationImport& import_;
    TimeZone zone_;
    std::optional<Bounds> bounds_;
    PositionReader positions_;
    JsonReader json_;
    std::map<std::string, std::vector<ValuePlace>, std::less<>> places_;
};

/// Removes what the source had and did not deliver.
std::size_t remove_missing(store::Register& registry, const ParticipationImport& import,
                           const std::set<std::string>& delivered, const store::Change& change) {
    std::size_t removed = 0;
    for (const store::Participation& one : store::list_participations(registry)) {
        if (one.source != import.source || delivered.contains(one.external_id)) continue;
        store::remove_participation(registry, one.id, change);
        ++removed;
    }
    return removed;
}

}  // namespace

ParticipationSummary import_participations(store::Register& registry, const Workspace& workspace, const Config& config,
                                           const ParticipationImport& import,
                                           std::span<const std::filesystem::path> files, Instant now) {
    ParticipationMaker maker(import, config);
    ParticipationSummary sum;
    std::set<std::string> delivered;
    bool all_read = true;
    store::Transaction transaction(registry);
    const auto take = [&](ParticipationRow&& row) {
        ++sum.read;
        try {
            const store::Participation made = maker.make(row);
            delivered.insert(made.external_id);
            const auto what = store::put_participation(registry, made,
                                                       {now, "intake", fmt::format("delivered by {}", import.source)});
            ++(what == store::Delivery::added ? sum.added : what == store::Delivery::changed ? sum.changed : sum.known);
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::input) throw;
            all_read = false;
            const Item item{std::move(row.name), std::move(row.origin), std::move(row.bytes),
                            std::nullopt,        error.what(),          {}};
            const bool is_new = quarantine(registry, workspace, std::string(participations_source) + import.source,
                                           item, now, import.dry_run);
            ++(is_new ? sum.quarantined : sum.known);
        }
    };
    for (const auto& file : files) read_participation_rows(file, import.mapping, take);
    if (import.complete && all_read) {
        sum.removed = remove_missing(registry, import, delivered, {now, "intake", "no longer in the list"});
    }
    sum.kept_missing = import.complete && !all_read;
    transaction.commit();
    return sum;
}

}  // namespace ombud::intake
