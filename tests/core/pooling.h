#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/linear_map/form.h"

/// Readings of a map done the plain way on the table of all its entries.
namespace pooling {

using namespace core;

inline bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

/// Whether `a` stands for a cell rather than `b`: NaN, then the larger magnitude, then the positive one.
inline bool standsBefore(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && !std::isnan(b);
  return std::abs(a) != std::abs(b) ? std::abs(a) > std::abs(b) : a > b;
}

/// The entry that stands for a part of the table.
inline double pooled(const Tensor& table, Index columns, Index row, Index rowEnd, Index column,
                     Index columnEnd) {
  double best = 0;
  for (Index j = row; j < rowEnd; ++j) {
    for (Index i = column; i < columnEnd; ++i) {
      if (standsBefore(table[j * columns + i], best)) best = table[j * columns + i];
    }
  }
  return best;
}

/// Whether the overview holds what the table pools to; `places` (one a position, or empty) are the structural
/// ones.
inline bool poolsTable(const Overview& cells, const Tensor& table, Index columns,
                       const std::vector<int>& places) {
  for (Index r = 0; r < cells.rows().cells(); ++r) {
    for (Index c = 0; c < cells.columns().cells(); ++c) {
      const Index row = cells.rows().begin(r), rowEnd = cells.rows().end(r);
      const Index column = cells.columns().begin(c), columnEnd = cells.columns().end(c);
      if (row >= rowEnd || column >= columnEnd) return false;
      if (!same(cells.value(r, c), pooled(table, columns, row, rowEnd, column, columnEnd))) return false;
      bool holds = false;
      for (Index j = row; j < rowEnd; ++j) {
        for (Index i = column; i < columnEnd; ++i)
          holds = holds || places[static_cast<std::size_t>(j * columns + i)] > 0;
      }
      if (cells.holdsEntries(r, c) != holds) return false;
    }
  }
  return true;
}

/// How often each position of the window is visited; −1000 somewhere where a value differs from the table's
/// or lies outside.
inline std::vector<int> visits(const LinearMap& map, const Tensor& table, const Window& window) {
  std::vector<int> counts(static_cast<std::size_t>(map.rows() * map.columns()));
  const auto see = [&](const Run& run) {
    for (Index n = 0; n < run.count; ++n) {
      const Index row = run.row + n * run.rowStep, column = run.column + n * run.columnStep;
      const bool inside = row >= window.row && row < window.rowEnd() && column >= window.column &&
                          column < window.columnEnd();
      const Index position = inside ? row * map.columns() + column : 0;
      const bool right = inside && same(run.values[n * run.valueStep], table[position]);
      counts[static_cast<std::size_t>(position)] += right ? 1 : -1000;
    }
  };
  map.form().visit(window, see, {});
  return counts;
}

/// All entries that differ from 0, in the order that `largest` promises.
inline std::vector<FlatEntry> sortedEntries(const Tensor& table, Index columns) {
  std::vector<FlatEntry> entries;
  for (Index k = 0; k < table.size(); ++k) {
    if (table[k] != 0) entries.push_back({k / columns, k % columns, table[k]});
  }
  std::stable_sort(entries.begin(), entries.end(), [](const FlatEntry& a, const FlatEntry& b) {
    if (std::isnan(a.value) || std::isnan(b.value)) return std::isnan(a.value) && !std::isnan(b.value);
    return std::abs(a.value) > std::abs(b.value);
  });
  return entries;
}

inline bool sameEntries(const std::vector<LocalEntry>& actual, const std::vector<FlatEntry>& expected,
                        std::size_t most, const LinearMap& map) {
  if (actual.size() != std::min(most, expected.size())) return false;
  for (std::size_t k = 0; k < actual.size(); ++k) {
    if (!same(actual[k].value, expected[k].value)) return false;
    if (flatIndex(map.outputShape(), {actual[k].j.data(), actual[k].j.size()}) != expected[k].row)
      return false;
    if (flatIndex(map.inputShape(), {actual[k].i.data(), actual[k].i.size()}) != expected[k].column)
      return false;
  }
  return true;
}

/// Windows of a map: all of it, and parts that begin and end anywhere.
inline std::vector<Window> windowsOf(const LinearMap& map) {
  const Index r = map.rows(), c = map.columns();
  std::vector<Window> windows = {{0, 0, r, c}, {r / 2, 0, r - r / 2, c}, {0, c / 3, r, c - c / 3}};
  windows.push_back({r / 3, c / 2, r / 2, std::min<Index>(c - c / 2, 3)});
  windows.push_back({r / 2, c / 4, std::min<Index>(1, r - r / 2), c / 2});
  return windows;
}

/// Whether every structural entry of the window is visited once, and nothing else is.
inline bool visitsEachOnce(const LinearMap& map, const Tensor& table, const Window& window) {
  const std::vector<int> counts = visits(map, table, window);
  Index seen = 0;
  for (Index k = 0; k < table.size(); ++k) {
    const int count = counts[static_cast<std::size_t>(k)];
    const Index row = k / map.columns(), column = k % map.columns();
    const bool inside =
        row >= window.row && row < window.rowEnd() && column >= window.column && column < window.columnEnd();
    if (count < 0 || count > 1 || (inside && count == 0 && table[k] != 0)) return false;
    seen += count;
  }
  const bool whole = window == Window{0, 0, map.rows(), map.columns()};
  return !whole || map.structure() == Structure::Composed || seen == map.structuralNonZeros();
}

/// Whether strided samples, a row and a column hold what the table holds.
inline bool readsTable(const LinearMap& map, const Tensor& table) {
  const Index rows = map.rows(), columns = map.columns();
  for (const Index step : {1, 2, 3}) {
    const Steps someRows = {rows / 4, step, (rows - rows / 4 + step - 1) / step};
    const Steps someColumns = {columns / 3, step, (columns - columns / 3 + step - 1) / step};
    const std::vector<double> sample = map.sample(someRows, someColumns);
    if (static_cast<Index>(sample.size()) != someRows.count * someColumns.count) return false;
    for (std::size_t k = 0; k < sample.size(); ++k) {
      const Index row = someRows.first + static_cast<Index>(k) / someColumns.count * step;
      const Index column = someColumns.first + static_cast<Index>(k) % someColumns.count * step;
      if (!same(sample[k], table[row * columns + column])) return false;
    }
  }
  if (table.size() == 0) return true;
  const Tensor row = map.row(rows / 2), column = map.column(columns / 2);
  if (row.shape() != map.inputShape() || column.shape() != map.outputShape()) return false;
  for (Index i = 0; i < columns; ++i) {
    if (!same(row[i], table[rows / 2 * columns + i])) return false;
  }
  for (Index j = 0; j < rows; ++j) {
    if (!same(column[j], table[j * columns + columns / 2])) return false;
  }
  return true;
}

/// Whether `largest` gives the `count` largest entries in their order.
inline bool largestInOrder(const LinearMap& map, const Tensor& table, std::size_t count) {
  const std::vector<FlatEntry> expected = sortedEntries(table, std::max<Index>(map.columns(), 1));
  return sameEntries(map.largest(static_cast<Index>(count)), expected, count, map);
}

}  // namespace pooling
