#pragma once

#include <cstddef>
#include <string_view>

namespace ombud {

/// Where a step tells how far it is. The command line draws a bar on a terminal; under cron nothing is drawn.
///
/// A step calls `begin` once, `advance` as it goes, and `end` when it is through. `warn` is for what a person should
/// read after the run although the run goes on: it names file, place and remedy, as errors do.
class Progress {
  public:
    Progress() = default;
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    virtual ~Progress() = default;

    /// \param step   what is being done, a word or two ("anonymise")
    /// \param total  how many units are expected; 0 where nobody knows
    virtual void begin(std::string_view step, std::size_t total) = 0;
    virtual void advance(std::size_t units) = 0;
    virtual void end() = 0;
    virtual void warn(std::string_view message) = 0;
};

/// Says nothing to nobody: for tests and for callers that show their own.
class SilentProgress final : public Progress {
  public:
    void begin(std::string_view /*step*/, std::size_t /*total*/) override {}
    void advance(std::size_t /*units*/) override {}
    void end() override {}
    void warn(std::string_view /*message*/) override {}
};

}  // namespace ombud
