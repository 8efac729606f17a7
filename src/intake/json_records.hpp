#pragma once

#include "intake/line_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::intake {

/// Takes the records out of a JSON document of any size, piece by piece: it finds the array that holds them and hands
/// out its elements one after the other. Memory grows with the largest element, not with the document. Only brackets,
/// texts and commas are looked at; what is inside an element is for `JsonReader` to judge.
class JsonRecords {
  public:
    struct Limits {
        std::size_t longest_element = longest_item;  ///< bytes; of a longer one only so many are kept
        std::size_t deepest = 100'000;               ///< levels of brackets
    };
    struct Element {
        std::string_view json;     ///< valid during the call
        std::uint64_t offset = 0;  ///< of its first byte in the document
        bool cut_off = false;      ///< it was longer than the limit
    };
    /// Where an array was found that may be the list.
    struct List {
        std::string_view pointer;
        std::uint64_t member = 0;  ///< offset of its name, or of the array itself where the document is one
        bool holds_objects = false;
    };

    /// \param accept  asked for each array of the document, outside of others, until it takes one as the list
    JsonRecords(std::function<bool(const List&)> accept, std::function<void(const Element&)> each, Limits limits);
    JsonRecords(std::function<bool(const List&)> accept, std::function<void(const Element&)> each)
        : JsonRecords(std::move(accept), std::move(each), Limits{}) {}

    /// Reads on. Returns how many of the bytes belong to the document: all, unless it ended within them.
    /// Throws Error(input) that names the byte, from 1, where it cannot go on; the elements before were handed out.
    [[nodiscard]] std::size_t feed(std::string_view bytes);
    /// Says that there are no more bytes. Throws Error(input) where the document is not complete.
    void finish() const;

    [[nodiscard]] bool found_list() const noexcept { return found_; }
    [[nodiscard]] bool at_end() const noexcept { return place_ == Place::end; }
    /// How many bytes were read.
    [[nodiscard]] std::uint64_t offset() const noexcept { return offset_; }
    /// What was read of an element that is not complete.
    [[nodiscard]] const std::string& pending() const noexcept { return element_; }

  private:
    enum class Place {
        value,           ///< a value is expected
        first_value,     ///< of an array, which may be empty
        key,             ///< a name is expected
        first_key,       ///< of an object, which may be empty
        colon,           ///< behind a name
        behind,          ///< behind a value, in an array or object
        text,            ///< in a name or a text
        word,            ///< in a number, true, false or null
        undecided,       ///< behind the bracket of an array that may be the list
        first_element,   ///< of the list, which may be empty
        element_start,   ///< an element is expected
        element,         ///< in one
        behind_element,  ///< a comma or the end of the list
        end,
    };
    struct Level {
        bool array = false;
        std::string name;          ///< of the member that was read last
        std::size_t index = 0;     ///< of the element that was read last
        std::uint64_t member = 0;  ///< where that name stands
    };

    void step(char c);
    void begin_value(char c);
    void begin_array();
    void close(char c);
    void value_ended();
    void decide(char c);
    void text_byte(char c);
    [[nodiscard]] std::size_t take_element(std::string_view bytes);
    void hand_out();
    [[nodiscard]] std::string pointer() const;
    [[noreturn]] void fail(std::string_view what) const;

    std::function<bool(const List&)> accept_;
    std::function<void(const Element&)> each_;
    Limits limits_;
    Place place_ = Place::value;
    std::vector<Level> levels_;
    std::uint64_t offset_ = 0;
    bool found_ = false;

    bool escaped_ = false;   ///< behind a backslash
    bool in_name_ = false;   ///< the text is a name
    bool quoted_ = false;    ///< in a text of an element
    std::size_t depth_ = 0;  ///< of brackets in an element
    bool cut_off_ = false;
    std::string element_;
    std::uint64_t element_offset_ = 0;
};

}  // namespace ombud::intake
