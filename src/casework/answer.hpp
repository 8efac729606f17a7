#pragma once

#include "casework/template.hpp"
#include "core/config.hpp"
#include "core/workspace.hpp"
#include "store/register.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace ombud::casework {

/// What the desk tells a reporter.
struct Answer {
    std::string text;              ///< as it is; or
    std::string template_name;     ///< a template, see casework/template_files.hpp
    TemplateValues set;            ///< variables of the template beside those of the report
    bool question = false;         ///< the reporter is asked something; never published
    bool with_duplicates = false;  ///< those who reported the same get it too, each in a note on their own report
};

struct Answered {
    ReportId report = 0;
    std::int64_t note = 0;
    std::string text;
};

/// Writes the answer as a note on every report, with its event, or on none. The mail goes out with the next sending.
/// Throws Error(usage) for an unknown template or a variable that the template does not have, Error(config) with file
/// and line for one that has no value, Error(input) for an unknown report or an empty text.
/// \param person  who is at the desk, for the event log
std::vector<Answered> answer_reports(store::Register& registry, const Workspace& workspace, const Config& config,
                                     std::span<const ReportId> reports, const Answer& answer, std::string_view person,
                                     Instant now);

}  // namespace ombud::casework
