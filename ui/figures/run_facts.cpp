#include "ui/figures/run_facts.h"

#include <algorithm>
#include <cmath>

#include "ui/model/document.h"
#include "ui/model/value_range.h"

namespace ui {
namespace {

constexpr std::size_t pooledCells = 60;
constexpr std::size_t mostRead =
    4096;  // entries a strip cell is pooled from, so that a large tensor costs no frame
constexpr core::Index mostChecked = 1 << 20;  // entries of all nodes together that are looked at one by one

/// One number for each of at most 60 equal pieces: the one of largest magnitude.
std::vector<double> pooledStrip(std::span<const double> numbers) {
  if (numbers.size() <= mostStripCells) return {numbers.begin(), numbers.end()};
  const std::size_t cells = std::min(pooledCells, numbers.size());
  std::vector<double> strip(cells);
  for (std::size_t cell = 0; cell < cells; ++cell) {
    const std::size_t begin = cell * numbers.size() / cells;
    const std::size_t end = (cell + 1) * numbers.size() / cells;
    const std::size_t stride = std::max<std::size_t>(1, (end - begin) / mostRead);
    double largest = numbers[begin];
    for (std::size_t k = begin; k < end; k += stride) {
      if (std::isnan(numbers[k]) || std::abs(numbers[k]) > std::abs(largest)) largest = numbers[k];
      if (std::isnan(largest)) break;
    }
    strip[cell] = largest;
  }
  return strip;
}

bool hasNotFinite(std::span<const double> numbers) {
  return !std::all_of(numbers.begin(), numbers.end(), [](double v) { return std::isfinite(v); });
}

}  // namespace

RunFacts::RunFacts(std::shared_ptr<const core::Trace> run) : trace(std::move(run)) {
  const core::Graph& graph = trace->graph();
  strips.resize(graph.size());
  notFinite.resize(graph.size());
  corners.resize(graph.size());
  firstNotFinite = trace->firstNotFinite();
  core::Index checked = 0;
  for (std::size_t p = 0; p < graph.size(); ++p) {
    if (!trace->hasValue(p)) continue;
    const core::TensorView value = trace->value(p);
    const bool large = checked + value.size() > mostChecked;
    if (!large) checked += value.size();
    const core::Node& node = graph.node(p);
    if (value.shape().rank() > 0 && !node.isParameter() && !node.isConstant() && value.size() > 0) {
      strips[p] = pooledStrip(value.data);
    }
    if (firstNotFinite) notFinite[p] = hasNotFinite(large ? std::span<const double>(strips[p]) : value.data);
    if (!large && !node.isLeaf()) corners[p] = translated(trace->corner(p));
  }
  const ValueRange range = valueRange(trace);
  scale = ColourScale::sequential(SequentialMap::Viridis, range.lo, range.hi);
}

}  // namespace ui
