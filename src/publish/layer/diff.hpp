#pragma once

#include "publish/layer/file_handle.hpp"
#include "publish/layer/layer.hpp"
#include "publish/replacement.hpp"

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

namespace ombud::publish {

/// How many rows a diff has of each kind.
struct DiffCounts {
    std::size_t added = 0;
    std::size_t changed = 0;
    std::size_t removed = 0;
};

/// What changed in a layer since a state that an earlier export left behind. The state is a file of the number and a
/// hash of each row, in the order of numbers, 16 bytes a row; old and new are read side by side, so that a diff of a
/// million rows needs no memory for them.
class Diff {
  public:
    /// \param state    where the last state is and the next one will be; missing: everything is new
    /// \param restart  as if it were missing
    /// \param epsg     is part of what a row is, as the columns are: with another one all rows have changed
    Diff(const Layer& whole, const std::filesystem::path& state, bool restart, int epsg);
    Diff(const Diff&) = delete;
    Diff& operator=(const Diff&) = delete;
    ~Diff();

    /// The rows that changed. Refers to this object and to the whole layer.
    /// \param with_column  the first column says what happened: added, changed or removed
    [[nodiscard]] Layer layer(bool with_column, Language language);

    /// After all rows were read: the next diff starts from here. Throws Error(system).
    void commit();
    [[nodiscard]] const DiffCounts& counts() const noexcept { return counts_; }

  private:
    struct Old;

    bool next(LayerRow& row, bool with_column);
    void remember(std::int64_t id, std::uint64_t hash);

    const Layer& whole_;
    std::uint64_t seed_;
    std::unique_ptr<Old> old_;
    Replacement replacement_;
    FileHandle new_;
    LayerRow current_;
    bool has_current_ = false;
    bool started_ = false;
    DiffCounts counts_;
};

}  // namespace ombud::publish
