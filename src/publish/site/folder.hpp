#pragma once

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <string_view>

namespace ombud::publish::site {

/// The folder that a web server serves. It may hold files of others (a statistics page, a favicon): what we wrote
/// stands in the file `.ombud-site` in it, a name a line, and only that is ever removed. A name is written there before
/// its file, so that a run cut off at any moment leaves nothing that the next one does not know.
class SiteFolder {
  public:
    /// Makes the folder where it is missing.
    /// Throws Error(usage) where it holds an index.html that is not ours, Error(system) where the disk refuses.
    explicit SiteFolder(std::filesystem::path root);

    /// Writes a file, replaced at once and only when its bytes differ. \param name  relative, with slashes
    void put(const std::string& name, std::string_view bytes);
    void copy(const std::string& name, const std::filesystem::path& from);
    /// Removes what earlier runs wrote and this one did not. Without it everything old stays.
    void finish();

    [[nodiscard]] bool holds(const std::string& name) const;
    [[nodiscard]] std::size_t files() const noexcept { return now_.size(); }

  private:
    std::filesystem::path root_;
    std::set<std::string> before_;
    std::set<std::string> now_;
    std::ofstream journal_;
};

}  // namespace ombud::publish::site
