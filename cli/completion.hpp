#pragma once

#include <string>
#include <vector>

namespace ombud::cli {

/// What may follow a command on the command line.
struct CompletedCommand {
    std::string path;  ///< "import email"; empty for the program itself
    std::vector<std::string> words;
};

/// A bash completion script for these commands; made at build time from the commands themselves.
[[nodiscard]] std::string bash_completion(const std::vector<CompletedCommand>& commands);

}  // namespace ombud::cli
