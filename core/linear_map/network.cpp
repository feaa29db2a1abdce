#include "core/linear_map/network.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/linear_map/composition.h"
#include "core/linear_map/diagonal.h"
#include "core/linear_map/form.h"

namespace core {
namespace {

bool isComposed(const LinearMap& map) { return map.structure() == Structure::Composed; }

/// What multiplying two maps out took where the product has a simple form: one multiplication an entry of it, unless
/// one of the factors only copies.
Natural productCost(const LinearMap& outer, const LinearMap& inner, const LinearMap& result) {
  if (outer.multiplications() == 0 || inner.multiplications() == 0) return 0;
  return result.structure() == Structure::Scaled ? Index(1) : result.multiplications();
}

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
    const Index tile = std::clamp<Index>((Index(1) << 18) / std::max<Index>(width_, 1), 1, std::max<Index>(count, 1));
    for (Index first = 0; first < count; first += tile) {
      const Index some = std::min(tile, count - first);
      accumulateTile(some,
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
    // An infinity times a zero that stands there by structure has polluted entries: then each term is looked at,
    // unless that would take too long.
    if (!std::all_of(block.begin(), block.end(), [](double value) { return std::isfinite(value); }) &&
        static_cast<double>(columnCount) * entriesOfWires() <= double(1 << 28)) {
      readTermByTerm(row, column, rowCount, columnCount, block);
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
      watch.report(n, lines.count);
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
    }
  }

private:
  void accumulateTile(Index count, std::span<const double> upstream, std::span<double> downstream) const {
    std::vector<std::vector<double>> at(sizes_.size());
    at.back().assign(upstream.begin(), upstream.end());
    for (std::size_t k = wires_.size(); k-- > 0;) {
      const NetworkWire& wire = wires_[k];
      if (wire.from != 0) at[wire.from].resize(static_cast<std::size_t>(count * sizes_[wire.from]));
      wire.map.accumulateTransposed(count, at[wire.to], wire.from == 0 ? downstream : std::span(at[wire.from]));
      const bool isFirstInto = k == 0 || wires_[k - 1].to != wire.to;
      if (isFirstInto) std::vector<double>().swap(at[wire.to]);
    }
  }

  void readRows(Index row, Index column, Index rowCount, Index columnCount, std::span<double> block) const {
    std::vector<double> unit(static_cast<std::size_t>(rows));
    std::vector<double> line(static_cast<std::size_t>(columns));
    for (Index j = 0; j < rowCount; ++j) {
      unit[static_cast<std::size_t>(row + j)] = 1;
      std::fill(line.begin(), line.end(), 0.0);
      accumulateTransposed(1, unit, line);
      unit[static_cast<std::size_t>(row + j)] = 0;
      std::copy_n(line.data() + column, columnCount, block.data() + j * columnCount);
    }
  }

  void readColumns(Index row, Index column, Index rowCount, Index columnCount, std::span<double> block) const {
    std::vector<double> unit(static_cast<std::size_t>(columns));
    std::vector<double> line(static_cast<std::size_t>(rows));
    for (Index i = 0; i < columnCount; ++i) {
      unit[static_cast<std::size_t>(column + i)] = 1;
      std::fill(line.begin(), line.end(), 0.0);
      accumulate(unit, line);
      unit[static_cast<std::size_t>(column + i)] = 0;
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
  void readTermByTerm(Index row, Index column, Index rowCount, Index columnCount, std::span<double> block) const {
    std::vector<double> line;
    for (Index i = 0; i < columnCount; ++i) {
      std::vector<std::vector<double>> at(sizes_.size());
      for (std::size_t node = 0; node < at.size(); ++node) at[node].resize(static_cast<std::size_t>(sizes_[node]));
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

/// Makes the nodes and wires of a form, as few as folding leaves.
class Folding {
public:
  Folding(const Shape& input, std::size_t nodeCount) : handles_(nodeCount), sizes_{input.size()} {}

  /// All wires into one node, the next in order.
  void addNode(std::span<const NetworkWire> wires) {
    std::vector<NetworkWire> parts;
    for (const NetworkWire& wire : wires) {
      parts.push_back(extended(wire));
      if (parts.size() > 1) addUp(parts);
    }
    const std::size_t node = wires.front().to;
    if (parts.size() == 1) {
      handles_[node] = {parts.front().from, std::move(parts.front().map)};
    } else {
      handles_[node] = {newNode(std::move(parts)), std::nullopt};
    }
  }

  FoldedMap result(const Shape& input) {
    Handle last = std::move(handles_.back());
    if (last.root == 0 && !last.map) return {identityMap(input, input), cost_};
    if (last.root == 0) return {*std::move(last.map), cost_};
    if (last.map) newNode({{last.root, 0, *std::move(last.map)}});
    const Shape output = wires_.back().map.outputShape();
    return {{output, input, std::make_shared<Network>(std::move(sizes_), std::move(wires_))}, cost_};
  }

private:
  /// A node of the network as a node of the form, and what leads from there to it (nothing: it is that node).
  struct Handle {
    std::size_t root = 0;
    std::optional<LinearMap> map = {};
  };

  /// The wire as one from a node of the form, with what leads to its start folded in.
  NetworkWire extended(const NetworkWire& wire) {
    Handle& start = handles_[wire.from];
    if (!start.map) return {start.root, 0, wire.map};
    if (std::optional<FoldedMap> folded = foldedProduct(wire.map, *start.map)) {
      cost_ += folded->multiplications;
      return {start.root, 0, std::move(folded->map)};
    }
    const std::size_t node = newNode({{start.root, 0, *std::move(start.map)}});
    start = {node, std::nullopt};
    return {node, 0, wire.map};
  }

  /// Adds the last part to one before it from the same node where the sum has a simple form.
  static void addUp(std::vector<NetworkWire>& parts) {
    for (std::size_t k = 0; k + 1 < parts.size(); ++k) {
      if (parts[k].from != parts.back().from) continue;
      LinearMap total = sum(parts[k].map, parts.back().map);
      if (isComposed(total)) continue;
      parts[k].map = std::move(total);
      parts.pop_back();
      return;
    }
  }

  std::size_t newNode(std::vector<NetworkWire> wires) {
    const std::size_t node = sizes_.size();
    sizes_.push_back(wires.front().map.rows());
    for (NetworkWire& wire : wires) {
      wire.to = node;
      wires_.push_back(std::move(wire));
    }
    return node;
  }

  std::vector<Handle> handles_;
  std::vector<Index> sizes_;
  std::vector<NetworkWire> wires_;
  Natural cost_ = 0;
};

}  // namespace

std::optional<FoldedMap> foldedProduct(const LinearMap& outer, const LinearMap& inner) {
  if (isComposed(outer) || isComposed(inner)) return std::nullopt;
  LinearMap folded = product(outer, inner);
  if (isComposed(folded)) return std::nullopt;
  Natural cost = productCost(outer, inner, folded);
  return FoldedMap{std::move(folded), std::move(cost)};
}

FoldedMap networkMap(const Shape& input, std::size_t nodeCount, std::span<const NetworkWire> wires) {
  Folding folding(input, nodeCount);
  for (std::size_t begin = 0; begin < wires.size();) {
    std::size_t end = begin + 1;
    while (end < wires.size() && wires[end].to == wires[begin].to) ++end;
    folding.addNode(wires.subspan(begin, end - begin));
    begin = end;
  }
  return folding.result(input);
}

}  // namespace core
