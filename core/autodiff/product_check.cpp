#include "core/autodiff/product_check.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace core {
namespace {

constexpr Index readAtOnce = Index(1) << 16;  // entries of the local gradient

}  // namespace

ProductCheck checkProduct(const Trace& trace, std::size_t node, std::size_t argument, const Watch& watch) {
  const LinearMap local = trace.local(node, argument);
  const TensorView upstream = trace.gradient(node);
  const Tensor downstream = trace.downstream(node, argument);
  const Index seeds = trace.stack().size();
  const Index columns = local.columns();
  std::vector<double> sums(static_cast<std::size_t>(seeds * columns));
  const Index atOnce = std::max<Index>(1, readAtOnce / std::max<Index>(columns, 1));
  std::vector<double> block;
  for (Index row = 0; row < local.rows(); row += atOnce) {
    const Index count = std::min(atOnce, local.rows() - row);
    watch.report(row, local.rows());
    block.resize(static_cast<std::size_t>(count * columns));
    local.readBlock(Window{row, 0, count, columns}, block, {watch.stop, {}});
    for (Index k = 0; k < seeds; ++k) {
      double* sum = sums.data() + k * columns;
      for (Index j = 0; j < count; ++j) {
        const double weight = upstream[k * local.rows() + row + j];
        // A function that does not read an entry sends nothing there, also where the upstream gradient is
        // infinite.
        if (weight == 0) continue;
        const double* entries = block.data() + j * columns;
        for (Index i = 0; i < columns; ++i)
          if (entries[i] != 0) sum[i] += weight * entries[i];
      }
    }
  }
  ProductCheck check{.entries = seeds * local.rows() * columns};
  double largest = 0;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const double shown = downstream[static_cast<Index>(i)];
    if (std::isfinite(shown)) largest = std::max(largest, std::abs(shown));
    if (shown == sums[i] || (std::isnan(shown) && std::isnan(sums[i]))) continue;
    check.isEqual = false;
    const double deviation = std::abs(shown - sums[i]);
    check.worst =
        std::isnan(deviation) ? std::numeric_limits<double>::infinity() : std::max(check.worst, deviation);
  }
  if (largest > 0) check.worst /= largest;
  return check;
}

}  // namespace core
