#include "casework/mail_message.hpp"
#include "core/markup.hpp"
#include "core/text.hpp"

namespace ombud::casework {

namespace {

void escape(std::string_view text, std::string& out) {
    for (const char c : text) append_markup(out, c);
}

/// Where an address of the web that begins at `at` ends: before white space, and before what closes the sentence.
std::size_t end_of_link(std::string_view text, std::size_t at) {
    std::size_t end = text.find_first_of(" \t\n<>\"'", at);
    if (end == std::string_view::npos) end = text.size();
    while (end > at && std::string_view(".,;:!?)").find(text[end - 1]) != std::string_view::npos) --end;
    return end;
}

void add_line(std::string_view line, std::string& out) {
    while (!line.empty()) {
        const std::size_t secure = line.find("https://");
        const std::size_t plain = line.find("http://");
        const std::size_t at = std::min(secure, plain);
        escape(line.substr(0, at), out);
        if (at == std::string_view::npos) return;
        const std::size_t end = end_of_link(line, at);
        std::string address;
        escape(line.substr(at, end - at), address);
        out += "<a href=\"";
        out += address;
        out += "\">";
        out += address;
        out += "</a>";
        line.remove_prefix(end);
    }
}

}  // namespace

std::string html_of(std::string_view text, std::string_view title, std::string_view language) {
    std::string out = "<!DOCTYPE html>\n<html lang=\"";
    escape(language, out);
    out += "\">\n<head><meta charset=\"utf-8\"><title>";
    escape(title, out);
    out += "</title></head>\n<body>\n";
    bool open = false;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (trim(line).empty() || line == "-- ") {
            if (open) out += "</p>\n";
            open = false;
            if (line == "-- ") out += "<hr>\n";
            continue;
        }
        out += open ? "<br>\n" : "<p>";
        open = true;
        add_line(line, out);
    }
    if (open) out += "</p>\n";
    return out + "</body>\n</html>\n";
}

}  // namespace ombud::casework
