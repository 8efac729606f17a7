#pragma once

#include "core/report.hpp"
#include "store/register.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ombud::store {

/// What may become public of one report. The query reads no text, no reporter, no stated address and no original photo,
/// so that nothing built on it can show them.
struct PublicRow {
    ReportId id = 0;
    std::string category;
    std::string category_de;
    std::string category_en;
    std::string department;  ///< its name
    Status status = Status::received;
    Instant received_at{};
    Instant changed_at{};
    std::optional<Instant> closed_at;
    std::string street;  ///< official name from the address register, without house number
    std::string area;
    Position position;
    double accuracy_m = 0;
    std::vector<std::string> photos;  ///< names in photos/public
};

/// Goes through the public view by id: located reports of a public category with a department in charge, neither
/// duplicate nor rejected nor expired. One at a time for each register.
class PublicRows {
  public:
    explicit PublicRows(Register& registry);
    PublicRows(const PublicRows&) = delete;
    PublicRows& operator=(const PublicRows&) = delete;
    ~PublicRows();

    /// False at the end. `row` is overwritten.
    [[nodiscard]] bool next(PublicRow& row);

  private:
    struct Cursor;
    std::unique_ptr<Cursor> cursor_;
};

}  // namespace ombud::store
