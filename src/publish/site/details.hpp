#pragma once

#include "core/json_writer.hpp"
#include "publish/public_report.hpp"
#include "publish/site/folder.hpp"

namespace ombud::publish::site {

/// So many numbers of reports share a file of details and a page of text. A block follows from the number alone: a new
/// report changes the last block, and nothing else moves.
inline constexpr ReportId reports_per_block = 128;

/// Writes data/details/BLOCK.json: what only the page of one report shows. Each is fetched when first needed.
class Details {
  public:
    explicit Details(SiteFolder& folder) : folder_(folder) {}
    /// Reports come by rising id.
    void add(const PublicReport& report);
    void finish();

  private:
    SiteFolder& folder_;
    JsonWriter json_;
    ReportId block_ = -1;
};

}  // namespace ombud::publish::site
