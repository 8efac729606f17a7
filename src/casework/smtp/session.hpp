#pragma once

// What the program and ombud-smtp.so agree on.

#include "core/mail_settings.hpp"

#include <functional>
#include <memory>
#include <string>

namespace ombud::casework::smtp {

/// A mail server and how it is spoken to.
struct Server {
    std::string host;
    int port = 0;
    MailSecurity security = MailSecurity::starttls;
    std::string user;
    std::string password;
    std::string ca_file;  ///< empty: the system's certificates
    std::chrono::seconds timeout{120};
};

/// How far a mail came.
enum class Stage {
    connecting,  ///< not even a session: connection, TLS, login
    sender,      ///< MAIL FROM
    recipient,   ///< RCPT TO
    data,        ///< DATA and the text
    end,         ///< everything was sent; what counts is the answer to it
};

struct Reply {
    bool accepted = false;  ///< the server has taken the mail
    Stage stage = Stage::connecting;
    int code = 0;        ///< the server's last answer to this stage; 0: none came
    std::string status;  ///< RFC 3463: "5.1.1"; empty where the server gives none
    std::string reason;  ///< for people, of the connection; without what the server said
};

/// One connection after another to one server; mails follow each other over the same connection while it holds.
class Session {
  public:
    Session() = default;
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    virtual ~Session() = default;

    /// \param handing_over  called when all but the final dot is sent; what it throws stops the mail and is thrown on
    [[nodiscard]] virtual Reply send(const std::string& from, const std::string& to, const std::string& bytes,
                                     const std::function<void()>& handing_over) = 0;
};

/// The type of the one function that ombud-smtp.so exports; the session belongs to the caller.
using Entry = Session* (*)(const Server&);
/// The number changes with this header and the types it uses.
inline constexpr const char* entry_name = "ombud_smtp_open_1";

/// ombud-smtp.so, loaded on the first call: libcurl brings 30 libraries and 5 ms, which commands that send nothing
/// shall not pay. Looked for in $OMBUD_LIBDIR, then where it is installed and where it is built, both seen from the
/// running program. Throws Error(system) that names the places.
[[nodiscard]] std::unique_ptr<Session> open_session(const Server& server);

}  // namespace ombud::casework::smtp
