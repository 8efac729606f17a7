#include "intake/quarantine_item.hpp"

#include "core/digest.hpp"
#include "core/file.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"
#include "store/quarantine.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ombud::intake {

namespace {

/// Letters, digits, dots and hyphens of a name, so that no shell and no file system stumbles over it.
std::string safe_name(std::string_view name) {
    constexpr std::size_t longest = 60;
    std::string safe = fold(name);
    std::ranges::replace_if(
        safe,
        [](char c) { return !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_'); },
        '-');
    // The end of a name says most: its number and its extension.
    if (safe.size() > longest) safe.erase(0, safe.size() - longest);
    return safe.empty() ? "item" : safe;
}

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

    const std::string file = fmt::format("{}-{}", std::string_view(sha256).substr(0, 16), safe_name(item.name));
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
