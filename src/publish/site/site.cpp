#include "publish/site/site.hpp"

#include "publish/participations.hpp"
#include "publish/public_view.hpp"
#include "publish/site/addresses.hpp"
#include "publish/site/details.hpp"
#include "publish/site/feed.hpp"
#include "publish/site/folder.hpp"
#include "publish/site/report_columns.hpp"
#include "publish/site/shell.hpp"
#include "publish/site/text_pages.hpp"
#include "publish/site/word_index.hpp"

#include <set>
#include <string>

namespace ombud::publish {

SiteSummary write_site(store::Register& registry, const Workspace& workspace, const Config& config,
                       const std::filesystem::path& folder, Progress& progress, Instant now) {
    static_cast<void>(site::shipped_site());  // before anything is written
    site::SiteFolder out(folder);
    site::ReportColumns columns(config.time_zone);
    site::Details details(out);
    site::TextPages pages(out, config);
    site::Feed feed;
    site::WordIndex words;
    std::set<std::string> photos;
    SiteSummary summary;

    progress.begin("site", 0);
    const NextReport next = public_view(registry, config, Detail::full);
    for (PublicReport report; next(report);) {
        // Photos first: no page ever names one that is not there.
        for (const std::string& photo : report.photos) {
            if (photos.insert(photo).second) out.copy("photos/" + photo, workspace.public_photos() / photo);
        }
        columns.add(report);
        details.add(report);
        pages.add(report);
        feed.add(report);
        words.add(report);
        ++summary.reports;
        progress.advance(1);
    }
    details.finish();
    pages.finish();
    site::Contents contents;
    contents.words = words.write(out);
    contents.streets = site::write_addresses(out, registry, config.site);
    contents.areas = site::write_areas(out, registry);
    const auto participations = running_participations(registry, now);
    contents.participations = !participations.empty();
    if (contents.participations) {
        out.put("data/participations.json", participations_json(participations, config.time_zone));
    }
    // The night's public edition, where there is one; a page of the same name that somebody else put there serves, too.
    const std::filesystem::path statistics = workspace.public_files() / "statistics.html";
    if (std::filesystem::exists(statistics)) out.copy("statistics.html", statistics);
    contents.statistics = out.holds("statistics.html");
    out.put("feed.xml", feed.xml(config));
    out.put("data/reports.json", columns.json());
    site::write_shell(out, config, contents);
    out.finish();
    progress.end();
    summary.photos = photos.size();
    summary.files = out.files();
    return summary;
}

}  // namespace ombud::publish
