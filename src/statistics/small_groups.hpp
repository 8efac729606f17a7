#pragma once

#include "core/config.hpp"
#include "statistics/figures.hpp"

#include <vector>

namespace ombud::statistics {

/// The tables that the public edition has to count to hide consistently, whatever of them is shown: all of one
/// dimension, and those asked for. So the same group is hidden in every public edition of the same period.
/// Error(usage) for a table that crosses three dimensions: it has too many small groups to be safe.
[[nodiscard]] std::vector<Grouping> tables_to_check(const std::vector<Grouping>& asked);

/// Takes every count from 1 to k - 1 out of the tables, and as many others as are needed so that none of them can be
/// worked out from those that are shown (complementary cell suppression; Hundepool et al., Statistical Disclosure
/// Control, 2012, chapter 4).
///
/// Sums that a reader knows: the rows of a table make the total; the categories of a group make the group, and those of
/// a department the department where the figures agree; the cells of a crossed table make the rows of both single
/// tables. Where a sum has hidden terms there are at least two, at least one of them is no small count (or the small
/// ones leave as much room), and beyond the least that each could be they hold at least k, so that no small count can
/// be narrowed down. Hidden next are the smallest counts shown, then the sum itself. `closed` and `open` follow from
/// each other by what was received, so they are hidden together, and in a table by time `open` is hidden as a whole.
/// Zeros are shown. `in_time` also counts as small where nearly all were in time. Percentiles of fewer than k durations
/// are left out.
///
/// It does not protect against comparing editions of different periods: publish whole months.
/// \pre the tables hold the tables of `tables_to_check`
void hide_small_groups(Statistics& statistics, int smallest_group, const Config& config);

}  // namespace ombud::statistics
