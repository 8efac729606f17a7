#pragma once

#include "core/report.hpp"
#include "core/workspace.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace ombud {

/// A reference as it stands in mails of ours and in answers to them: "OMB-123-k3v9x2mqpt".
struct ClaimedReference {
    ReportId report = 0;
    std::string token;  ///< empty where only the number stands there

    friend bool operator==(const ClaimedReference&, const ClaimedReference&) = default;
};

/// The workspace's secret that tokens are made with (`reference.key`, mode 0600, 32 random bytes in hexadecimal), made
/// on first use. Throws Error(system).
[[nodiscard]] std::string reference_key(const Workspace& workspace);
/// The same, but nothing where there is none yet: then no mail with a token was ever sent.
[[nodiscard]] std::optional<std::string> existing_reference_key(const Workspace& workspace);

/// Ten letters and digits that only the holder of the key can make for this report: the first 50 bits of
/// HMAC-SHA256(key, "report:123"), in the alphabet of RFC 4648 base32, lower case.
[[nodiscard]] std::string reference_token(std::string_view key, ReportId report);

/// A digest of what is kept by it instead of by itself: the first 32 hexadecimal digits of HMAC-SHA256(key, text). The
/// same address in another spelling (case, umlauts) has the same one.
[[nodiscard]] std::string address_digest(std::string_view key, std::string_view address);
/// The part of a Message-ID of ours that tells mails about one report apart: 16 hexadecimal digits, the same whenever
/// the same mail is made again.
[[nodiscard]] std::string mail_digest(std::string_view key, std::int64_t first_event, std::int64_t reporter);

/// What stands in the subject of a mail to a reporter: "[OMB-123-k3v9x2mqpt]".
[[nodiscard]] std::string subject_reference(std::string_view prefix, std::string_view key, ReportId report);

/// The first reference in a subject or a Message-ID: "[OMB-123-k3v9x2mqpt]", "omb-123-k3v9x2mqpt@town.example".
[[nodiscard]] std::optional<ClaimedReference> find_reference(std::string_view text, std::string_view prefix);

}  // namespace ombud
