#include "cli/session.hpp"

#include "cli/progress_bar.hpp"
#include "core/error.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <charconv>
#include <cstdio>
#include <cstdlib>

namespace ombud::cli {

namespace {

void write_to(std::FILE* stream, std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stream);
    if (!text.ends_with('\n')) std::fputc('\n', stream);
    std::fflush(stream);  // a night's lines are read while it runs; whether it went well is asked at the end
}

}  // namespace

Session::Session(const GlobalOptions& options)
    : options_(options), now_(present()), progress_(std::make_unique<ProgressBar>(options.quiet)) {
    if (options.format != "text" && options.format != "json") {
        throw Error(ErrorKind::usage, fmt::format("--format {}: use text or json", options.format));
    }
}

Session::~Session() = default;

const Workspace& Session::workspace() {
    if (!workspace_) {
        workspace_ = find_workspace(options_.workspace);
        if (options_.verbose) say(fmt::format("workspace {}", workspace_->root().string()));
    }
    return *workspace_;
}

const Config& Session::config() {
    if (!config_) {
        config_ = load_config(workspace().config_file());
        if (options_.verbose) {
            say(fmt::format("{}: {} sources, {} categories, {} departments, times in {}", config_->municipality,
                            config_->sources.size(), config_->categories.size(), config_->departments.size(),
                            config_->time_zone.name()));
        }
    }
    return *config_;
}

store::Register Session::open_register(store::Access access) {
    return store::Register::open(workspace().register_file(), access);
}

bool Session::color() const {
    const char* no_color = std::getenv("NO_COLOR");
    return !options_.no_color && (no_color == nullptr || *no_color == '\0') && ::isatty(STDOUT_FILENO) != 0;
}

std::string Session::person() {
    const passwd* entry = ::getpwuid(::getuid());
    return entry == nullptr ? fmt::format("uid {}", ::getuid()) : std::string(entry->pw_name);
}

void Session::print(std::string_view text) const {
    write_to(stdout, text);
}

Exit Session::finish(store::Transaction& transaction, bool dry_run) const {
    if (dry_run) {
        say("This was a dry run: the change is allowed, nothing was changed.");
    } else {
        transaction.commit();
    }
    return Exit::done;
}

Exit Session::finish(store::Transaction& transaction, bool dry_run, std::string_view what,
                     std::span<const std::int64_t> ids) const {
    const Exit code = finish(transaction, dry_run);
    if (!json()) return code;
    JsonWriter written;
    written.begin_object().key(what).begin_array();
    for (const std::int64_t id : ids) written.value(id);
    written.end_array().key("dry_run").value(dry_run).end_object();
    print(written.text());
    return code;
}

void Session::say(std::string_view text) const {
    if (!options_.quiet) write_to(stderr, text);
}

Instant Session::when(std::string_view text, std::string_view option) {
    return required_when(text, now_, config().time_zone, option);
}

std::int64_t Session::report_id(std::string_view text) {
    std::string_view digits = text;
    const std::string prefix = fold(config().reference_prefix) + '-';
    if (fold(digits).starts_with(prefix)) digits.remove_prefix(prefix.size());
    std::int64_t id = 0;
    const char* end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, id);
    if (error != std::errc{} || stop != end || id <= 0) {
        throw Error(ErrorKind::usage, fmt::format("'{}' names no report; write its number or its reference, such as {}",
                                                  text, reference(123)));
    }
    return id;
}

std::vector<std::int64_t> Session::report_ids(const std::vector<std::string>& texts) {
    std::vector<std::int64_t> ids;
    for (const std::string& text : texts) ids.push_back(report_id(text));
    return ids;
}

std::string Session::reference(std::int64_t report) {
    return fmt::format("{}-{}", config().reference_prefix, report);
}

}  // namespace ombud::cli
