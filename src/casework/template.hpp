#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::casework {

/// What stands for the variables of a template; an empty text is a variable that has nothing to say here.
using TemplateValues = std::map<std::string, std::string, std::less<>>;

/// A variable where it is used.
struct UsedVariable {
    std::string name;
    int line = 0;
    bool guarded = false;  ///< asked for with `if` only, or inside an `if` of its own name
};

/// A text with variables. The language is this and no more:
///
///     {{title}}                        the value; it is an error if it is empty
///     {{if answer}} … {{end}}          only where `answer` is not empty
///     {{if link}} … {{else}} … {{end}}
///
/// A line that holds nothing but `if`, `else` or `end` leaves no line behind. Names are lower-case letters, digits and
/// `_`. No library of Debian's refuses what is missing: ctemplate and the engines like it print nothing, and a mail
/// with a hole in it is worse than none.
class Template {
  public:
    /// Throws Error(config) with file and line for what is not of this language.
    /// \param file  for messages \param first_line  of `text` in the file
    [[nodiscard]] static Template parse(std::string_view text, std::string file, int first_line = 1);

    /// Every use of a variable, in order.
    [[nodiscard]] std::vector<UsedVariable> variables() const;
    [[nodiscard]] bool uses(std::string_view variable) const;

    /// Throws Error(config) with file and line for a variable that `values` does not have, or that is empty where its
    /// value is to be shown.
    [[nodiscard]] std::string render(const TemplateValues& values) const;

  private:
    enum class Kind { text, variable, condition };
    struct Node {
        Kind kind = Kind::text;
        std::string word;  ///< the text, or the name of the variable
        int line = 0;
        std::vector<Node> then = {};
        std::vector<Node> otherwise = {};
    };
    class Parser;

    static void gather(const std::vector<Node>& nodes, std::vector<std::string>& asked,
                       std::vector<UsedVariable>& used);
    void render(const std::vector<Node>& nodes, const TemplateValues& values, std::string& out) const;
    [[nodiscard]] const std::string& value_of(const Node& node, const TemplateValues& values) const;

    std::string file_;
    std::vector<Node> nodes_;
};

/// A template as it stands in a file: "Subject: …" in the first line, an empty line, the text; or the text alone.
struct TextTemplate {
    Template subject;  ///< empty where the file has none
    bool has_subject = false;
    Template body;
    std::string source;  ///< as the file has it
};
[[nodiscard]] TextTemplate parse_text_template(std::string_view text, const std::string& file);

}  // namespace ombud::casework
