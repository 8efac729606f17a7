#pragma once

#include <string>
#include <string_view>

namespace ombud::intake {

/// The text of an HTML mail as a person would read it: paragraphs and list items on lines of their own, links with
/// their address where it differs from what they show, quotes marked with "> " as in plain mails. Scripts, styles,
/// comments and pictures are left out. Takes whatever is written as HTML, well-formed or not. \param html  UTF-8
[[nodiscard]] std::string text_of_html(std::string_view html);

}  // namespace ombud::intake
