#include "casework/mail_message.hpp"

#include "casework/mail_values.hpp"
#include "core/digest.hpp"
#include "core/mail_settings.hpp"
#include "core/text.hpp"

#include <fmt/format.h>
#include <gmime/gmime.h>

#include <algorithm>
#include <memory>

// The only file of casework that knows GMime.

namespace ombud::casework {

namespace {

struct Unref {
    void operator()(void* object) const noexcept { g_object_unref(object); }
};
template <typename T>
using Owned = std::unique_ptr<T, Unref>;

struct FreeOptions {
    void operator()(GMimeFormatOptions* options) const noexcept { g_mime_format_options_free(options); }
};
struct FreeText {
    void operator()(char* text) const noexcept { g_free(text); }
};
struct UnrefTime {
    void operator()(GDateTime* time) const noexcept { g_date_time_unref(time); }
};

void start_gmime() {
    static const bool started = [] {
        g_mime_init();
        return true;
    }();
    (void)started;
}

/// What may stand in a header: one line, and nothing that a reader would decode once more ("=?utf-8?q?=0D=0A…?=").
std::string header_text(std::string_view text, std::size_t longest = 200) {
    std::string line = in_one_line(text, longest);
    for (std::size_t at = line.find("=?"); at != std::string::npos; at = line.find("=?", at)) line.insert(at + 1, " ");
    return line;
}

void set_header(GMimeMessage* message, const char* name, const std::string& value) {
    g_mime_object_set_header(GMIME_OBJECT(message), name, header_text(value, 900).c_str(), "utf-8");
}

/// An id that came with somebody else's mail goes into our headers only if it is one.
bool is_id(std::string_view id) {
    const auto fits = [](char c) { return c > ' ' && c < '\x7f' && c != '<' && c != '>' && c != '"' && c != '('; };
    return !id.empty() && id.size() <= 250 && id.find('@') != std::string_view::npos && std::ranges::all_of(id, fits);
}

std::string percent(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
        if (plain) {
            out += c;
        } else {
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
    }
    return out;
}

void add_part(GMimeMultipart* alternatives, const char* subtype, const std::string& text) {
    const Owned<GMimeTextPart> part(g_mime_text_part_new_with_subtype(subtype));
    g_mime_text_part_set_charset(part.get(), "utf-8");
    g_mime_text_part_set_text(part.get(), text.c_str());
    g_mime_part_set_content_encoding(GMIME_PART(part.get()), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    g_mime_multipart_add(alternatives, GMIME_OBJECT(part.get()));
}

void set_thread(GMimeMessage* message, const Letter& letter) {
    if (is_id(letter.in_reply_to)) set_header(message, "In-Reply-To", "<" + letter.in_reply_to + ">");
    std::string references;
    for (const std::string& id : letter.references) {
        if (is_id(id)) references += (references.empty() ? "<" : " <") + id + ">";
    }
    if (!references.empty()) set_header(message, "References", references);
}

}  // namespace

std::string compose(const Letter& letter) {
    start_gmime();
    const Owned<GMimeMessage> message(g_mime_message_new(TRUE));
    GMimeMessage* const m = message.get();
    g_mime_message_add_mailbox(m, GMIME_ADDRESS_TYPE_FROM, header_text(letter.from_name).c_str(), letter.from.c_str());
    g_mime_message_add_mailbox(m, GMIME_ADDRESS_TYPE_TO, header_text(letter.to_name).c_str(), letter.to.c_str());
    if (letter.reply_to != letter.from) {
        g_mime_message_add_mailbox(m, GMIME_ADDRESS_TYPE_REPLY_TO, nullptr, letter.reply_to.c_str());
    }
    g_mime_message_set_subject(m, header_text(letter.subject).c_str(), "utf-8");
    const std::unique_ptr<GDateTime, UnrefTime> date(
        g_date_time_new_from_unix_utc(letter.date.time_since_epoch().count()));
    g_mime_message_set_date(m, date.get());
    g_mime_message_set_message_id(m, letter.message_id.c_str());
    set_thread(m, letter);
    set_header(m, "Auto-Submitted", letter.is_reply ? "auto-replied" : "auto-generated");
    set_header(m, "X-Auto-Response-Suppress", "OOF, AutoReply");  // what Exchange reads in place of the line above
    set_header(m, "List-Unsubscribe",
               fmt::format("<mailto:{}?subject={}>", letter.reply_to, percent(in_one_line(letter.unsubscribe))));

    const std::string text = clean_text(letter.text) + "\n";
    const Owned<GMimeMultipart> alternatives(g_mime_multipart_new_with_subtype("alternative"));
    g_mime_multipart_set_boundary(alternatives.get(), ("=_" + sha256_hex(letter.message_id).substr(0, 32)).c_str());
    add_part(alternatives.get(), "plain", text);
    add_part(alternatives.get(), "html", html_of(text, in_one_line(letter.subject), letter.language));
    g_mime_message_set_mime_part(m, GMIME_OBJECT(alternatives.get()));

    const std::unique_ptr<GMimeFormatOptions, FreeOptions> format(g_mime_format_options_new());
    g_mime_format_options_set_newline_format(format.get(), GMIME_NEWLINE_FORMAT_DOS);
    const std::unique_ptr<char, FreeText> bytes(g_mime_object_to_string(GMIME_OBJECT(m), format.get()));
    return {bytes.get()};
}

}  // namespace ombud::casework
