#pragma once

#include <string>
#include <string_view>

namespace ombud::intake {

/// What the sender of a mail wrote: without the mails it quotes, forwards or answers (marked with ">", announced with
/// "Am … schrieb …:" or "On … wrote:", headed by "-----Ursprüngliche Nachricht-----" or the lines of Outlook) and
/// without signature ("-- " and what follows, "Von meinem iPhone gesendet"). Empty where the sender wrote nothing.
/// \param text  UTF-8 with \n
[[nodiscard]] std::string written_text(std::string_view text);

/// Undoes format=flowed (RFC 3676): joins the lines of a paragraph.
/// \param del_sp  DelSp=yes: the space at a soft break is not part of the text
[[nodiscard]] std::string unfold_flowed(std::string_view text, bool del_sp);

}  // namespace ombud::intake
