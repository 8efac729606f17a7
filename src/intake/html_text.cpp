#include "intake/html_text.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

namespace ombud::intake {

namespace {

using namespace std::string_view_literals;

/// Named characters that mail programs write; the full list of HTML has 2,231.
constexpr auto named_characters = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"amp", "&"},   {"lt", "<"},     {"gt", ">"},     {"quot", "\""},  {"apos", "'"},   {"nbsp", " "},  {"auml", "ä"},
     {"ouml", "ö"},  {"uuml", "ü"},   {"Auml", "Ä"},   {"Ouml", "Ö"},   {"Uuml", "Ü"},   {"szlig", "ß"}, {"euro", "€"},
     {"sect", "§"},  {"deg", "°"},    {"middot", "·"}, {"bull", "•"},   {"hellip", "…"}, {"ndash", "–"}, {"mdash", "—"},
     {"laquo", "«"}, {"raquo", "»"},  {"bdquo", "„"},  {"ldquo", "“"},  {"rdquo", "”"},  {"lsquo", "‘"}, {"rsquo", "’"},
     {"sbquo", "‚"}, {"eacute", "é"}, {"egrave", "è"}, {"agrave", "à"}, {"ccedil", "ç"}, {"copy", "©"},  {"reg", "®"},
     {"trade", "™"}, {"frac12", "½"}, {"sup2", "²"},   {"sup3", "³"},   {"times", "×"},  {"shy", ""},    {"zwnj", ""},
     {"ensp", " "},  {"emsp", " "},   {"thinsp", " "}, {"iuml", "ï"},   {"ecirc", "ê"},  {"aacute", "á"}});

void append_character(std::string& text, std::uint32_t code) {
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) code = 0xFFFD;
    if (code >= 0x80 && code < 0xA0) {
        // As browsers do: these numbers mean Windows-1252.
        text += from_windows_1252(std::string(1, static_cast<char>(code)));
    } else if (code == 0xA0) {
        text += ' ';
    } else if (code < 0x80) {
        text += static_cast<char>(code);
    } else if (code < 0x800) {
        text += static_cast<char>(0xC0U | (code >> 6U));
        text += static_cast<char>(0x80U | (code & 0x3FU));
    } else if (code < 0x10000) {
        text += static_cast<char>(0xE0U | (code >> 12U));
        text += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
        text += static_cast<char>(0x80U | (code & 0x3FU));
    } else {
        text += static_cast<char>(0xF0U | (code >> 18U));
        text += static_cast<char>(0x80U | ((code >> 12U) & 0x3FU));
        text += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
        text += static_cast<char>(0x80U | (code & 0x3FU));
    }
}

/// Undoes the character references of HTML.
std::string unescaped(std::string_view html) {
    std::string text;
    text.reserve(html.size());
    for (std::size_t i = 0; i < html.size(); ++i) {
        constexpr std::size_t longest_name = 10;
        const std::size_t length = html[i] == '&' ? html.substr(i, longest_name).find(';') : std::string_view::npos;
        if (length == std::string_view::npos) {
            text += html[i];
            continue;
        }
        const std::size_t end = i + length;
        std::string_view name = html.substr(i + 1, end - i - 1);
        if (name.starts_with('#')) {
            name.remove_prefix(1);
            const bool hex = name.starts_with('x') || name.starts_with('X');
            if (hex) name.remove_prefix(1);
            std::uint32_t code = 0;
            const auto [stop, error] = std::from_chars(name.data(), name.data() + name.size(), code, hex ? 16 : 10);
            if (error == std::errc{} && stop == name.data() + name.size()) {
                append_character(text, code);
                i = end;
                continue;
            }
        }
        const auto* const found =
            std::ranges::find(named_characters, name, &std::pair<std::string_view, std::string_view>::first);
        if (found == named_characters.end()) {
            text += html[i];
            continue;
        }
        text += found->second;
        i = end;
    }
    return text;
}

/// A tag as it stands between < and >.
struct Tag {
    std::string name;  ///< lower case
    std::string_view attributes;
    bool closing = false;
};

Tag parse_tag(std::string_view inside) {
    Tag tag;
    if (inside.starts_with('/')) {
        tag.closing = true;
        inside.remove_prefix(1);
    }
    const std::size_t end = std::min(inside.find_first_of(" \t\r\n/>"), inside.size());
    for (const char c : inside.substr(0, end))
        tag.name += (c >= 'A' && c <= 'Z') ? static_cast<char>(c - 'A' + 'a') : c;
    tag.attributes = inside.substr(end);
    return tag;
}

std::string href_of(std::string_view attributes) {
    const std::size_t at = fold(attributes).find("href=");
    // fold may change the length where attributes hold letters beyond ASCII; then the address is left out.
    if (at == std::string::npos || at + 5 >= attributes.size() || fold(attributes.substr(at, 5)) != "href=") return {};
    std::string_view rest = attributes.substr(at + 5);
    const char quote = rest.front() == '"' || rest.front() == '\'' ? rest.front() : ' ';
    if (quote != ' ') rest.remove_prefix(1);
    return unescaped(trim(rest.substr(0, rest.find(quote))));
}

template <std::size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names) {
    return std::ranges::find(names, name) != names.end();
}

