#pragma once

#include "core/calendar.hpp"
#include "core/case_settings.hpp"
#include "core/export_settings.hpp"
#include "core/imap_mailbox.hpp"
#include "core/mail_settings.hpp"
#include "core/photo_model.hpp"
#include "core/report.hpp"
#include "core/retention_settings.hpp"
#include "core/time.hpp"

#include <array>
#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ombud {

struct Department {
    std::string id;
    std::string name;
    std::string email;
};

/// Which reports of a category may be the same thing.
struct DuplicateRule {
    double radius_m = 250;
    std::chrono::days window{180};
};

/// From which probability on two reports are taken for the same thing.
struct DuplicateSettings {
    double suggest = 0.15;  ///< put before a person
    double link = 1;        ///< linked without asking; 1: only where reporter and text, or a photo, are the same
};

/// How reports of a category become public.
enum class ReleaseRule {
    rule,        ///< by rule where everything is clean, else by a person
    person,      ///< by a person only
    title_only,  ///< by rule, but no words of anybody are ever published
};

/// What has to be so for a report to become public without a person. See ombud.toml(5).
struct ReleaseSettings {
    bool automatic = true;
    double worst_accuracy_m = 500;  ///< a place known less exactly waits for a person
};

/// Names that are covered, and words that never are, besides what redaction knows by itself.
struct RedactionSettings {
    std::vector<std::string> staff;
    std::vector<std::string> allow;
};

/// A kind of service request. The id is "group/kind" or "group"; the part before the slash is the group.
struct Category {
    std::string id;
    std::string name_de;
    std::string name_en;
    std::string department;
    bool is_public = true;
    std::chrono::days public_after_solution{30};
    DuplicateRule duplicates;
    std::vector<std::string> keywords;  ///< a word or phrase that chooses this category where the channel gives none
    std::string description;            ///< what belongs here; the classifier learns from it
    std::vector<std::string> examples;  ///< reports as people write them; likewise
    std::optional<int> expected_days;   ///< working days until it should be done
    ReleaseRule release = ReleaseRule::rule;
    NoteRule notes;         ///< which changes of status need a note
    bool doubtful = false;  ///< a catch-all: reports that came with it are looked at as if they had none
};

/// How the columns or fields of a source become the fields of a report. See ombud.toml(5).
struct Mapping {
    /// Report field -> places as core/value_source.hpp reads them; several are joined by a space.
    std::map<std::string, std::vector<std::string>, std::less<>> fields;
    /// Report field -> value where the source has none.
    std::map<std::string, std::string, std::less<>> constants;
    /// Report field -> (value as delivered -> value meant). Compared without case.
    std::map<std::string, std::map<std::string, std::string>, std::less<>> values;
    /// strptime-like patterns, local time, or "unix" and "unix_ms" for seconds and milliseconds since 1970; ISO 8601 is
    /// always understood
    std::vector<std::string> date_formats;
    std::optional<TimeZone> time_zone;  ///< of dates without an offset; else that of the municipality
    int epsg = 4326;                    ///< CRS of the coordinates delivered
    /// Members that hold the records of a document: their name or pointer (JSON), the name of the elements (XML).
    /// Empty: the usual ones.
    std::vector<std::string> records;
    /// A record in which all places of one of these lines hold something is of this form.
    std::vector<std::vector<std::string>> detect;
    bool header = true;     ///< tables: whether the first row names the columns; without it they are #1, #2, …
    char delimiter = '\0';  ///< CSV: NUL: found by looking
    std::string layer;      ///< spreadsheets: name of the sheet; empty: the first
    std::string description;
};

/// Where reports come from.
struct Source {
    std::string name;
    Channel channel = Channel::web;
    std::filesystem::path path;  ///< absolute
    Mapping mapping;
    std::string mapping_name = {};  ///< empty: none is named; then the form of a file is guessed from what stands in it
    bool mapping_is_sure = false;   ///< named for this very file: nothing else is tried
    std::optional<ImapMailbox> mailbox = {};  ///< mails on a server; then `path` is empty
    std::string move_to = {};  ///< folder that mails go to once they are in the register; empty: they stay
};

/// A source that no configuration names: fields are called as in ombud.toml(5).
[[nodiscard]] Source plain_source(Channel channel);

/// What is known of who reported.
enum class ReporterKind {
    anonymous,  ///< no contact data
    staff,      ///< an e-mail address at the domain of one of the municipality's own addresses
    citizen,    ///< everybody else
};
[[nodiscard]] std::string_view to_string(ReporterKind) noexcept;
inline constexpr std::array all_reporter_kinds{ReporterKind::anonymous, ReporterKind::staff, ReporterKind::citizen};

/// Who gets which reports. All conditions that are set must hold, and of each one of its values; one that is empty
/// always holds.
struct RoutingRule {
    std::vector<std::string> categories;  ///< ids, or groups: "roads" means all of roads/…
    std::vector<std::string> areas;       ///< names of districts
    std::vector<Channel> channels;
    std::vector<std::string> texts;  ///< words or phrases of title or text; * at either end of a word is any letters
    std::vector<ReporterKind> reporters;
    std::string department;
    std::string reason;  ///< for the event log
    std::string place;   ///< file and line, for messages
};

struct ClassifySettings {
    double assign = 0.9;  ///< from this probability on a category is chosen; 1: never
};

