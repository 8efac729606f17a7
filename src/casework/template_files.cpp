#include "casework/template_files.hpp"

#include "core/error.hpp"
#include "core/file.hpp"
#include "core/shipped_folder.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <map>
#include <system_error>

namespace ombud::casework {

namespace fs = std::filesystem;

namespace {

using namespace std::string_view_literals;

constexpr std::array report_variables{"reference"sv, "title"sv,    "status"sv,   "department"sv,   "category"sv,
                                      "street"sv,    "received"sv, "due"sv,      "municipality"sv, "name"sv,
                                      "link"sv,      "answer"sv,   "question"sv, "recipient"sv,    "original"sv};
constexpr std::array frame_variables{"reference"sv, "title"sv,    "status"sv,   "department"sv,   "category"sv,
                                     "street"sv,    "received"sv, "due"sv,      "municipality"sv, "name"sv,
                                     "link"sv,      "changes"sv,  "reply_to"sv, "unsubscribe"sv};
constexpr std::array list_variables{"department"sv, "municipality"sv, "count"sv, "list"sv};

constexpr std::array<MailTemplate, 12> templates{{
    {"mail", "the frame of every mail: greeting, {{changes}}, closing", frame_variables},
    {"receipt", "the report has come in", report_variables},
    {"released", "it is public now", report_variables},
    {"status", "it is open, or somebody works on it", report_variables},
    {"solved", "it is done", report_variables},
    {"closed_unsolved", "it will not be done; with the reason, where one was answered", report_variables},
    {"rejected", "it is no matter of the municipality's; likewise", report_variables},
    {"forwarded", "somebody else has it now", report_variables},
    {"duplicate", "it is known already", report_variables},
    {"answer", "words of the municipality", report_variables},
    {"question", "a question of the municipality", report_variables},
    {"department_list", "what waits for a department", list_variables},
}};

/// Name -> file; a later folder wins.
std::map<std::string, fs::path> files(const Workspace& workspace, const Config& config) {
    std::map<std::string, fs::path> found;
    fs::path shipped = shipped_folder("templates", "OMBUD_TEMPLATES");
    if (!shipped.empty()) shipped /= config.language;
    for (const fs::path& folder : {shipped, workspace.root() / "templates"}) {
        std::error_code error;
        for (fs::directory_iterator at(folder, error); !error && at != fs::directory_iterator(); at.increment(error)) {
            if (at->path().extension() == ".txt") found[at->path().stem().string()] = at->path();
        }
    }
    return found;
}

NamedTemplate read(const Workspace& workspace, const std::string& name, const fs::path& file) {
    NamedTemplate result{name, file, file.parent_path() == workspace.root() / "templates", {}};
    result.text = parse_text_template(read_file(file), file.string());
    return result;
}

void check(const NamedTemplate& found, std::vector<std::string>& faults) {
    const MailTemplate* const known = mail_template(found.name);
    const std::string file = found.file.string();
    if (known == nullptr) {
        if (found.text.has_subject) faults.push_back(fmt::format("{}:1: a text for an answer has no subject", file));
        return;
    }
    for (const Template* part : {&found.text.subject, &found.text.body}) {
        for (const UsedVariable& used : part->variables()) {
            if (std::ranges::find(known->variables, used.name) != known->variables.end()) continue;
            faults.push_back(fmt::format("{}:{}: there is no variable '{}' here; there are: {}", file, used.line,
                                         used.name, fmt::join(known->variables, ", ")));
        }
    }
    if (!found.text.has_subject) faults.push_back(fmt::format("{}:1: the first line must be Subject: …", file));
    if (found.name == "mail" && !found.text.body.uses("changes")) {
        faults.push_back(fmt::format("{}: the frame does not show {{{{changes}}}}", file));
    }
}

}  // namespace

std::span<const MailTemplate> mail_templates() {
    return templates;
}

const MailTemplate* mail_template(std::string_view name) {
    const auto found = std::ranges::find(templates, name, &MailTemplate::name);
    return found == templates.end() ? nullptr : &*found;
}

std::vector<NamedTemplate> all_templates(const Workspace& workspace, const Config& config) {
    std::vector<NamedTemplate> result;
    for (const auto& [name, file] : files(workspace, config)) result.push_back(read(workspace, name, file));
    return result;
}

NamedTemplate find_template(const Workspace& workspace, const Config& config, std::string_view name) {
    const auto known = files(workspace, config);
    const auto found = known.find(std::string(name));
    if (found != known.end()) return read(workspace, found->first, found->second);
    std::vector<std::string> names;
    for (const auto& [other, file] : known) names.push_back(other);
    throw Error(ErrorKind::usage,
                fmt::format("there is no template '{}'; there are: {}", name, fmt::join(names, ", ")));
}

std::vector<std::string> faults_of_templates(const Workspace& workspace, const Config& config) {
    std::vector<std::string> faults;
    const auto known = files(workspace, config);
    for (const MailTemplate& needed : templates) {
        if (known.contains(std::string(needed.name))) continue;
        faults.push_back(fmt::format("there is no template '{}': install Ombud again, or write {}", needed.name,
                                     (workspace.root() / "templates" / needed.name).string() + ".txt"));
    }
    for (const auto& [name, file] : known) {
        try {
            check(read(workspace, name, file), faults);
        } catch (const Error& error) {
            faults.emplace_back(error.what());
        }
    }
    return faults;
}

}  // namespace ombud::casework
