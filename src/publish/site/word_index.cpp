#include "publish/site/word_index.hpp"

#include "core/json_writer.hpp"
#include "core/text.hpp"

#include <fmt/format.h>

#include <set>
#include <utility>

namespace ombud::publish::site {

namespace {

constexpr std::size_t longest_word = 40;
constexpr std::size_t many_texts = 1000;
constexpr std::size_t common_share = 5;

bool is_ascii_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// Runs of letters and digits of at least two characters; any byte of another script counts as a letter.
void take_words(std::string_view text, std::set<std::string>& words) {
    const std::string folded = fold(text);
    std::string word;
    const auto end = [&] {
        if (word.size() >= 2 && word.size() <= longest_word) words.insert(word);
        word.clear();
    };
    for (const char c : folded) {
        if (is_ascii_word(c) || static_cast<unsigned char>(c) >= 0x80) {
            word += c;
        } else {
            end();
        }
    }
    end();
}

/// The file of a word: its first two characters where they are plain, else "_".
std::string file_of(std::string_view word) {
    return is_ascii_word(word[0]) && is_ascii_word(word[1]) ? std::string(word.substr(0, 2)) : "_";
}

}  // namespace

void WordIndex::add(const PublicReport& report) {
    std::set<std::string> words;
    take_words(report.text, words);
    for (const PublicAnswer& answer : report.answers) take_words(answer.text, words);
    if (words.empty()) return;
    ++texts_;
    for (const std::string& word : words) reports_[word].push_back(report.id);
}

std::vector<std::string> WordIndex::write(SiteFolder& folder) const {
    std::map<std::string, JsonWriter> files;
    for (const auto& [word, reports] : reports_) {
        JsonWriter& json = files[file_of(word)];
        if (json.text().empty()) json.begin_object();
        json.key(word);
        if (texts_ >= many_texts && reports.size() * common_share > texts_) {
            json.value(0);
            continue;
        }
        json.begin_array();
        ReportId last = 0;
        for (const ReportId report : reports) json.value(report - std::exchange(last, report));
        json.end_array();
    }
    std::vector<std::string> names;
    for (auto& [name, json] : files) {
        names.push_back(name);
        json.end_object();
        folder.put(fmt::format("data/words/{}.json", name), json.take() + '\n');
    }
    return names;
}

}  // namespace ombud::publish::site
