#pragma once

#include "intake/value.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>

namespace ombud::intake {

/// Reads JSON (simdjson). Numbers are kept as they are written, with leading zeros, too, as some systems send them; NaN
/// and Infinity are taken as texts. Half of a surrogate pair, which browsers send when they cut a text in an emoji,
/// becomes U+FFFD. What is nested deeper than 100 levels is left out.
class JsonReader {
  public:
    JsonReader();
    JsonReader(const JsonReader&) = delete;
    JsonReader& operator=(const JsonReader&) = delete;
    ~JsonReader();

    /// Throws Error(input) that says what is wrong with the JSON.
    [[nodiscard]] Value read(std::string_view json);

    /// Calls `each` with the JSON of every element of an array. Throws Error(input) where the array itself is broken;
    /// the elements before were handed out.
    /// \param offset  where the array begins in its document, for the message
    static void for_each_element(std::string_view array, const std::function<void(std::string_view)>& each,
                                 std::size_t offset = 0);

    /// The JSON of what a pointer names, cut out as it stands; empty where there is no such place or it is no array.
    [[nodiscard]] std::string_view array_at(std::string_view json, std::string_view pointer);

  private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

/// Whether the text is a whole JSON object as far as its brackets tell.
[[nodiscard]] bool is_whole_object(std::string_view text);

}  // namespace ombud::intake
