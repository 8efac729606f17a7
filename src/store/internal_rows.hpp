#pragma once

#include "core/report.hpp"
#include "store/register.hpp"

#include <memory>
#include <optional>
#include <string>

namespace ombud::store {

/// What the municipality's own staff may see of one report in a map: everything, contact data only where it was asked
/// for. Personal data: `title`, `text` and the stated address are what the reporter wrote.
struct InternalRow {
    ReportId id = 0;
    Channel channel = Channel::web;
    std::string source;
    std::string title;
    std::string text;
    std::string category;  ///< id; empty: not known
    std::string category_de;
    std::string category_en;
    std::string department;       ///< id; empty: not assigned
    std::string department_name;  ///< empty: not assigned
    Status status = Status::received;
    Instant received_at{};
    Instant changed_at{};
    std::optional<Instant> closed_at;
    std::string stated_street;  ///< as stated, with house number
    std::string stated_city;    ///< as stated, with postcode
    std::string located_street;
    std::string area;
    std::optional<Position> position;
    double accuracy_m = 0;
    std::string location_source;
    std::optional<ReportId> duplicate_of;
    std::string release;  ///< waiting, released, withheld; empty: never looked at
    bool expired = false;
    bool outside = false;
    std::int64_t photos = 0;
    std::string name;  ///< of the reporter; these three only with contacts
    std::string email;
    std::string phone;
};

/// Goes through all reports by id. One at a time for each register.
class InternalRows {
  public:
    /// \param with_contacts  the query reads who reported; else it does not
    InternalRows(Register& registry, bool with_contacts);
    InternalRows(const InternalRows&) = delete;
    InternalRows& operator=(const InternalRows&) = delete;
    ~InternalRows();

    /// False at the end. `row` is overwritten.
    [[nodiscard]] bool next(InternalRow& row);

  private:
    struct Cursor;
    std::unique_ptr<Cursor> cursor_;
};

/// Writes down that data left the register in bulk: an event without a report.
/// \param detail  JSON object: what, how much, where to
void log_export(Register& registry, const Change& change, std::string_view detail);

}  // namespace ombud::store
