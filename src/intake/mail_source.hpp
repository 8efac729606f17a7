#pragma once

#include "core/config.hpp"
#include "core/workspace.hpp"
#include "store/mailboxes.hpp"
#include "store/register.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace ombud::intake {

/// A source of mails before and after its import: what lies on an IMAP server is fetched before the register is locked,
/// and mails are moved away only when what was made of them is safe. For other sources all calls do nothing.
///
/// Mails of a server are kept in WORKSPACE/imap until they are in the register, so that a run that was cut off fetches
/// none of them again.
class MailSource {
  public:
    /// \param source  copied; of a channel
    MailSource(const Workspace& workspace, Source source);
    MailSource(MailSource&&) = default;
    MailSource(const MailSource&) = delete;
    MailSource& operator=(const MailSource&) = delete;
    MailSource& operator=(MailSource&&) = delete;
    /// Takes back what a trial has fetched.
    ~MailSource();

    /// Looks at what is there. From a server: gets the mails behind the last one that is known; where the server fails
    /// half way, those before it are kept and `failure` says so.
    /// Throws Error(config) for a password that cannot be read, Error(system) where disk or register fail.
    /// \param trial  a dry run: leaves nothing behind
    void fetch(store::Register& registry, bool trial);

    /// What `import_source` is to read; empty: the source's own path.
    [[nodiscard]] std::vector<std::filesystem::path> paths() const;
    /// Whether there is anything to import.
    [[nodiscard]] bool has_mails() const;
    /// Why not all mails were fetched, for people; empty: they were.
    [[nodiscard]] const std::string& failure() const noexcept { return failure_; }

    /// Remembers how far the mails reach. In the transaction that takes them in.
    void note(store::Register& registry, Instant now) const;

    /// Once that transaction is committed: moves the mails to `move_to`. Returns why that failed, or an empty text; the
    /// mails lie where they were then, and are moved by the next run.
    [[nodiscard]] std::string finish();

  private:
    void move_on_server() const;
    [[nodiscard]] std::string move_files() const;

    Source source_;
    std::filesystem::path spool_;                ///< of a server: a Maildir
    std::optional<store::MailboxProgress> now_;  ///< of a server that answered
    std::vector<std::filesystem::path> files_;   ///< of a Maildir: what was there before the import
    std::string failure_;
    bool trial_ = false;
};

}  // namespace ombud::intake
