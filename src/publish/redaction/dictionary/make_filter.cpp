// Makes the filter of German words that is built into the program: make_filter WORDS OUTPUT.cpp
//
// WORDS has one word a line, in UTF-8. Written is a string of bytes, since compilers read one much faster than an
// array.

#include "core/error.hpp"
#include "core/file.hpp"
#include "core/text.hpp"
#include "publish/redaction/dictionary/word_filter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

namespace {

using namespace ombud;
using namespace ombud::publish::redaction;

std::vector<std::string> read_words(const char* file) {
    const std::string bytes = read_file(file);
    std::vector<std::string> words;
    for (std::size_t begin = 0; begin < bytes.size();) {
        const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
        std::string word = fold(trim(std::string_view(bytes).substr(begin, end - begin)));
        begin = end + 1;
        if (word.size() > 1) words.push_back(std::move(word));
    }
    std::ranges::sort(words);
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
}

std::string filter_of(const std::vector<std::string>& words) {
    std::string bits(words.size() * filter_bits_per_word / 8 + 1, '\0');
    for (const std::string& word : words) {
        each_filter_place(word, bits.size() * 8, [&](std::uint64_t place) {
            char& byte = bits[place / 8];
            byte = static_cast<char>(static_cast<unsigned char>(byte) | (1U << (place % 8)));
            return true;
        });
    }
    return bits;
}

std::string source_of(const std::string& bits) {
    std::string source =
        "// Made by make_filter.\n#include \"publish/redaction/dictionary/dictionary.hpp\"\n"
        "namespace ombud::publish::redaction {\nnamespace {\nconstexpr char bits[] =\n";
    for (std::size_t at = 0; at < bits.size(); at += 64) {
        source += '"';
        for (const char c : std::string_view(bits).substr(at, 64))
            source += fmt::format("\\{:03o}", static_cast<unsigned char>(c));
        source += "\"\n";
    }
    return source + fmt::format(
                        ";\n}}\nconst std::string_view german_filter(bits, {});\n"
                        "}}\n",
                        bits.size());
}

}  // namespace

int main(int count, char** arguments) {
    try {
        if (count != 3) {
            std::fputs("usage: make_filter WORDS OUTPUT.cpp\n", stderr);
            return 2;
        }
        const auto words = read_words(arguments[1]);
        if (words.size() < 100000) throw Error(ErrorKind::input, fmt::format("{}: too few words", arguments[1]));
        write_file(arguments[2], source_of(filter_of(words)));
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
