#include "intake/encoded_words.hpp"

#include "core/text.hpp"
#include "intake/base64.hpp"

#include <optional>

namespace ombud::intake {

namespace {

/// "=?charset?B?data?="
struct Word {
    std::string_view charset;
    std::string_view data;
    std::size_t end = 0;  ///< in the header, behind the word
};

/// The base64 word that begins at `begin`, or nothing.
std::optional<Word> word_at(std::string_view header, std::size_t begin) {
    if (header.substr(begin, 2) != "=?") return std::nullopt;
    const std::size_t encoding = header.find('?', begin + 2);
    if (encoding == std::string_view::npos || encoding + 2 >= header.size() || header[encoding + 2] != '?')
        return std::nullopt;
    if (header[encoding + 1] != 'B' && header[encoding + 1] != 'b') return std::nullopt;
    const std::size_t close = header.find("?=", encoding + 3);
    if (close == std::string_view::npos) return std::nullopt;
    return Word{header.substr(begin + 2, encoding - begin - 2), header.substr(encoding + 3, close - encoding - 3),
                close + 2};
}

std::string encode_base64(std::string_view bytes) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const auto at = [&](std::size_t i) { return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U; };
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const unsigned group = at(i) << 16U | at(i + 1) << 8U | at(i + 2);
        text += alphabet[group >> 18U & 63U];
        text += alphabet[group >> 12U & 63U];
        text += i + 1 < bytes.size() ? alphabet[group >> 6U & 63U] : '=';
        text += i + 2 < bytes.size() ? alphabet[group & 63U] : '=';
    }
    return text;
}

}  // namespace

std::string join_encoded_words(std::string_view header) {
    std::string joined;
    for (std::size_t i = 0; i < header.size();) {
        const auto first = word_at(header, i);
        auto bytes = first ? decode_base64(first->data) : std::nullopt;
        if (!bytes) {
            joined += header[i++];
            continue;
        }
        std::size_t end = first->end;
        for (;;) {
            const std::size_t next = header.find_first_not_of(" \t\r\n", end);
            const auto word = next == std::string_view::npos ? std::nullopt : word_at(header, next);
            if (!word || fold(word->charset) != fold(first->charset)) break;
            const auto more = decode_base64(word->data);
            if (!more) break;
            *bytes += *more;
            end = word->end;
        }
        joined += "=?" + std::string(first->charset) + "?B?" + encode_base64(*bytes) + "?=";
        i = end;
    }
    return joined;
}

}  // namespace ombud::intake
