#pragma once

#include "core/report.hpp"
#include "store/register.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::store {

/// What became of an input that could be read.
enum class Outcome {
    created,  ///< a new report
    comment,  ///< a note on a report there was
    update,   ///< a report there was, delivered again with other content
    known,    ///< nothing new
};

/// What the register knows of an input that was delivered before.
struct Known {
    ReportId report = 0;
    bool same_content = false;  ///< this very content was delivered before; else it is another version
};

/// Looks up an input by its source and the sender's id for it. A version that was followed by another one is still
/// known: files stay where they are and are read again each night. \param content  hash over everything delivered
[[nodiscard]] std::optional<Known> find_known(Register& registry, std::string_view source, std::string_view external_id,
                                              std::string_view content);

/// The report that the nearest of these Message-IDs belongs to, whichever source it came through.
[[nodiscard]] std::optional<ReportId> find_thread(Register& registry, const std::vector<std::string>& references);

/// The report that an input is a word on: the one of its source that `comment_on` names, else that of `references`.
[[nodiscard]] std::optional<ReportId> find_answered(Register& registry, const IncomingReport& incoming);

/// A photo whose bytes are already in photos/original.
struct StoredPhoto {
    std::string sha256;
    std::string filename;
};

/// Another file whose bytes are already in attachments.
struct StoredAttachment {
    std::string sha256;
    std::string filename;
    std::int64_t bytes = 0;
};

struct Admission {
    Outcome outcome = Outcome::created;
    ReportId report = 0;
};

/// Takes one input into the register, with its event: as a new report, as a comment where `comment_on` or `references`
/// name a report, as an update where source and external id are known with other content, or not at all where the
/// content is the same. Attachments of a comment hang on its note.
///
/// An update replaces what the source said before (texts, place, reporter, its own category and status) and leaves
/// alone what the desk decided since: a category or status that was set at the desk stays. \param content  hash over
/// everything delivered \pre `incoming.category`, if set, is a category of the register.
[[nodiscard]] Admission admit(Register& registry, const IncomingReport& incoming,
                              const std::vector<StoredPhoto>& photos, std::string_view content, const Change& change,
                              const std::vector<StoredAttachment>& attachments = {});

}  // namespace ombud::store
