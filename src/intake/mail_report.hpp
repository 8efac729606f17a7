#pragma once

#include "core/config.hpp"
#include "intake/item.hpp"
#include "intake/mail_form.hpp"
#include "intake/mime.hpp"

#include <string_view>

namespace ombud::intake {

/// Why a mail was sent by a program rather than a person (RFC 3834 and what programs do in its place); empty: it was
/// not.
[[nodiscard]] std::string_view why_automatic(const Mail& mail);

/// Makes a report of a mail: the subject becomes the title, what the sender wrote the text, pictures the photos.
/// A mail that was forwarded as an attachment is reported as its sender wrote it.
/// Automatic mail is taken in only where it answers a known report (`ReadyReport::unless_answer`).
/// \param message  the mail as it came
/// \param form     reads mails of web forms, or nullptr
/// Throws Error(input) for what is no mail, says nothing, or comes from one of our own addresses.
[[nodiscard]] ReadyReport report_of_mail(std::string_view message, std::string_view origin, const Config& config,
                                         const Source& source, Instant now, MailForm* form = nullptr);

}  // namespace ombud::intake
