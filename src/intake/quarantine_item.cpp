#include "intake/quarantine_item.hpp"

#include "core/digest.hpp"
#include "core/file.hpp"
#include "core/json_writer.hpp"
#include "store/quarantine.hpp"

#include <fmt/format.h>

namespace ombud::intake {

namespace {

/// What makes two items one: the same bytes of the same source.
std::string identity(std::string_view source, const Item& item) {
    std::string hashed;
    hashed.reserve(source.size() + 1 + item.bytes.size());
    hashed.append(source).append(1, '\0').append(item.bytes);
    return sha256_hex(hashed);
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
