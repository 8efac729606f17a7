#include "intake/quarantine_retry.hpp"

#include "core/error.hpp"
#include "intake/quarantine_item.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ombud::intake {

namespace {

Source source_of(const Config& config, const std::string& name) {
    for (const Channel channel : {Channel::email, Channel::phone, Channel::web}) {
        const bool configured = std::ranges::find(config.sources, name, &Source::name) != config.sources.end();
        if (!configured && name == to_string(channel)) return plain_source(channel);
    }
    return config.source(name);
}

}  // namespace

std::string why_not_retried(const store::Quarantined& item) {
    if (item.source.starts_with(participations_source)) {
        return fmt::format(
            "item {} is an entry of a list of participations: correct it in the list, import that with `ombud import "
            "participations`, then `ombud quarantine discard {}`",
            item.id, item.id);
    }
    if (item.source.starts_with(attachments_source)) {
        return fmt::format("item {} is a file and no report: {}", item.id, item.reason);
    }
    return {};
}

RetryResult retry_quarantined(store::Register& registry, const Workspace& workspace, const Config& config,
                              const store::Quarantined& item, const std::string& mapping, Instant now, bool dry_run) {
    const std::filesystem::path file = workspace.quarantine() / item.file;
    if (!std::filesystem::exists(file)) {
        throw Error(ErrorKind::input,
                    fmt::format("{} is gone; import the item from where it came from, or discard it", file.string()));
    }
    if (std::string reason = why_not_retried(item); !reason.empty()) throw Error(ErrorKind::input, reason);
    Source source = source_of(config, item.source);
    if (!mapping.empty()) {
        auto chosen = config.mapping(mapping);
        if (!chosen) throw Error(ErrorKind::usage, fmt::format("no mapping is named '{}'", mapping));
        source.mapping = std::move(*chosen);
        source.mapping_name = mapping;
        source.mapping_is_sure = true;
    }
    store::Transaction transaction(registry);
    store::set_quarantine_outcome(registry, item.id, store::QuarantineOutcome::imported,
                                  {now, "desk", fmt::format("tried again: {}", item.origin)});
    SilentProgress silent;
    const std::filesystem::path paths[] = {file};
    RetryResult result;
    result.summary = import_source(registry, workspace, config, source, paths, silent, now, {.dry_run = dry_run});
    if (result.summary.read > 0 && result.summary.quarantined == 0) {
        result.imported = true;
        if (!dry_run) transaction.commit();
        return result;
    }
    result.reason = result.summary.read == 0 ? "nothing was found in it" : item.reason;
    for (const store::Quarantined& now_open : store::list_quarantined(registry)) {
        if (now_open.id == item.id || now_open.id > item.id) result.reason = now_open.reason;
        if (now_open.id == item.id) break;
    }
    return result;  // undone: the item stays as it was
}

}  // namespace ombud::intake
