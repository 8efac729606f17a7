#include "intake/quarantine_item.hpp"

#include "core/digest.hpp"
#include "core/file.hpp"
#include "core/json_writer.hpp"
#include "store/quarantine.hpp"

#include <fmt/format.h>

#include <array>

namespace ombud::intake {

namespace {

/// What makes two items one: the same bytes of the same source. The bytes may be many and are not copied.
std::string identity(std::string_view source, const Item& item) {
    using namespace std::string_view_literals;
    const std::array parts{source, "\0"sv, std::string_view(item.bytes)};
    return hex(bytes_of(sha256(parts)));
}

}  // namespace

bool is_in_quarantine(store::Register& registry, std::string_view source, const Item& item) {
    return store::is_quarantined(registry, identity(source, item));
}

bool quarantine(store::Register& registry, const Workspace& workspace, std::string_view source, const Item& item,
                Instant now, bool dry_run) {
    const std::string sha256 = identity(source, item);
    if (store::is_quarantined(registry, sha256)) return false;

    const std::string file = fmt::format("{}-{}", std::string_view(sha256).substr(0, 16), safe_file_name(item.name));
    if (!dry_run) {
        JsonWriter json;
        json.begin_object().key("source").value(source).key("origin").value(item.origin);
        json.key("reason").value(item.reason).key("at").value(format_iso(now)).key("sha256").value(sha256).end_object();
        write_file(workspace.quarantine() / file, item.bytes, 0600);
        write_file(workspace.quarantine() / (file + ".json"), json.text() + "\n", 0600);
    }
    store::add_quarantined(registry, {0, now, std::string(source), item.origin, item.reason, sha256, file},
                           {now, "intake", item.reason});
    return true;
}

}  // namespace ombud::intake
