#pragma once

#include "intake/imap/stream.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::intake::imap {

/// A mail in a folder.
struct Listed {
    std::uint32_t uid = 0;
    std::size_t size = 0;  ///< bytes
};

/// The few commands of IMAP4rev1 (RFC 3501) that intake needs, MOVE (RFC 6851) and UIDPLUS (RFC 4315). All calls throw
/// std::runtime_error with words for people where the server refuses or goes away; then the client is of no more use.
class Client {
  public:
    explicit Client(Stream& stream) : stream_(stream) {}

    /// Opens a folder, without the right to change it unless `to_change`. Returns its UIDVALIDITY.
    /// \param folder  UTF-8
    std::uint32_t open(std::string_view folder, bool to_change = false);

    /// The mails with a UID above `last`, by UID.
    [[nodiscard]] std::vector<Listed> listed_after(std::uint32_t last);

    /// The first `most` bytes of a mail, as they are; leaves it unread. Empty where it is gone.
    [[nodiscard]] std::string fetch(std::uint32_t uid, std::size_t most);

    /// Moves mails into another folder, which is made where it is missing. \pre `open` for changing
    void move(std::span<const std::uint32_t> uids, std::string_view folder);

    void log_out();

  private:
    struct Response {
        std::string text;     ///< without its literals and line end
        std::string literal;  ///< the last one
    };

    Response next_response();
    /// Untagged responses; throws where the command does not end with OK. \param code  of a refusal: "TRYCREATE"
    std::vector<Response> command(std::string_view line);
    std::string take_line();
    std::string take_bytes(std::size_t count);
    [[nodiscard]] bool has(std::string_view capability);

    Stream& stream_;
    std::string buffer_;
    std::string capabilities_;
    std::string last_refusal_;
    unsigned commands_ = 0;
};

/// The name of a folder as IMAP has it: modified UTF-7 (RFC 3501, 5.1.3), quoted.
[[nodiscard]] std::string quoted_folder(std::string_view folder);

}  // namespace ombud::intake::imap
