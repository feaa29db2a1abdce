#include "core/linear_map/chain_table.h"

#include <algorithm>
#include <cassert>

#include "core/tensor/multiply.h"

namespace core {
namespace {

constexpr std::size_t longestOrdered = 64;
constexpr double largestBetween = double(Index(1) << 24);
constexpr Index entriesAtOnce = Index(1) << 20;

/// What reading `lines` unit rows or columns off a map takes.
Natural readingCost(const LinearMap& map, Index lines) {
  return map.structure() == Structure::Composed ? Natural(lines) * map.multiplications() : Natural(0);
}

/// One line pushed through all maps but `first`, which is read.
Natural sweepCost(std::span<const LinearMap> maps, std::size_t first, Index lines) {
  Natural one = 0;
  for (std::size_t k = 0; k < maps.size(); ++k) {
    if (k != first) one += maps[k].multiplications();
  }
  return one * lines + readingCost(maps[first], lines);
}

/// Whether a table of this size may be made on the way.
bool fitsBetween(Index rows, Index columns) {
  return static_cast<double>(rows) * static_cast<double>(columns) <= largestBetween;
}

/// The products of the maps i … j as tables, from short ones to long ones.
class Orders {
public:
  explicit Orders(std::span<const LinearMap> maps)
      : maps_(maps), count_(maps.size()), cells_(count_ * count_) {
    for (std::size_t i = 0; i < count_; ++i) {
      costs_.push_back(maps[i].multiplications());
      cell(i, i) = {readingCost(maps[i], std::min(maps[i].rows(), maps[i].columns())), i,
                    fitsBetween(maps[i].rows(), maps[i].columns())};
    }
    for (std::size_t length = 2; length <= count_; ++length) {
      for (std::size_t i = 0; i + length <= count_; ++i) fill(i, i + length - 1);
    }
  }

  bool isPossible() const { return cells_[count_ - 1].isPossible; }
  const Natural& cost() const { return cells_[count_ - 1].cost; }
  std::vector<std::vector<std::size_t>> splits() const {
    std::vector<std::vector<std::size_t>> result(count_);
    for (std::size_t i = 0; i < count_; ++i) {
      for (std::size_t j = i; j < count_; ++j) result[i].push_back(cells_[i * count_ + j].split);
    }
    return result;
  }

private:
  struct Cell {
    Natural cost;
    std::size_t split = 0;
    bool isPossible = false;
  };

  Cell& cell(std::size_t i, std::size_t j) { return cells_[i * count_ + j]; }

  void fill(std::size_t i, std::size_t j) {
    const Index rows = maps_[j].rows();
    const Index columns = maps_[i].columns();
    Cell& best = cell(i, j);
    const bool isWhole = i == 0 && j + 1 == count_;
    if (!isWhole && !fitsBetween(rows, columns)) return;
    for (std::size_t s = i; s < j; ++s) {
      const Cell& right = cell(i, s);
      const Cell& left = cell(s + 1, j);
      if (s + 1 == j && right.isPossible) offer(best, right.cost + Natural(columns) * costs_[j], s);
      if (s == i && left.isPossible) offer(best, left.cost + Natural(rows) * costs_[i], s);
      if (s > i && s + 1 < j && left.isPossible && right.isPossible) {
        offer(best, left.cost + right.cost + Natural(rows) * maps_[s].rows() * columns, s);
      }
    }
  }

  static void offer(Cell& best, Natural cost, std::size_t split) {
    if (best.isPossible && best.cost <= cost) return;
    best = {std::move(cost), split, true};
  }

  std::span<const LinearMap> maps_;
  std::size_t count_;
  std::vector<Index> costs_;  ///< of applying each map to one line
  std::vector<Cell> cells_;
};

/// Unit rows of the last map, some at a time, pushed back through the others.
std::vector<double> reverseTable(std::span<const LinearMap> maps, const Watch& watch) {
  const Index rows = maps.back().rows();
  const Index columns = maps.front().columns();
  Index width = 1;
  for (const LinearMap& map : maps) width = std::max(width, map.columns());
  const Index tile = std::clamp<Index>(entriesAtOnce / width, 1, std::max<Index>(rows, 1));
  std::vector<double> table(static_cast<std::size_t>(rows * columns));
  for (Index first = 0; first < rows; first += tile) {
    watch.report(first, rows);
    const Index count = std::min(tile, rows - first);
    std::vector<double> lines(static_cast<std::size_t>(count * maps.back().columns()));
    maps.back().readBlock(first, 0, count, maps.back().columns(), lines);
    for (std::size_t k = maps.size() - 1; k-- > 0;) {
      std::vector<double> next(static_cast<std::size_t>(count * maps[k].columns()));
      maps[k].accumulateTransposed(count, lines, next);
      lines = std::move(next);
    }
    std::copy(lines.begin(), lines.end(), table.begin() + first * columns);
  }
  return table;
}

/// Each column that `columnOf` gives, pushed forward through `maps`; the results stand in a table of `rows`
/// rows.
template <typename ColumnOf>
std::vector<double> pushedForward(std::span<const LinearMap> maps, Index rows, Index columns,
                                  const Watch& watch, ColumnOf&& columnOf) {
  std::vector<double> table(static_cast<std::size_t>(rows * columns));
  for (Index i = 0; i < columns; ++i) {
    watch.report(i, columns);
    std::vector<double> line = columnOf(i);
    for (const LinearMap& map : maps) {
      std::vector<double> next(static_cast<std::size_t>(map.rows()));
      map.accumulate(line, next);
      line = std::move(next);
    }
    for (Index j = 0; j < rows; ++j)
      table[static_cast<std::size_t>(j * columns + i)] = line[static_cast<std::size_t>(j)];
  }
  return table;
}

std::vector<double> forwardTable(std::span<const LinearMap> maps, const Watch& watch) {
  const LinearMap& first = maps.front();
  return pushedForward(maps.subspan(1), maps.back().rows(), first.columns(), watch, [&](Index i) {
    std::vector<double> column(static_cast<std::size_t>(first.rows()));
    first.readBlock(0, i, first.rows(), 1, column);
    return column;
  });
}

/// Follows the splits of a plan.
class OrderedTable {
public:
  OrderedTable(std::span<const LinearMap> maps, const TablePlan& plan, const Watch& watch)
      : maps_(maps), plan_(plan), watch_(watch) {}

