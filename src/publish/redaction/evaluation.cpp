#include "publish/redaction/evaluation.hpp"

#include "core/error.hpp"
#include "core/file.hpp"
#include "core/text.hpp"
#include "publish/redaction/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace ombud::publish::redaction {

namespace {

constexpr std::string_view open_mark = "«";
constexpr std::string_view close_mark = "»";

std::optional<CoverKind> kind_from(std::string_view name) {
    for (const CoverKind kind : {CoverKind::name, CoverKind::mail, CoverKind::phone, CoverKind::iban, CoverKind::plate,
                                 CoverKind::profile, CoverKind::birth, CoverKind::address, CoverKind::account}) {
        if (to_string(kind) == name) return kind;
    }
    return std::nullopt;
}

[[noreturn]] void fail(const std::filesystem::path& file, std::size_t line, std::string_view what) {
    throw Error(ErrorKind::input, fmt::format("{}:{}: {}", file.string(), line, what));
}

MarkedText head(const std::filesystem::path& file, std::size_t line, std::string_view text) {
    MarkedText marked;
    for (const std::string_view part : split(text.substr(1), '|')) {
        const std::size_t equals = part.find('=');
        if (equals == std::string_view::npos) {
            marked.number = part;
            continue;
        }
        const std::string_view key = trim(part.substr(0, equals));
        const std::string value(trim(part.substr(equals + 1)));
        if (key == "reporter") {
            marked.writer.name = value;
        } else if (key == "mail") {
            marked.writer.mail = value;
        } else if (key == "phone") {
            marked.writer.phone = value;
        } else if (key == "home") {
            marked.writer.home = value;
        } else if (key == "staff") {
            for (const std::string_view name : split(value, ',')) marked.staff.emplace_back(name);
        } else {
            fail(file, line, fmt::format("'{}' is not known; use reporter, mail, phone, home or staff", key));
        }
    }
    return marked;
}

/// Takes the marks out of a line and notes where they were.
void add_line(const std::filesystem::path& file, std::size_t number, std::string_view line, MarkedText& marked) {
    if (!marked.text.empty()) marked.text += '\n';
    for (std::size_t at = 0; at < line.size();) {
        const std::size_t open = std::min(line.find(open_mark, at), line.size());
        marked.text += line.substr(at, open - at);
        if (open == line.size()) break;
        const std::size_t begin = open + open_mark.size();
        const std::size_t colon = line.find(':', begin);
        const std::size_t close = line.find(close_mark, begin);
        if (close == std::string_view::npos || colon > close) fail(file, number, "a mark is written «kind:words»");
        const auto kind = kind_from(line.substr(begin, colon - begin));
        if (!kind) fail(file, number, fmt::format("'{}' is no kind of mark", line.substr(begin, colon - begin)));
        const std::string_view words = line.substr(colon + 1, close - colon - 1);
        marked.marks.push_back({*kind, {}, marked.text.size(), words.size()});
        marked.text += words;
        at = close + close_mark.size();
    }
}

bool inside(const std::vector<Cover>& covers, const Word& word) {
    return std::ranges::any_of(covers,
                               [&](const Cover& c) { return c.begin < word.end && c.begin + c.length > word.begin; });
}

bool wholly(const std::vector<Cover>& covers, const Word& word) {
    return std::ranges::any_of(covers,
                               [&](const Cover& c) { return c.begin <= word.begin && c.begin + c.length >= word.end; });
}

void judge(const MarkedText& marked, const Redacted& redacted, Quality& quality) {
    const Words words(marked.text);
    for (const Cover& mark : marked.marks) {
        const bool found = std::ranges::all_of(words.all(), [&](const Word& word) {
            const bool in_mark = word.begin >= mark.begin && word.end <= mark.begin + mark.length;
            return !in_mark || wholly(redacted.covers, word);
        });
        auto kind = std::ranges::find(quality.kinds, mark.kind, &Quality::Kind::kind);
        if (kind == quality.kinds.end()) kind = quality.kinds.insert(kind, {mark.kind, 0, 0});
        ++kind->marks;
        kind->found += found ? 1U : 0U;
        ++quality.marks;
        if (found) {
            ++quality.found;
        } else {
            quality.faults.push_back({marked.number, true, mark.kind, marked.text.substr(mark.begin, mark.length), {}});
        }
    }
    for (const Word& word : words.all()) {
        if (inside(marked.marks, word)) continue;
        ++quality.harmless;
        if (!inside(redacted.covers, word)) continue;
        ++quality.covered;
        const auto cover = std::ranges::find_if(
            redacted.covers, [&](const Cover& c) { return c.begin < word.end && c.begin + c.length > word.begin; });
        quality.faults.push_back(
            {marked.number, false, cover->kind, marked.text.substr(word.begin, word.end - word.begin), cover->reason});
    }
    quality.unsure += redacted.doubts.empty() ? 0U : 1U;
}

}  // namespace

double Quality::recall() const noexcept {
    return marks == 0 ? 1 : static_cast<double>(found) / static_cast<double>(marks);
}

double Quality::harmless_share() const noexcept {
    return harmless == 0 ? 0 : static_cast<double>(covered) / static_cast<double>(harmless);
}

std::vector<MarkedText> read_marked_texts(const std::filesystem::path& file) {
    const std::string bytes = read_file(file);
    std::vector<MarkedText> texts;
    std::size_t number = 0;
    for (std::size_t begin = 0; begin < bytes.size();) {
        const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
        const std::string_view line = std::string_view(bytes).substr(begin, end - begin);
        ++number;
        begin = end + 1;
        if (line.starts_with("@ ")) {
            texts.push_back(head(file, number, line));
        } else if (!texts.empty()) {
            add_line(file, number, line, texts.back());
        }
    }
    if (texts.empty())
        throw Error(ErrorKind::input, fmt::format("{}: no text in it; a line '@ 1' begins one", file.string()));
    return texts;
}

Quality evaluate(const RedactionSettings& settings, const std::vector<std::string>& streets,
                 const std::vector<MarkedText>& texts) {
    const Redactor plain(settings, "de", streets);
    Quality quality;
    quality.texts = texts.size();
    for (const MarkedText& marked : texts) {
        if (marked.staff.empty()) {
            judge(marked, plain.redact(marked.text, marked.writer), quality);
        } else {
            RedactionSettings own = settings;
            own.staff.insert(own.staff.end(), marked.staff.begin(), marked.staff.end());
            judge(marked, Redactor(own, "de", streets).redact(marked.text, marked.writer), quality);
        }
    }
    return quality;
}

}  // namespace ombud::publish::redaction
