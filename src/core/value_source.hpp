#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ombud {

/// One step of a pointer into a record.
struct PointerStep {
    enum class Kind {
        member,  ///< a member of an object, or an element of an array by its number
        every,   ///< "*": all elements of an array
        lookup,  ///< "[field.ref=street]": the first element of an array whose member has this value
    };
    Kind kind = Kind::member;
    std::string name;               ///< of the member, or the value looked for
    std::vector<std::string> path;  ///< of the member that `lookup` compares
};

/// The steps of a JSON pointer (RFC 6901), extended by "*" and "[path=value]". A text without a leading slash is the
/// plain name of a member. Throws Error(config) where it cannot be understood.
[[nodiscard]] std::vector<PointerStep> parse_pointer(std::string_view text);

/// What is done with a value on its way into a report.
struct ValueOperation {
    enum class Kind {
        json,   ///< the text is JSON: go on inside of it
        split,  ///< cut it at a separator and take one piece
        when,   ///< only where another place holds something
    };
    Kind kind = Kind::split;
    std::string text;                  ///< separator
    int piece = 0;                     ///< from 0; negative from the end
    std::string place;                 ///< of `when`, as written
    std::vector<PointerStep> pointer;  ///< of `json` and `when`
};

/// A place in a record and what is done with what stands there.
struct ValuePlace {
    std::string place;  ///< as written: the name of a column or member, "#3", or a pointer
    std::vector<PointerStep> pointer;
    std::vector<ValueOperation> operations;
};

/// Where a field of a report comes from: the first of several places that holds something.
///
///     SOURCE = PLACE { " | " OPERATION } { " else " PLACE { " | " OPERATION } }
///     OPERATION = "json" POINTER  |  "split" SEPARATOR NUMBER  |  "when" PLACE
struct ValueSource {
    std::vector<ValuePlace> places;
};

/// Throws Error(config) that says what is wrong.
[[nodiscard]] ValueSource parse_value_source(std::string_view text);

/// The number of a column written as "#3", from 1; 0 for anything else.
[[nodiscard]] std::size_t column_number(std::string_view place) noexcept;

}  // namespace ombud
