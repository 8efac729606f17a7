#include "casework/note.hpp"

#include "core/digest.hpp"
#include "core/error.hpp"
#include "core/file.hpp"
#include "core/text.hpp"
#include "store/attachments.hpp"
#include "store/notes.hpp"

#include <fmt/format.h>

#include <vector>

namespace ombud::casework {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t largest_attachment = 100'000'000;

struct ReadFile {
    store::Attachment attachment;
    std::string bytes;
};

ReadFile read_attachment(const fs::path& file) {
    std::error_code error;
    if (!fs::is_regular_file(file, error)) {
        throw Error(ErrorKind::input, fmt::format("{} is no file; nothing was changed", file.string()));
    }
    if (fs::file_size(file, error) > largest_attachment || error) {
        throw Error(ErrorKind::input,
                    fmt::format("{} is larger than 100 MB; nothing was changed. Keep it elsewhere and say where in "
                                "the note",
                                file.string()));
    }
    ReadFile read;
    read.bytes = read_file(file);
    read.attachment = {0, 0, sha256_hex(read.bytes), clean_text(file.filename().string()),
                       static_cast<std::int64_t>(read.bytes.size())};
    return read;
}

}  // namespace

std::int64_t write_note(store::Register& registry, const Workspace& workspace, ReportId report, const std::string& text,
                        std::span<const fs::path> files, const store::Change& change, bool keep_files) {
    if (trim(text).empty()) throw Error(ErrorKind::input, "the note has no words; nothing was changed");
    std::vector<ReadFile> read;
    for (const fs::path& file : files) read.push_back(read_attachment(file));
    store::Transaction transaction(registry);
    const std::int64_t note = store::add_note(
        registry, report, {change.at, std::string(change.actor), store::NoteKind::internal, text}, change);
    for (ReadFile& one : read) {
        one.attachment.report = report;
        one.attachment.note = note;
        store::add_attachment(registry, one.attachment);
        if (keep_files) write_private_file(workspace.attachments(), one.attachment.sha256, one.bytes);
    }
    transaction.commit();
    return note;
}

}  // namespace ombud::casework
