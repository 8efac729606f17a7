// Whatever somebody sends as a mail.

#include "core/text.hpp"
#include "intake/delivery_status.hpp"
#include "intake/mail_text.hpp"
#include "intake/mime.hpp"
#include "intake/reply_text.hpp"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ombud;
    const auto mail = intake::parse_mail({reinterpret_cast<const char*>(data), size});
    const std::string text = clean_text(intake::body_text(mail));
    if (!is_utf8(intake::written_text(text))) __builtin_trap();
    static_cast<void>(intake::photo_parts(mail));
    static_cast<void>(intake::other_attachments(mail, mail));
    static_cast<void>(intake::attached_mail(mail));
    static_cast<void>(intake::failed_addresses(mail));
    return 0;
}
