#include "cli/session.hpp"

#include <cstdio>
#include <cstdlib>
#include <unistd.h>

#include <fmt/format.h>

#include "cli/progress_bar.hpp"
#include "core/error.hpp"

namespace ombud::cli {

namespace {

void write_to(std::FILE* stream, std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stream);
    if (!text.ends_with('\n')) std::fputc('\n', stream);
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
    if (!workspace_) workspace_ = find_workspace(options_.workspace);
    return *workspace_;
}

const Config& Session::config() {
    if (!config_) config_ = load_config(workspace().config_file());
    return *config_;
}

store::Register Session::open_register(store::Access access) {
    return store::Register::open(workspace().register_file(), access);
}

bool Session::color() const {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing in this program sets variables
    const char* no_color = std::getenv("NO_COLOR");
    return !options_.no_color && (no_color == nullptr || *no_color == '\0') && ::isatty(STDOUT_FILENO) != 0;
}

void Session::print(std::string_view text) const { write_to(stdout, text); }

void Session::say(std::string_view text) const {
    if (!options_.quiet) write_to(stderr, text);
}

Instant Session::when(std::string_view text, std::string_view option) {
    if (const auto instant = parse_when(text, now_, config().time_zone)) return *instant;
    throw Error(ErrorKind::usage, fmt::format("{} {}: no date; write 2026-03-01, \"2026-03-01 08:15\", yesterday or \"30 days ago\"",
                                              option, text));
}

std::string Session::reference(std::int64_t report) { return fmt::format("{}-{}", config().reference_prefix, report); }

}  // namespace ombud::cli
