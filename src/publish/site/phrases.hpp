#pragma once

#include "core/report.hpp"

#include <string_view>

namespace ombud::publish::site {

/// The words of what is written as finished text, in one language. Those of the page itself are in site/js/lang.
struct Phrases {
    std::string_view reports_in;  ///< "Meldungen in "
    std::string_view to_map;
    std::string_view all_pages;
    std::string_view reports_from;  ///< "Meldungen mit den Nummern {} bis {}"
    std::string_view received, closed, status, category, department, place, photo, history, answer;
    std::string_view accuracy;     ///< "auf etwa {} m genau"
    std::string_view newest;       ///< of the feed
    std::string_view text_pages;   ///< what these pages are
    std::string_view statuses[8];  ///< in the order of the enumeration
};

/// "de" or "en".
[[nodiscard]] const Phrases& phrases(std::string_view language) noexcept;
[[nodiscard]] std::string_view name_of(Status status, const Phrases& phrases) noexcept;

}  // namespace ombud::publish::site
