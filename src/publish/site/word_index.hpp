#pragma once

#include "publish/public_report.hpp"
#include "publish/site/folder.hpp"

#include <map>
#include <string>
#include <vector>

namespace ombud::publish::site {

/// Which released texts and answers hold a word, so that the page can search texts that it has not loaded. Words are
/// folded (core/text.hpp) and lie in data/words/XX.json by their first two letters; reports are named by the
/// differences of their numbers. A word that a fifth of a thousand or more reports hold finds nothing that a person
/// looks for; it stands for all.
class WordIndex {
  public:
    /// Reports come by rising id.
    void add(const PublicReport& report);
    /// \return the XX of the files that there are
    std::vector<std::string> write(SiteFolder& folder) const;

  private:
    std::map<std::string, std::vector<ReportId>, std::less<>> reports_;
    std::size_t texts_ = 0;
};

}  // namespace ombud::publish::site
