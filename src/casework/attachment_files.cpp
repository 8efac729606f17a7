#include "casework/attachment_files.hpp"

#include "core/file.hpp"

#include <fmt/format.h>

namespace ombud::casework {

std::size_t copy_attachments(const Workspace& workspace, std::span<const store::Attachment> attachments,
                             const std::filesystem::path& folder) {
    std::size_t number = 0;
    for (const store::Attachment& file : attachments) {
        write_private_file(folder, fmt::format("{}-{}", ++number, safe_file_name(file.filename)),
                           read_file(workspace.attachments() / file.sha256));
    }
    return number;
}

}  // namespace ombud::casework
