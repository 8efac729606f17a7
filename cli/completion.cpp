#include "cli/completion.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ombud::cli {

std::string bash_completion(const std::vector<CompletedCommand>& commands) {
    std::string cases;
    for (const CompletedCommand& command : commands) {
        cases += fmt::format("        \"{}\") words=\"{}\" ;;\n", command.path, fmt::join(command.words, " "));
    }
    // The path is made of the words before the cursor that are no options; the longest known one decides.
    return fmt::format(R"(# bash completion for ombud
_ombud() {{
    local path="" words="" word
    for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
        [[ $word == -* ]] || path="${{path:+$path }}$word"
    done
    while :; do
        case "$path" in
{}        esac
        [[ -n $words || -z $path ]] && break
        [[ $path == *" "* ]] && path="${{path% *}}" || path=""
    done
    COMPREPLY=($(compgen -W "$words" -- "${{COMP_WORDS[COMP_CWORD]}}"))
}}
complete -o default -F _ombud ombud
)",
                       cases);
}

}  // namespace ombud::cli
