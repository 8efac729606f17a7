#pragma once

#include "core/time.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::intake {

struct Mail;

/// A node of a mail's tree of parts. What is packed inside of a part (an attached mail, an opaque S/MIME message, a
/// winmail.dat) stands below it as if it were a multipart.
struct MailPart {
    std::string type;  ///< media type, lower case: "text/plain", "multipart/mixed", "message/rfc822"
    /// Content with its transfer encoding undone; of texts that may be the body in UTF-8; of an attached mail the mail
    /// as it came, three levels deep.
    std::string bytes;
    std::string filename;  ///< as the sender named it, or empty
    bool attachment = false;
    bool flowed = false;  ///< format=flowed (RFC 3676)
    bool del_sp = false;  ///< DelSp=yes (RFC 3676)
    std::vector<MailPart> children;
    std::shared_ptr<const Mail> message;  ///< of message/rfc822: the attached mail with its headers
};

struct MailAddress {
    std::string name;
    std::string address;
};

/// One message, decoded: headers are UTF-8, ids are without < >.
struct Mail {
    std::string subject;
    std::vector<MailAddress> from;
    std::optional<Instant> date;      ///< of the Date header
    std::optional<Instant> received;  ///< of the newest Received header
    std::string message_id;
    std::vector<std::string> in_reply_to;
    std::vector<std::string> references;  ///< the oldest first, as in the header

    // What tells automatic mails from written ones, as it stands there; empty where the header is missing.
    std::string auto_submitted;
    std::string precedence;
    std::string x_autoreply;
    std::string x_autorespond;
    std::string return_path;

    MailPart body;
    bool has_headers = false;  ///< whether there is any header that mails have
};

/// Takes a message apart. Broken ones are read as far as they go: this never throws for what a sender did.
/// Parts nested deeper than 60 levels are left out.
[[nodiscard]] Mail parse_mail(std::string_view message);

}  // namespace ombud::intake
