#include "core/config.hpp"

#include "core/config_cases.hpp"
#include "core/config_export.hpp"
#include "core/config_mail.hpp"
#include "core/config_mapping.hpp"
#include "core/config_photos.hpp"
#include "core/config_publish.hpp"
#include "core/config_release.hpp"
#include "core/config_retention.hpp"
#include "core/config_routing.hpp"
#include "core/config_site.hpp"
#include "core/error.hpp"
#include "core/shipped_mappings.hpp"
#include "core/text.hpp"
#include "core/toml_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <algorithm>

namespace ombud {

namespace {

void read_municipality(const TomlReader& reader, const toml::table& root, Config& config) {
    const toml::table* table = reader.table(root, "municipality");
    if (table == nullptr) reader.fail(root, "the table [municipality] is missing");
    reader.only(*table, {"name", "language", "time_zone", "reference_prefix", "own_addresses", "bounds"});
    config.municipality = reader.required(*table, "name");
    reader.read_text(*table, "language", config.language);
    if (config.language != "de" && config.language != "en")
        reader.fail(*table->get("language"), "language must be de or en");
    reader.read_text(*table, "reference_prefix", config.reference_prefix);
    if (const toml::node* zone = table->get("time_zone")) {
        try {
            config.time_zone = TimeZone(zone->value_or(std::string{}));
        } catch (const Error& error) {
            reader.fail(*zone, error.what());
        }
    }
    if (const toml::node* own = table->get("own_addresses")) config.own_addresses = reader.texts(*own);
    if (const toml::node* node = table->get("bounds")) {
        const toml::array* box = node->as_array();
        if (box == nullptr || box->size() != 4)
            reader.fail(*node, "bounds must be [west, south, east, north] in degrees");
        const auto degrees = [&](std::size_t i) {
            const auto value = box->get(i)->value<double>();
            if (!value) reader.fail(*node, "bounds must be [west, south, east, north] in degrees");
            return *value;
        };
        const Bounds bounds{degrees(0), degrees(1), degrees(2), degrees(3)};
        if (bounds.west >= bounds.east || bounds.south >= bounds.north || bounds.west < -180 || bounds.east > 180 ||
            bounds.south < -90 || bounds.north > 90) {
            reader.fail(*node, "bounds must be [west, south, east, north] in degrees, west < east and south < north");
        }
        config.bounds = bounds;
    }
}

void read_departments(const TomlReader& reader, const toml::table& root, Config& config) {
    reader.tables(root, "department", [&](const toml::table& table) {
        reader.only(table, {"id", "name", "email"});
        Department department;
        department.id = reader.required(table, "id");
        department.name = reader.required(table, "name");
        reader.read_text(table, "email", department.email);
        if (config.department(department.id) != nullptr) {
            reader.fail(table, fmt::format("department '{}' is there twice", department.id));
        }
        config.departments.push_back(std::move(department));
    });
    if (config.department(triage_department) == nullptr) {
        config.departments.push_back({std::string(triage_department), "Triage", ""});
    }
}

Category read_category(const TomlReader& reader, const toml::table& table, const Config& config) {
    reader.only(table, {"id", "name", "department", "public", "public_days", "duplicates", "keywords", "description",
                        "examples", "expected_days", "doubtful", "release", "note_required", "note_forbidden"});
    Category category;
    category.id = reader.required(table, "id");
    if (config.category(category.id) != nullptr)
        reader.fail(table, fmt::format("category '{}' is there twice", category.id));
    const toml::node* name = table.get("name");
    if (name != nullptr && name->is_table()) {
        reader.only(*name->as_table(), {"de", "en"});
        category.name_de = reader.required(*name->as_table(), "de");
        category.name_en = category.name_de;
        reader.read_text(*name->as_table(), "en", category.name_en);
    } else {
        category.name_de = category.name_en = reader.required(table, "name");
    }
    category.department = reader.required(table, "department");
    if (config.department(category.department) == nullptr) {
        reader.fail(*table.get("department"), fmt::format("no [[department]] has the id '{}'", category.department));
    }
    reader.read(table, "public", category.is_public, "true or false");
    auto days = category.public_after_solution.count();
    reader.read_number<decltype(days), std::int64_t>(table, "public_days", days, 0, 36'500);
    category.public_after_solution = std::chrono::days(days);
    if (const toml::table* rule = reader.table(table, "duplicates")) {
        reader.only(*rule, {"radius_m", "days"});
        reader.read_number(*rule, "radius_m", category.duplicates.radius_m, 0.0, 5000.0);
        auto window = category.duplicates.window.count();
        reader.read_number<decltype(window), std::int64_t>(*rule, "days", window, 0, 3650);
        category.duplicates.window = std::chrono::days(window);
    }
    if (const toml::node* keywords = table.get("keywords")) category.keywords = reader.texts(*keywords);
    if (const toml::node* examples = table.get("examples")) category.examples = reader.texts(*examples);
    reader.read_text(table, "description", category.description);
    read_release_rule(reader, table, category);
    read_note_rule(reader, table, category.notes);
    reader.read(table, "doubtful", category.doubtful, "true or false");
    if (table.get("expected_days") != nullptr) {
        int expected = 0;
        reader.read_number<int, std::int64_t>(table, "expected_days", expected, 0, 3650);
        category.expected_days = expected;
    }
    return category;
}

/// Every [mapping.NAME], also one that no source names. One that has a `base` starts from that shipped mapping.
void read_mappings(const TomlReader& reader, const toml::table& root, Config& config) {
    const toml::table* mappings = reader.table(root, "mapping");
    if (mappings == nullptr) return;
    for (const auto& [name, node] : *mappings) {
        if (!node.is_table()) reader.fail(node, fmt::format("write [mapping.{}]", name.str()));
        const toml::table& table = *node.as_table();
        Mapping mapping;
        std::string base;
        reader.read_text(table, "base", base);
        if (!base.empty()) {
            auto shipped = shipped_mapping(base);
            if (!shipped) reader.fail(*table.get("base"), fmt::format("no mapping '{}' comes with Ombud", base));
            mapping = std::move(*shipped);
        }
        read_mapping(reader, table, mapping);
        check_mapping(reader, table, config);
        config.mappings.emplace(std::string(name.str()), std::move(mapping));
    }
}

/// An IMAP folder, or a file or folder of this machine.
void read_place(const TomlReader& reader, const toml::table& table, const std::filesystem::path& folder,
                Source& source) {
    const std::string path = reader.required(table, "path");
    reader.read_text(table, "move_to", source.move_to);
    const bool hidden = source.move_to.starts_with('.') || source.move_to.find("..") != std::string::npos;
    if (!source.move_to.empty() && (source.channel != Channel::email || hidden)) {
        reader.fail(*table.get("move_to"), "move_to: the name of a folder for mails, such as \"Processed\"");
    }
    if (!is_imap_url(path)) {
        source.path = (folder / path).lexically_normal();
        for (const char* key : {"password_file", "password_command", "ca_file", "timeout_s"}) {
            if (table.get(key) != nullptr)
                reader.fail(*table.get(key), fmt::format("{} goes with an IMAP folder", key));
        }
        return;
    }
    if (source.channel != Channel::email) reader.fail(*table.get("path"), "an IMAP folder is of the channel email");
    ImapMailbox mailbox;
    try {
        mailbox = parse_imap_url(path);
    } catch (const Error& error) {
        reader.fail(*table.get("path"), error.what());
    }
    std::string file;
    reader.read_text(table, "password_file", file);
    if (!file.empty()) mailbox.password_file = folder / file;
    reader.read_text(table, "password_command", mailbox.password_command);
    if (mailbox.password_file.empty() == mailbox.password_command.empty()) {
        reader.fail(table, "an IMAP folder wants password_file or password_command, one of them");
    }
    std::string authority;
    reader.read_text(table, "ca_file", authority);
    if (!authority.empty()) mailbox.ca_file = folder / authority;
    auto seconds = mailbox.timeout.count();
    reader.read_number<decltype(seconds), std::int64_t>(table, "timeout_s", seconds, 1, 3600);
    mailbox.timeout = std::chrono::seconds(seconds);
    source.mailbox = std::move(mailbox);
}

void read_sources(const TomlReader& reader, const toml::table& root, const std::filesystem::path& folder,
                  Config& config) {
    reader.tables(root, "source", [&](const toml::table& table) {
        reader.only(table, {"name", "channel", "path", "mapping", "move_to", "password_file", "password_command",
                            "ca_file", "timeout_s"});
        Source source;
        source.name = reader.required(table, "name");
        if (std::ranges::find(config.sources, source.name, &Source::name) != config.sources.end()) {
            reader.fail(table, fmt::format("source '{}' is there twice", source.name));
        }
        const auto channel = channel_from(reader.required(table, "channel"));
        if (!channel) reader.fail(*table.get("channel"), "channel must be email, phone or web");
        source.channel = *channel;
        read_place(reader, table, folder, source);
        source.mapping = plain_mapping();
        reader.read_text(table, "mapping", source.mapping_name);
        if (!source.mapping_name.empty()) {
            const auto mapping = config.mapping(source.mapping_name);
            if (!mapping) {
                reader.fail(*table.get("mapping"),
                            fmt::format("there is no [mapping.{0}], and none named {0} comes with "
                                        "Ombud",
                                        source.mapping_name));
            }
            source.mapping = *mapping;
        }
        config.sources.push_back(std::move(source));
    });
}

void read_locate(const TomlReader& reader, const toml::table& root, LocateSettings& locate) {
    const toml::table* table = reader.table(root, "locate");
    if (table == nullptr) return;
    reader.only(*table, {"threshold", "worst_accuracy_m", "shared_reports", "shared_share"});
    reader.read_number(*table, "threshold", locate.threshold, 0.0, 1.0);
    reader.read_number(*table, "worst_accuracy_m", locate.worst_accuracy_m, 20.0, 10'000.0);
    reader.read_number<std::size_t, std::int64_t>(*table, "shared_reports", locate.shared_reports, 0, 1'000'000);
    reader.read_number(*table, "shared_share", locate.shared_share, 0.0, 1.0);
}

void read_duplicates(const TomlReader& reader, const toml::table& root, DuplicateSettings& duplicates) {
    const toml::table* table = reader.table(root, "duplicates");
    if (table == nullptr) return;
    reader.only(*table, {"suggest", "link"});
    reader.read_number(*table, "suggest", duplicates.suggest, 0.0, 1.0);
    reader.read_number(*table, "link", duplicates.link, 0.5, 1.0);
    if (duplicates.link < duplicates.suggest) reader.fail(*table, "link must not be less than suggest");
}

toml::table parsed(const std::filesystem::path& file) {
    try {
        return toml::parse_file(file.string());
    } catch (const toml::parse_error& error) {
        throw Error(ErrorKind::config, fmt::format("{}:{}:{}: {}", file.string(), error.source().begin.line,
                                                   error.source().begin.column, error.description()));
    }
}

}  // namespace

const Category* Config::category(std::string_view id) const noexcept {
    const auto found = std::ranges::find(categories, id, &Category::id);
    return found == categories.end() ? nullptr : &*found;
}

const Department* Config::department(std::string_view id) const noexcept {
    const auto found = std::ranges::find(departments, id, &Department::id);
    return found == departments.end() ? nullptr : &*found;
}

const Source& Config::source(std::string_view name) const {
    const auto found = std::ranges::find(sources, name, &Source::name);
    if (found != sources.end()) return *found;
    std::vector<std::string_view> names;
    for (const Source& source : sources) names.push_back(source.name);
    throw Error(ErrorKind::usage,
                fmt::format("no [[source]] is named '{}'; there are: {}", name, fmt::join(names, ", ")));
}

std::optional<Mapping> Config::mapping(std::string_view name) const {
    const auto found = mappings.find(name);
    return found == mappings.end() ? shipped_mapping(name) : std::optional(found->second);
}

Source plain_source(Channel channel) {
    return {std::string(to_string(channel)), channel, {}, plain_mapping(), {}};
}

PhotoSettings load_photo_settings(const std::filesystem::path& file) {
    const toml::table root = parsed(file);
    PhotoSettings photos;
    read_photos(TomlReader(file), root, std::filesystem::absolute(file).parent_path(), photos);
    return photos;
}

Config load_config(const std::filesystem::path& file) {
    const toml::table root = parsed(file);
    const TomlReader reader(file);
    reader.only(root,
                {"municipality", "department", "category", "source", "mapping", "duplicates", "photos",   "locate",
                 "export",       "classify",   "calendar", "route",  "release", "redaction",  "mail",     "report",
                 "attachments",  "open311",    "site",     "filter", "due",     "expiry",     "retention"});
    Config config;
    read_municipality(reader, root, config);
    read_departments(reader, root, config);
    reader.tables(root, "category",
                  [&](const toml::table& table) { config.categories.push_back(read_category(reader, table, config)); });
    read_mappings(reader, root, config);
    read_sources(reader, root, std::filesystem::absolute(file).parent_path(), config);
    read_duplicates(reader, root, config.duplicates);
    read_photos(reader, root, std::filesystem::absolute(file).parent_path(), config.photos);
    if (const toml::table* attachments = reader.table(root, "attachments")) {
        reader.only(*attachments, {"largest_mb"});
        reader.read_number<std::uintmax_t, std::int64_t>(*attachments, "largest_mb", config.attachments.largest_mb, 1,
                                                         256);
    }
    read_locate(reader, root, config.locate);
    read_export(reader, root, std::filesystem::absolute(file).parent_path(), config);
    read_routing(reader, root, config);
    read_release(reader, root, config);
    read_mail(reader, root, std::filesystem::absolute(file).parent_path(), config);
    read_publish(reader, root, config);
    read_site(reader, root, config);
    read_cases(reader, root, config);
    read_retention(reader, root, config);
    return config;
}

}  // namespace ombud
