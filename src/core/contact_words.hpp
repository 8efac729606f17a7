#pragma once

#include "core/report.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ombud {

/// A person's name, mail address and phone number, to be found and covered where they stand in other texts.
///
/// Found are: the address in any case; the number in any spacing, with 0 or with the country's +49; the name as given
/// and with the surname first; and the surname alone where it is a word of its own. What is written otherwise
/// ("E. Mustermann's sister", a number in words) is not.
class ContactWords {
  public:
    /// What is empty or too short to mean somebody is not looked for.
    explicit ContactWords(const Reporter& reporter);

    /// Nothing to look for.
    [[nodiscard]] bool empty() const noexcept { return email_.empty() && phone_.empty() && names_.empty(); }
    [[nodiscard]] bool stand_in(std::string_view text) const;
    /// The text with `cover` in the place of each of them.
    [[nodiscard]] std::string covered(std::string_view text, std::string_view cover = "[…]") const;

  private:
    struct Span {
        std::size_t begin = 0;
        std::size_t length = 0;
    };
    /// The first from `from` on; length 0: there is none.
    [[nodiscard]] Span next(std::string_view text, std::size_t from) const;
    [[nodiscard]] Span next_phone(std::string_view text, std::size_t from) const;

    std::string email_;  ///< lower case
    std::string phone_;  ///< digits without the leading 0 or country code
    std::vector<std::string> names_;
};

/// The digits that make a number one however it is written: "+49 (231) 12-34" and "0231/1234" are "2311234". Empty
/// below five of them.
[[nodiscard]] std::string phone_digits(std::string_view text);

}  // namespace ombud
