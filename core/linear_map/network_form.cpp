#include "core/linear_map/network_form.h"

#include <algorithm>
#include <cmath>

#include "core/linear_map/form.h"

namespace core {
namespace {

/// The chain rule over a network, applied node by node.
class Network final : public Form {
public:
  /// `sizes` of the nodes, the last one the output's; wires in ascending order of `to`.
  Network(std::vector<Index> sizes, std::vector<NetworkWire> wires)
      : Form(sizes.back(), sizes.front()),
        sizes_(std::move(sizes)),
        wires_(std::move(wires)),
        lastUse_(sizes_.size()) {
    for (std::size_t k = 0; k < wires_.size(); ++k) {
      lastUse_[wires_[k].from] = k;
      width_ = std::max(width_, sizes_[wires_[k].from] + sizes_[wires_[k].to]);
    }
  }

  Structure structure() const override { return Structure::Composed; }
  std::string describe() const override {
    const bool isChain = wires_.size() + 1 == sizes_.size();
    return (isChain ? "composed: a product of " : "composed: a sum over paths through ") +
           std::to_string(wires_.size()) + " maps";
  }
  /// An upper bound.
  Index structuralNonZeros() const override { return rows * columns; }
  Index multiplications() const override {
    Index total = 0;
    for (const NetworkWire& wire : wires_) total += wire.map.multiplications();
    return total;
  }
  Index bytes() const override {
    Index total = 0;
    for (const NetworkWire& wire : wires_) total += wire.map.bytes();
    return total;
  }

  void accumulate(std::span<const double> dx, std::span<double> dy) const override {
    std::vector<std::vector<double>> at(sizes_.size());
    at.front().assign(dx.begin(), dx.end());
    for (std::size_t k = 0; k < wires_.size(); ++k) {
      const NetworkWire& wire = wires_[k];
      const bool isLast = wire.to + 1 == at.size();
      if (!isLast) at[wire.to].resize(static_cast<std::size_t>(sizes_[wire.to]));
      wire.map.accumulate(at[wire.from], isLast ? dy : std::span(at[wire.to]));
      if (lastUse_[wire.from] == k) std::vector<double>().swap(at[wire.from]);
    }
  }

  void accumulateTransposed(Index count, std::span<const double> upstream,
                            std::span<double> downstream) const override {
    // As many rows at once as stay in the cache.
    const Index tile =
        std::clamp<Index>((Index(1) << 18) / std::max<Index>(width_, 1), 1, std::max<Index>(count, 1));
    for (Index first = 0; first < count; first += tile) {
      const Index some = std::min(tile, count - first);
      accumulateTile(
          some,
          upstream.subspan(static_cast<std::size_t>(first * rows), static_cast<std::size_t>(some * rows)),
          downstream.subspan(static_cast<std::size_t>(first * columns),
                             static_cast<std::size_t>(some * columns)));
    }
  }

  double entry(Index row, Index column) const override {
    double value = 0;
    readBlock(row, column, 1, 1, {&value, 1});
    return value;
  }

  void readBlock(Index row, Index column, Index rowCount, Index columnCount,
                 std::span<double> block) const override {
    if (rowCount <= columnCount) {
      readRows(row, column, rowCount, columnCount, block);
    } else {
      readColumns(row, column, rowCount, columnCount, block);
    }
    // An infinity times a zero that stands there by structure has polluted entries: then each term is looked
    // at, unless that would take too long.
    if (!std::all_of(block.begin(), block.end(), [](double value) { return std::isfinite(value); }) &&
        static_cast<double>(columnCount) * entriesOfWires() <= double(1 << 28)) {
      readTermByTerm(row, column, rowCount, columnCount, block);
    }
  }

  /// Rows some at a time, or column by column where that is less to do; zeros that only the numbers make are
  /// shown too.
  void visit(const Window& window, const RunVisitor& visitor, const Watch& watch) const override {
    if (window.rowCount <= window.columnCount) {
      const Index tile = linesAtOnce(window.rowCount);
      for (Index row = window.row; row < window.rowEnd(); row += tile) {
        const Index count = std::min(tile, window.rowEnd() - row);
        std::vector<double> lines(static_cast<std::size_t>(count * window.columnCount));
        readBlock(row, window.column, count, window.columnCount, lines);
        for (Index j = 0; j < count; ++j) {
          visitor({.row = row + j,
                   .column = window.column,
                   .count = window.columnCount,
                   .values = lines.data() + j * window.columnCount});
        }
        watch.report(row + count - window.row, window.rowCount);
      }
    } else {
      std::vector<double> line(static_cast<std::size_t>(window.rowCount));
      for (Index column = window.column; column < window.columnEnd(); ++column) {
        readBlock(window.row, column, window.rowCount, 1, line);
        visitor({.row = window.row,
                 .column = column,
                 .rowStep = 1,
                 .columnStep = 0,
                 .count = window.rowCount,
                 .values = line.data()});
        watch.report(column + 1 - window.column, window.columnCount);
      }
    }
  }

