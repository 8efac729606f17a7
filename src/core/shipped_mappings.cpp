#include "core/shipped_mappings.hpp"

#include "core/config_mapping.hpp"
#include "core/shipped_folder.hpp"

#include <algorithm>
#include <system_error>

namespace ombud {

namespace fs = std::filesystem;

namespace {

fs::path mappings_folder() {
    return shipped_folder("mappings", "OMBUD_MAPPINGS");
}

Mapping read_file_of_mapping(const fs::path& file) {
    try {
        const toml::table root = toml::parse_file(file.string());
        Mapping mapping;
        read_mapping(TomlReader(file), root, mapping);
        return mapping;
    } catch (const toml::parse_error& error) {
        throw Error(ErrorKind::config,
                    fmt::format("{}:{}: {}", file.string(), error.source().begin.line, error.description()));
    }
}

}  // namespace

std::vector<NamedMapping> shipped_mappings() {
    std::vector<NamedMapping> mappings;
    const fs::path folder = mappings_folder();
    if (folder.empty()) return mappings;
    std::error_code error;
    for (fs::directory_iterator at(folder, error); !error && at != fs::directory_iterator(); at.increment(error)) {
        if (at->path().extension() != ".toml") continue;
        mappings.push_back({at->path().stem().string(), read_file_of_mapping(at->path())});
    }
    std::ranges::sort(mappings, {}, &NamedMapping::name);
    return mappings;
}

std::optional<Mapping> shipped_mapping(std::string_view name) {
    const fs::path folder = mappings_folder();
    if (folder.empty() || name.find('/') != std::string_view::npos) return std::nullopt;
    const fs::path file = folder / (std::string(name) + ".toml");
    std::error_code error;
    if (!fs::is_regular_file(file, error)) return std::nullopt;
    return read_file_of_mapping(file);
}

}  // namespace ombud
