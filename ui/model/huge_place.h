#pragma once

#include "ui/model/huge_grid.h"

namespace ui {

/// One entry of a local gradient by its row j and its column i, both flattened.
struct HugeEntry {
  core::Index row = 0;
  core::Index column = 0;
  bool operator==(const HugeEntry&) const = default;
};

/// Where the reader of a huge local gradient stands.
struct HugePlace {
  core::Window seen;     ///< what the overview shows
  core::Window numbers;  ///< the entries written as single numbers

  bool operator==(const HugePlace&) const = default;
};

/// The place to begin at: everything, and the first `rows` × `columns` numbers.
HugePlace firstPlace(const BlockGrid& grid, core::Index rows, core::Index columns);

/// Which of `count` entries drawn as `cells` equal cells lies at a fraction 0 … 1 of the way.
core::Index stepsTo(double fraction, core::Index count, core::Index cells);
/// The entry of `seen`, drawn as at most `cells` × `cells` cells, at fractions of its height and width.
HugeEntry entryAt(const core::Window& seen, core::Index cells, double down, double across);

/// `seen` shrunk (factor > 1) or grown about a point so that the entry there stays there, except at the edges
/// of the whole.
core::Window zoomed(const BlockGrid& grid, const core::Window& seen, core::Index cells, double down,
                    double across, double factor);
/// The window moved by rows and columns, as far as the whole reaches.
core::Window moved(const BlockGrid& grid, core::Window window, core::Index rows, core::Index columns);
/// The window moved so that the entry stands in its middle, as far as the whole reaches.
core::Window centred(const BlockGrid& grid, core::Window window, HugeEntry entry);
/// The window moved just so far that it holds the entry.
core::Window holding(const BlockGrid& grid, core::Window window, HugeEntry entry);
bool contains(const core::Window& window, HugeEntry entry);

}  // namespace ui
