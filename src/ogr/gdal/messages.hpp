#pragma once

#include <cpl_error.h>

#include <string>
#include <string_view>

namespace ombud::ogr {

/// Catches what GDAL says on this thread, from construction to destruction, so that it reaches our errors and not
/// stderr.
class Messages {
  public:
    Messages();
    Messages(const Messages&) = delete;
    Messages& operator=(const Messages&) = delete;
    ~Messages();

    /// GDAL reported a failure, not only a warning.
    [[nodiscard]] bool failed() const noexcept { return !failure_.empty(); }
    /// GDAL's own words in one line: the first failure, else the first warning, else `otherwise`.
    [[nodiscard]] std::string text_or(std::string_view otherwise) const;

  private:
    static void CPL_STDCALL catch_one(CPLErr kind, CPLErrorNum number, const char* message);

    std::string failure_;
    std::string warning_;
};

}  // namespace ombud::ogr
