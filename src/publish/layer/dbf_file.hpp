#pragma once

#include "publish/layer/file_handle.hpp"
#include "publish/layer/layer.hpp"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace ombud::publish {

/// Writes the table of a shapefile (dBASE III). A text column becomes as wide as its longest value, at most as its
/// `Column::width` says: rows are kept in a file without a name until that is known.
class DbfFile {
  public:
    /// \param folder  for the file without a name
    DbfFile(std::filesystem::path file, std::vector<Column> columns, const std::filesystem::path& folder);

    /// Adds a row. Texts are cut at a character border, lists after their last whole item. Returns whether any was.
    bool add(const LayerRow& row);
    /// Writes the file. Throws Error(system) for the disk, Error(input) where the table would exceed the 2 GB that
    /// readers agree on.
    /// \param date  stands in the header
    void finish(Instant date);

  private:
    std::filesystem::path file_;
    std::vector<Column> columns_;
    std::vector<int> widths_;
    FileHandle rows_;  ///< for each value its length in one byte and its bytes
    std::string pending_;
    std::string text_;
    std::size_t count_ = 0;
};

}  // namespace ombud::publish
