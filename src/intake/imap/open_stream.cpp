#include "core/error.hpp"
#include "core/plugin.hpp"
#include "intake/imap/stream.hpp"

#include <fmt/format.h>

namespace ombud::intake::imap {

std::unique_ptr<Stream> open_stream(const Server& server) {
    // POSIX promises that the pointer dlsym returns can be taken for a function.
    static const auto entry =
        reinterpret_cast<Entry>(load_plugin("ombud-imap.so", "src/intake", entry_name, "speaks to IMAP servers"));
    std::string failure;
    std::unique_ptr<Stream> stream(entry(server, failure));
    if (!stream) throw Error(ErrorKind::system, fmt::format("{}:{}: {}", server.host, server.port, failure));
    return stream;
}

}  // namespace ombud::intake::imap
