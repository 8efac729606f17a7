#pragma once

#include "core/config.hpp"
#include "intake/item.hpp"

#include <filesystem>
#include <vector>

namespace ombud::intake {

/// What a reader needs to know besides the paths.
struct ReadContext {
    const Config& config;
    const Source& source;
    Instant now;  ///< time of the import
};

// One reader for each channel. They put every mail, row or payload they find into the sink, also those that cannot be
// used, with the reason; they know nothing of the register. They throw Error(system) where reading itself fails.

void read_mails(const ReadContext& context, const std::vector<std::filesystem::path>& paths, const ItemSink& sink);
void read_calls(const ReadContext& context, const std::vector<std::filesystem::path>& paths, const ItemSink& sink);
void read_payloads(const ReadContext& context, const std::vector<std::filesystem::path>& paths, const ItemSink& sink);

}  // namespace ombud::intake
