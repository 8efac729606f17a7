#include "core/text.hpp"

#include "core/error.hpp"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <array>
#include <cstdint>

namespace ombud {

namespace {

const icu::Normalizer2& normalizer(bool decompose) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* found =
        decompose ? icu::Normalizer2::getNFDInstance(status) : icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status)) throw Error(ErrorKind::system, "ICU has no normalisation data; reinstall libicu");
    return *found;
}

icu::UnicodeString normalized(const icu::UnicodeString& text, bool decompose) {
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString result = normalizer(decompose).normalize(text, status);
    if (U_FAILURE(status)) throw Error(ErrorKind::system, "ICU could not normalise a text; out of memory?");
    return result;
}

/// Well-formed UTF-8 without control characters in which nothing could be composed: letters below U+0300 and the dashes
/// and quotation marks of U+2010 to U+203F are in NFC as they stand. Most texts are of this kind, and cost no ICU.
bool is_clean_already(std::string_view text) noexcept {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
        const auto third = i + 2 < text.size() ? static_cast<unsigned char>(text[i + 2]) : 0U;
        if (byte < 0x20 ? (byte == '\n' || byte == '\t') : byte < 0x7F) continue;
        const bool letter = byte >= 0xC2 && byte < 0xCC && next >= (byte == 0xC2 ? 0xA0U : 0x80U) && next < 0xC0;
        const bool punctuation = byte == 0xE2 && next == 0x80 && third >= 0x90 && third < 0xC0;
        if (letter) {
            i += 1;
        } else if (punctuation) {
            i += 2;
        } else {
            return false;
        }
    }
    return true;
}

/// Folds ASCII, the German letters and the dashes and quotation marks of U+2010 to U+203F without ICU, which takes ten
/// times as long; false where the text has anything else.
bool fold_german(std::string_view text, std::string& result) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte < 0x80) {
            result += (byte >= 'A' && byte <= 'Z') ? static_cast<char>(byte - 'A' + 'a') : text[i];
            continue;
        }
        const std::string_view two = text.substr(i, 2);
        if (two == "ä" || two == "Ä") {
            result += "ae";
        } else if (two == "ö" || two == "Ö") {
            result += "oe";
        } else if (two == "ü" || two == "Ü") {
            result += "ue";
        } else if (two == "ß") {
            result += "ss";
        } else if (two == "\xE2\x80" && i + 2 < text.size() && static_cast<unsigned char>(text[i + 2]) >= 0x90 &&
                   static_cast<unsigned char>(text[i + 2]) < 0xC0) {
            result += text.substr(i, 3);
            ++i;
        } else {
            return false;
        }
        ++i;
    }
    return true;
}

/// Length of the well-formed sequence at `text[i]` (Unicode 15, table 3-7), 0 if it is malformed.
std::size_t sequence_length(std::string_view text, std::size_t i) noexcept {
    const auto at = [&](std::size_t k) {
        return k < text.size() ? static_cast<unsigned char>(text[k]) : static_cast<unsigned char>(0);
    };
    const auto trail = [&](std::size_t k) { return (at(k) & 0xC0U) == 0x80U; };
    const unsigned char lead = at(i);
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return trail(i + 1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        if (!trail(i + 1) || !trail(i + 2)) return 0;
        if (lead == 0xE0 && at(i + 1) < 0xA0) return 0;
        if (lead == 0xED && at(i + 1) > 0x9F) return 0;
        return 3;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        if (!trail(i + 1) || !trail(i + 2) || !trail(i + 3)) return 0;
        if (lead == 0xF0 && at(i + 1) < 0x90) return 0;
        if (lead == 0xF4 && at(i + 1) > 0x8F) return 0;
        return 4;
    }
    return 0;
}

}  // namespace

bool is_utf8(std::string_view bytes) noexcept {
    for (std::size_t i = 0; i < bytes.size();) {
        const std::size_t length = sequence_length(bytes, i);
        if (length == 0) return false;
        i += length;
    }
    return true;
}

std::string clean_text(std::string_view text) {
    if (is_clean_already(text)) return std::string(text);
    icu::UnicodeString kept;
    const auto wide =
        icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    for (std::int32_t i = 0; i < wide.length(); i = wide.moveIndex32(i, 1)) {
        const UChar32 c = wide.char32At(i);
        if (c == '\r') {
            if (i + 1 < wide.length() && wide.charAt(i + 1) == '\n') continue;
            kept.append(static_cast<UChar>('\n'));
        } else if (c == '\n' || c == '\t' || (c >= 0x20 && !(c >= 0x7F && c < 0xA0))) {
            kept.append(c);
        }
    }
    std::string result;
    normalized(kept, false).toUTF8String(result);
    return result;
}

std::string from_windows_1252(std::string_view bytes) {
    // The block 0x80 to 0x9F of the code page; 0 where it leaves a byte open.
    static constexpr std::array<char16_t, 32> block{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
    icu::UnicodeString wide;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        const bool in_block = byte >= 0x80 && byte < 0xA0;
        const auto unit = in_block ? block.at(byte - 0x80U) : static_cast<char16_t>(byte);
        wide.append(in_block && unit == 0 ? static_cast<char16_t>(0xFFFD) : unit);
    }
    std::string result;
    wide.toUTF8String(result);
    return result;
}

std::string fold(std::string_view text) {
    std::string result;
    result.reserve(text.size() + text.size() / 16);
    if (fold_german(text, result)) return result;
    result.clear();
    auto wide = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    wide = normalized(wide, false);  // so that a + combining diaeresis is seen as ä below
    wide.foldCase();                 // also ß -> ss
    wide.findAndReplace(u"ä", u"ae").findAndReplace(u"ö", u"oe").findAndReplace(u"ü", u"ue");
    wide = normalized(wide, true);
    icu::UnicodeString bare;
    for (std::int32_t i = 0; i < wide.length(); i = wide.moveIndex32(i, 1)) {
        const UChar32 c = wide.char32At(i);
        if (u_charType(c) != U_NON_SPACING_MARK) bare.append(c);
    }
    bare.toUTF8String(result);
    return result;
}

std::string_view trim(std::string_view text) noexcept {
    constexpr std::string_view white = " \t\r\n\f\v";
    const std::size_t begin = text.find_first_not_of(white);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(white) - begin + 1);
}

std::string_view cut(std::string_view text, std::size_t bytes) noexcept {
    if (text.size() <= bytes) return text;
    std::size_t end = bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return text.substr(0, end);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> pieces;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        if (const std::string_view piece = trim(text.substr(0, end)); !piece.empty()) pieces.push_back(piece);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return pieces;
}

}  // namespace ombud
