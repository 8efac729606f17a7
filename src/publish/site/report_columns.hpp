#pragma once

#include "core/time.hpp"
#include "publish/public_report.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace ombud::publish::site {

/// What the map, the filters and the list need of every report, as columns: names stand once, numbers as differences,
/// so that 50,000 reports are a download for a phone. See docs/site.md for the format of data/reports.json.
class ReportColumns {
  public:
    explicit ReportColumns(const TimeZone& zone) : zone_(zone) {}

    /// Reports come by rising id; one without a position is left out.
    void add(const PublicReport& report);
    [[nodiscard]] std::string json() const;

  private:
    /// Texts numbered in the order in which they first come.
    struct Numbered {
        std::map<std::string, std::int64_t, std::less<>> numbers;
        std::vector<std::string> texts;
        std::int64_t number(const std::string& text);
    };
    struct CategoryNames {
        std::string de, en, group;
    };
    [[nodiscard]] std::int64_t day(Instant at) const;

    const TimeZone& zone_;
    Numbered categories_, streets_, areas_;
    std::vector<CategoryNames> names_;
    std::vector<std::int64_t> id_, lon_, lat_, category_, status_, received_, changed_, street_, area_, photos_;
    std::int64_t last_id_ = 0, last_day_ = 0;
};

}  // namespace ombud::publish::site
