#include "ogr/csv_text.hpp"

#include "core/error.hpp"
#include "core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <utility>

namespace ombud::ogr {

namespace {

constexpr std::size_t piece_bytes = std::size_t{256} * 1024;

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
constexpr std::string_view utf16_le_mark = "\xFF\xFE";
constexpr std::string_view utf16_be_mark = "\xFE\xFF";

/// How many bytes at the end of `bytes` begin a UTF-8 sequence that the next piece completes.
std::size_t unfinished_tail(std::string_view bytes) noexcept {
    for (std::size_t back = 1; back <= std::min<std::size_t>(3, bytes.size()); ++back) {
        const auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
        if ((byte & 0xC0U) == 0x80U) continue;
        const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
        return length > back ? back : 0;
    }
    return 0;
}

void append_utf8(std::string& text, std::uint32_t c) {
    const auto put = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0U | (c >> 6U));
        put(0x80U | (c & 0x3FU));
    } else if (c < 0x10000) {
        put(0xE0U | (c >> 12U));
        put(0x80U | ((c >> 6U) & 0x3FU));
        put(0x80U | (c & 0x3FU));
    } else {
        put(0xF0U | (c >> 18U));
        put(0x80U | ((c >> 12U) & 0x3FU));
        put(0x80U | ((c >> 6U) & 0x3FU));
        put(0x80U | (c & 0x3FU));
    }
}

/// ISO 8859-15 to UTF-8: Latin-1 but for eight letters.
std::string from_iso_8859_15(std::string_view bytes) {
    const auto letter = [](unsigned char byte) -> std::uint32_t {
        switch (byte) {
            case 0xA4:
                return 0x20AC;
            case 0xA6:
                return 0x0160;
            case 0xA8:
                return 0x0161;
            case 0xB4:
                return 0x017D;
            case 0xB8:
                return 0x017E;
            case 0xBC:
                return 0x0152;
            case 0xBD:
                return 0x0153;
            case 0xBE:
                return 0x0178;
            default:
                return byte;
        }
    };
    std::string text;
    text.reserve(bytes.size() + bytes.size() / 8);
    for (const char c : bytes) append_utf8(text, letter(static_cast<unsigned char>(c)));
    return text;
}

}  // namespace

std::string_view name_of(Encoding encoding) noexcept {
    switch (encoding) {
        case Encoding::utf8:
            return "UTF-8";
        case Encoding::utf16_le:
        case Encoding::utf16_be:
            return "UTF-16";
        case Encoding::windows_1252:
            return "Windows-1252";
        case Encoding::iso_8859_15:
            break;
    }
    return "ISO 8859-15";
}

CsvText::CsvText(std::filesystem::path file) : file_(std::move(file)) {
    if (!std::filesystem::is_regular_file(file_)) {
        throw Error(
            ErrorKind::input,
            fmt::format("cannot read {}: not a regular file; save what comes through a pipe first", file_.string()));
    }
    stream_.reset(::gzopen(file_.c_str(), "rbe"));
    if (!stream_) {
        throw Error(ErrorKind::input, fmt::format("cannot read {}: {}", file_.string(), std::strerror(errno)));
    }
    ::gzbuffer(stream_.get(), static_cast<unsigned>(piece_bytes));
    find_encoding();
}

std::size_t CsvText::read() {
    raw_.resize(piece_bytes);
    const int got = ::gzread(stream_.get(), raw_.data(), static_cast<unsigned>(piece_bytes));
    int code = Z_OK;
    const char* message = ::gzerror(stream_.get(), &code);
    // A gzipped file that is cut off delivers what there is and tells of its end only here.
    if (got < 0 || (code != Z_OK && code != Z_STREAM_END)) {
        const std::string reason = code == Z_ERRNO ? std::strerror(errno) : message;
        throw Error(ErrorKind::input, fmt::format("cannot read {}: {}", file_.string(), reason));
    }
    raw_.resize(static_cast<std::size_t>(got));
    return raw_.size();
}

