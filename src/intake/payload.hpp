#pragma once

#include "core/config.hpp"
#include "intake/delivered.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace ombud::intake {

/// Reads JSON objects by a mapping: plain names of top-level members or JSON pointers (RFC 6901). Texts, numbers and
/// truth values are taken as text, null and absent members are the same, of a member that is there twice the last one
/// counts. Half of a surrogate pair, which browsers send when they cut a text in an emoji, becomes U+FFFD.
class PayloadParser {
  public:
    explicit PayloadParser(const Mapping& mapping);
    PayloadParser(const PayloadParser&) = delete;
    PayloadParser& operator=(const PayloadParser&) = delete;
    ~PayloadParser();

    /// \param json    one JSON object
    /// \param folder  where photos lie that the object names; empty: nowhere
    /// Throws Error(input) that says what is wrong with the JSON or names the member that cannot be used.
    [[nodiscard]] Delivered parse(std::string_view json, const std::filesystem::path& folder);

    /// Calls `each` with the JSON of every element of an array. Throws Error(input) where the array itself is broken;
    /// the elements before were handed out.
    static void for_each_element(std::string_view array, const std::function<void(std::string_view)>& each);

    /// Whether the text is a whole JSON object as far as its brackets tell.
    [[nodiscard]] static bool is_whole_object(std::string_view text);

  private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace ombud::intake
