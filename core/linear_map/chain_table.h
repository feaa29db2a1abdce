#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/linear_map/linear_map.h"
#include "core/linear_map/reading.h"
#include "core/natural.h"

namespace core {

/// How the table of a product of maps is made.
enum class TableWay {
  Read,     ///< the product has a simple form and is read off
  Forward,  ///< unit columns pushed forward, from the first map to the last
  Reverse,  ///< unit rows pushed back, from the last map to the first
  Ordered   ///< products of neighbours in the cheapest order
};

/// The cheapest way to the table of a product of maps, and what it takes in scalar multiplications.
struct TablePlan {
  TableWay way = TableWay::Read;
  Natural multiplications;
  Natural forward;  ///< of the same table in forward mode
  Natural reverse;  ///< and in reverse mode
  /// Of `Ordered`: split[i][j − i] is the last map of the right part of the product of the maps i … j.
  std::vector<std::vector<std::size_t>> split = {};
};

/// Chooses between forward, reverse and, for chains of up to 64 maps, the best order of association by
/// dynamic programming over the shapes with what each map's structure costs (a map that is no table yet is
/// applied, never made one). An order whose tables between would have more than 2²⁴ entries, or that saves
/// less than half, is left out. `maps` in the order in which they are applied, at least one.
TablePlan planTable(std::span<const LinearMap> maps);

/// The table of the product, row-major, made as planned. Throws `Stopped`; progress counts rows, columns or
/// products.
std::vector<double> makeTable(std::span<const LinearMap> maps, const TablePlan& plan,
                              const Watch& watch = {});

/// The order of an `Ordered` plan with a name for each map: "(C·B)·A" is written for the names A, B, C.
std::string writtenOrder(const TablePlan& plan, std::span<const std::string> names);

}  // namespace core
