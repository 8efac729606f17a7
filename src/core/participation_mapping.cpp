#include "core/participation_mapping.hpp"

#include "core/config_mapping.hpp"
#include "core/error.hpp"
#include "core/shipped_folder.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <vector>

namespace ombud {

namespace fs = std::filesystem;

namespace {

Mapping usual_names() {
    Mapping mapping;
    mapping.fields = {
        {"external_id", {"external_id else id else nr"}},
        {"title", {"title else titel else name"}},
        {"kind", {"kind else art else typ"}},
        {"url", {"url else link"}},
        {"begins", {"begins else beginn else von else start_date"}},
        {"ends", {"ends else ende else bis else end_date"}},
        {"lon", {"lon else longitude else länge"}},
        {"lat", {"lat else latitude else breite"}},
        {"geometry", {"geometry else geometrie else wkt"}},
    };
    mapping.date_formats = {"%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%Y-%m-%d %H:%M:%S"};
    return mapping;
}

Mapping read_from(const fs::path& file) {
    try {
        const toml::table root = toml::parse_file(file.string());
        Mapping mapping;
        read_mapping(TomlReader(file), root, mapping, participation_fields);
        return mapping;
    } catch (const toml::parse_error& error) {
        throw Error(ErrorKind::config,
                    fmt::format("{}:{}: {}", file.string(), error.source().begin.line, error.description()));
    }
}

std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator at(folder, error); !error && at != fs::directory_iterator(); at.increment(error)) {
        if (at->path().extension() == ".toml") names.push_back(at->path().stem().string());
    }
    std::ranges::sort(names);
    return names;
}

}  // namespace

Mapping participation_mapping(std::string_view name) {
    if (name.empty()) return usual_names();
    if (name.ends_with(".toml")) return read_from(name);
    const fs::path folder = shipped_folder("mappings", "OMBUD_MAPPINGS") / "participations";
    const std::vector<std::string> names = names_in(folder);
    if (std::ranges::find(names, name) == names.end()) {
        throw Error(ErrorKind::usage, fmt::format("no mapping of participations is named '{}'; there are: {}; or name "
                                                  "a file that ends in .toml",
                                                  name, fmt::join(names, ", ")));
    }
    return read_from(folder / (std::string(name) + ".toml"));
}

}  // namespace ombud
