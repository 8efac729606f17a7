#pragma once

#include "core/config.hpp"
#include "intake/delivered.hpp"
#include "intake/item.hpp"
#include "intake/stated_position.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace ombud::intake {

/// The longest text of one report; more is no report but an accident.
inline constexpr std::size_t longest_text = std::size_t{1} << 20U;

/// Makes reports of what a sheet or a payload delivered: constants, value tables, dates, positions, categories, limits.
class ReportMaker {
  public:
    ReportMaker(const Config& config, const Source& source, Instant now);

    /// \param fallback_id  hash that stands for the sender's id where there is none; empty: the content's hash does
    /// Throws Error(input) that names field and value where no report can be made of it, Error(config) for a wrong
    /// date pattern or CRS.
    [[nodiscard]] ReadyReport make(Delivered&& delivered, std::string_view origin, std::string_view fallback_id = {});

  private:
    using Values = std::map<std::string, std::string, std::less<>>;

    [[nodiscard]] std::string value(const Delivered& delivered, Field field) const;
    [[nodiscard]] std::optional<Instant> date(std::string_view text, Field field) const;
    [[nodiscard]] std::string label(Field field) const;
    void set_texts(IncomingReport& report, const Delivered& delivered, std::string_view category) const;
    void set_dates(IncomingReport& report, const Delivered& delivered) const;
    void set_wish(ReadyReport& ready, const Delivered& delivered) const;

    const Config& config_;
    const Source& source_;
    Instant now_;
    PositionReader positions_;
    std::array<std::string, field_names.size()> constants_;
    std::array<Values, field_names.size()> values_;  ///< by folded value
    Values categories_;                              ///< folded id or name -> id
};

/// A title of at most 300 bytes. What does not fit is kept in front of `text`.
void set_title(IncomingReport& report, std::string title);

/// The first line of a text as a title: at most 80 characters, cut at a word where that is possible.
[[nodiscard]] std::string title_from(std::string_view text);

/// Clean text on one line, at most `longest` bytes.
[[nodiscard]] std::string one_line(std::string_view text, std::size_t longest = 300);

/// A date this far after the import is a wrong clock.
[[nodiscard]] bool is_in_future(Instant date, Instant now) noexcept;

}  // namespace ombud::intake
