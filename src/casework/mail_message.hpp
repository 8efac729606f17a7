#pragma once

#include "core/time.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ombud::casework {

/// A mail before it becomes bytes. Texts are UTF-8 and may hold anything; `compose` lets nothing of them out of its
/// place.
struct Letter {
    std::string from_name;
    std::string from;  ///< bare address
    std::string reply_to;
    std::string to_name;
    std::string to;
    std::string subject;
    std::string message_id;               ///< without < >
    std::string in_reply_to;              ///< likewise; of the mail that this answers; may be empty
    std::vector<std::string> references;  ///< likewise, the oldest first
    Instant date{};
    bool is_reply = false;    ///< Auto-Submitted: auto-replied instead of auto-generated (RFC 3834)
    std::string unsubscribe;  ///< subject of the mail to `reply_to` that ends all mails; empty: nothing ends them
    std::string language;     ///< "de"
    std::string text;         ///< with \n
};

/// The mail as RFC 5322 and MIME have it, lines ending in \r\n: multipart/alternative of the text and HTML made of it,
/// quoted-printable; Message-ID, Date, In-Reply-To, References, Auto-Submitted, List-Unsubscribe. The same letter gives
/// the same bytes. Control characters and ends of lines in fields become blanks; ids that are none are left out.
/// List-Unsubscribe-Post (RFC 8058) is missing on purpose: it needs a web server that takes it.
[[nodiscard]] std::string compose(const Letter& letter);

/// A text as HTML: paragraphs, ends of lines, addresses of the web as links; everything else escaped.
[[nodiscard]] std::string html_of(std::string_view text, std::string_view title, std::string_view language);

}  // namespace ombud::casework