constexpr std::array unseen{"script"sv, "style"sv, "title"sv, "template"sv, "svg"sv};
constexpr std::array line_tags{"div"sv,     "tr"sv,      "table"sv,  "ul"sv,     "ol"sv,     "dl"sv,   "dt"sv, "dd"sv,
                               "section"sv, "article"sv, "header"sv, "footer"sv, "center"sv, "body"sv, "hr"sv};
constexpr std::array paragraph_tags{"p"sv, "h1"sv, "h2"sv, "h3"sv, "h4"sv, "h5"sv, "h6"sv, "pre"sv};

/// Writes lines as they come out of the tags.
class Layout {
  public:
    void text(std::string_view words, bool preformatted) {
        for (const char c : words) {
            const bool white = c == ' ' || c == '\t' || c == '\r' || c == '\n';
            if (white && preformatted && c == '\n') {
                end_line(true);
            } else if (white) {
                gap_ = !line_.empty();
            } else {
                if (gap_) line_ += ' ';
                gap_ = false;
                line_ += c;
            }
        }
    }
    /// Ends the line; an empty one is written only if it is meant.
    void end_line(bool even_empty = false) {
        if (!line_.empty() || even_empty) {
            const bool quoted = quotes > 0;
            if (quoted)
                result_.append(static_cast<std::size_t>(std::min(quotes, 10)), '>').append(line_.empty() ? "" : " ");
            result_.append(line_).append(1, '\n');
        }
        line_.clear();
        gap_ = false;
    }
    void blank_line() {
        end_line();
        if (!result_.empty() && !result_.ends_with("\n\n")) end_line(true);
    }
    [[nodiscard]] std::string result() && {
        end_line();
        return std::string(trim(result_));
    }
    /// Text on the line so far, to compare links with what they show.
    [[nodiscard]] const std::string& line() const noexcept { return line_; }

    int quotes = 0;

  private:
    std::string result_;
    std::string line_;
    bool gap_ = false;
};

/// Where an element ends whose content is not shown; the start of its end tag.
std::size_t behind(std::string_view html, std::size_t from, const std::string& name) {
    const std::string end = "</" + name;
    for (std::size_t at = html.find("</", from); at != std::string_view::npos; at = html.find("</", at + 2)) {
        if (fold(html.substr(at, end.size())) == end) return at;
    }
    // Never closed: browsers, too, see nothing of what follows.
    return html.size();
}

}  // namespace

std::string text_of_html(std::string_view html) {
    Layout layout;
    std::string link;
    std::size_t link_start = 0;
    int preformatted = 0;
    const auto apply = [&](const Tag& tag) {
        if (tag.name == "br") {
            layout.end_line(true);
        } else if (tag.name == "li" && !tag.closing) {
            layout.end_line();
            layout.text("- ", false);
        } else if (tag.name == "td" || tag.name == "th") {
            layout.text(" ", false);
        } else if (tag.name == "blockquote") {
            tag.closing ? layout.end_line() : layout.blank_line();
            layout.quotes = std::max(0, layout.quotes + (tag.closing ? -1 : 1));
        } else if (tag.name == "a" && !tag.closing) {
            link = href_of(tag.attributes);
            link_start = layout.line().size();
        } else if (tag.name == "a") {
            const bool web = link.starts_with("http");
            const std::string shown =
                link_start <= layout.line().size() ? layout.line().substr(link_start) : std::string{};
            const bool differs =
                shown.find(link) == std::string::npos && link.find(std::string(trim(shown))) == std::string::npos;
            if (web && !trim(shown).empty() && differs) layout.text(" (" + link + ")", false);
            link.clear();
        } else if (is_one_of(tag.name, paragraph_tags)) {
            layout.blank_line();
            if (tag.name == "pre") preformatted = std::max(0, preformatted + (tag.closing ? -1 : 1));
        } else if (is_one_of(tag.name, line_tags)) {
            layout.end_line();
        }
    };
    // Known beforehand, so that a mail of nothing but "<a" is not searched to its end for each of them.
    const std::size_t last_close = html.rfind('>') == std::string_view::npos ? 0 : html.rfind('>');
    for (std::size_t i = 0; i < html.size();) {
        const std::size_t open = std::min(html.find('<', i), html.size());
        layout.text(unescaped(html.substr(i, open - i)), preformatted > 0);
        if (open == html.size()) break;
        const std::string_view rest = html.substr(open);
        if (rest.starts_with("<!--")) {
            const std::size_t end = html.find("-->", open + 4);
            i = end == std::string_view::npos ? html.size() : end + 3;
            continue;
        }
        const char next = rest.size() > 1 ? rest[1] : ' ';
        const bool is_tag =
            (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '/' || next == '!' || next == '?';
        const std::size_t close = is_tag && open < last_close ? html.find('>', open) : std::string_view::npos;
        if (close == std::string_view::npos) {
            layout.text("<", preformatted > 0);
            i = open + 1;
            continue;
        }
        const Tag tag = parse_tag(html.substr(open + 1, close - open - 1));
        i = close + 1;
        if (!tag.closing && is_one_of(tag.name, unseen)) {
            i = behind(html, i, tag.name);
            continue;
        }
        apply(tag);
    }
    return std::move(layout).result();
}

}  // namespace ombud::intake
