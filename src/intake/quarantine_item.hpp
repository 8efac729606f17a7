#pragma once

#include "core/time.hpp"
#include "core/workspace.hpp"
#include "intake/item.hpp"
#include "store/register.hpp"

#include <string_view>

namespace ombud::intake {

/// What stands before a source's name where the item is no input but a file that came with one, or an entry of a list.
inline constexpr std::string_view attachments_source = "attachments:";
inline constexpr std::string_view participations_source = "participations:";

/// Whether these bytes of this source are in quarantine already.
[[nodiscard]] bool is_in_quarantine(store::Register& registry, std::string_view source, const Item& item);

/// Keeps exactly the bytes of an item in the workspace's quarantine folder (mode 0600), a .json with source, origin,
/// reason and time beside it, and records it in the register. False when the same bytes of the same source are there
/// already. Throws Error(system) where the disk or the register fails.
/// \param dry_run  write no files
bool quarantine(store::Register& registry, const Workspace& workspace, std::string_view source, const Item& item,
                Instant now, bool dry_run);

}  // namespace ombud::intake
