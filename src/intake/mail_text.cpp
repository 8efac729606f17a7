#include "intake/mail_text.hpp"

#include "core/text.hpp"
#include "intake/html_text.hpp"
#include "intake/photo_input.hpp"
#include "intake/reply_text.hpp"

#include <algorithm>

namespace ombud::intake {

namespace {

constexpr std::size_t smallest_photo = 2048;
/// HTML is mostly markup; more than this is no mail that a person wrote.
constexpr std::size_t longest_html = std::size_t{8} << 20U;

std::string text_of(const MailPart& part) {
    if (part.type == "text/html") return text_of_html(cut(part.bytes, longest_html));
    return part.flowed ? unfold_flowed(part.bytes, part.del_sp) : part.bytes;
}

bool is_body(const MailPart& part) {
    return !part.attachment && (part.type == "text/plain" || part.type == "text/html" || part.type.empty());
}

void append(std::string& text, const std::string& more) {
    if (trim(more).empty()) return;
    if (!text.empty()) text += text.ends_with('\n') ? "\n" : "\n\n";
    text += more;
}

std::string gather(const MailPart& part, bool attached_mails);

/// Of a multipart/alternative the plain text, unless it only says that one's program cannot show HTML.
std::string best_alternative(const MailPart& part, bool attached_mails) {
    std::string plain;
    std::string other;
    for (const MailPart& child : part.children) {
        const bool is_plain = child.type == "text/plain";
        std::string text = gather(child, attached_mails);
        if (trim(text).empty()) continue;
        std::string& place = is_plain ? plain : other;
        if (place.empty()) place = std::move(text);
    }
    const bool placeholder = fold(std::string_view(plain).substr(0, 500)).find("html") != std::string::npos &&
                             other.size() > 3 * plain.size();
    return trim(plain).empty() || (placeholder && !other.empty()) ? other : plain;
}

std::string gather(const MailPart& part, bool attached_mails) {
    if (part.type == "message/rfc822" && !attached_mails) return {};
    if (part.type == "multipart/alternative") return best_alternative(part, attached_mails);
    if (part.children.empty()) return is_body(part) ? text_of(part) : std::string{};
    std::string text;
    for (const MailPart& child : part.children) append(text, gather(child, attached_mails));
    return text;
}

void gather_photos(const MailPart& part, std::vector<const MailPart*>& photos) {
    if (part.type == "multipart/report") return;
    if (part.bytes.size() >= smallest_photo && is_photo(part.bytes)) photos.push_back(&part);
    for (const MailPart& child : part.children) gather_photos(child, photos);
}

void gather_mails(const MailPart& part, std::vector<const MailPart*>& mails) {
    if (part.type == "multipart/report") return;
    if (part.message) {
        mails.push_back(&part);
        return;
    }
    for (const MailPart& child : part.children) gather_mails(child, mails);
}

/// A picture within the text that is too small to show anything: a logo, a tracking pixel.
bool is_ornament(const MailPart& part) {
    const bool picture = part.type.starts_with("image/") || is_photo(part.bytes);
    return picture && !part.attachment && part.bytes.size() < smallest_photo;
}

bool is_file(const MailPart& part, bool alternative) {
    if (is_ornament(part) || part.type.starts_with("multipart/")) return false;
    if (part.bytes.size() >= smallest_photo && is_photo(part.bytes)) return false;
    if (part.attachment || !part.filename.empty()) return true;
    const bool other_body = alternative && part.type.starts_with("text/");
    return !part.bytes.empty() && !is_body(part) && !other_body;
}

void gather_files(const MailPart& part, const Mail& meant, bool alternative, std::vector<const MailPart*>& files) {
    if (part.type == "multipart/report") return;
    if (part.message && part.message.get() != &meant && !part.bytes.empty()) {
        files.push_back(&part);
    } else if (part.children.empty()) {
        if (is_file(part, alternative)) files.push_back(&part);
    } else {
        const bool alternatives = part.type == "multipart/alternative";
        for (const MailPart& child : part.children) gather_files(child, meant, alternatives, files);
    }
}

}  // namespace

std::string own_text(const Mail& mail) {
    return gather(mail.body, false);
}

const MailPart* attached_mail(const Mail& mail) {
    std::vector<const MailPart*> mails;
    gather_mails(mail.body, mails);
    return mails.size() == 1 ? mails.front() : nullptr;
}

std::string body_text(const Mail& mail) {
    std::string text = gather(mail.body, false);
    return trim(text).empty() ? gather(mail.body, true) : text;
}

std::vector<const MailPart*> photo_parts(const Mail& mail) {
    std::vector<const MailPart*> photos;
    gather_photos(mail.body, photos);
    return photos;
}

std::vector<const MailPart*> other_attachments(const Mail& mail, const Mail& meant) {
    std::vector<const MailPart*> files;
    gather_files(mail.body, meant, false, files);
    return files;
}

}  // namespace ombud::intake
