#pragma once

#include "core/config.hpp"
#include "core/value_source.hpp"
#include "intake/delivered.hpp"
#include "intake/json_value.hpp"
#include "intake/value.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::intake {

/// Makes of a record what a report is made of, as a mapping says.
///
/// Texts, numbers and truth values are taken as text, null and absent members are the same; the texts of a list are
/// joined by commas; several places of a field by a space. Photos are file names, addresses, base64, or objects that
/// hold such under one of the usual names.
class RecordMapper {
  public:
    /// Throws Error(config) for a place that cannot be understood.
    explicit RecordMapper(const Mapping& mapping);

    /// \param folder  where photos lie that the record names; empty: nowhere
    /// Throws Error(input) that names the field whose value cannot be used.
    [[nodiscard]] Delivered deliver(const Value& record, const std::filesystem::path& folder);

    /// Prepares for rows of a table. A column is named as it is, case, umlauts and spaces around aside, or by its
    /// number ("#3").
    /// Throws Error(input) where none of the columns of title, text and category is there.
    void use_columns(const std::vector<std::string>& columns);
    /// Whether `use_columns` would find one of them.
    [[nodiscard]] bool finds_columns(const std::vector<std::string>& columns) const;
    /// \pre `use_columns` was called with as many columns as there are values
    [[nodiscard]] Delivered deliver_row(const std::vector<std::string>& values, const std::filesystem::path& folder);

  private:
    struct Part {
        Field field = Field::text;
        ValueSource source;
        std::vector<std::size_t> columns;  ///< for each place of the source; `absent` where there is none
        std::vector<std::vector<std::size_t>> conditions;  ///< for each place, the columns of its `when`
    };
    /// Whether a part makes a report by itself.
    [[nodiscard]] bool speaks(const Part& part) const noexcept;
    static constexpr std::size_t absent = static_cast<std::size_t>(-1);

    void put(Delivered& delivered, Field field, std::string_view text) const;
    void take(const Part& part, const ValuePlace& place, const Value& value, Delivered& delivered,
              const std::filesystem::path& folder);
    [[nodiscard]] bool take_place(const Part& part, const ValuePlace& place, const Value& record, Delivered& delivered,
                                  const std::filesystem::path& folder);
    [[nodiscard]] std::optional<std::string> operate(const ValuePlace& place, std::string_view text, std::size_t first);

    std::vector<Part> parts_;
    bool says_by_constant_ = false;  ///< a constant is title, text or category where no column is
    JsonReader json_;
};

/// Whether the record has the form that a mapping is for, as its `detect` says: how many places of the longest line
/// hold something, 0 where no line does.
[[nodiscard]] std::size_t fits(const Mapping& mapping, const Value& record);

}  // namespace ombud::intake
