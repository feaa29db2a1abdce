#pragma once

#include "core/functions/accurate_sum.h"
#include "core/functions/class_targets.h"
#include "core/functions/elementwise_row.h"
#include "core/linear_map/dense.h"

namespace core {

// A loss that compares two tensors entry by entry is written once, for single numbers, as an elementwise
// struct of two arguments (its slopes may not use y); from it come the three reductions.

/// The attribute that every loss has.
AttributeSpec reductionAttribute();

/// The shape of the losses before they are put together. Errors as `elementwiseShape`.
Shape pointwiseLossShape(InputShapes inputs, const Settings& settings);

template <typename Row>
void pointwiseLossValue(const Inputs& inputs, const Settings& settings, std::span<double> output) {
  if (!isReduced(settings)) return elementwiseValue<Row>(inputs, settings, output);
  std::vector<double> losses(
      static_cast<std::size_t>(broadcastShape(inputs[0].shape(), inputs[1].shape()).size()));
  elementwiseValue<Row>(inputs, settings, losses);
  reduceLosses(losses, settings, output);
}

/// downstream[i] += upstream · Σ_j ∂loss_j/∂x_i: a mean or a sum sends the same share to every loss.
template <typename Row>
void accumulateReduced(std::size_t argument, const Inputs& inputs, const Settings& settings, double upstream,
                       std::span<double> downstream) {
  const Shape shape = broadcastShape(inputs[0].shape(), inputs[1].shape());
  const Tensor shares(shape, upstream * shareOfLoss(shape.size(), settings));
  elementwiseAccumulate<Row>(argument, inputs, shares, settings, 1, shares.data(), downstream);
}

template <typename Row>
LinearMap pointwiseLossLocal(std::size_t argument, const Inputs& inputs, const TensorView& output,
                             const Settings& settings) {
  if (!isReduced(settings)) return elementwiseLocal<Row>(argument, inputs, output, settings);
  std::vector<double> row(inputs[argument].data.size());
  accumulateReduced<Row>(argument, inputs, settings, 1, row);
  return denseMap(output.shape(), inputs[argument].shape(), std::move(row));
}

template <typename Row>
void pointwiseLossAccumulate(std::size_t argument, const Inputs& inputs, const TensorView& output,
                             const Settings& settings, Index count, std::span<const double> upstream,
                             std::span<double> downstream) {
  if (!isReduced(settings))
    return elementwiseAccumulate<Row>(argument, inputs, output, settings, count, upstream, downstream);
  if (count == 1) return accumulateReduced<Row>(argument, inputs, settings, upstream[0], downstream);
  pointwiseLossLocal<Row>(argument, inputs, output, settings)
      .accumulateTransposed(count, upstream, downstream);
}

/// `row` with everything that follows from the struct filled in, and the attribute `reduction` in front.
template <typename Row>
Function pointwiseLoss(Function row) {
  row.attributes.insert(row.attributes.begin(), reductionAttribute());
  if (!row.shape) row.shape = pointwiseLossShape;
  if (!row.value) row.value = pointwiseLossValue<Row>;
  row.local = pointwiseLossLocal<Row>;
  row.accumulate = pointwiseLossAccumulate<Row>;
  return row;
}

}  // namespace core
