#pragma once

#include <zlib.h>

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::intake {

/// The longest line, mail or payload that is read whole; more is no report but an accident.
inline constexpr std::size_t longest_item = std::size_t{256} << 20U;

/// Reads a file, gzipped or not, or standard input for "-", block by block and hands out its lines: memory grows with
/// the longest line, not with the file. Every function may throw Error(system) where reading fails, Error(input) where
/// a gzipped file is damaged or cut off.
class LineReader {
  public:
    explicit LineReader(const std::filesystem::path& file);
    LineReader(const LineReader&) = delete;
    LineReader& operator=(const LineReader&) = delete;
    ~LineReader();

    /// The next line without its line feed; false at the end. Of a line longer than `longest_item` the rest is skipped.
    /// The view is valid until the next call.
    [[nodiscard]] bool next(std::string_view& line);
    /// Everything from here on, at most `longest_item` bytes.
    [[nodiscard]] std::string rest();
    /// The next bytes, at most so many; empty at the end. Not to be mixed with `next` in the middle of a line.
    [[nodiscard]] std::string some(std::size_t most);
    /// The next bytes without taking them: at least so many unless the input ends before. Valid until the next call.
    [[nodiscard]] std::string_view peek(std::size_t least);
    /// Takes so many of the bytes that `peek` showed; lines among them are counted.
    void skip(std::size_t count);
    /// Number of the line handed out last, from 1.
    [[nodiscard]] std::size_t number() const noexcept { return number_; }
    /// Whether the line handed out last was longer than `longest_item` and lost its end, or `rest` did.
    [[nodiscard]] bool cut_off() const noexcept { return cut_off_; }
    /// Whether the line handed out last ended in a line feed; the last line of a file may not.
    [[nodiscard]] bool complete() const noexcept { return complete_; }

  private:
    [[nodiscard]] bool fill();
    [[nodiscard]] std::size_t read_into(char* place, std::size_t room);

    std::filesystem::path file_;
    int fd_ = -1;
    std::unique_ptr<gzFile_s, int (*)(gzFile_s*)> zipped_;  ///< of a gzipped file; owns fd_ then
    /// Of a file, how much of what it held when it was opened is still to be read: one that grows faster than it is
    /// read would never end. What is added later is for the next run.
    std::size_t left_ = static_cast<std::size_t>(-1);
    std::vector<char> block_;
    std::size_t begin_ = 0;  ///< of what is in the block and not yet handed out
    std::size_t end_ = 0;
    std::string long_line_;  ///< a line that lies across blocks
    std::size_t number_ = 0;
    bool cut_off_ = false;
    bool complete_ = false;
};

}  // namespace ombud::intake
