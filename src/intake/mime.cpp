#include "intake/mime.hpp"

#include "core/error.hpp"
#include "core/text.hpp"
#include "intake/encoded_words.hpp"
#include "intake/smime.hpp"
#include "intake/tnef.hpp"

#include <gmime/gmime.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>

// The only file that knows GMime.

namespace ombud::intake {

namespace {

constexpr int deepest_part = 60;
constexpr int most_mails_kept = 3;

struct Unref {
    void operator()(void* object) const noexcept { g_object_unref(object); }
};
template <typename T>
using Owned = std::unique_ptr<T, Unref>;

struct FreeText {
    void operator()(char* text) const noexcept { g_free(text); }
};
using OwnedText = std::unique_ptr<char, FreeText>;

struct FreeOptions {
    void operator()(GMimeParserOptions* options) const noexcept { g_mime_parser_options_free(options); }
};
using Options = std::unique_ptr<GMimeParserOptions, FreeOptions>;

struct FreeReferences {
    void operator()(GMimeReferences* references) const noexcept { g_mime_references_free(references); }
};

/// Starts GMime once in the life of the process; it is never shut down, since other parsers may still be at work.
void start_gmime() {
    static const bool started = [] {
        g_mime_init();
        return true;
    }();
    (void)started;
}

/// Headers with bare 8-bit bytes are UTF-8 where they are well-formed, else what Windows sends in Germany.
Options lenient() {
    Options options(g_mime_parser_options_new());
    std::array<const char*, 3> charsets{"utf-8", "windows-1252", nullptr};
    g_mime_parser_options_set_fallback_charsets(options.get(), charsets.data());
    g_mime_parser_options_set_rfc2047_compliance_mode(options.get(), GMIME_RFC_COMPLIANCE_LOOSE);
    g_mime_parser_options_set_address_compliance_mode(options.get(), GMIME_RFC_COMPLIANCE_LOOSE);
    g_mime_parser_options_set_parameter_compliance_mode(options.get(), GMIME_RFC_COMPLIANCE_LOOSE);
    g_mime_parser_options_set_allow_addresses_without_domain(options.get(), TRUE);
    return options;
}

std::string text_or_empty(const char* text) {
    return text == nullptr ? std::string{} : std::string(text);
}

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

/// A conversion of GLib's iconv that closes itself.
class Conversion {
  public:
    explicit Conversion(const std::string& charset) : handle_(g_mime_iconv_open("UTF-8", charset.c_str())) {}
    Conversion(const Conversion&) = delete;
    Conversion& operator=(const Conversion&) = delete;
    ~Conversion() {
        if (known()) g_mime_iconv_close(handle_);
    }
    // NOLINTNEXTLINE: iconv's own value for failure is a pointer made of -1
    [[nodiscard]] bool known() const noexcept { return handle_ != reinterpret_cast<iconv_t>(-1); }

    /// Bytes that the charset does not have become U+FFFD.
    [[nodiscard]] std::string run(std::string_view bytes) const {
        std::string result;
        std::string input(bytes);
        char* in = input.data();
        std::size_t in_left = input.size();
        std::array<char, 4096> block{};
        while (in_left > 0) {
            char* out = block.data();
            std::size_t out_left = block.size();
            const std::size_t done = iconv(handle_, &in, &in_left, &out, &out_left);
            result.append(block.data(), block.size() - out_left);
            if (done != static_cast<std::size_t>(-1) || errno == E2BIG) continue;
            result += "\xEF\xBF\xBD";
            ++in;
            --in_left;
        }
        return result;
    }

  private:
    iconv_t handle_;
};

/// Text in UTF-8 whatever its label says: labels are wrong more often than well-formed UTF-8 is an accident.
std::string to_utf8(std::string_view bytes, std::string charset) {
    charset = lower(std::string(trim(charset)));
    if (bytes.starts_with("\xEF\xBB\xBF")) return std::string(bytes.substr(3));
    if (bytes.starts_with("\xFF\xFE") && charset.empty()) charset = "utf-16";
    const bool unlabelled = charset.empty() || charset == "us-ascii" || charset == "ascii" || charset == "utf-8" ||
                            charset == "utf8" || charset == "default" || charset.starts_with("unknown");
    const bool latin = charset.starts_with("iso-8859-1") || charset == "windows-1252" || charset == "latin1";
    if ((unlabelled || latin) && is_utf8(bytes)) return std::string(bytes);
    // ISO 8859-1 is what Windows calls its own code page, which has printable characters where the standard has none.
    if (unlabelled || charset == "iso-8859-1" || charset == "latin1") return from_windows_1252(bytes);
    // Stateful charsets are ASCII on the outside, so only now is plain ASCII what it seems.
    const Conversion conversion(charset);
    if (conversion.known()) return conversion.run(bytes);
    return is_utf8(bytes) ? std::string(bytes) : from_windows_1252(bytes);
}

std::string content_of(GMimePart* part) {
    GMimeDataWrapper* const content = g_mime_part_get_content(part);
    if (content == nullptr) return {};
    const Owned<GMimeStream> memory(g_mime_stream_mem_new());
    g_mime_data_wrapper_write_to_stream(content, memory.get());
    const GByteArray* const bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory.get()));
    if (bytes->len == 0) return {};
    return {reinterpret_cast<const char*>(bytes->data), bytes->len};
}

