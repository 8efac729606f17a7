#pragma once

#include "core/config.hpp"
#include "publish/redaction/redaction.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::publish::redaction {

/// A text in which a person has marked what must be covered.
struct MarkedText {
    std::string number;  ///< as the file has it
    std::string text;    ///< without the marks
    KnownPerson writer;
    std::vector<std::string> staff;
    std::vector<Cover> marks;  ///< without reasons
};

/// Reads a list of marked texts. "@ NUMBER | reporter=… | mail=… | phone=… | home=… | staff=…" begins one, «kind:words»
/// marks what must be covered; lines before the first are remarks. Throws Error(input) that names file and line.
[[nodiscard]] std::vector<MarkedText> read_marked_texts(const std::filesystem::path& file);

/// One mark that was missed, or a stretch that was covered without one.
struct Fault {
    std::string number;
    bool missed = false;
    CoverKind kind = CoverKind::name;
    std::string words;
    std::string_view reason;  ///< why it was covered
};

/// How well redaction did. A mark counts as found if every letter and digit of it is covered.
struct Quality {
    std::size_t texts = 0;
    std::size_t marks = 0;
    std::size_t found = 0;
    std::size_t harmless = 0;  ///< words and numbers outside the marks
    std::size_t covered = 0;   ///< of them, those that were covered
    struct Kind {
        CoverKind kind = CoverKind::name;
        std::size_t marks = 0;
        std::size_t found = 0;
    };
    std::vector<Kind> kinds;  ///< those that are marked at all
    std::size_t unsure = 0;   ///< texts that would wait for a person
    std::vector<Fault> faults;

    [[nodiscard]] double recall() const noexcept;
    [[nodiscard]] double harmless_share() const noexcept;
};

[[nodiscard]] Quality evaluate(const RedactionSettings& settings, const std::vector<std::string>& streets,
                               const std::vector<MarkedText>& texts);

}  // namespace ombud::publish::redaction
