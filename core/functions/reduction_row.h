#pragma once

#include <vector>

#include "core/functions/function.h"
#include "core/linear_map/sum.h"

namespace core {

// A reduction in which the local gradient depends on the entries is written once, for the entries x that meet
// in one output entry y, as a struct:
//   struct Product {
//     static double value(std::span<const double> x, const Settings&);
//     static void slopes(std::span<const double> x, double y, const Settings&, std::span<double> slopes);
//   };
// From it come the value over any axes, the local map and the fused vector-Jacobian product.

/// `input` with size 1 on the reduced axes.
Shape keptShape(const Shape& input, std::span<const Index> axes);

/// How many input entries meet in one output entry.
double countOf(const Shape& input, std::span<const Index> axes);

/// The output's shape from the attributes dim and keepdim.
Shape reducedShape(InputShapes inputs, const Settings& settings);

/// The attributes dim and keepdim, after `own` ones.
std::vector<AttributeSpec> reductionAttributes(std::vector<AttributeSpec> own = {});

/// Which entries of a tensor meet in each output entry of a reduction: neighbours where the last axes are
/// reduced, else those at start + offset for every offset.
class Groups {
public:
  Groups(const Shape& input, const Settings& settings);

  /// How many entries meet.
  std::size_t size() const { return size_; }
  /// Calls `use(o, start)` for every output entry o.
  template <typename Use>
  void forEach(Use&& use) const {
    for (Index o = 0; o < count_; ++o)
      use(o, neighbours_ ? o * static_cast<Index>(size_) : starts_[static_cast<std::size_t>(o)]);
  }
  /// The entries of the group at `start`, where they stand if they are neighbours, else copied into `buffer`.
  std::span<const double> read(std::span<const double> data, Index start, std::vector<double>& buffer) const;
  /// Calls `use(position, k)` for the k-th entry of the group at `start`.
  template <typename Use>
  void forEachEntry(Index start, Use&& use) const {
    for (std::size_t k = 0; k < size_; ++k)
      use(start + (neighbours_ ? static_cast<Index>(k) : offsets_[k]), k);
  }

private:
  Index count_;
  std::size_t size_;
  bool neighbours_ = true;
  std::vector<Index> starts_;
  std::vector<Index> offsets_;
};

template <typename Row>
void reductionValue(const Inputs& inputs, const Settings& settings, std::span<double> output) {
  const Groups groups(inputs[0].shape(), settings);
  std::vector<double> buffer;
  groups.forEach([&](Index o, Index start) {
    output[static_cast<std::size_t>(o)] = Row::value(groups.read(inputs[0].data, start, buffer), settings);
  });
}

/// Calls `use(o, i, slope)` for every input entry i and the output entry o that it meets.
template <typename Row, typename Use>
void forEachSlope(const Inputs& inputs, const TensorView& output, const Settings& settings, Use&& use) {
  const Groups groups(inputs[0].shape(), settings);
  std::vector<double> buffer, slopes(groups.size());
  groups.forEach([&](Index o, Index start) {
    Row::slopes(groups.read(inputs[0].data, start, buffer), output[o], settings, slopes);
    groups.forEachEntry(start, [&](Index i, std::size_t k) { use(o, i, slopes[k]); });
  });
}

template <typename Row>
LinearMap reductionLocal(std::size_t, const Inputs& inputs, const TensorView& output,
                         const Settings& settings) {
  const Shape& input = inputs[0].shape();
  std::vector<double> weights(static_cast<std::size_t>(input.size()));
  forEachSlope<Row>(inputs, output, settings,
                    [&](Index, Index i, double slope) { weights[static_cast<std::size_t>(i)] = slope; });
  return sumMap(output.shape(), input, settings.axes("dim", input.rank()), std::move(weights));
}

/// The slopes of one upstream row are used where they are made; for a stack of rows they are kept in the map.
template <typename Row>
void reductionAccumulate(std::size_t argument, const Inputs& inputs, const TensorView& output,
                         const Settings& settings, Index count, std::span<const double> upstream,
                         std::span<double> downstream) {
  if (count != 1) {
    reductionLocal<Row>(argument, inputs, output, settings).accumulateTransposed(count, upstream, downstream);
    return;
  }
  forEachSlope<Row>(inputs, output, settings, [&](Index o, Index i, double slope) {
    downstream[static_cast<std::size_t>(i)] += upstream[static_cast<std::size_t>(o)] * slope;
  });
}

/// `row` with everything that follows from the struct filled in.
template <typename Row>
Function reduction(Function row) {
  row.arguments = {{"input"}};
  row.attributes = reductionAttributes(std::move(row.attributes));
  if (!row.shape) row.shape = reducedShape;
  row.value = reductionValue<Row>;
  row.local = reductionLocal<Row>;
  row.accumulate = reductionAccumulate<Row>;
  return row;
}

}  // namespace core
