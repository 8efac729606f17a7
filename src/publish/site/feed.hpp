#pragma once

#include "core/config.hpp"
#include "publish/public_report.hpp"

#include <string>
#include <vector>

namespace ombud::publish::site {

/// The newest reports as an Atom feed (RFC 4287).
class Feed {
  public:
    void add(const PublicReport& report);
    /// Links are absolute where the configuration says where the site is served, else relative to the feed. Ids follow
    /// from municipality and number, so that a reader knows an entry again wherever the site moves.
    [[nodiscard]] std::string xml(const Config& config) const;

  private:
    static constexpr std::size_t entries = 50;
    std::vector<PublicReport> newest_;  ///< a heap, the oldest on top
};

}  // namespace ombud::publish::site
