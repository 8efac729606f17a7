#pragma once

// What the program and ombud-imap.so agree on.

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace ombud::intake::imap {

/// An IMAP server and a login.
struct Server {
    std::string host;
    int port = 0;
    bool tls = true;  ///< from the first byte; else STARTTLS, without which there is no login
    std::string user;
    std::string password;
    std::string ca_file;  ///< empty: the system's certificates
    std::chrono::seconds timeout{120};
};

/// A connection to an IMAP server, logged in. Both calls throw std::runtime_error with words for people.
class Stream {
  public:
    Stream() = default;
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
    virtual ~Stream() = default;

    virtual void send(std::string_view bytes) = 0;
    /// Some bytes, at least one.
    [[nodiscard]] virtual std::string receive() = 0;
};

/// The type of the one function that ombud-imap.so exports; the stream belongs to the caller. Without one `failure`
/// says why, for people, without what the server said.
using Entry = Stream* (*)(const Server& server, std::string& failure);
/// The number changes with this header.
inline constexpr const char* entry_name = "ombud_imap_open_1";

/// Connects and logs in by ombud-imap.so: libcurl does TLS, STARTTLS and SASL, what is said behind the login is up to
/// the caller. Throws Error(system).
[[nodiscard]] std::unique_ptr<Stream> open_stream(const Server& server);

}  // namespace ombud::intake::imap