/// A part with all that is in it, as it came.
std::string bytes_of(GMimeObject* object) {
    const Owned<GMimeStream> memory(g_mime_stream_mem_new());
    g_mime_object_write_to_stream(object, nullptr, memory.get());
    const GByteArray* const bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory.get()));
    return bytes->len == 0 ? std::string{} : std::string(reinterpret_cast<const char*>(bytes->data), bytes->len);
}

std::string parameter(GMimeContentType* type, const char* name) {
    return text_or_empty(g_mime_content_type_get_parameter(type, name));
}

/// How deep a part lies: in how many parts, and in how many mails of those.
struct Depth {
    int parts = 0;
    int mails = 0;

    [[nodiscard]] Depth in_part() const noexcept { return {parts + 1, mails}; }
    [[nodiscard]] Depth in_mail() const noexcept { return {parts + 1, mails + 1}; }
};

MailPart part_of(GMimeObject* object, Depth depth);
Mail mail_of(GMimeMessage* message, Depth depth);

/// Unpacks what programs of one maker put around the parts of a mail.
void unpack(MailPart& part, Depth depth) {
    if (depth.parts >= deepest_part) return;
    if (part.type == "application/pkcs7-mime" || part.type == "application/x-pkcs7-mime") {
        const auto content = signed_content(part.bytes);
        if (!content) return;
        const Options options = lenient();
        const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(content->data(), content->size()));
        const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
        const Owned<GMimeObject> inner(g_mime_parser_construct_part(parser.get(), options.get()));
        if (inner) part.children.push_back(part_of(inner.get(), depth.in_part()));
    } else if (part.type == "application/ms-tnef" || part.type == "application/vnd.ms-tnef" ||
               lower(part.filename) == "winmail.dat") {
        Tnef tnef = parse_tnef(part.bytes);
        if (!tnef.text.empty()) {
            part.children.emplace_back();
            part.children.back().type = "text/plain";
            part.children.back().bytes = std::move(tnef.text);
        }
        for (TnefAttachment& attachment : tnef.attachments) {
            MailPart& child = part.children.emplace_back();
            child.type = "application/octet-stream";
            child.filename = std::move(attachment.filename);
            child.bytes = std::move(attachment.bytes);
            child.attachment = true;
        }
    }
    if (!part.children.empty()) part.bytes.clear();
}

/// A name of an attached mail: the one it has, else its subject.
std::string name_of_mail(GMimeObject* object, const Mail& mail) {
    std::string given = text_or_empty(g_mime_object_get_content_disposition_parameter(object, "filename"));
    if (!given.empty()) return given;
    return (mail.subject.empty() ? "mail" : mail.subject) + ".eml";
}

MailPart part_of(GMimeObject* object, Depth depth) {
    MailPart part;
    GMimeContentType* const type = g_mime_object_get_content_type(object);
    if (type != nullptr) {
        const OwnedText name(g_mime_content_type_get_mime_type(type));
        part.type = lower(text_or_empty(name.get()));
    }
    GMimeContentDisposition* const disposition = g_mime_object_get_content_disposition(object);
    part.attachment = disposition != nullptr && g_mime_content_disposition_is_attachment(disposition) != FALSE;

    if (GMIME_IS_MULTIPART(object)) {
        GMimeMultipart* const multipart = GMIME_MULTIPART(object);
        const int count = depth.parts < deepest_part ? g_mime_multipart_get_count(multipart) : 0;
        for (int i = 0; i < count; ++i)
            part.children.push_back(part_of(g_mime_multipart_get_part(multipart, i), depth.in_part()));
    } else if (GMIME_IS_MESSAGE_PART(object)) {
        GMimeMessage* const inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
        GMimeObject* const root = inner == nullptr ? nullptr : g_mime_message_get_mime_part(inner);
        if (root != nullptr && depth.parts < deepest_part) {
            auto attached = std::make_shared<Mail>(mail_of(inner, depth.in_mail()));
            part.children.push_back(attached->body);
            part.filename = name_of_mail(object, *attached);
            // Each level holds all that are in it: a mail of sixty would be kept sixty times.
            if (depth.mails < most_mails_kept) part.bytes = bytes_of(GMIME_OBJECT(inner));
            part.message = std::move(attached);
        }
    } else if (GMIME_IS_PART(object)) {
        part.filename = text_or_empty(g_mime_part_get_filename(GMIME_PART(object)));
        part.bytes = content_of(GMIME_PART(object));
        const bool may_be_body = !part.attachment && (part.type == "text/plain" || part.type == "text/html");
        if (may_be_body && type != nullptr) {
            part.bytes = to_utf8(part.bytes, parameter(type, "charset"));
            part.flowed = lower(parameter(type, "format")) == "flowed";
            part.del_sp = lower(parameter(type, "delsp")) == "yes";
        }
        unpack(part, depth);
    }
    return part;
}

