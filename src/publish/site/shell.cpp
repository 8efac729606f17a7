#include "publish/site/shell.hpp"

#include "core/error.hpp"
#include "core/file.hpp"
#include "core/json_writer.hpp"
#include "publish/site/markup.hpp"
#include "publish/site/text_pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace ombud::publish::site {

namespace fs = std::filesystem;

namespace {

/// "https://*.tile.example:8080" of "https://{s}.tile.example:8080/{z}/…".
std::string origin_of(std::string_view address) {
    const std::size_t host = address.find("://") + 3;
    std::string origin(address.substr(0, address.find_first_of("/?#", host)));
    if (const std::size_t at = origin.find("{s}"); at != std::string::npos) origin.replace(at, 3, "*");
    return origin;
}

std::string filled(const std::string& text, const std::vector<std::pair<std::string_view, std::string>>& values) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t open = text.find("{{", at);
        const std::size_t close = open == std::string::npos ? open : text.find("}}", open);
        out.append(text, at, open == std::string::npos ? open : open - at);
        if (close == std::string::npos) break;
        const std::string_view name = std::string_view(text).substr(open + 2, close - open - 2);
        for (const auto& [key, value] : values) {
            if (key == name) out += markup(value);
        }
        at = close + 2;
    }
    return out;
}

/// Style sheets, scripts and the library, by name. A build has links there instead of files.
std::vector<std::string> shipped_files(const fs::path& from) {
    std::vector<std::string> names;
    for (const char* folder : {"css", "js", "js/lang", "vendor"}) {
        std::error_code error;
        for (const auto& entry : fs::directory_iterator(from / folder, error)) {
            if (entry.is_regular_file())
                names.push_back(fmt::format("{}/{}", folder, entry.path().filename().string()));
        }
    }
    std::ranges::sort(names);
    return names;
}

std::string settings_json(const Config& config, const Contents& contents) {
    const SiteSettings& site = config.site;
    JsonWriter json;
    json.begin_object().key("format").value(1).key("title").value(site_title(config));
    json.key("municipality").value(config.municipality).key("titled").value(!site.title.empty());
    json.key("languages").begin_array();
    for (const std::string& language : site.languages) json.value(language);
    json.end_array().key("language").value(config.language).key("reference_prefix").value(config.reference_prefix);
    json.key("time_zone").value(config.time_zone.name());
    json.key("basemap").value(site.basemap).key("basemap_layers").value(site.basemap_layers);
    json.key("attribution").value(site.attribution).key("attribution_url").value(site.attribution_url);
    json.key("links").begin_object().key("report_form").value(site.report_form).key("imprint").value(site.imprint);
    json.key("privacy").value(site.privacy).key("accessibility").value(site.accessibility);
    json.key("statistics").value(contents.statistics ? "statistics.html" : "").end_object();
    json.key("has")
        .begin_object()
        .key("streets")
        .value(contents.streets)
        .key("areas")
        .value(contents.areas.has_value());
    json.key("words").begin_array();
    for (const std::string& name : contents.words) json.value(name);
    json.end_array().key("participations").value(contents.participations).end_object();
    json.key("bounds");  // the districts frame the town better than the box in which coordinates are believed
    if (const auto& box = contents.areas ? contents.areas : config.bounds) {
        json.begin_array().value(box->west).value(box->south).value(box->east).value(box->north).end_array();
    } else {
        json.null();
    }
    json.end_object();
    return json.take() + '\n';
}

}  // namespace

fs::path shipped_site() {
    std::vector<fs::path> folders;
    if (const char* const folder = ::secure_getenv("OMBUD_SITE"); folder != nullptr && *folder != '\0') {
        folders.emplace_back(folder);
    }
    std::error_code error;
    const fs::path share = fs::read_symlink("/proc/self/exe", error).parent_path().parent_path() / "share";
    folders.push_back(share / "ombud" / "site");
    folders.push_back(share / "site");
    for (const fs::path& folder : folders) {
        if (!fs::is_regular_file(folder / "index.html", error)) continue;
        if (fs::is_regular_file(folder / "vendor" / "leaflet.js", error)) return folder;
        throw Error(ErrorKind::system, fmt::format("{}: the map library is missing; fetch it with scripts/web-assets "
                                                   "and build again",
                                                   (folder / "vendor").string()));
    }
    throw Error(ErrorKind::system,
                fmt::format("the files of the map page are not in {}; name their folder in OMBUD_SITE",
                            (share / "ombud" / "site").string()));
}

std::string content_security_policy(const SiteSettings& settings) {
    const std::string pictures = settings.basemap.empty() ? "" : " data: " + origin_of(settings.basemap);
    return fmt::format(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'{}; connect-src 'self'; base-uri "
        "'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types default",
        pictures);
}

void write_shell(SiteFolder& folder, const Config& config, const Contents& contents) {
    const fs::path from = shipped_site();
    for (const std::string& name : shipped_files(from)) folder.copy(name, from / name);
    folder.put("css/theme.css", fmt::format(":root {{ --accent: {}; }}\n", config.site.colour));
    folder.put("data/site.json", settings_json(config, contents));
    folder.put("index.html",
               filled(read_file(from / "index.html"), {{"language", config.site.languages.front()},
                                                       {"title", site_title(config)},
                                                       {"policy", content_security_policy(config.site)}}));
}

}  // namespace ombud::publish::site
