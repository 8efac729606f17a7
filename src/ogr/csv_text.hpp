#pragma once

// Inside src/ogr only.

#include <zlib.h>

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace ombud::ogr {

/// The encodings in which offices save CSV.
enum class Encoding { utf8, utf16_le, utf16_be, windows_1252, iso_8859_15 };

/// For people.
[[nodiscard]] std::string_view name_of(Encoding encoding) noexcept;

/// A text file as a stream of UTF-8, gzipped or not, whatever its encoding, without byte order mark.
///
/// The encoding is decided for the whole file before the first piece is delivered: a byte order mark says it, else
/// well-formed UTF-8 is UTF-8 and everything else Windows-1252, or ISO 8859-15 where the byte of its euro sign is there
/// and none that only Windows-1252 has. That takes a second pass over the file but no memory.
class CsvText {
  public:
    /// Throws Error(input) that names the file: not readable, not a regular file, or binary.
    explicit CsvText(std::filesystem::path file);

    /// Appends the next piece to `text`; false at the end.
    /// Throws Error(input) where the file cannot be read or a gzipped one is cut off.
    [[nodiscard]] bool more(std::string& text);

    [[nodiscard]] Encoding encoding() const noexcept { return encoding_; }
    [[nodiscard]] const std::filesystem::path& file() const noexcept { return file_; }

  private:
    struct Close {
        void operator()(gzFile stream) const noexcept { ::gzclose(stream); }
    };

    [[nodiscard]] std::size_t read();
    void find_encoding();
    [[nodiscard]] bool is_iso_8859_15();
    void rewind_to(std::size_t offset);
    void append_utf16(std::string& text, bool at_end);

    std::filesystem::path file_;
    std::unique_ptr<gzFile_s, Close> stream_;
    std::string raw_;    ///< what `read` got last
    std::string carry_;  ///< bytes of a UTF-16 character that is not complete yet
    Encoding encoding_ = Encoding::utf8;
};

}  // namespace ombud::ogr
