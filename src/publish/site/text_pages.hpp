#pragma once

#include "core/config.hpp"
#include "publish/public_report.hpp"
#include "publish/site/folder.hpp"

#include <string>
#include <vector>

namespace ombud::publish::site {

/// Writes text/BLOCK.html: every report as plain HTML under its own anchor (text/0.html#OMB-123), and text/index.html,
/// which names the pages. This is the site without JavaScript, and what search engines and archives read.
///
/// A page holds a block of numbers (details.hpp): a page a report would be 50,000 files, each night compared and copied
/// to the web server, for a text that the map page shows under a permalink of its own.
class TextPages {
  public:
    TextPages(SiteFolder& folder, const Config& config) : folder_(folder), config_(config) {}
    /// Reports come by rising id.
    void add(const PublicReport& report);
    void finish();

  private:
    struct Page {
        ReportId block = 0;
        std::size_t reports = 0;
    };
    void write_page();

    SiteFolder& folder_;
    const Config& config_;
    std::vector<Page> pages_;
    std::string body_;
};

/// The title of the site: that of the configuration, else made of the municipality's name.
[[nodiscard]] std::string site_title(const Config& config);

/// The first and last number of a block, as people write them: "OMB-128", "OMB-255".
[[nodiscard]] std::string reference_of(const Config& config, ReportId id);

}  // namespace ombud::publish::site
