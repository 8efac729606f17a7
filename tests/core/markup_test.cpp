#include "core/markup.hpp"

#include <catch2/catch.hpp>

TEST_CASE("No text ends the element or the attribute that it stands in") {
    CHECK(ombud::escaped_markup("Ümläut <b a=\"x\" c='y'>& 1 > 0") ==
          "Ümläut &lt;b a=&quot;x&quot; c=&#39;y&#39;&gt;&amp; 1 &gt; 0");
    CHECK(ombud::escaped_markup("").empty());
    std::string out = "a";
    for (const char c : std::string_view("<'\">")) ombud::append_markup(out, c);
    CHECK(out == "a&lt;'&quot;&gt;");
}
