#include "core/config_site.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace ombud {

namespace {

/// Links and map addresses become part of the page: only these cannot carry a script.
bool is_web_address(std::string_view text) {
    return (text.starts_with("https://") || text.starts_with("http://")) &&
           text.find_first_of(" \t\n\"'<>\\;,") == std::string_view::npos;
}

/// An absolute address, or one beside the page: "impressum.html", "/datenschutz", "mailto:…".
bool is_link(std::string_view text) {
    if (is_web_address(text) || text.starts_with("mailto:")) return true;
    return text.find(':') == std::string_view::npos && !text.starts_with("//");
}

void read_link(const TomlReader& reader, const toml::table& table, std::string_view key, std::string& value) {
    reader.read_text(table, key, value);
    if (!is_link(value)) {
        reader.fail(*table.get(key), fmt::format("{}: write https://…, mailto:… or a path such as /impressum", key));
    }
}

/// Relative luminance as WCAG 2.1 defines it, of "#rrggbb"; nothing where it is not that.
std::optional<double> luminance(std::string_view colour) {
    if (colour.size() != 7 || colour.front() != '#') return std::nullopt;
    constexpr std::array weights{0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        unsigned value = 0;
        const char* const begin = colour.data() + 1 + 2 * i;
        const auto [end, error] = std::from_chars(begin, begin + 2, value, 16);
        if (error != std::errc{} || end != begin + 2) return std::nullopt;
        const double share = value / 255.0;
        sum += weights[i] * (share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4));
    }
    return sum;
}

void read_colour(const TomlReader& reader, const toml::table& table, SiteSettings& site) {
    reader.read_text(table, "colour", site.colour);
    const auto light = luminance(site.colour);
    if (!light) reader.fail(*table.get("colour"), "colour: write it as \"#1b4f72\"");
    const double contrast = 1.05 / (*light + 0.05);
    if (contrast < 4.5) {
        reader.fail(*table.get("colour"), fmt::format("white text on {} has a contrast of {:.1f}:1 only, and WCAG 2.1 "
                                                      "AA wants 4.5:1; take a darker colour",
                                                      site.colour, contrast));
    }
}

void read_basemap(const TomlReader& reader, const toml::table& table, SiteSettings& site) {
    reader.read_text(table, "basemap", site.basemap);
    reader.read_text(table, "basemap_layers", site.basemap_layers);
    reader.read_text(table, "attribution", site.attribution);
    read_link(reader, table, "attribution_url", site.attribution_url);
    if (site.basemap.empty()) return;
    const toml::node& where = *table.get("basemap");
    if (!is_web_address(site.basemap)) reader.fail(where, "basemap must be an address that begins with https://");
    const auto has = [&](std::string_view part) { return site.basemap.find(part) != std::string::npos; };
    if (site.basemap_layers.empty() && !(has("{z}") && has("{x}") && (has("{y}") || has("{-y}")))) {
        reader.fail(where, "basemap must have {z}, {x} and {y} in it, or be a WMS with basemap_layers");
    }
    if (site.attribution.empty())
        reader.fail(where, "attribution is missing: say whose map it is, as its licence asks");
}

}  // namespace

void read_site(const TomlReader& reader, const toml::table& root, Config& config) {
    SiteSettings& site = config.site;
    site.languages =
        config.language == "en" ? std::vector<std::string>{"en", "de"} : std::vector<std::string>{"de", "en"};
    const toml::table* table = reader.table(root, "site");
    if (table == nullptr) return;
    reader.only(*table, {"nightly", "title", "url", "colour", "languages", "basemap", "basemap_layers", "attribution",
                         "attribution_url", "addresses", "report_form", "imprint", "privacy", "accessibility"});
    reader.read(*table, "nightly", site.nightly, "true or false");
    reader.read(*table, "addresses", site.addresses, "true or false");
    reader.read_text(*table, "title", site.title);
    reader.read_text(*table, "url", site.url);
    if (!site.url.empty()) {
        if (!is_web_address(site.url)) reader.fail(*table->get("url"), "url must begin with https://");
        if (!site.url.ends_with('/')) site.url += '/';
    }
    read_colour(reader, *table, site);
    if (const toml::node* languages = table->get("languages")) {
        site.languages = reader.texts(*languages);
        const auto known = [](const std::string& language) { return language == "de" || language == "en"; };
        if (site.languages.empty() || !std::ranges::all_of(site.languages, known)) {
            reader.fail(*languages, "languages: \"de\", \"en\" or both, the first is that of those who speak neither");
        }
    }
    read_basemap(reader, *table, site);
    read_link(reader, *table, "report_form", site.report_form);
    read_link(reader, *table, "imprint", site.imprint);
    read_link(reader, *table, "privacy", site.privacy);
    read_link(reader, *table, "accessibility", site.accessibility);
}

}  // namespace ombud
