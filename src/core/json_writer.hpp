#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ombud {

/// Appends a text as JSON: in quotes, escaped, malformed UTF-8 as U+FFFD.
void append_json_text(std::string& out, std::string_view text);

/// Writes JSON straight into a string, in the order of the calls, so that the same data gives the same bytes.
///
///     JsonWriter json;
///     json.begin_object().key("id").value(7).key("tags").begin_array().value("a").end_array().end_object();
///
/// Text must be UTF-8 (malformed bytes are written as U+FFFD); numbers that are not finite are written as null.
class JsonWriter {
  public:
    JsonWriter& begin_object();
    JsonWriter& end_object();
    JsonWriter& begin_array();
    JsonWriter& end_array();
    JsonWriter& key(std::string_view name);
    JsonWriter& value(std::string_view text);
    JsonWriter& value(const char* text) { return value(std::string_view(text)); }
    JsonWriter& value(bool truth);
    JsonWriter& value(double number);                ///< shortest form that reads back the same
    JsonWriter& value(double number, int decimals);  ///< at most so many decimals, no trailing zeros
    template <std::integral T>
    JsonWriter& value(T number) {
        return integer(static_cast<std::int64_t>(number));
    }
    JsonWriter& null();
    /// JSON made elsewhere, taken as it is.
    JsonWriter& raw(std::string_view json);

    [[nodiscard]] const std::string& text() const noexcept { return out_; }
    /// Hands over what is written so far and goes on with an empty buffer: for writing a large file in pieces.
    [[nodiscard]] std::string take();

  private:
    JsonWriter& integer(std::int64_t number);
    void separate();

    std::string out_;
    std::vector<bool> first_;  ///< per open object or array: nothing written in it yet
    bool after_key_ = false;
};

}  // namespace ombud