  /// The product of the maps i … j as a table.
  std::vector<double> of(std::size_t i, std::size_t j) {
    if (i == j) return makeTable(maps_.subspan(i, 1), planTable(maps_.subspan(i, 1)), pause());
    const std::size_t split = plan_.split[i][j - i];
    const Index rows = maps_[j].rows();
    const Index columns = maps_[i].columns();
    if (split + 1 == j && (split > i || !leftFirst(i, j))) {
      const std::vector<double> right = of(i, split);
      finish();
      return pushedForward(maps_.subspan(j, 1), rows, columns, pause(), [&](Index column) {
        std::vector<double> line(static_cast<std::size_t>(maps_[split].rows()));
        for (std::size_t k = 0; k < line.size(); ++k) {
          line[k] = right[k * static_cast<std::size_t>(columns) + static_cast<std::size_t>(column)];
        }
        return line;
      });
    }
    const std::vector<double> left = of(split + 1, j);
    std::vector<double> table(static_cast<std::size_t>(rows * columns));
    if (split == i) {
      maps_[i].accumulateTransposed(rows, left, table);
    } else {
      const std::vector<double> right = of(i, split);
      const Index inner = maps_[split].rows();
      multiplyAdd({left.data(), rows, inner, inner, 1}, {right.data(), inner, columns, columns, 1},
                  {table.data(), rows, columns, columns, 1});
    }
    finish();
    return table;
  }

private:
  /// Of two neighbours: whether the left one is read and pushed back through the right one, not the other way
  /// round.
  bool leftFirst(std::size_t i, std::size_t j) const {
    if (!fitsBetween(maps_[i].rows(), maps_[i].columns())) return true;
    if (!fitsBetween(maps_[j].rows(), maps_[j].columns())) return false;
    return readingCost(maps_[j], std::min(maps_[j].rows(), maps_[j].columns())) +
               Natural(maps_[j].rows()) * maps_[i].multiplications() <
           readingCost(maps_[i], std::min(maps_[i].rows(), maps_[i].columns())) +
               Natural(maps_[i].columns()) * maps_[j].multiplications();
  }
  /// Within a product only a stop is heard.
  Watch pause() const { return {watch_.stop, {}}; }
  void finish() { watch_.report(++done_, static_cast<Index>(maps_.size()) - 1); }

  std::span<const LinearMap> maps_;
  const TablePlan& plan_;
  const Watch& watch_;
  Index done_ = 0;
};

std::string written(const TablePlan& plan, std::span<const std::string> names, std::size_t i, std::size_t j) {
  if (i == j) return names[i];
  const std::size_t split = plan.split[i][j - i];
  const auto part = [&](std::size_t first, std::size_t last) {
    const std::string text = written(plan, names, first, last);
    return first == last ? text : "(" + text + ")";
  };
  return part(split + 1, j) + " · " + part(i, split);
}

}  // namespace

TablePlan planTable(std::span<const LinearMap> maps) {
  assert(!maps.empty());
  TablePlan plan;
  plan.forward = sweepCost(maps, 0, maps.front().columns());
  plan.reverse = sweepCost(maps, maps.size() - 1, maps.back().rows());
  if (maps.size() == 1 && maps.front().structure() != Structure::Composed) return plan;
  plan.way = plan.forward < plan.reverse ? TableWay::Forward : TableWay::Reverse;
  plan.multiplications = std::min(plan.forward, plan.reverse);
  if (maps.size() > 2 && maps.size() <= longestOrdered) {
    const Orders orders(maps);
    // Tables between are made and kept: only a clear gain is worth them.
    if (orders.isPossible() && 2 * orders.cost() < plan.multiplications) {
      plan.way = TableWay::Ordered;
      plan.multiplications = orders.cost();
      plan.split = orders.splits();
    }
  }
  return plan;
}

std::vector<double> makeTable(std::span<const LinearMap> maps, const TablePlan& plan, const Watch& watch) {
  switch (plan.way) {
    case TableWay::Read: {
      const LinearMap& map = maps.front();
      std::vector<double> table(static_cast<std::size_t>(map.rows() * map.columns()));
      map.readBlock({0, 0, map.rows(), map.columns()}, table, watch);
      return table;
    }
    case TableWay::Forward: return forwardTable(maps, watch);
    case TableWay::Reverse: return reverseTable(maps, watch);
    case TableWay::Ordered: return OrderedTable(maps, plan, watch).of(0, maps.size() - 1);
  }
  return {};
}

std::string writtenOrder(const TablePlan& plan, std::span<const std::string> names) {
  return plan.way == TableWay::Ordered ? written(plan, names, 0, names.size() - 1) : std::string();
}

}  // namespace core
