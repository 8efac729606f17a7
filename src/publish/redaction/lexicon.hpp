#pragma once

// Inside src/publish/redaction only.

#include <cstdint>
#include <string_view>

namespace ombud::publish::redaction {

/// What a word is, as bits: a word may be several things.
enum Meaning : std::uint32_t {
    given_name = 1U << 0U,  ///< a given name that is no other word
    surname = 1U << 1U,     ///< a common surname
    ordinary = 1U << 2U,    ///< written with a capital letter without being a name
    role = 1U << 3U,        ///< "Bürgermeisterin": a name may follow
    relation = 1U << 4U,    ///< "Tochter", "Nachbar": a name may follow
    honorific = 1U << 5U,   ///< "Herr", "Familie": a surname follows
    academic = 1U << 6U,    ///< "Dr."
    particle = 1U << 7U,    ///< "von", "al": between the parts of a name
    business = 1U << 8U,    ///< "Bäckerei": a name beside it is that of a firm
    legal_form = 1U << 9U,  ///< "GmbH"
    calendar = 1U << 10U,   ///< "Montag", "Mitte": never a name after "Frau"
    monument = 1U << 11U,   ///< "Straße", "Schule": a name before it is that of the place
    vehicle = 1U << 12U,    ///< a number plate may follow
    phone_label = 1U << 13U,
    number_label = 1U << 14U,
    account_label = 1U << 15U,
    name_label = 1U << 16U,
    home_word = 1U << 17U,
    maybe_given = 1U << 18U,  ///< a given name that is another word, too
};

/// The bits of a folded word; 0: nothing is known of it.
[[nodiscard]] std::uint32_t meaning(std::string_view folded) noexcept;

/// Whether a folded word ends as many surnames do; "mann" alone is none.
[[nodiscard]] bool ends_as_surname(std::string_view folded) noexcept;

/// Whether it ends as hardly anything but a surname does: "Ossenmeier".
[[nodiscard]] bool ends_as_nothing_else(std::string_view folded) noexcept;

/// Whether a word as it is written has letters of Polish, Turkish, Czech, … that German and English do not. The accents
/// of French are none of them: "Café".
[[nodiscard]] bool has_foreign_letters(std::string_view word) noexcept;

/// Whether a folded word is, or ends as, what streets are called: "kampstr", "lindenallee", "weg".
[[nodiscard]] bool ends_as_street(std::string_view folded) noexcept;
/// Likewise, with endings that surnames have as well: "Overkamp", "Nordring".
[[nodiscard]] bool may_end_as_street(std::string_view folded) noexcept;

/// Whether a folded word has an ending that names do not have: "-ung", "-keit", "-platz".
[[nodiscard]] bool ends_as_noun(std::string_view folded) noexcept;

/// Likewise, but not with those that surnames have too: "Ebbinghaus", "Nussbaum".
[[nodiscard]] bool ends_as_noun_only(std::string_view folded) noexcept;

/// Whether a folded word ends as what people do or are: "Kioskbesitzer", "Mathelehrerin".
[[nodiscard]] bool ends_as_role(std::string_view folded) noexcept;

/// Whether a folded word ends as what firms are: "Stahlbau", "Autoservice". A name behind it is that of the firm.
[[nodiscard]] bool ends_as_business(std::string_view folded) noexcept;

/// Whether German number plates begin with it; upper case, ä as AE.
[[nodiscard]] bool is_district_code(std::string_view letters) noexcept;

}  // namespace ombud::publish::redaction
