#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace town {

/// What a finished command said.
struct Said {
    int code = 0;  ///< exit code; 128 + signal where one ended it
    std::string out;
    std::string err;
};

/// A copy of the sample town in a folder of its own, with addresses and districts imported, removed at the end.
/// Commands run as programs, at a fixed time (2026-11-24T12:00:00Z), as cron would run them.
class Town {
  public:
    Town();
    Town(const Town&) = delete;
    Town& operator=(const Town&) = delete;
    ~Town();

    [[nodiscard]] const std::filesystem::path& root() const { return root_; }

    /// Runs `ombud -C TOWN …`. Arguments are not seen by a shell.
    [[nodiscard]] Said ombud(const std::vector<std::string>& arguments) const;

    /// Starts `ombud -C TOWN -q nightly`, kills it without warning after so many seconds. True if it still ran.
    [[nodiscard]] bool kill_nightly_after(double seconds) const;

    /// All rows of all tables but the record of runs, as text.
    [[nodiscard]] std::string register_contents() const;

    /// Path -> content of every file in the folders the night writes.
    [[nodiscard]] std::map<std::string, std::string> files() const;

    /// What `sqlite3 register.sqlite SQL` prints.
    [[nodiscard]] std::string query(const std::string& sql) const;

  private:
    std::filesystem::path root_;
};

/// Adds to the configuration of a town.
void configure(const Town& town, const std::string& toml);

/// Whether a text holds these words.
[[nodiscard]] bool mentions(const std::string& text, const std::string& words);

/// Runs a shell command; for the tools that look at what was written (ogrinfo, unzip, python3).
[[nodiscard]] Said shell(const std::string& command);

}  // namespace town
