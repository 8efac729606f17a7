#pragma once

#include "core/config.hpp"
#include "core/error.hpp"
#include "core/progress.hpp"
#include "core/workspace.hpp"
#include "store/register.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::cli {

/// What the options before the command say, as they came.
struct GlobalOptions {
    std::optional<std::string> workspace;
    bool verbose = false;
    bool quiet = false;
    bool no_color = false;
    std::string format = "text";
};

/// One run of the program: what was said before the command, and what every command needs, opened when first asked for.
class Session {
  public:
    explicit Session(const GlobalOptions& options);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    [[nodiscard]] const Workspace& workspace();
    /// The folder of -C, else the current one; it need not be a workspace.
    [[nodiscard]] std::filesystem::path chosen_folder() const { return options_.workspace.value_or("."); }
    [[nodiscard]] const Config& config();
    [[nodiscard]] store::Register open_register(store::Access access);
    [[nodiscard]] Progress& progress() { return *progress_; }
    [[nodiscard]] Instant now() const { return now_; }
    /// Who is at the desk: the login name.
    [[nodiscard]] static std::string person();
    /// The same as the event log has it: "desk:" and the login name.
    [[nodiscard]] static std::string actor() { return "desk:" + person(); }

    [[nodiscard]] bool json() const { return options_.format == "json"; }
    [[nodiscard]] bool quiet() const { return options_.quiet; }
    [[nodiscard]] bool color() const;

    /// A result: to stdout, always.
    void print(std::string_view text) const;
    /// Ends a change at the desk: commits it, or says that it was a trial and leaves it to be undone.
    Exit finish(store::Transaction& transaction, bool dry_run) const;
    /// The same, and as JSON says what it was about: {"reports": [1, 2], "dry_run": false}. \param what  "reports"
    Exit finish(store::Transaction& transaction, bool dry_run, std::string_view what,
                std::span<const std::int64_t> ids) const;
    /// A remark for people: to stderr, not with -q.
    void say(std::string_view text) const;

    /// A time as --since and --until take it; Error(usage) that says what is understood.
    [[nodiscard]] Instant when(std::string_view text, std::string_view option);
    /// "OMB-123"
    [[nodiscard]] std::string reference(std::int64_t report);
    /// The report that "123" or "OMB-123" names; Error(usage) for anything else.
    [[nodiscard]] std::int64_t report_id(std::string_view text);
    [[nodiscard]] std::vector<std::int64_t> report_ids(const std::vector<std::string>& texts);

  private:
    const GlobalOptions& options_;
    Instant now_;
    std::unique_ptr<Progress> progress_;
    std::optional<Workspace> workspace_;
    std::optional<Config> config_;
};

}  // namespace ombud::cli
