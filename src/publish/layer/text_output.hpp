#pragma once

#include "publish/layer/file_handle.hpp"
#include "publish/replacement.hpp"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

struct gzFile_s;

namespace ombud::publish {

/// A text in the making beside the file it will replace, optionally compressed by gzip (without name and time in it).
class TextOutput {
  public:
    TextOutput(const std::filesystem::path& file, bool compressed);
    TextOutput(const TextOutput&) = delete;
    TextOutput& operator=(const TextOutput&) = delete;
    ~TextOutput();

    /// What is appended here is written out by `passed`.
    [[nodiscard]] std::string& pending() noexcept { return pending_; }
    /// Writes out what is pending once it is enough. Throws Error(system).
    void passed() {
        if (pending_.size() >= enough) flush();
    }
    void finish();
    void commit() { replacement_.commit(); }

  private:
    static constexpr std::size_t enough = std::size_t{256} * 1024;

    void flush();
    [[noreturn]] void fail(std::string_view reason) const;

    std::filesystem::path file_;
    Replacement replacement_;
    FileHandle plain_;
    gzFile_s* zipped_ = nullptr;
    std::string pending_;
};

}  // namespace ombud::publish
