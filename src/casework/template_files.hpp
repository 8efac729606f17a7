#pragma once

#include "casework/template.hpp"
#include "core/config.hpp"
#include "core/workspace.hpp"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::casework {

/// A template by its name: that of its file, without ".txt".
struct NamedTemplate {
    std::string name;
    std::filesystem::path file;
    bool own = false;  ///< of WORKSPACE/templates; else one that comes with Ombud
    TextTemplate text;
};

/// A template that mails are made of: its name and the variables that it may use. All other templates are texts for
/// `ombud answer`, whose variables are given with --set.
struct MailTemplate {
    std::string_view name;
    std::string_view meaning;  ///< for people
    std::span<const std::string_view> variables;
};
[[nodiscard]] std::span<const MailTemplate> mail_templates();
/// Nothing for a text of `ombud answer`.
[[nodiscard]] const MailTemplate* mail_template(std::string_view name);

/// All templates by name. A file of WORKSPACE/templates takes the place of the one of its name that comes with Ombud
/// (in `$OMBUD_TEMPLATES`, or share/templates, for the language of the configuration).
/// Throws Error(config) with file and line for one that cannot be read.
[[nodiscard]] std::vector<NamedTemplate> all_templates(const Workspace& workspace, const Config& config);

/// One of them; Error(usage) with the names there are.
[[nodiscard]] NamedTemplate find_template(const Workspace& workspace, const Config& config, std::string_view name);

/// What is wrong with the templates, a line each with file and line: what cannot be read, an unknown variable in one
/// that mails are made of, a missing subject, a frame without {{changes}}, one that is not there at all.
[[nodiscard]] std::vector<std::string> faults_of_templates(const Workspace& workspace, const Config& config);

}  // namespace ombud::casework
