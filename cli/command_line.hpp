#pragma once

#include "core/error.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::cli {

class Session;

/// What a command's options look like to the files that define commands. CLI11 stands behind it in command_line.cpp
/// only: a file that includes CLI11 compiles for several seconds, one that includes this for half of one.
///
/// The targets of options must live as long as the command line; commands keep them in a struct behind a shared_ptr
/// that their action captures.
class Command {
  public:
    struct Impl;
    explicit Command(std::shared_ptr<Impl> impl) : impl_(std::move(impl)) {}

    /// A subcommand: "import" has "email", "phone" and so on.
    Command add(std::string_view name, std::string_view summary);

    /// \param names  "--status" or "-o,--output"
    Command& flag(const std::string& names, bool& target, const std::string& help);
    Command& option(const std::string& names, std::string& target, const std::string& help);
    Command& option(const std::string& names, std::optional<std::string>& target, const std::string& help);
    Command& option(const std::string& names, std::int64_t& target, const std::string& help);
    /// May be given several times or with several values.
    Command& option(const std::string& names, std::vector<std::string>& target, const std::string& help);
    Command& positional(const std::string& name, std::string& target, const std::string& help, bool required);
    Command& positional(const std::string& name, std::vector<std::string>& target, const std::string& help,
                        bool required);

    /// Shown under "Examples" in --help; one command a line.
    Command& examples(const std::string& text);
    /// What the command does. It runs after all options are read. On a command with subcommands: what it does without
    /// one; add them first.
    Command& action(std::function<Exit(Session&)> run);

  private:
    std::shared_ptr<Impl> impl_;
};

/// The commands, in the order of --help. Each stands in the file of its name.
void add_init(Command& root);
void add_import(Command& root);
void add_nightly(Command& root);
void add_list(Command& root);
void add_locate(Command& root);
void add_show(Command& root);
void add_set(Command& root);
void add_note(Command& root);
void add_follow_up(Command& root);
void add_due(Command& root);
void add_export(Command& root);
void add_export_case(Command& exports);  ///< a subcommand of `export`
void add_dedupe(Command& root);
void add_dedupe_measures(Command& dedupe);  ///< subcommands of `dedupe` that measure and learn
void add_quarantine(Command& root);
void add_anonymize(Command& root);
void add_photo(Command& root);
void add_classify(Command& root);
void add_route(Command& root);
void add_forward(Command& root);
void add_report(Command& root);
void add_open311(Command& root);
void add_place(Command& root);
void add_answer(Command& root);
void add_mail(Command& root);
void add_template(Command& root);
void add_site(Command& root);
void add_redact(Command& root);
void add_release(Command& root);
void add_retention(Command& root);
void add_person(Command& root);
void add_audit(Command& root);
void add_participations(Command& root);

/// Reads the command line and runs one command. Errors are printed to stderr; the value is the exit code.
[[nodiscard]] int run(int argc, const char* const* argv);

}  // namespace ombud::cli
