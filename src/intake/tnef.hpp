#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ombud::intake {

struct TnefAttachment {
    std::string filename;  ///< as the sender named it, Windows-1252 or UTF-16 made UTF-8
    std::string bytes;
};

/// What Outlook packs into a "winmail.dat" (MS-OXTNEF): the attachments, and the plain text where there is one.
struct Tnef {
    std::string text;  ///< as it stands, mostly Windows-1252
    std::vector<TnefAttachment> attachments;
};

/// Reads as far as the bytes go; of what is no TNEF nothing. By hand, since only three of its attributes are needed and
/// Debian's libytnef has a history of reading beyond its input.
[[nodiscard]] Tnef parse_tnef(std::string_view bytes);

}  // namespace ombud::intake