void add_addresses(std::vector<MailAddress>& addresses, InternetAddressList* list, int depth = 0) {
    constexpr int most_addresses = 1000;
    const int count = list == nullptr ? 0 : std::min(internet_address_list_length(list), most_addresses);
    for (int i = 0; i < count; ++i) {
        InternetAddress* const address = internet_address_list_get_address(list, i);
        if (INTERNET_ADDRESS_IS_MAILBOX(address)) {
            addresses.push_back({text_or_empty(internet_address_get_name(address)),
                                 text_or_empty(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address)))});
        } else if (INTERNET_ADDRESS_IS_GROUP(address) && depth < 3) {
            add_addresses(addresses, internet_address_group_get_members(INTERNET_ADDRESS_GROUP(address)), depth + 1);
        }
    }
}

std::optional<Instant> instant_of(GDateTime* date) {
    if (date == nullptr) return std::nullopt;
    return Instant(std::chrono::seconds(g_date_time_to_unix(date)));
}

std::vector<std::string> ids_in(const std::string& header) {
    const std::unique_ptr<GMimeReferences, FreeReferences> parsed(g_mime_references_parse(nullptr, header.c_str()));
    std::vector<std::string> ids;
    constexpr int most_ids = 200;
    const int count = parsed ? std::min(g_mime_references_length(parsed.get()), most_ids) : 0;
    for (int i = 0; i < count; ++i) ids.push_back(text_or_empty(g_mime_references_get_message_id(parsed.get(), i)));
    return ids;
}

std::string header(GMimeMessage* message, const char* name) {
    return text_or_empty(g_mime_object_get_header(GMIME_OBJECT(message), name));
}

/// Undecoded, with its line folds.
std::string header_as_it_stands(GMimeMessage* message, const char* name) {
    GMimeHeader* found = g_mime_header_list_get_header(g_mime_object_get_header_list(GMIME_OBJECT(message)), name);
    return found == nullptr ? std::string{} : text_or_empty(g_mime_header_get_raw_value(found));
}

std::string subject_of(GMimeMessage* message) {
    const std::string raw = header_as_it_stands(message, "Subject");
    const std::string joined = join_encoded_words(raw);
    if (joined == raw) return text_or_empty(g_mime_message_get_subject(message));
    const OwnedText decoded(g_mime_utils_header_decode_text(nullptr, joined.c_str()));
    return std::string(trim(text_or_empty(decoded.get())));
}

/// The date stands behind the last semicolon of a Received header; the newest of them is the first.
std::optional<Instant> received_date(GMimeMessage* message) {
    const std::string value = header(message, "Received");
    const std::size_t semicolon = value.rfind(';');
    if (semicolon == std::string::npos) return std::nullopt;
    GDateTime* const date = g_mime_utils_header_decode_date(value.c_str() + semicolon + 1);
    const auto instant = instant_of(date);
    if (date != nullptr) g_date_time_unref(date);
    return instant;
}

Mail mail_of(GMimeMessage* message, Depth depth) {
    Mail mail;
    for (const char* const name :
         {"From", "Date", "Subject", "To", "Message-ID", "Received", "Return-Path", "MIME-Version"}) {
        mail.has_headers = mail.has_headers || g_mime_object_get_header(GMIME_OBJECT(message), name) != nullptr;
    }
    mail.subject = subject_of(message);
    add_addresses(mail.from, g_mime_message_get_from(message));
    if (mail.from.empty()) add_addresses(mail.from, g_mime_message_get_sender(message));
    mail.date = instant_of(g_mime_message_get_date(message));
    mail.received = received_date(message);
    mail.message_id = text_or_empty(g_mime_message_get_message_id(message));
    mail.in_reply_to = ids_in(header(message, "In-Reply-To"));
    mail.references = ids_in(header(message, "References"));
    mail.auto_submitted = header(message, "Auto-Submitted");
    mail.precedence = header(message, "Precedence");
    mail.x_autoreply = header(message, "X-Autoreply");
    mail.x_autorespond = header(message, "X-Autorespond");
    mail.return_path = header(message, "Return-Path");
    if (GMimeObject* const root = g_mime_message_get_mime_part(message); root != nullptr)
        mail.body = part_of(root, depth);
    return mail;
}

}  // namespace

Mail parse_mail(std::string_view bytes) {
    start_gmime();
    const Options options = lenient();
    const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
    const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    const Owned<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), options.get()));
    return message ? mail_of(message.get(), Depth{}) : Mail{};
}

}  // namespace ombud::intake
