#include "publish/publish.hpp"

#include "core/file.hpp"
#include "publish/geojson.hpp"
#include "publish/open311.hpp"
#include "publish/public_view.hpp"
#include "publish/shapefile.hpp"

#include <set>
#include <string>

namespace ombud::publish {

namespace fs = std::filesystem;

namespace {

/// Passes the reports on and remembers which photos they show.
NextReport noting_photos(NextReport next, std::set<std::string>& photos) {
    return [next = std::move(next), &photos](PublicReport& report) {
        if (!next(report)) return false;
        photos.insert(report.photos.begin(), report.photos.end());
        return true;
    };
}

/// Makes the folder hold exactly these photos.
void sync_photos(const fs::path& from, const fs::path& to, const std::set<std::string>& photos) {
    if (photos.empty() && !fs::exists(to)) return;
    fs::create_directories(to);
    for (const auto& entry : fs::directory_iterator(to)) {
        if (!photos.contains(entry.path().filename().string())) fs::remove(entry.path());
    }
    // The name is made of the content of the original; a copy made with other settings has other bytes under it.
    for (const std::string& photo : photos) write_file(to / photo, read_file(from / photo));
}

}  // namespace

Summary run(store::Register& registry, const Workspace& workspace, const Config& config, Progress& progress) {
    const fs::path folder = workspace.public_files();
    fs::create_directories(folder);
    std::set<std::string> photos;
    progress.begin("export", 3);
    const Exported exported =
        write_geojson(folder / "reports.geojson", noting_photos(public_view(registry, config), photos));
    progress.advance(1);
    write_shapefile(folder / "reports.shp.zip", public_view(registry, config), {config.exports.shapefile_epsg});
    progress.advance(1);
    sync_photos(workspace.public_photos(), folder / "photos", photos);
    if (config.open311.nightly) {
        write_open311(folder / "open311", public_view(registry, config), config, {});
    } else {
        remove_open311(folder / "open311");
    }
    progress.end();
    return {exported.reports, photos.size()};
}

std::size_t count_public(store::Register& registry, const Config& config) {
    const NextReport next = public_view(registry, config);
    std::size_t count = 0;
    for (PublicReport report; next(report);) ++count;
    return count;
}

}  // namespace ombud::publish
