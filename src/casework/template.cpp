#include "casework/template.hpp"

#include "core/error.hpp"
#include "core/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ombud::casework {

namespace {

bool is_name(std::string_view text) {
    const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    return !text.empty() && text.front() >= 'a' && std::ranges::all_of(text, fits);
}

[[noreturn]] void fail(const std::string& file, int line, std::string_view what) {
    throw Error(ErrorKind::config, fmt::format("{}:{}: {}", file, line, what));
}

std::string names_of(const TemplateValues& values) {
    std::string names;
    for (const auto& [name, value] : values) names += (names.empty() ? "" : ", ") + name;
    return names;
}

}  // namespace

/// Takes the text apart from front to back. `if`s nest at most so deep; nobody writes more, and recursion has an end.
class Template::Parser {
  public:
    Parser(std::string_view text, const std::string& file, int line) : text_(text), file_(file), line_(line) {}

    std::vector<Node> run() {
        std::vector<Node> nodes = sequence(0);
        if (!stopped_by_.empty()) fail(file_, stopped_at_, fmt::format("{{{{{}}}}} without an if", stopped_by_));
        return nodes;
    }

  private:
    static constexpr int deepest = 20;

    std::vector<Node> sequence(int depth) {
        std::vector<Node> nodes;
        stopped_by_.clear();
        for (;;) {
            const std::size_t open = text_.find("{{", at_);
            add_text(nodes, text_.substr(at_, open == std::string_view::npos ? open : open - at_));
            if (open == std::string_view::npos) {
                at_ = text_.size();
                return nodes;
            }
            const int line = line_;  // the tag may take its whole line away
            const std::string_view tag = take_tag(open, nodes);
            if (tag == "else" || tag == "end") {
                stopped_by_ = tag;
                stopped_at_ = line;
                return nodes;
            }
            if (tag.starts_with("if ")) {
                nodes.push_back(condition(trim(tag.substr(3)), line, depth));
            } else if (is_name(tag) && tag != "if") {
                nodes.push_back({Kind::variable, std::string(tag), line});
            } else {
                fail(file_, line,
                     fmt::format("'{{{{{}}}}}' is neither a variable nor if NAME, else or end", cut(tag, 40)));
            }
        }
    }

    Node condition(std::string_view name, int line, int depth) {
        if (!is_name(name)) fail(file_, line, fmt::format("if '{}': write the name of one variable", cut(name, 40)));
        if (depth == deepest) fail(file_, line, "conditions in conditions in conditions: too many");
        Node node{Kind::condition, std::string(name), line};
        node.then = sequence(depth + 1);
        if (stopped_by_ == "else") node.otherwise = sequence(depth + 1);
        if (stopped_by_ != "end") fail(file_, node.line, fmt::format("{{{{if {}}}}} has no {{{{end}}}}", name));
        stopped_by_.clear();
        return node;
    }

    void add_text(std::vector<Node>& nodes, std::string_view text) {
        if (!text.empty()) nodes.push_back({Kind::text, std::string(text), line_});
        line_ += static_cast<int>(std::ranges::count(text, '\n'));
    }

    /// The tag that opens at `open`; moves behind it, and behind its whole line where it has one to itself.
    std::string_view take_tag(std::size_t open, std::vector<Node>& nodes) {
        const std::size_t close = text_.find("}}", open);
        const std::string_view tag =
            trim(text_.substr(open + 2, close == std::string_view::npos ? 0 : close - open - 2));
        if (close == std::string_view::npos || tag.find('\n') != std::string_view::npos) {
            fail(file_, line_, "'{{' without '}}' in the same line");
        }
        at_ = close + 2;
        const bool is_variable = is_name(tag) && tag != "else" && tag != "end";
        const std::size_t start = open == 0 ? 0 : text_.rfind('\n', open - 1) + 1;
        const std::size_t end = std::min(text_.find('\n', at_), text_.size());
        const bool alone =
            trim(text_.substr(start, open - start)).empty() && trim(text_.substr(at_, end - at_)).empty();
        if (is_variable || !alone) return tag;
        if (open > start) nodes.back().word.resize(nodes.back().word.size() - (open - start));
        at_ = std::min(end + 1, text_.size());
        line_ += end < text_.size() ? 1 : 0;
        return tag;
    }

    std::string_view text_;
    const std::string& file_;
    int line_;
    std::size_t at_ = 0;
    std::string stopped_by_;
    int stopped_at_ = 0;
};

Template Template::parse(std::string_view text, std::string file, int first_line) {
    Template result;
    result.file_ = std::move(file);
    result.nodes_ = Parser(text, result.file_, first_line).run();
    return result;
}

void Template::gather(const std::vector<Node>& nodes, std::vector<std::string>& asked,
                      std::vector<UsedVariable>& used) {
    for (const Node& node : nodes) {
        if (node.kind == Kind::text) continue;
        const bool guarded = node.kind == Kind::condition || std::ranges::find(asked, node.word) != asked.end();
        used.push_back({node.word, node.line, guarded});
        asked.push_back(node.word);
        gather(node.then, asked, used);
        asked.pop_back();
        gather(node.otherwise, asked, used);
    }
}

std::vector<UsedVariable> Template::variables() const {
    std::vector<UsedVariable> used;
    std::vector<std::string> asked;
    gather(nodes_, asked, used);
    return used;
}

bool Template::uses(std::string_view variable) const {
    return std::ranges::any_of(variables(), [&](const UsedVariable& used) { return used.name == variable; });
}

const std::string& Template::value_of(const Node& node, const TemplateValues& values) const {
    const auto found = values.find(node.word);
    if (found == values.end()) {
        fail(file_, node.line,
             fmt::format("there is no variable '{}' here; there are: {}", node.word, names_of(values)));
    }
    return found->second;
}

void Template::render(const std::vector<Node>& nodes, const TemplateValues& values, std::string& out) const {
    for (const Node& node : nodes) {
        switch (node.kind) {
            case Kind::text:
                out += node.word;
                break;
            case Kind::variable: {
                const std::string& value = value_of(node, values);
                if (value.empty()) {
                    fail(file_, node.line,
                         fmt::format("'{0}' is empty here; ask with {{{{if {0}}}}} first, or give it a value",
                                     node.word));
                }
                out += value;
                break;
            }
            case Kind::condition:
                render(value_of(node, values).empty() ? node.otherwise : node.then, values, out);
                break;
        }
    }
}

std::string Template::render(const TemplateValues& values) const {
    std::string out;
    render(nodes_, values, out);
    return out;
}

TextTemplate parse_text_template(std::string_view text, const std::string& file) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const std::string clean = clean_text(text);  // also: Windows' ends of lines
    std::string_view body = clean;
    TextTemplate result;
    result.source = clean;
    int line = 1;
    constexpr std::string_view subject = "Subject:";
    if (body.starts_with(subject)) {
        const std::size_t end = std::min(body.find('\n'), body.size());
        result.subject = Template::parse(trim(body.substr(subject.size(), end - subject.size())), file, line);
        result.has_subject = true;
        body.remove_prefix(std::min(end + 1, body.size()));
        ++line;
    }
    while (body.starts_with('\n')) {
        body.remove_prefix(1);
        ++line;
    }
    while (body.ends_with('\n')) body.remove_suffix(1);
    result.body = Template::parse(body, file, line);
    return result;
}

}  // namespace ombud::casework
