#pragma once

#include "core/progress.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace ombud::cli {

/// Draws one line on stderr while a step runs, and takes it away after. Draws nothing where stderr is no terminal, so
/// that cron mails nothing; warnings are written everywhere.
class ProgressBar final : public Progress {
  public:
    explicit ProgressBar(bool quiet);

    void begin(std::string_view step, std::size_t total) override;
    void advance(std::size_t units) override;
    void end() override;
    void warn(std::string_view message) override;

  private:
    void draw();
    void clear() const;

    bool on_terminal_;
    std::string step_;
    std::size_t total_ = 0;
    std::size_t done_ = 0;
    std::chrono::steady_clock::time_point drawn_;
};

}  // namespace ombud::cli