struct PhotoSettings {
    int longest_side_px = 1600;
    int jpeg_quality = 85;
    double margin = 0.15;                 ///< grown on each side, as a share of the box
    double megapixel_limit = 100;         ///< a larger photo is refused before it is decoded
    std::chrono::seconds time_limit{60};  ///< CPU time of the worker for one photo
    std::size_t memory_limit_mb = 2048;
    bool shipped_models = true;      ///< use the networks that scripts/models fetches, or else Debian's cascades
    std::vector<PhotoModel> models;  ///< a town's own, besides
};

/// Files that come with reports and are no photos, see ombud.toml(5).
struct AttachmentSettings {
    std::uintmax_t largest_mb = 100;  ///< a larger one waits in the quarantine; no mail is larger than 256 MB

    [[nodiscard]] std::uintmax_t largest_bytes() const noexcept { return largest_mb << 20U; }
};

/// When a place found is a position, and which positions are not trusted. See ombud.toml(5).
struct LocateSettings {
    double threshold = 0.55;          ///< score from which a place found in words is taken
    double worst_accuracy_m = 500;    ///< places known less exactly are only shown as candidates
    std::size_t shared_reports = 10;  ///< a given coordinate that so many reports share may be a form's default; 0: off
    double shared_share = 0.02;       ///< … if they are at least this share of all reports with given coordinates
};

/// Statistics, `ombud report`.
struct ReportSettings {
    int smallest_group = 5;         ///< the public edition shows no count below it
    double hot_spot_radius_m = 75;  ///< how near reports lie to be one hot spot
    int hot_spot_reports = 5;       ///< from how many on it is one
};

/// Open311 GeoReport v2 as static files, `ombud open311`.
struct Open311Settings {
    bool nightly = false;      ///< every night writes it to public/open311
    std::string base_url;      ///< where it is served, with a slash at the end; empty: not known
    std::string jurisdiction;  ///< jurisdiction_id of the discovery, usually a domain; may be empty
    std::string contact;       ///< whom developers ask
    int page = 100;            ///< requests in a page
};

/// The map page, `ombud site`; see ombud.toml(5). Links are checked: none can carry a script.
struct SiteSettings {
    bool nightly = false;  ///< every night writes it to public/site
    std::string title;     ///< empty: made of the municipality's name
    std::string url;       ///< where it is served, with a slash at the end; the feed needs it. Empty: not known
    std::string colour = "#1b4f72";                  ///< of the header; white text on it can be read
    std::vector<std::string> languages{"de", "en"};  ///< the first is shown to who speaks none of them
    std::string basemap;         ///< XYZ template or WMS; empty: districts and streets of the register
    std::string basemap_layers;  ///< set: `basemap` is a WMS, and these are its layers
    std::string attribution;     ///< of the base map, plain text
    std::string attribution_url;
    bool addresses = true;  ///< the page can look up the municipality's addresses
    std::string report_form;
    std::string imprint;
    std::string privacy;
    std::string accessibility;
};

/// Everything ombud.toml says, checked: ids are unique, what refers to something refers to something that exists.
struct Config {
    std::string municipality;
    std::string language = "de";
    TimeZone time_zone{"Europe/Berlin"};
    std::string reference_prefix = "OMB";
    std::vector<std::string> own_addresses;  ///< mail addresses of the municipality; mail from them is our own loop
    std::optional<Bounds> bounds;            ///< coordinates outside are refused as input errors would be
    std::vector<Department> departments;     ///< `triage` is always there
    std::vector<Category> categories;
    std::vector<Source> sources;
    std::map<std::string, Mapping, std::less<>> mappings;  ///< the [mapping.…] tables
    DuplicateSettings duplicates;
    PhotoSettings photos;
    AttachmentSettings attachments;
    LocateSettings locate;
    ExportSettings exports;
    ReportSettings report;
    Open311Settings open311;
    SiteSettings site;
    ClassifySettings classify;
    ReleaseSettings release;
    ExpirySettings expiry;
    RetentionSettings retention;
    RedactionSettings redaction;
    std::map<std::string, WrittenFilter, std::less<>> filters;  ///< the [filter.…] tables
    DueSettings due;
    Calendar calendar;               ///< which days count as working days
    MailSettings mail;               ///< [mail]: how reporters are told
    std::vector<RoutingRule> rules;  ///< the first that fits decides; where none does, the category's department

    [[nodiscard]] const Category* category(std::string_view id) const noexcept;
    [[nodiscard]] const Department* department(std::string_view id) const noexcept;
    /// The source of this name; throws Error(usage) that lists the names there are.
    [[nodiscard]] const Source& source(std::string_view name) const;
    /// The [mapping.…] of this name, else the one that comes with Ombud.
    [[nodiscard]] std::optional<Mapping> mapping(std::string_view name) const;
};

/// Reads and checks a configuration. Relative paths are taken from the folder of the file.
/// Throws Error(config) that names file, line, what is wrong and what is allowed.
/// Only [photos] of a configuration, for commands that need no workspace; what else the file holds is not looked at.
/// Errors as for `load_config`.
[[nodiscard]] PhotoSettings load_photo_settings(const std::filesystem::path& file);

[[nodiscard]] Config load_config(const std::filesystem::path& file);

}  // namespace ombud
