#include "casework/case_record.hpp"
#include "core/error.hpp"
#include "core/file.hpp"
#include "core/text.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <vector>

extern char** environ;

namespace ombud::casework {

namespace fs = std::filesystem;

namespace {

/// A folder for the page and what the browser writes beside; gone at the end, since it holds the case.
class PrivateFolder {
  public:
    PrivateFolder() {
        std::string name = (fs::temp_directory_path() / "ombud-case-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) {
            throw Error(ErrorKind::system, fmt::format("cannot make a temporary folder: {}", std::strerror(errno)));
        }
        path_ = name;
    }
    PrivateFolder(const PrivateFolder&) = delete;
    PrivateFolder& operator=(const PrivateFolder&) = delete;
    ~PrivateFolder() {
        std::error_code ignored;  // what cannot be removed is for nobody but us to read
        fs::remove_all(path_, ignored);
    }
    [[nodiscard]] const fs::path& path() const noexcept { return path_; }

  private:
    fs::path path_;
};

std::optional<fs::path> program(std::string_view name) {
    const char* path = std::getenv("PATH");
    for (const std::string_view folder : split(path == nullptr ? "/usr/bin" : path, ':')) {
        const fs::path candidate = fs::path(folder) / name;
        if (::access(candidate.c_str(), X_OK) == 0) return candidate;
    }
    return std::nullopt;
}

/// The words of a command that prints the page, if there is one.
std::vector<std::string> printer(const fs::path& page, const fs::path& pdf, const fs::path& folder) {
    if (const auto chromium = program("chromium")) {
        std::vector<std::string> words{chromium->string(),
                                       "--headless",
                                       "--disable-gpu",
                                       "--no-first-run",
                                       "--disable-extensions",
                                       "--no-pdf-header-footer",
                                       "--user-data-dir=" + (folder / "profile").string(),
                                       "--print-to-pdf=" + pdf.string()};
        if (::geteuid() == 0) words.emplace_back("--no-sandbox");  // Chromium refuses to start as root with it
        words.push_back("file://" + page.string());
        return words;
    }
    if (const auto wkhtmltopdf = program("wkhtmltopdf")) {
        return {wkhtmltopdf->string(), "--quiet",   "--disable-javascript", "--encoding", "utf-8",
                page.string(),         pdf.string()};
    }
    throw Error(ErrorKind::system,
                "a PDF needs Chromium or wkhtmltopdf; install one of Debian's packages chromium and wkhtmltopdf, or "
                "write .html");
}

int run(const std::vector<std::string>& words, const fs::path& home) {
    std::vector<char*> arguments;
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    std::vector<std::string> settings;
    for (char** setting = environ; *setting != nullptr; ++setting) {
        if (!std::string_view(*setting).starts_with("HOME=")) settings.emplace_back(*setting);
    }
    settings.push_back("HOME=" + home.string());
    std::vector<char*> environment;
    for (std::string& setting : settings) environment.push_back(setting.data());
    environment.push_back(nullptr);
    ::posix_spawn_file_actions_t actions{};
    ::posix_spawn_file_actions_init(&actions);
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        ::posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0);
    }
    ::pid_t child = 0;
    const int started =
        ::posix_spawn(&child, words.front().c_str(), &actions, nullptr, arguments.data(), environment.data());
    ::posix_spawn_file_actions_destroy(&actions);
    if (started != 0) throw Error(ErrorKind::system, fmt::format("{}: {}", words.front(), std::strerror(started)));
    int status = 0;
    while (::waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) return -1;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

void write_case(const fs::path& file, const std::string& page) {
    const std::string suffix = fold(file.extension().string());
    if (suffix == ".html" || suffix == ".htm") {
        write_file(file, page, 0600);
        return;
    }
    if (suffix != ".pdf") {
        throw Error(ErrorKind::usage,
                    fmt::format("{}: the suffix decides the format; use .html or .pdf", file.string()));
    }
    const PrivateFolder folder;
    const fs::path html = folder.path() / "case.html";
    const fs::path pdf = folder.path() / "case.pdf";
    const auto words = printer(html, pdf, folder.path());
    write_file(html, page, 0600);
    const int code = run(words, folder.path());
    std::error_code missing;
    if (code != 0 || !fs::is_regular_file(pdf, missing)) {
        throw Error(ErrorKind::system, fmt::format("{} could not print the page (exit {}); write .html and print that",
                                                   words.front(), code));
    }
    write_file(file, read_file(pdf), 0600);
}

}  // namespace ombud::casework
