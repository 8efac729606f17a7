#pragma once

// A municipality in a temporary folder that the tests of src/intake import into.

#include "core/config.hpp"
#include "core/file.hpp"
#include "core/workspace.hpp"
#include "intake/import.hpp"
#include "store/events.hpp"
#include "store/notes.hpp"
#include "store/photos.hpp"
#include "store/quarantine.hpp"
#include "store/reporters.hpp"
#include "store/reports.hpp"
#include "store/vocabulary.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::intake {

/// How Catch2 shows counts that differ.
inline std::ostream& operator<<(std::ostream& out, const Summary& s) {
    return out << "read " << s.read << ", created " << s.created << ", comments " << s.comments << ", updates "
               << s.updates << ", known " << s.known << ", quarantined " << s.quarantined << ", set aside "
               << s.set_aside;
}

}  // namespace ombud::intake

namespace ombud::intake::trial {

namespace fs = std::filesystem;

[[nodiscard]] inline Instant noon() {
    return parse_iso("2026-11-24T12:00:00Z").value();
}

[[nodiscard]] inline bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// A mail of Kim's.
[[nodiscard]] inline std::string mail(const std::string& id, const std::string& headers, const std::string& body) {
    return "From: Kim <kim@example.org>\nDate: Mon, 23 Nov 2026 10:00:00 +0100\nMessage-ID: <" + id + ">\n" + headers +
           "\n" + body;
}

/// The smallest thing that starts as a JPEG does, long enough not to be a logo.
[[nodiscard]] inline std::string jpeg(std::string_view seed, std::size_t size = 3000) {
    std::string bytes = "\xFF\xD8\xFF\xE0";
    while (bytes.size() < size) bytes += seed;
    return bytes;
}

[[nodiscard]] inline Mapping plain_mapping() {
    Mapping mapping;
    for (const char* const field :
         {"external_id", "received_at", "title", "text", "category", "name", "email", "phone", "street", "house_number",
          "postcode", "city", "lat", "lon", "status", "closed_at", "photo"}) {
        mapping.fields[field] = {field};
    }
    return mapping;
}

[[nodiscard]] inline Config sample_config() {
    Config config;
    config.municipality = "Lindenbrück";
    config.own_addresses = {"maengel@town.example"};
    config.bounds = Bounds{7.76, 51.62, 7.94, 51.74};
    config.departments = {{"triage", "Triage", ""}, {"roads", "Tiefbauamt", ""}};
    const auto add = [&](const char* id, const char* german, const char* english, const char* department) {
        Category category;
        category.id = id;
        category.name_de = german;
        category.name_en = english;
        category.department = department;
        config.categories.push_back(category);
    };
    add("roads/pothole", "Schlagloch", "Pothole", "roads");
    add("noise", "Lärm", "Noise", "triage");
    return config;
}

class Town {
  public:
    Town() : folder_(make_folder()), workspace(folder_ / "town"), registry(create()) {
        store::update_vocabulary(registry, config);
    }
    Town(const Town&) = delete;
    Town& operator=(const Town&) = delete;
    ~Town() {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }

    /// Writes an input file below the folder of inputs.
    fs::path input(const std::string& name, std::string_view bytes) const {
        write_file(folder_ / "in" / name, bytes);
        return folder_ / "in" / name;
    }
    [[nodiscard]] fs::path inputs() const { return folder_ / "in"; }

    Summary import(Channel channel, const fs::path& path, ImportOptions options = {}) {
        source.channel = channel;
        source.path = path;
        SilentProgress progress;
        const Summary summary = import_source(registry, workspace, config, source, {}, progress, noon(), options);
        complete =
            summary.read == summary.created + summary.comments + summary.updates + summary.known + summary.quarantined;
        return summary;
    }

    [[nodiscard]] std::vector<Report> reports() {
        auto all = store::list_reports(registry, {});
        std::ranges::sort(all, {}, &Report::id);
        return all;
    }
    /// The only report. \pre there is one
    [[nodiscard]] Report report() { return reports().at(0); }
    [[nodiscard]] std::vector<store::Quarantined> quarantined() { return store::list_quarantined(registry); }
    /// Detail of a report's first event.
    [[nodiscard]] std::string received_detail(ReportId id) { return store::events_of(registry, id).at(0).detail; }
    [[nodiscard]] std::size_t files_in(const fs::path& folder) const {
        if (!fs::exists(folder)) return 0;
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
    }

  private:
    static fs::path make_folder() {
        std::string name = (fs::temp_directory_path() / "ombud-intake-XXXXXX").string();
        return ::mkdtemp(name.data());
    }
    store::Register create() const {
        fs::create_directories(workspace.root());
        return store::Register::create(workspace.register_file());
    }

    fs::path folder_;

  public:
    Workspace workspace;
    Config config = sample_config();
    Source source{"source", Channel::web, {}, plain_mapping()};
    bool complete = true;  ///< whether the counts of the last import added up
    store::Register registry;
};

}  // namespace ombud::intake::trial
