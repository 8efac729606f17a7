#include "core/config_mail.hpp"

namespace ombud {

namespace {

/// One of the names, by its place in the list; fails with all of them.
template <std::size_t N>
std::size_t choice(const TomlReader& reader, const toml::table& table, std::string_view key,
                   const std::array<std::string_view, N>& names, std::size_t otherwise) {
    std::string value;
    reader.read_text(table, key, value);
    if (table.get(key) == nullptr) return otherwise;
    const auto found = std::ranges::find(names, value);
    if (found == names.end()) reader.fail(*table.get(key), fmt::format("{}: one of {}", key, fmt::join(names, ", ")));
    return static_cast<std::size_t>(found - names.begin());
}

void read_address(const TomlReader& reader, const toml::table& table, std::string_view key, std::string& address) {
    reader.read_text(table, key, address);
    if (!address.empty() && !is_mail_address(address)) {
        reader.fail(*table.get(key), fmt::format("{}: write a bare address such as maengel@town.example", key));
    }
}

void read_path(const TomlReader& reader, const toml::table& table, std::string_view key,
               const std::filesystem::path& folder, std::filesystem::path& path) {
    std::string text;
    reader.read_text(table, key, text);
    if (!text.empty()) path = folder / text;
}

void read_days(const TomlReader& reader, const toml::table& table, std::string_view key, std::chrono::days& days) {
    auto count = days.count();
    reader.read_number<decltype(count), std::int64_t>(table, key, count, 0, 3650);
    days = std::chrono::days(count);
}

void read_kinds(const TomlReader& reader, const toml::node& node, MailSettings& mail) {
    mail.kinds.clear();
    for (const std::string& name : reader.texts(node)) {
        const auto kind = mail_kind_from(name);
        if (!kind) {
            std::vector<std::string_view> names;
            for (const MailKind known : all_mail_kinds) names.push_back(to_string(known));
            reader.fail(node, fmt::format("kinds: '{}' is none of {}", name, fmt::join(names, ", ")));
        }
        mail.kinds.push_back(*kind);
    }
}

void read_server(const TomlReader& reader, const toml::table& table, const std::filesystem::path& folder,
                 MailSettings& mail) {
    constexpr std::array<std::string_view, 3> securities{"starttls", "tls", "none"};
    mail.security = static_cast<MailSecurity>(choice(reader, table, "security", securities, 0));
    reader.read_text(table, "host", mail.host);
    if (mail.host.empty() || mail.host.find_first_of("/:@?# \t\n") != std::string::npos) {
        reader.fail(*table.get("host"), "host: the name or IPv4 address of the mail server alone; port is a key");
    }
    reader.read_number<int, std::int64_t>(table, "port", mail.port, 0, 65'535);
    reader.read_text(table, "user", mail.user);
    read_path(reader, table, "password_file", folder, mail.password_file);
    reader.read_text(table, "password_command", mail.password_command);
    read_path(reader, table, "ca_file", folder, mail.ca_file);
    auto seconds = mail.timeout.count();
    reader.read_number<decltype(seconds), std::int64_t>(table, "timeout_s", seconds, 1, 3600);
    mail.timeout = std::chrono::seconds(seconds);
    const bool has_password = !mail.password_file.empty() || !mail.password_command.empty();
    if (!mail.password_file.empty() && !mail.password_command.empty()) {
        reader.fail(table, "password_file and password_command: give one of them");
    }
    if (has_password != !mail.user.empty()) {
        reader.fail(table, "user goes with password_file or password_command, and they with user");
    }
    const bool same_machine = mail.host == "localhost" || mail.host.starts_with("127.");
    if (has_password && mail.security == MailSecurity::none && !same_machine) {
        reader.fail(table, "the password would cross the network in the clear; use security = \"starttls\" or \"tls\"");
    }
}

}  // namespace

void read_mail(const TomlReader& reader, const toml::table& root, const std::filesystem::path& folder, Config& config) {
    const toml::table* table = reader.table(root, "mail");
    if (table == nullptr) return;
    reader.only(*table, {"method",
                         "host",
                         "port",
                         "security",
                         "user",
                         "password_file",
                         "password_command",
                         "ca_file",
                         "timeout_s",
                         "sendmail",
                         "from",
                         "from_name",
                         "reply_to",
                         "limit_per_night",
                         "give_up_days",
                         "receipt_within_days",
                         "since",
                         "kinds",
                         "not_for_sources",
                         "link"});
    MailSettings& mail = config.mail;
    constexpr std::array<std::string_view, 4> methods{"none", "outbox", "smtp", "sendmail"};
    mail.method = static_cast<MailMethod>(choice(reader, *table, "method", methods, 0));
    read_server(reader, *table, folder, mail);
    reader.read_text(*table, "sendmail", mail.sendmail);
    read_address(reader, *table, "from", mail.from);
    reader.read_text(*table, "from_name", mail.from_name);
    read_address(reader, *table, "reply_to", mail.reply_to);
    if (mail.method != MailMethod::none && mail.from.empty()) {
        reader.fail(*table, "from is missing: the address that mails come from");
    }
    reader.read_number<std::size_t, std::int64_t>(*table, "limit_per_night", mail.limit_per_night, 1, 1'000'000);
    read_days(reader, *table, "give_up_days", mail.give_up);
    read_days(reader, *table, "receipt_within_days", mail.receipt_within);
    if (const toml::node* node = table->get("since")) {
        std::string text;
        reader.read_text(*table, "since", text);
        const auto local = parse_local(text, "%Y-%m-%d %H:%M");
        if (!local) reader.fail(*node, "since: write \"2026-03-01\" or \"2026-03-01 08:15\"");
        mail.since = config.time_zone.to_instant(*local);
    }
    if (const toml::node* node = table->get("kinds")) read_kinds(reader, *node, mail);
    if (const toml::node* node = table->get("not_for_sources")) {
        mail.not_for_sources = reader.texts(*node);
        for (const std::string& name : mail.not_for_sources) {
            if (std::ranges::find(config.sources, name, &Source::name) == config.sources.end()) {
                reader.fail(*node, fmt::format("not_for_sources: no [[source]] has the name '{}'", name));
            }
        }
    }
    reader.read_text(*table, "link", mail.link);
    if (!mail.link.empty() && (!mail.link.starts_with("http") || mail.link.find("{id}") == std::string::npos)) {
        reader.fail(*table->get("link"), "link: an address such as https://town.example/reports/{id}");
    }
}

}  // namespace ombud