  /// Whole rows or whole columns, whichever are fewer.
  void readSample(const Steps& someRows, const Steps& someColumns, std::span<double> sample,
                  const Watch& watch) const override {
    const bool byRows = someRows.count <= someColumns.count;
    const Steps& lines = byRows ? someRows : someColumns;
    const Steps& across = byRows ? someColumns : someRows;
    std::vector<double> line(static_cast<std::size_t>(byRows ? columns : rows));
    for (Index n = 0; n < lines.count; ++n) {
      const Index at = lines.first + n * lines.step;
      if (byRows) {
        readBlock(at, 0, 1, columns, line);
      } else {
        readBlock(0, at, rows, 1, line);
      }
      for (Index m = 0; m < across.count; ++m) {
        sample[static_cast<std::size_t>(byRows ? n * someColumns.count + m : m * someColumns.count + n)] =
            line[static_cast<std::size_t>(across.first + m * across.step)];
      }
      watch.report(n + 1, lines.count);
    }
  }

private:
  void accumulateTile(Index count, std::span<const double> upstream, std::span<double> downstream) const {
    std::vector<std::vector<double>> at(sizes_.size());
    at.back().assign(upstream.begin(), upstream.end());
    for (std::size_t k = wires_.size(); k-- > 0;) {
      const NetworkWire& wire = wires_[k];
      if (wire.from != 0) at[wire.from].resize(static_cast<std::size_t>(count * sizes_[wire.from]));
      wire.map.accumulateTransposed(count, at[wire.to],
                                    wire.from == 0 ? downstream : std::span(at[wire.from]));
      const bool isFirstInto = k == 0 || wires_[k - 1].to != wire.to;
      if (isFirstInto) std::vector<double>().swap(at[wire.to]);
    }
  }

  /// So many lines at once that the unit lines and what becomes of them stay small.
  Index linesAtOnce(Index count) const {
    return std::clamp<Index>((Index(1) << 18) / std::max<Index>({rows, columns, 1}), 1,
                             std::max<Index>(count, 1));
  }

  /// Whole rows, `count` of them from `row` on.
  std::vector<double> wholeRows(Index row, Index count) const {
    std::vector<double> units(static_cast<std::size_t>(count * rows));
    std::vector<double> lines(static_cast<std::size_t>(count * columns));
    for (Index k = 0; k < count; ++k) units[static_cast<std::size_t>(k * rows + row + k)] = 1;
    accumulateTransposed(count, units, lines);
    return lines;
  }

  std::vector<double> wholeColumn(Index column) const {
    std::vector<double> unit(static_cast<std::size_t>(columns));
    std::vector<double> line(static_cast<std::size_t>(rows));
    unit[static_cast<std::size_t>(column)] = 1;
    accumulate(unit, line);
    return line;
  }

  void readRows(Index row, Index column, Index rowCount, Index columnCount, std::span<double> block) const {
    const Index tile = linesAtOnce(rowCount);
    for (Index first = 0; first < rowCount; first += tile) {
      const Index count = std::min(tile, rowCount - first);
      const std::vector<double> lines = wholeRows(row + first, count);
      for (Index j = 0; j < count; ++j) {
        std::copy_n(lines.data() + j * columns + column, columnCount,
                    block.data() + (first + j) * columnCount);
      }
    }
  }

  void readColumns(Index row, Index column, Index rowCount, Index columnCount,
                   std::span<double> block) const {
    for (Index i = 0; i < columnCount; ++i) {
      const std::vector<double> line = wholeColumn(column + i);
      for (Index j = 0; j < rowCount; ++j) {
        block[static_cast<std::size_t>(j * columnCount + i)] = line[static_cast<std::size_t>(row + j)];
      }
    }
  }

  double entriesOfWires() const {
    double entries = 0;
    for (const NetworkWire& wire : wires_) {
      entries += static_cast<double>(wire.map.rows()) * static_cast<double>(wire.map.columns());
    }
    return entries;
  }

  /// Columns pushed forward, where only what differs from 0 is multiplied.
  void readTermByTerm(Index row, Index column, Index rowCount, Index columnCount,
                      std::span<double> block) const {
    std::vector<double> line;
    for (Index i = 0; i < columnCount; ++i) {
      std::vector<std::vector<double>> at(sizes_.size());
      for (std::size_t node = 0; node < at.size(); ++node)
        at[node].resize(static_cast<std::size_t>(sizes_[node]));
      at.front()[static_cast<std::size_t>(column + i)] = 1;
      for (const NetworkWire& wire : wires_) {
        line.resize(static_cast<std::size_t>(wire.map.rows()));
        for (std::size_t l = 0; l < at[wire.from].size(); ++l) {
          const double factor = at[wire.from][l];
          if (factor == 0) continue;
          wire.map.readBlock(0, static_cast<Index>(l), wire.map.rows(), 1, line);
          for (std::size_t j = 0; j < line.size(); ++j) {
            if (line[j] != 0) at[wire.to][j] += factor * line[j];
          }
        }
      }
      for (Index j = 0; j < rowCount; ++j) {
        block[static_cast<std::size_t>(j * columnCount + i)] = at.back()[static_cast<std::size_t>(row + j)];
      }
    }
  }

  std::vector<Index> sizes_;
  std::vector<NetworkWire> wires_;
  std::vector<std::size_t> lastUse_;  ///< per node: its last wire
  Index width_ = 0;                   ///< the most entries on both ends of a wire
};

}  // namespace

LinearMap networkForm(const Shape& input, std::vector<Index> sizes, std::vector<NetworkWire> wires) {
  const Shape output = wires.back().map.outputShape();
  return {output, input, std::make_shared<Network>(std::move(sizes), std::move(wires))};
}

}  // namespace core
