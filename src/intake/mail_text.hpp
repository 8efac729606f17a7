#pragma once

#include "intake/mime.hpp"

#include <string>
#include <vector>

namespace ombud::intake {

/// The text of a mail as a person reads it: of alternatives the plain one unless it says nothing, of HTML its text, of
/// several parts all, one after the other. Attached mails count only where there is nothing else.
[[nodiscard]] std::string body_text(const Mail& mail);

/// The same without attached mails.
[[nodiscard]] std::string own_text(const Mail& mail);

/// The only attached mail, or nullptr where there is none, or several: a digest. What is inside a delivery report is
/// not meant.
[[nodiscard]] const MailPart* attached_mail(const Mail& mail);

/// The parts that hold photos by their content, also inside attached mails; what is inside a delivery report is not the
/// sender's. Pictures under 2 KB are left out: logos of signatures and tracking pixels.
[[nodiscard]] std::vector<const MailPart*> photo_parts(const Mail& mail);

/// The parts that are neither text of the mail nor photos, also inside the attached mail that is meant; another
/// attached mail is one such part itself. Pictures under 2 KB count where they were attached, and are left out where
/// they stand within the text. \param meant  the mail that is reported: `mail` itself, or the one in it that it
/// forwards
[[nodiscard]] std::vector<const MailPart*> other_attachments(const Mail& mail, const Mail& meant);

}  // namespace ombud::intake
