#pragma once

#include "core/config.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::publish::redaction {

/// What is covered in a text before it becomes public.
enum class CoverKind {
    name,
    mail,
    phone,
    iban,
    plate,
    profile,  ///< a link to, or the name of, somebody's account
    birth,    ///< a date of birth
    address,  ///< a house that is somebody's home
    account,  ///< a number that is somebody's: of a bank account, customer, insured person
};
/// "name", "mail", …
[[nodiscard]] std::string_view to_string(CoverKind) noexcept;

/// A place of the text that was covered. Bytes of the original.
struct Cover {
    CoverKind kind = CoverKind::name;
    std::string_view reason{};  ///< a few words for people: "after a title"; static
    std::size_t begin = 0;
    std::size_t length = 0;
};

/// A place that nobody but a person can judge: the text must wait for one.
struct Doubt {
    std::string_view reason{};  ///< static
    std::size_t begin = 0;
    std::size_t length = 0;
};

struct Redacted {
    std::string text;           ///< with "[Name]" and the like in place of what was covered
    std::vector<Cover> covers;  ///< by place, not overlapping
    std::vector<Doubt> doubts;  ///< by place
};

/// What is known of who wrote the text. It is covered wherever it stands, however it is spelt.
struct KnownPerson {
    std::string name{};
    std::string mail{};
    std::string phone{};
    std::string home{};  ///< street and house number
};

/// Title and text of one report. What was found in one of them is covered in the other as well.
struct RedactedReport {
    Redacted title;
    Redacted text;
    [[nodiscard]] bool sure() const noexcept { return title.doubts.empty() && text.doubts.empty(); }
};

/// Finds personal data in German and English texts by their form, by lists of names and by what stands beside them, and
/// covers it. What it cannot judge it says, so that nothing is published on its word alone.
///
/// Building one takes in the streets of the town; it then serves any number of texts, from several threads too.
class Redactor {
  public:
    /// \param language  that of the words in brackets: "de" or "en"
    /// \param streets   names of streets and places of the town: a name in them is nobody's
    Redactor(const RedactionSettings& settings, std::string_view language, const std::vector<std::string>& streets);
    Redactor(Redactor&&) noexcept;
    Redactor& operator=(Redactor&&) noexcept;
    Redactor(const Redactor&) = delete;
    Redactor& operator=(const Redactor&) = delete;
    ~Redactor();

    /// \param text  NFC UTF-8
    [[nodiscard]] Redacted redact(std::string_view text, const KnownPerson& writer = {}) const;
    [[nodiscard]] RedactedReport redact_report(std::string_view title, std::string_view text,
                                               const KnownPerson& writer) const;
    /// The text with these places covered and no others: what a person decided.
    [[nodiscard]] std::string cover(std::string_view text, const std::vector<Cover>& covers) const;

  private:
    struct Knowledge;
    std::unique_ptr<const Knowledge> knowledge_;
};

/// The covers as table `release` keeps them: JSON of kind, reason and place, never of words.
[[nodiscard]] std::string covers_json(const RedactedReport& report);

}  // namespace ombud::publish::redaction
