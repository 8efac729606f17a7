#include "cli/command_line.hpp"

#include "cli/completion.hpp"
#include "cli/session.hpp"
#include "cli/version.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>

namespace ombud::cli {

struct Command::Impl {
    CLI::App* app = nullptr;
    /// Shared by all commands of one command line: what the chosen one wants to do.
    std::shared_ptr<std::function<Exit(Session&)>> chosen;
};

namespace {

/// Lists a command's own name, its options and those of its subcommands for the completion script.
void describe(const CLI::App& app, const std::string& path, std::vector<CompletedCommand>& commands) {
    CompletedCommand command{path, {}};
    for (const CLI::Option* option : app.get_options()) {
        for (const std::string& name : option->get_lnames()) command.words.push_back("--" + name);
    }
    for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; })) {
        command.words.push_back(sub->get_name());
        describe(*sub, path.empty() ? sub->get_name() : path + " " + sub->get_name(), commands);
    }
    commands.push_back(std::move(command));
}

void add_global_options(CLI::App& app, GlobalOptions& options) {
    app.add_option("-C", options.workspace, "The workspace, instead of the current folder or one above it")
        ->type_name("DIR");
    app.add_flag("-v,--verbose", options.verbose, "Say which workspace and configuration are used");
    app.add_flag("-q,--quiet", options.quiet, "Say nothing but results, warnings and errors");
    app.add_option("--format", options.format, "text or json")->type_name("FORMAT");
    app.add_flag("--no-color", options.no_color, "No colours, as with NO_COLOR set");
    app.set_version_flag("--version", std::string("ombud ") + version);
}

void add_commands(Command& root) {
    add_init(root);
    add_import(root);
    add_nightly(root);
    add_list(root);
    add_locate(root);
    add_show(root);
    add_set(root);
    add_note(root);
    add_follow_up(root);
    add_due(root);
    add_forward(root);
    add_place(root);
    add_answer(root);
    add_mail(root);
    add_template(root);
    add_export(root);
    add_report(root);
    add_open311(root);
    add_site(root);
    add_release(root);
    add_redact(root);
    add_retention(root);
    add_person(root);
    add_audit(root);
    add_participations(root);
    add_dedupe(root);
    add_quarantine(root);
    add_anonymize(root);
    add_photo(root);
    add_classify(root);
    add_route(root);
}

/// CLI11 answers a misspelt command with "A subcommand is required"; this names it.
void require_command(const CLI::App& app, int argc, const char* const* argv) {
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        if (word == "-C" || word == "--format") ++i;  // their value is no command
        if (word.starts_with('-')) continue;
        const auto names_it = [&](const CLI::App* command) { return command->check_name(std::string(word)); };
        if (!app.get_subcommands(names_it).empty()) return;
        throw Error(ErrorKind::usage, fmt::format("there is no command '{}'; `ombud --help` lists them", word));
    }
}

int fail(const Error& error) {
    // Not fmt::print: it throws where nobody reads stderr any more, and here nobody would catch that.
    std::fputs(fmt::format("ombud: {}\n", error.what()).c_str(), stderr);
    return static_cast<int>(exit_code(error.kind()));
}

}  // namespace

Command Command::add(std::string_view name, std::string_view summary) {
    CLI::App* sub = impl_->app->add_subcommand(std::string(name), std::string(summary));
    sub->fallthrough();  // so that -q and --format are understood behind the command too
    impl_->app->require_subcommand(1);
    return Command(std::make_shared<Impl>(Impl{sub, impl_->chosen}));
}

Command& Command::flag(const std::string& names, bool& target, const std::string& help) {
    impl_->app->add_flag(names, target, help);
    return *this;
}

Command& Command::option(const std::string& names, std::string& target, const std::string& help) {
    impl_->app->add_option(names, target, help)->type_name("TEXT");
    return *this;
}

Command& Command::option(const std::string& names, std::optional<std::string>& target, const std::string& help) {
    impl_->app->add_option(names, target, help)->type_name("TEXT");
    return *this;
}

Command& Command::option(const std::string& names, std::int64_t& target, const std::string& help) {
    impl_->app->add_option(names, target, help)->type_name("NUMBER");
    return *this;
}

Command& Command::option(const std::string& names, std::vector<std::string>& target, const std::string& help) {
    impl_->app->add_option(names, target, help)->type_name("TEXT");
    return *this;
}

Command& Command::positional(const std::string& name, std::string& target, const std::string& help, bool required) {
    impl_->app->add_option(name, target, help)->required(required);
    return *this;
}

Command& Command::positional(const std::string& name, std::vector<std::string>& target, const std::string& help,
                             bool required) {
    impl_->app->add_option(name, target, help)->required(required);
    return *this;
}

Command& Command::examples(const std::string& text) {
    impl_->app->footer("Examples:\n" + text);
    return *this;
}

Command& Command::action(std::function<Exit(Session&)> run) {
    CLI::App* app = impl_->app;
    // A command that does something by itself may have subcommands too; then those that are named have their say.
    if (!app->get_subcommands([](const CLI::App*) { return true; }).empty()) app->require_subcommand(0, 1);
    app->callback([app, chosen = impl_->chosen, run = std::move(run)] {
        if (app->get_subcommands().empty()) *chosen = run;
    });
    return *this;
}

int run(int argc, const char* const* argv) {
    CLI::App app("Handles what citizens report to their town.", "ombud");
    app.footer("See ombud(1), and ombud-COMMAND(1) for each command.");
    GlobalOptions options;
    add_global_options(app, options);
    auto chosen = std::make_shared<std::function<Exit(Session&)>>();
    Command root(std::make_shared<Command::Impl>(Command::Impl{&app, chosen}));
    add_commands(root);
    if (argc == 2 && std::string_view(argv[1]) == "--completion") {
        std::vector<CompletedCommand> commands;
        describe(app, "", commands);
        fmt::print("{}", bash_completion(commands));
        return 0;
    }
    try {
        require_command(app, argc, argv);
        app.parse(argc, argv);
        Session session(options);
        const Exit code = (*chosen)(session);
        if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
            throw Error(ErrorKind::system, "the output could not be written; is the disk full?");
        }
        return static_cast<int>(code);
    } catch (const CLI::Success& answer) {
        return app.exit(answer);  // --help, --version
    } catch (const CLI::ParseError& error) {
        return fail(Error(ErrorKind::usage, fmt::format("{}\nRun with --help for more information.", error.what())));
    } catch (const Error& error) {
        return fail(error);
    } catch (const std::exception& error) {
        return fail(Error(ErrorKind::system, error.what()));
    }
}

}  // namespace ombud::cli
