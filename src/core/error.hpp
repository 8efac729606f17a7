#pragma once

#include <stdexcept>
#include <string>

namespace ombud {

/// What kind of thing went wrong. The kind alone decides the exit code (see `exit_code`).
enum class ErrorKind {
    usage,     ///< the command line is wrong
    config,    ///< ombud.toml, or a file it names, is wrong
    input,     ///< data that was handed in cannot be used
    conflict,  ///< somebody else changed or holds what this call wanted to change
    locked,    ///< another run holds the workspace lock
    system,    ///< disk, memory, permissions, a library, a worker process
};

/// The one exception type that carries a message for the person at the keyboard.
///
/// The message names the file, line or message id, says what was wrong, and what to do.
class Error : public std::runtime_error {
  public:
    Error(ErrorKind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}

    [[nodiscard]] ErrorKind kind() const noexcept { return kind_; }

  private:
    ErrorKind kind_;
};

/// The process exit codes, stable and documented in ombud(1).
enum class Exit : int {
    done = 0,             ///< done, nothing to report
    failed = 1,           ///< failed; nothing was changed or all was rolled back
    usage = 2,            ///< wrong usage or configuration
    needs_attention = 3,  ///< done, but some input went to quarantine or needs a person
    locked = 4,           ///< another run holds the lock
    try_again = 75,       ///< EX_TEMPFAIL of sysexits.h, for mail servers: the same may work later
};

/// Maps an error's kind to the process exit code.
[[nodiscard]] constexpr Exit exit_code(ErrorKind kind) noexcept {
    switch (kind) {
        case ErrorKind::usage:
        case ErrorKind::config:
            return Exit::usage;
        case ErrorKind::locked:
            return Exit::locked;
        case ErrorKind::input:
        case ErrorKind::conflict:
        case ErrorKind::system:
            break;
    }
    return Exit::failed;
}

}  // namespace ombud
