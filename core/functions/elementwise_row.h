#pragma once

#include <algorithm>
#include <array>
#include <type_traits>
#include <vector>

#include "core/functions/broadcast_runs.h"
#include "core/functions/function.h"
#include "core/linear_map/broadcast.h"
#include "core/linear_map/diagonal.h"
#include "core/tensor/stream.h"
#include "core/tensor/vectorised.h"

namespace core {

// An elementwise function is written once, for single numbers, as a struct:
//   struct Divide {
//     static double value(double a, double b) { return a / b; }
//     static std::array<double, 2> slopes(double, double b, double y) { return {1 / b, -y / b}; }
//   };
// `slopes` may use the output y. Where no slope depends on a number it is a constant of the struct instead,
// `constantSlopes`, so that the local gradient has no entries to store and 0 · ∞ cannot arise. From the
// struct come the tensor loop, the local map, the fused vector-Jacobian product and the scalar instruction.
//
// A function that chooses, such as ReLU, says `static constexpr bool chooses = true`: where its slope is 0 it lets nothing pass, not
// even an infinite upstream gradient, as PyTorch's masks do. Elsewhere a slope is a factor, and 0 · ∞ is NaN.
//
// A function with attributes reads them in its constructor, once a call, and its members are not static:
//   struct LeakyRelu {
//     explicit LeakyRelu(const Settings& settings) : slope(settings.real("negative_slope")) {}
//     double value(double x) const { return x > 0 ? x : slope * x; }
//     std::array<double, 1> slopes(double x, double) const { return {x > 0 ? 1 : slope}; }
//     double slope;
//   };

/// The struct of one call: empty, or what it reads of the attributes.
template <typename Row>
Row rowOf([[maybe_unused]] const Settings& settings) {
  if constexpr (std::is_constructible_v<Row, const Settings&>) {
    return Row(settings);
  } else {
    return Row{};
  }
}

/// One argument, or two that are broadcast.
template <typename Row>
constexpr std::size_t arityOf = requires(const Row& row, double x) {
  row.value(x);
}
? 1 : 2;

template <typename Row>
constexpr bool hasConstantSlopes = requires {
  Row::constantSlopes;
};

/// ∂y/∂x_argument at numbers; of a function with one argument `b` is not read.
template <typename Row, std::size_t argument>
double slopeAt([[maybe_unused]] const Row& row, double a, [[maybe_unused]] double b, double y) {
  if constexpr (hasConstantSlopes<Row>) {
    return Row::constantSlopes[argument];
  } else if constexpr (arityOf<Row> == 1) {
    return row.slopes(a, y)[argument];
  } else {
    return row.slopes(a, b, y)[argument];
  }
}

template <typename Row>
constexpr bool choosesOf = requires { requires Row::chooses; };

/// What one output entry sends to its entry of the argument.
template <typename Row, std::size_t argument>
double contributionOf(const Row& row, double upstream, double a, double b, double y) {
  const double slope = slopeAt<Row, argument>(row, a, b, y);
  if constexpr (choosesOf<Row>) return slope == 0 ? 0.0 : upstream * slope;
  else return upstream * slope;
}

/// The shape of two arguments combined entry by entry. Throws `Error` that names both, their shapes and what
/// would fit.
Shape combinedShape(const Shape& a, std::string_view nameOfA, const Shape& b, std::string_view nameOfB);

/// The shape of an elementwise output. Errors as `combinedShape`.
Shape elementwiseShape(InputShapes inputs, const Settings& settings);

/// `compute(first, end)` for entries up to `count`; what `streams` is copied to `memory` past the caches, in pieces so short that they are
/// on their way while the next ones are computed.
template <bool streams, typename Compute>
void inPieces(Index count, [[maybe_unused]] const double* output, [[maybe_unused]] double* memory, const Compute& compute) {
  if constexpr (streams) {
    constexpr Index most = 64;
    for (Index first = 0; first < count; first += most) {
      const Index end = std::min(first + most, count);
      compute(first, end);
      streamTo(memory + first, output + first, end - first);
    }
  } else {
    compute(Index(0), count);
  }
}

template <typename Row, bool streams>
void elementwiseValues(const Inputs& inputs, const Settings& settings, std::span<double> output, double* memory) {
  const Row row = rowOf<Row>(settings);
  const double* const a = inputs[0].data.data();
  double* const y = output.data();
  if constexpr (arityOf<Row> == 1) {
    const auto count = static_cast<Index>(output.size());
    vectorised([=] {
      inPieces<streams>(count, y, memory, [=](Index first, Index end) {
        for (Index k = first; k < end; ++k) y[k] = row.value(a[k]);
      });
    });
  } else {
    const double* const b = inputs[1].data.data();
    const Shape shape = broadcastShape(inputs[0].shape(), inputs[1].shape());
    forEachRun(shape, inputs[0].shape(), inputs[1].shape(),
               [=](auto standing, Index o, Index i, Index j, Index length) {
                 constexpr Index stepA = standing == Standing::First ? 0 : 1;
                 constexpr Index stepB = standing == Standing::Second ? 0 : 1;
                 vectorised([=] {
                   inPieces<streams>(length, y + o, memory + o, [=](Index first, Index end) {
                     for (Index k = first; k < end; ++k) y[o + k] = row.value(a[i + k * stepA], b[j + k * stepB]);
                   });
                 });
               });
  }
}

template <typename Row>
void elementwiseValue(const Inputs& inputs, const Settings& settings, std::span<double> output) {
  elementwiseValues<Row, false>(inputs, settings, output, output.data());
}

template <typename Row>
void elementwiseStreamed(const Inputs& inputs, const Settings& settings, std::span<double> output, double* memory) {
  elementwiseValues<Row, true>(inputs, settings, output, memory);
}

/// ∂y_o/∂x for every output entry o, at the entry of the argument that it reads.
template <typename Row, std::size_t argument>
std::vector<double> slopesOf(const Inputs& inputs, const TensorView& output, const Settings& settings) {
  const Row row = rowOf<Row>(settings);
  std::vector<double> slopes(static_cast<std::size_t>(output.size()));
  double* const d = slopes.data();
  const double* const a = inputs[0].data.data();
  const double* const y = output.data.data();
  if constexpr (arityOf<Row> == 1) {
    for (Index k = 0; k < output.size(); ++k) d[k] = slopeAt<Row, 0>(row, a[k], 0, y[k]);
  } else {
    const double* const b = inputs[1].data.data();
    forEachRun(output.shape(), inputs[0].shape(), inputs[1].shape(),
               [=](auto standing, Index o, Index i, Index j, Index length) {
                 constexpr Index stepA = standing == Standing::First ? 0 : 1;
                 constexpr Index stepB = standing == Standing::Second ? 0 : 1;
                 for (Index k = 0; k < length; ++k)
                   d[o + k] = slopeAt<Row, argument>(row, a[i + k * stepA], b[j + k * stepB], y[o + k]);
               });
  }
  return slopes;
}

template <typename Row, std::size_t argument>
LinearMap elementwiseLocalBy(const Inputs& inputs, const TensorView& output,
                             [[maybe_unused]] const Settings& settings) {
  if constexpr (hasConstantSlopes<Row>) {
    return broadcastMap(output.shape(), inputs[argument].shape(), Row::constantSlopes[argument]);
  } else {
    return broadcastMap(output.shape(), inputs[argument].shape(), slopesOf<Row, argument>(inputs, output, settings));
  }
}

template <typename Row>
LinearMap elementwiseLocal(std::size_t argument, const Inputs& inputs, const TensorView& output,
                           const Settings& settings) {
  if constexpr (arityOf<Row> == 2) {
    if (argument == 1) return elementwiseLocalBy<Row, 1>(inputs, output, settings);
  }
  return elementwiseLocalBy<Row, 0>(inputs, output, settings);
}

/// For one upstream row. `isFirst`: nothing stands in `downstream` yet, and each of its entries is read by one output entry.
template <typename Row, std::size_t argument, bool isFirst>
void accumulateBy(const Inputs& inputs, const TensorView& output, const Settings& settings,
                  const double* upstream, double* downstream) {
  const Row row = rowOf<Row>(settings);
  const double* const a = inputs[0].data.data();
  const double* const y = output.data.data();
  if constexpr (arityOf<Row> == 1) {
    const Index count = output.size();
    vectorised([=] {
      for (Index k = 0; k < count; ++k)
        downstream[k] = (isFirst ? 0.0 : downstream[k]) + contributionOf<Row, 0>(row, upstream[k], a[k], 0, y[k]);
    });
  } else {
    const double* const b = inputs[1].data.data();
    forEachRun(output.shape(), inputs[0].shape(), inputs[1].shape(),
               [=](auto standing, Index o, Index i, Index j, Index length) {
                 constexpr Index stepA = standing == Standing::First ? 0 : 1;
                 constexpr Index stepB = standing == Standing::Second ? 0 : 1;
                 const auto term = [=](Index k) {
                   return contributionOf<Row, argument>(row, upstream[o + k], a[i + k * stepA], b[j + k * stepB],
                                                        y[o + k]);
                 };
                 double* const target = downstream + (argument == 0 ? i : j);
                 if constexpr ((argument == 0 ? stepA : stepB) == 0) {
                   double sum = 0;
                   for (Index k = 0; k < length; ++k) sum += term(k);
                   *target += sum;
                 } else {
                   vectorised([=] {
                     for (Index k = 0; k < length; ++k) target[k] = (isFirst ? 0.0 : target[k]) + term(k);
                   });
                 }
               });
  }
}

/// The slopes of one upstream row are used where they are made; for a stack of rows they are made once and
/// kept in the map.
template <typename Row>
void elementwiseAccumulate(std::size_t argument, const Inputs& inputs, const TensorView& output,
                           const Settings& settings, Index count, std::span<const double> upstream,
                           std::span<double> downstream) {
  if (count != 1 && !choosesOf<Row>) {
    elementwiseLocal<Row>(argument, inputs, output, settings)
        .accumulateTransposed(count, upstream, downstream);
    return;
  }
  for (Index k = 0; k < count; ++k) {
    const double* const from = upstream.data() + k * output.size();
    double* const to = downstream.data() + k * inputs[argument].size();
    if constexpr (arityOf<Row> == 2) {
      if (argument == 1) {
        accumulateBy<Row, 1, false>(inputs, output, settings, from, to);
        continue;
      }
    }
    accumulateBy<Row, 0, false>(inputs, output, settings, from, to);
  }
}

template <typename Row>
void elementwiseAssign(std::size_t argument, const Inputs& inputs, const TensorView& output, const Settings& settings,
                       std::span<const double> upstream, std::span<double> downstream) {
  if (inputs[argument].size() != output.size()) {
    std::ranges::fill(downstream, 0.0);
    return elementwiseAccumulate<Row>(argument, inputs, output, settings, 1, upstream, downstream);
  }
  if constexpr (arityOf<Row> == 2) {
    if (argument == 1) return accumulateBy<Row, 1, true>(inputs, output, settings, upstream.data(), downstream.data());
  }
  accumulateBy<Row, 0, true>(inputs, output, settings, upstream.data(), downstream.data());
}

template <typename Row>
void scalarForward(double* values, const Operands& operands) {
  const Row row = rowOf<Row>(*operands.settings);
  if constexpr (arityOf<Row> == 1) {
    values[operands.output] = row.value(values[operands.input[0]]);
  } else {
    values[operands.output] = row.value(values[operands.input[0]], values[operands.input[1]]);
  }
}

template <typename Row>
void scalarBackward(const double* values, double* gradients, const Operands& operands) {
  const Row row = rowOf<Row>(*operands.settings);
  const double upstream = gradients[operands.output];
  const double a = values[operands.input[0]];
  const double y = values[operands.output];
  if constexpr (arityOf<Row> == 1) {
    gradients[operands.input[0]] += contributionOf<Row, 0>(row, upstream, a, 0, y);
  } else {
    const double b = values[operands.input[1]];
    gradients[operands.input[0]] += contributionOf<Row, 0>(row, upstream, a, b, y);
    gradients[operands.input[1]] += contributionOf<Row, 1>(row, upstream, a, b, y);
  }
}

/// `row` with everything that follows from the struct filled in; a row that checks its attributes brings its own `shape`.
template <typename Row>
Function elementwise(Function row) {
  if (!row.shape) row.shape = elementwiseShape;
  row.value = elementwiseValue<Row>;
  row.streamed = elementwiseStreamed<Row>;
  row.local = elementwiseLocal<Row>;
  row.accumulate = elementwiseAccumulate<Row>;
  row.assign = elementwiseAssign<Row>;
  if constexpr (hasConstantSlopes<Row>) row.localReads = {{.inputs = 0, .output = false}};
  row.scalar = scalarKernel<scalarForward<Row>, scalarBackward<Row>>();
  return row;
}

}  // namespace core