void CsvText::rewind_to(std::size_t offset) {
    if (::gzrewind(stream_.get()) != 0 || ::gzseek(stream_.get(), static_cast<z_off_t>(offset), SEEK_SET) < 0) {
        throw Error(ErrorKind::input, fmt::format("cannot read {} a second time", file_.string()));
    }
}

void CsvText::find_encoding() {
    std::size_t begin = 0;
    std::string tail;
    for (bool first = true; read() > 0; first = false) {
        if (first) {
            if (raw_.starts_with(utf16_le_mark) || raw_.starts_with(utf16_be_mark)) {
                encoding_ = raw_.starts_with(utf16_le_mark) ? Encoding::utf16_le : Encoding::utf16_be;
                begin = utf16_le_mark.size();
                break;
            }
            if (raw_.find('\0') != std::string::npos) {
                throw Error(ErrorKind::input,
                            fmt::format("{} is not a text file; save it as CSV with UTF-8 encoding", file_.string()));
            }
            if (raw_.starts_with(utf8_mark)) {
                begin = utf8_mark.size();
                break;
            }
        }
        tail += raw_;
        const std::size_t whole = tail.size() - unfinished_tail(tail);
        if (!is_utf8(std::string_view(tail).substr(0, whole))) {
            encoding_ = Encoding::windows_1252;
            break;
        }
        tail.erase(0, whole);
    }
    if (encoding_ == Encoding::utf8 && !tail.empty()) encoding_ = Encoding::windows_1252;
    if (encoding_ == Encoding::windows_1252 && is_iso_8859_15()) encoding_ = Encoding::iso_8859_15;
    rewind_to(begin);
}

bool CsvText::is_iso_8859_15() {
    rewind_to(0);
    bool euro = false;
    while (read() > 0) {
        for (const char c : raw_) {
            const auto byte = static_cast<unsigned char>(c);
            if (byte >= 0x80 && byte < 0xA0) return false;
            euro = euro || byte == 0xA4;
        }
    }
    return euro;
}

bool CsvText::more(std::string& text) {
    const bool at_end = read() == 0;
    switch (encoding_) {
        case Encoding::utf8:
            text += raw_;
            break;
        case Encoding::windows_1252:
            text += from_windows_1252(raw_);
            break;
        case Encoding::iso_8859_15:
            text += from_iso_8859_15(raw_);
            break;
        case Encoding::utf16_le:
        case Encoding::utf16_be:
            append_utf16(text, at_end);
            break;
    }
    return !at_end;
}

void CsvText::append_utf16(std::string& text, bool at_end) {
    constexpr std::uint32_t replacement = 0xFFFD;
    carry_ += raw_;
    const std::size_t high = encoding_ == Encoding::utf16_le ? 1 : 0;
    const auto unit = [&](std::size_t i) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(carry_[i + high]) << 8U) |
               static_cast<unsigned char>(carry_[i + 1 - high]);
    };
    std::size_t i = 0;
    while (i + 2 <= carry_.size()) {
        const std::uint32_t lead = unit(i);
        if (lead < 0xD800 || lead > 0xDFFF) {
            append_utf8(text, lead);
            i += 2;
            continue;
        }
        if (i + 4 > carry_.size() && !at_end) break;
        const std::uint32_t trail = i + 4 <= carry_.size() ? unit(i + 2) : 0;
        if (lead <= 0xDBFF && trail >= 0xDC00 && trail <= 0xDFFF) {
            append_utf8(text, 0x10000U + ((lead - 0xD800U) << 10U) + (trail - 0xDC00U));
            i += 4;
        } else {
            append_utf8(text, replacement);
            i += 2;
        }
    }
    carry_.erase(0, i);
    if (at_end && !carry_.empty()) {
        append_utf8(text, replacement);
        carry_.clear();
    }
}

}  // namespace ombud::ogr
