#pragma once

#include "core/report.hpp"
#include "publish/document.hpp"

#include <cstddef>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::publish {

/// The files of an Open311 endpoint, and which of them are still meant. Inside src/publish only.
///
/// Files are written beside and renamed, without waiting for the disk each time: there are tens of thousands, and the
/// next night makes any of them again that a power cut took.
class Open311Folder {
  public:
    /// Makes the folder and its folders. Throws Error(system).
    explicit Open311Folder(std::filesystem::path folder);

    /// \param name  below the folder, with its ending
    void write(const std::string& name, std::string_view bytes);
    /// Writes NAME.json and NAME.xml.
    void write_both(const std::string& name, const Node& node, std::string_view root);
    /// Writes a request as requests/ID, a list of one as the specification has it.
    void write_request(ReportId id, const Node& request);

    /// Removes requests, pages and services that were not written. Returns how many files went.
    std::size_t remove_others();

  private:
    [[nodiscard]] bool is_meant(const std::string& name) const;

    std::filesystem::path folder_;
    std::vector<bool> requests_;    ///< by number
    std::set<std::string> others_;  ///< names of pages and services
    std::string old_;
};

}  // namespace ombud::publish
