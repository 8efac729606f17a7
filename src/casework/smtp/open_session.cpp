#include "casework/smtp/session.hpp"
#include "core/error.hpp"
#include "core/plugin.hpp"

namespace ombud::casework::smtp {

std::unique_ptr<Session> open_session(const Server& server) {
    // POSIX promises that the pointer dlsym returns can be taken for a function.
    static const auto entry =
        reinterpret_cast<Entry>(load_plugin("ombud-smtp.so", "src/casework", entry_name, "speaks to mail servers"));
    std::unique_ptr<Session> session(entry(server));
    if (!session) throw Error(ErrorKind::system, "libcurl does not start");
    return session;
}

}  // namespace ombud::casework::smtp
