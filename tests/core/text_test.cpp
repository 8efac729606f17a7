#include "core/text.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace ombud;
using namespace std::string_literals;
using namespace std::string_view_literals;

constexpr std::string_view replacement = "\uFFFD";

std::size_t count(std::string_view text, std::string_view wanted) {
    std::size_t found = 0;
    for (std::size_t i = text.find(wanted); i != std::string_view::npos; i = text.find(wanted, i + wanted.size()))
        ++found;
    return found;
}

}  // namespace

TEST_CASE("Umlauts and sharp s fold to two letters, however they are written") {
    CHECK(fold("Müller") == "mueller");
    CHECK(fold("Mu\u0308ller") == "mueller");  // decomposed, as macOS sends it
    CHECK(fold("MÜLLER") == fold("Mueller"));
    CHECK(fold("MU\u0308LLER") == "mueller");
    CHECK(fold("Straße") == "strasse");
    CHECK(fold("STRASSE") == "strasse");
    CHECK(fold("STRA\u1E9EE") == "strasse");  // capital sharp s
    CHECK(fold("Äpfel Öfen Übel") == "aepfel oefen uebel");
}

TEST_CASE("Other letters fold without their marks") {
    CHECK(fold("Café Ørsted Łódź") == fold("cafe Ørsted Łódz"));
    CHECK(fold("René") == "rene");
    CHECK(fold("Rene\u0301") == "rene");
    CHECK(fold("Çelik İnan") == "celik inan");
}

TEST_CASE("Folding leaves digits, punctuation and white space alone") {
    CHECK(fold("A-B c. 12a\n") == "a-b c. 12a\n");
    CHECK(fold("") == "");
    CHECK(fold(fold("Grüße")) == fold("Grüße"));
}

TEST_CASE("Clean text is left alone") {
    for (const std::string_view text :
         {"", "plain", "tab\tand\nline", "Grüße aus Hamm: 10 € – „ja“", "😀", "a\u00A0b"}) {
        INFO(text);
        CHECK(clean_text(text) == text);
    }
}

TEST_CASE("NUL and control characters are taken out of a text") {
    CHECK(clean_text("a\0b"sv) == "ab");
    CHECK(clean_text("a\x01\x1F\x7F"
                     "b") == "ab");
    CHECK(clean_text("a\u0085\u009Fb") == "ab");  // the C1 controls
    CHECK(clean_text("\x1B[31mred\x1B[0m") == "[31mred[0m");
    CHECK(clean_text("ü\0\x07ß"sv) == "üß");
}

TEST_CASE("Line ends of all systems become line feeds") {
    CHECK(clean_text("a\r\nb\rc\nd") == "a\nb\nc\nd");
    CHECK(clean_text("a\r\n\r\nb\r") == "a\n\nb\n");
    CHECK(clean_text("ü\r\nß") == "ü\nß");
}

TEST_CASE("Text becomes NFC") {
    CHECK(clean_text("Mu\u0308ller") == "Müller");
    CHECK(clean_text("u\x01\u0308") == "ü");  // what a control character kept apart is composed, too
}

TEST_CASE("What is not UTF-8 becomes the replacement character") {
    for (const std::string_view bytes :
         {"\xFF"sv, "\xC3"sv, "\x80"sv, "\xED\xA0\x80"sv /* a surrogate */, "\xC0\xAF"sv /* overlong */,
          "\xF4\x90\x80\x80"sv /* beyond Unicode */, "\xE2\x82"sv}) {
        const std::string cleaned = clean_text("a" + std::string(bytes) + "b");
        INFO(cleaned);
        CHECK(is_utf8(cleaned));
        CHECK(cleaned.starts_with("a"));
        CHECK(cleaned.ends_with("b"));
        CHECK(count(cleaned, replacement) >= 1);
        CHECK(clean_text(cleaned) == cleaned);
    }
    CHECK(clean_text("gr\xFCn") == "gr\uFFFDn");
}

TEST_CASE("Well-formed UTF-8 is told from the rest") {
    for (const std::string_view good :
         {""sv, "a"sv, "ü"sv, "€"sv, "😀"sv, "\0"sv, "\xED\x9F\xBF"sv, "\xEE\x80\x80"sv, "\xF4\x8F\xBF\xBF"sv}) {
        CHECK(is_utf8(good));
    }
    for (const std::string_view bad :
         {"\x80"sv, "\xC3"sv, "\xC0\x80"sv, "\xC1\xBF"sv, "\xE0\x9F\xBF"sv, "\xED\xA0\x80"sv, "\xF0\x8F\xBF\xBF"sv,
          "\xF4\x90\x80\x80"sv, "\xF5\x80\x80\x80"sv, "\xE2\x82"sv, "a\xE2"sv, "\xC3\x28"sv, "\xFE"sv}) {
        CHECK_FALSE(is_utf8(bad));
    }
}

TEST_CASE("Text is cut at a character border") {
    CHECK(cut("abc", 2) == "ab");
    CHECK(cut("abc", 3) == "abc");
    CHECK(cut("abc", 99) == "abc");
    CHECK(cut("abc", 0) == "");
    CHECK(cut("aü", 2) == "a");
    CHECK(cut("aü", 3) == "aü");
    CHECK(cut("€", 1) == "");
    const std::string_view text = "x😀ü€y";
    for (std::size_t bytes = 0; bytes <= text.size(); ++bytes) {
        const std::string_view piece = cut(text, bytes);
        CHECK(piece.size() <= bytes);
        CHECK(is_utf8(piece));
        CHECK(text.starts_with(piece));
    }
}

TEST_CASE("Windows-1252 becomes UTF-8") {
    CHECK(from_windows_1252("Gr\xFC\xDF"
                            "e") == "Grüße");
    CHECK(from_windows_1252("10 \x80 \x96 \x84so\x93") == "10 € – „so“");
    CHECK(from_windows_1252("\x8A\x8E\x9A\x9E\x9F\x8C\x9C") == "ŠŽšžŸŒœ");
    CHECK(from_windows_1252("plain") == "plain");
    CHECK(from_windows_1252("") == "");
}

TEST_CASE("Bytes that Windows-1252 leaves open become the replacement character") {
    CHECK(from_windows_1252("\x81\x8D\x8F\x90\x9D") == "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
}

TEST_CASE("Every byte of Windows-1252 becomes one well-formed character") {
    for (int byte = 0; byte < 256; ++byte) {
        const std::string result = from_windows_1252(std::string(1, static_cast<char>(byte)));
        INFO(byte);
        CHECK(is_utf8(result));
        if (byte < 0x80 || byte >= 0xA0) CHECK(result.size() == (byte < 0x80 ? 1 : 2));
    }
}

TEST_CASE("White space is trimmed at both ends only") {
    CHECK(trim("  a b \t\r\n") == "a b");
    CHECK(trim(" \n ") == "");
    CHECK(trim("") == "");
    CHECK(trim("a") == "a");
}

TEST_CASE("A text is split into trimmed pieces, empty ones left out") {
    CHECK(split("a; b ;;c ", ';') == std::vector<std::string_view>{"a", "b", "c"});
    CHECK(split(";", ';').empty());
    CHECK(split("", ';').empty());
    CHECK(split("a", ';') == std::vector<std::string_view>{"a"});
}
