#include "cli/progress_bar.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace ombud::cli {

namespace {
constexpr std::size_t width = 30;
constexpr std::chrono::milliseconds between_drawings{100};

/// Not fmt::print: it throws where nobody reads stderr any more, and a step of the night must not end by that.
void write(const std::string& text) {
    std::fputs(text.c_str(), stderr);
}
}  // namespace

ProgressBar::ProgressBar(bool quiet) : on_terminal_(!quiet && ::isatty(STDERR_FILENO) != 0) {}

void ProgressBar::begin(std::string_view step, std::size_t total) {
    step_ = step;
    total_ = total;
    done_ = 0;
    drawn_ = {};
}

void ProgressBar::advance(std::size_t units) {
    done_ += units;
    if (on_terminal_ && std::chrono::steady_clock::now() - drawn_ > between_drawings) draw();
}

void ProgressBar::end() {
    clear();
}

void ProgressBar::warn(std::string_view message) {
    clear();
    write(fmt::format("ombud: warning: {}\n", message));
}

void ProgressBar::draw() {
    drawn_ = std::chrono::steady_clock::now();
    if (total_ == 0) {
        write(fmt::format("\r\033[K{} {}", step_, done_));
    } else {
        const std::size_t full = std::min(width, width * done_ / total_);
        write(fmt::format("\r\033[K{:<12} [{:=<{}}{:{}}] {}/{}", step_, "", full, "", width - full, done_, total_));
    }
    std::fflush(stderr);
}

void ProgressBar::clear() const {
    if (on_terminal_) write("\r\033[K");
}

}  // namespace ombud::cli
