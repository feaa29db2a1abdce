#pragma once

#include "core/functions/function.h"

namespace core {

/// How a rearranged tensor reads its input: entry j is the input's entry at the flat position offset + Σ_axis
/// j[axis]·strides[axis].
struct Reading {
  Shape shape;
  Index offset = 0;
  IndexVector strides = {};
};

/// The row-major strides of `shape`, one an axis.
IndexVector stridesOf(const Shape& shape);

/// `dim` counted from the front. A scalar counts as a vector of one entry where only an axis is named, as in
/// PyTorch.
Index axisOf(const Shape& input, Index dim);

/// The integer attribute with which a row names one axis: a file must give it.
AttributeSpec axisAttribute(std::string_view name, Index suggestion, std::string_view meaning);

/// to[j] = from[offset + Σ_axis j[axis]·strides[axis]] for every entry j of the reading's shape.
void copyAsRead(const Reading& reading, std::span<const double> from, std::span<double> to);

/// The local gradient: a 1 where the output entry reads the input entry.
LinearMap readingMap(const Reading& reading, const Shape& input);

// Shape, value and local gradient of a row from its reading.

template <Reading (*read)(const Shape&, const Settings&)>
Shape shapeRead(InputShapes inputs, const Settings& settings) {
  return read(*inputs[0], settings).shape;
}

template <Reading (*read)(const Shape&, const Settings&)>
void valueRead(const Inputs& inputs, const Settings& settings, std::span<double> output) {
  copyAsRead(read(inputs[0].shape(), settings), inputs[0].data, output);
}

template <Reading (*read)(const Shape&, const Settings&)>
LinearMap localRead(std::size_t, const Inputs& inputs, const TensorView&, const Settings& settings) {
  return readingMap(read(inputs[0].shape(), settings), inputs[0].shape());
}

/// `row` with everything that follows from its reading filled in.
template <Reading (*read)(const Shape&, const Settings&)>
Function rearranging(Function row) {
  row.arguments = {{"input"}};
  row.shape = shapeRead<read>;
  row.value = valueRead<read>;
  row.local = localRead<read>;
  row.localReads = {{.inputs = 0, .output = false}};
  return row;
}

}  // namespace core
