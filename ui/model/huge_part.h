#pragma once

#include <functional>
#include <vector>

#include "core/linear_map/linear_map.h"

namespace ui {

/// A part of a local gradient as it is drawn: cells that each hold the entry of largest magnitude of some
/// rows and columns, with its sign; single entries where there are no more of them than cells.
struct HugePart {
  core::Window window;
  int rows = 0;  ///< cells
  int columns = 0;
  std::vector<double> numbers;
  core::Index done = 0;  ///< of `total` rows (or columns) that have been regarded
  core::Index total = 0;

  bool isComplete() const { return done >= total; }
  bool isPooled() const { return window.rowCount > rows || window.columnCount > columns; }
  core::Index mostRows() const { return rows > 0 ? (window.rowCount + rows - 1) / rows : 0; }
  core::Index mostColumns() const { return columns > 0 ? (window.columnCount + columns - 1) / columns : 0; }
  bool hasEqualCells() const {
    return rows > 0 && columns > 0 && window.rowCount % rows == 0 && window.columnCount % columns == 0;
  }
  /// The largest finite magnitude; 0 where there is none.
  double largestFinite() const;
};

/// Reads a window of a map into at most `rows` × `columns` cells, exactly. `progress` is given what was found
/// so far, at most a dozen times a second. Throws `core::Stopped`.
HugePart readPart(const core::LinearMap& map, const core::Window& window, core::Index rows,
                  core::Index columns, std::stop_token stop = {},
                  const std::function<void(HugePart)>& progress = {});

}  // namespace ui
