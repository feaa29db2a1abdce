#include "core/functions/where.h"

#include "core/functions/elementwise_row.h"
#include "core/linear_map/selection.h"
#include "core/linear_map/zero.h"

namespace core {
namespace {

/// Calls `use(o, i)` for each output entry o that is a copy of the entry i of `argument` (1 or 2). A NaN is a
/// condition that holds.
template <typename Use>
void forEachCopy(std::size_t argument, const Inputs& inputs, const Shape& output, Use&& use) {
  const std::array strides{broadcastStrides(inputs[0].shape(), output),
                           broadcastStrides(inputs[argument].shape(), output)};
  StridedWalk walk(output, strides);
  const auto size = static_cast<std::size_t>(output.size());
  for (std::size_t o = 0; o < size; ++o, walk.next()) {
    const bool holds = inputs[0][walk.position(0)] != 0;
    if (holds == (argument == 1)) use(o, static_cast<std::size_t>(walk.position(1)));
  }
}

}  // namespace

Shape whereShape(InputShapes inputs, const Settings&) {
  const Shape branches = combinedShape(*inputs[1], "a", *inputs[2], "b");
  try {
    return broadcastShape(*inputs[0], branches);
  } catch (const Error&) {
    throw Error(
        "condition (%1) cannot be repeated to fit a (%2) and b (%3), which make %4: counted from the end, axes must be equal "
        "or 1",
        {text(*inputs[0]), text(*inputs[1]), text(*inputs[2]), text(branches)});
  }
}

void whereValue(const Inputs& inputs, const Settings&, std::span<double> output) {
  const Shape shape = broadcastShape(inputs[0].shape(), broadcastShape(inputs[1].shape(), inputs[2].shape()));
  for (const std::size_t argument : {1, 2}) {
    const std::span<const double> from = inputs[argument].data;
    forEachCopy(argument, inputs, shape, [&](std::size_t o, std::size_t i) { output[o] = from[i]; });
  }
}

LinearMap whereLocal(std::size_t argument, const Inputs& inputs, const TensorView& output, const Settings&) {
  if (argument == 0) return zeroMap(output.shape(), inputs[0].shape());
  std::vector<Index> columns(output.data.size(), -1);
  forEachCopy(argument, inputs, output.shape(),
              [&](std::size_t o, std::size_t i) { columns[o] = static_cast<Index>(i); });
  return indexedSelectionMap(output.shape(), inputs[argument].shape(), std::move(columns));
}

void whereAccumulate(std::size_t argument, const Inputs& inputs, const TensorView& output, const Settings&,
                     Index count, std::span<const double> upstream, std::span<double> downstream) {
  if (argument == 0) return;
  const std::size_t rows = output.data.size(), columns = inputs[argument].data.size();
  forEachCopy(argument, inputs, output.shape(), [&](std::size_t o, std::size_t i) {
    for (std::size_t k = 0; k < static_cast<std::size_t>(count); ++k)
      downstream[k * columns + i] += upstream[k * rows + o];
  });
}

}  // namespace core
