#include "night/town.hpp"

#include <catch2/catch.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <thread>

namespace town {

namespace fs = std::filesystem;

namespace {

const char* const program = OMBUD_BINARY_DIR "/cli/ombud";

std::string contents(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

int exit_code_of(int status) {
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// Starts a program with its output in two files.
pid_t start(const std::vector<std::string>& command, const fs::path& out, const fs::path& err) {
    std::vector<char*> words;
    for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        if (std::freopen("/dev/null", "r", stdin) == nullptr || std::freopen(out.c_str(), "w", stdout) == nullptr ||
            std::freopen(err.c_str(), "w", stderr) == nullptr) {
            ::_exit(126);
        }
        ::setenv("OMBUD_NOW", "2026-11-24T12:00:00Z", 1);
        ::execvp(words.front(), words.data());
        ::_exit(127);
    }
    return child;
}

Said run(const std::vector<std::string>& command) {
    std::string name = (fs::temp_directory_path() / "ombud-said-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    const fs::path folder(name);
    const pid_t child = start(command, folder / "out", folder / "err");
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    Said said{exit_code_of(status), contents(folder / "out"), contents(folder / "err")};
    fs::remove_all(folder);
    return said;
}

}  // namespace

Said shell(const std::string& command) {
    return run({"sh", "-c", command});
}

Town::Town() {
    std::string name = (fs::temp_directory_path() / "ombud-town-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    root_ = name;
    const fs::path samples = OMBUD_SOURCE_DIR "/samples";
    fs::copy(samples / "ombud.toml", root_ / "ombud.toml");
    fs::copy(samples / "input", root_ / "input", fs::copy_options::recursive);
    REQUIRE(run({program, "-q", "init", root_.string()}).code == 0);
    REQUIRE(ombud({"-q", "import", "addresses", (samples / "addresses.csv").string()}).code == 0);
    REQUIRE(ombud({"-q", "import", "areas", (samples / "districts.geojson").string()}).code == 0);
}

Town::~Town() {
    std::error_code ignored;  // a folder left in the temporary folder fails no test
    fs::remove_all(root_, ignored);
}

Said Town::ombud(const std::vector<std::string>& arguments) const {
    std::vector<std::string> command{program, "-C", root_.string()};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return run(command);
}

bool Town::kill_nightly_after(double seconds) const {
    const pid_t child = start({program, "-C", root_.string(), "-q", "nightly"}, "/dev/null", "/dev/null");
    std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
    int status = 0;
    const bool still_ran = ::waitpid(child, &status, WNOHANG) == 0;
    if (still_ran) {
        REQUIRE(::kill(child, SIGKILL) == 0);
        REQUIRE(::waitpid(child, &status, 0) == child);
    }
    return still_ran;
}

std::string Town::query(const std::string& sql) const {
    const Said said = run({"sqlite3", (root_ / "register.sqlite").string(), sql});
    REQUIRE(said.err.empty());
    return said.out;
}

std::string Town::register_contents() const {
    std::istringstream tables(
        // SpatiaLite's own tables say when they were made, and differ for that alone.
        query(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name IN ('address', 'area', 'category', "
            "'department', "
            "'duplicate_link', 'duplicate_suggestion', 'event', 'idx_area_geom', 'idx_report_geom', 'intake', 'note', 'photo', "
            "'quarantine', 'release', "
            "'report', 'report_fingerprint', 'reporter') ORDER BY name"));
    std::string all;
    for (std::string table; std::getline(tables, table);) {
        // Salts of events are random.
        const std::string columns = table == "event" ? "id, at, report, actor, action, reason, detail" : "*";
        all += "## " + table + '\n' + query("SELECT " + columns + " FROM \"" + table + "\"");
    }
    return all;
}

std::map<std::string, std::string> Town::files() const {
    std::map<std::string, std::string> found;
    for (const char* folder : {"public", "photos", "quarantine", "outbox"}) {
        for (const auto& entry : fs::recursive_directory_iterator(root_ / folder)) {
            if (entry.is_regular_file()) found[fs::relative(entry.path(), root_).string()] = contents(entry.path());
        }
    }
    return found;
}

void configure(const Town& town, const std::string& toml) {
    std::ofstream(town.root() / "ombud.toml", std::ios::app) << toml;
}

bool mentions(const std::string& text, const std::string& words) {
    return text.find(words) != std::string::npos;
}

}  // namespace town
