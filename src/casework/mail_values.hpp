#pragma once

#include "casework/template.hpp"
#include "core/config.hpp"
#include "core/report.hpp"
#include "store/register.hpp"

#include <string>

namespace ombud::casework {

/// What the variables of a template stand for in mails about a report, in the language and time zone of the
/// configuration. `answer`, `question` and `original` are there and empty. Every value is one line of clean text.
///
/// A report that is a duplicate keeps its own number, title and place; status, department, due day and recipient are
/// those of its original, since that is what happens to it.
[[nodiscard]] TemplateValues values_of_report(store::Register& registry, const Config& config, const Report& report);

/// White space in a row, ends of lines and control characters become one blank; at most so many bytes.
[[nodiscard]] std::string in_one_line(std::string_view text, std::size_t longest = 200);

}  // namespace ombud::casework
