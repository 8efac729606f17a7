#pragma once

#include "core/value_source.hpp"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ombud::intake {

/// A value of a record, whatever form it came in: JSON, XML, a form's fields, a row of a table. Everything that is no
/// object and no array is kept as the text it was written as.
struct Value {
    enum class Kind {
        null,
        text,    ///< also numbers and truth values
        broken,  ///< written as no JSON value can be; `text` is what stood there
        object,
        array,
    };

    Kind kind = Kind::null;
    std::string text;
    std::vector<std::pair<std::string, Value>> members;
    std::vector<Value> elements;

    Value() = default;
    explicit Value(std::string content) : kind(Kind::text), text(std::move(content)) {}
    explicit Value(Kind what) : kind(what) {}

    /// The member of this name; of several the last one. Null where there is none.
    [[nodiscard]] const Value* member(std::string_view name) const noexcept;
    /// As `member`, without regard to case and to a namespace prefix ("ns:Request").
    [[nodiscard]] const Value* member_alike(std::string_view name) const;
    /// Neither null nor an empty text, object or array.
    [[nodiscard]] bool holds_something() const noexcept;
};

/// What a pointer names in a value; several where it goes through "*", none where there is no such place.
[[nodiscard]] std::vector<const Value*> find_values(const Value& root, std::span<const PointerStep> pointer);

}  // namespace ombud::intake
