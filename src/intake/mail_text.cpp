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

void gather_others(const MailPart& part, std::vector<std::string>& names) {
    const bool named = part.attachment || !part.filename.empty();
    if (part.children.empty() && named && !is_photo(part.bytes)) names.push_back(part.filename);
    for (const MailPart& child : part.children) gather_others(child, names);
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

std::vector<std::string> other_attachments(const Mail& mail) {
    std::vector<std::string> names;
    gather_others(mail.body, names);
    return names;
}

}  // namespace ombud::intake
