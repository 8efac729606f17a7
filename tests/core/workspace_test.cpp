#include "core/workspace.hpp"

#include "core/error.hpp"
#include "core/file.hpp"
#include "core/temp_folder.hpp"

#include <catch2/catch.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

namespace {

using namespace ombud;
using test::TempFolder;
namespace fs = std::filesystem;

/// Puts the current folder and $OMBUD_WORKSPACE back at the end of the test.
class Surroundings {
  public:
    Surroundings() : folder_(fs::current_path()) { ::unsetenv("OMBUD_WORKSPACE"); }
    Surroundings(const Surroundings&) = delete;
    Surroundings& operator=(const Surroundings&) = delete;
    ~Surroundings() {
        ::unsetenv("OMBUD_WORKSPACE");
        fs::current_path(folder_);
    }

  private:
    fs::path folder_;
};

fs::path workspace_in(const TempFolder& folder, const std::string& name) {
    fs::create_directories(folder / name);
    write_file(folder / name / "ombud.toml", "");
    return fs::canonical(folder / name);
}

/// A process that holds the lock of a workspace until it is killed.
class Holder {
  public:
    explicit Holder(const fs::path& root) {
        std::array<int, 2> ready{};
        REQUIRE(::pipe(ready.data()) == 0);
        pid_ = ::fork();
        if (pid_ == 0) {
            const WorkspaceLock lock(Workspace(root), "nightly");
            const char done = '1';
            if (::write(ready[1], &done, 1) != 1) ::_exit(1);
            for (;;) ::pause();
        }
        char told = 0;
        REQUIRE(::read(ready[0], &told, 1) == 1);
        ::close(ready[0]);
        ::close(ready[1]);
    }
    Holder(const Holder&) = delete;
    Holder& operator=(const Holder&) = delete;
    ~Holder() { kill(); }

    void kill() {
        if (pid_ <= 0) return;
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
        pid_ = 0;
    }
    [[nodiscard]] pid_t pid() const { return pid_; }

  private:
    pid_t pid_ = 0;
};

}  // namespace

TEST_CASE("The workspace named with -C comes first") {
    const Surroundings surroundings;
    const TempFolder folder;
    const fs::path chosen = workspace_in(folder, "chosen");
    const fs::path variable = workspace_in(folder, "variable");
    const fs::path here = workspace_in(folder, "here");
    fs::current_path(here);
    ::setenv("OMBUD_WORKSPACE", variable.c_str(), 1);
    CHECK(find_workspace(chosen).root() == chosen);
    CHECK(find_workspace(std::nullopt).root() == variable);
    ::unsetenv("OMBUD_WORKSPACE");
    CHECK(find_workspace(std::nullopt).root() == here);
    ::setenv("OMBUD_WORKSPACE", "", 1);  // set to nothing is not set
    CHECK(find_workspace(std::nullopt).root() == here);
}

TEST_CASE("The nearest parent that holds ombud.toml is the workspace") {
    const Surroundings surroundings;
    const TempFolder folder;
    const fs::path outer = workspace_in(folder, "outer");
    fs::create_directories(outer / "photos/original");
    fs::current_path(outer / "photos/original");
    CHECK(find_workspace(std::nullopt).root() == outer);
    const fs::path inner = workspace_in(folder, "outer/photos");
    CHECK(find_workspace(std::nullopt).root() == inner);
}

TEST_CASE("A relative workspace becomes absolute") {
    const Surroundings surroundings;
    const TempFolder folder;
    const fs::path root = workspace_in(folder, "hamm");
    fs::current_path(root.parent_path());
    CHECK(find_workspace("hamm").root() == root);
    CHECK(find_workspace("./hamm/../hamm").root() == root);
}

TEST_CASE("Where there is no workspace the error says how to make one") {
    const Surroundings surroundings;
    const TempFolder folder;
    fs::current_path(folder.path());
    const auto message = [](const std::optional<fs::path>& chosen) -> std::string {
        try {
            (void)find_workspace(chosen);
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::usage);
            return error.what();
        }
        return {};
    };
    CHECK_THAT(message(std::nullopt), Catch::Contains("ombud init"));
    // A workspace that was named and is none is not replaced by another one.
    (void)workspace_in(folder, ".");
    CHECK_THAT(message(folder / "missing"),
               Catch::Contains("missing") && Catch::Contains("-C") && Catch::Contains("ombud init"));
    ::setenv("OMBUD_WORKSPACE", (folder / "nowhere").c_str(), 1);
    CHECK_THAT(message(std::nullopt), Catch::Contains("nowhere") && Catch::Contains("$OMBUD_WORKSPACE"));
}

TEST_CASE("A workspace knows where its parts lie and touches none of them") {
    const TempFolder folder;
    const Workspace workspace(folder / "hamm");
    CHECK(workspace.config_file() == folder / "hamm/ombud.toml");
    CHECK(workspace.register_file() == folder / "hamm/register.sqlite");
    CHECK(workspace.original_photos() == folder / "hamm/photos/original");
    CHECK(workspace.quarantine() == folder / "hamm/quarantine");
    CHECK_FALSE(fs::exists(workspace.root()));
}

TEST_CASE("A second run on a workspace is told at once who holds the lock") {
    const TempFolder folder;
    const Holder holder(folder.path());
    try {
        const WorkspaceLock second(Workspace(folder.path()), "import");
        FAIL("both hold the lock");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::locked);
        CHECK(exit_code(error.kind()) == Exit::locked);
        CHECK_THAT(error.what(), Catch::Contains("process " + std::to_string(holder.pid())) &&
                                     Catch::Contains("nightly") && Catch::Contains("since 20"));
    }
}

TEST_CASE("The lock is free as soon as its holder was killed") {
    const TempFolder folder;
    Holder holder(folder.path());
    CHECK_THROWS_AS(WorkspaceLock(Workspace(folder.path()), "import"), Error);
    holder.kill();
    CHECK_NOTHROW(WorkspaceLock(Workspace(folder.path()), "import"));
}

TEST_CASE("The lock is free after the run and names the next holder only") {
    const TempFolder folder;
    const Workspace workspace(folder.path());
    { const WorkspaceLock first(workspace, "a command with a rather long name"); }
    const WorkspaceLock second(workspace, "set");
    try {
        const WorkspaceLock third(workspace, "import");
        FAIL("both hold the lock");
    } catch (const Error& error) {
        CHECK_THAT(error.what(), Catch::Contains("ombud set,") && !Catch::Contains("rather long"));
    }
}

TEST_CASE("Workspaces do not lock each other") {
    const TempFolder one;
    const TempFolder other;
    const WorkspaceLock first(Workspace(one.path()), "nightly");
    CHECK_NOTHROW(WorkspaceLock(Workspace(other.path()), "nightly"));
}

TEST_CASE("A workspace that cannot hold a lock file is an error of the system") {
    const TempFolder folder;
    try {
        const WorkspaceLock lock(Workspace(folder / "missing"), "nightly");
        FAIL("nothing was thrown");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::system);
    }
}
