#include <algorithm>

#include "core/functions/families.h"
#include "core/linear_map/selection.h"

namespace core {
namespace {

Index joinedAxis(const Shape& first, const Settings& settings) {
  return normalisedAxis(settings.integer("dim"), first.rank());
}

Shape catShape(InputShapes inputs, const Settings& settings) {
  Shape output = *inputs[0];
  for (const Shape* shape : inputs) {
    if (shape->rank() == 0)
      throw Error("a scalar cannot be joined: it has no axis; give it one by Unsqueeze", {});
  }
  const Index dim = joinedAxis(output, settings);
  for (std::size_t k = 1; k < inputs.size(); ++k) {
    const Shape& other = *inputs[k];
    bool fits = other.rank() == output.rank();
    for (Index axis = 0; fits && axis < output.rank(); ++axis)
      fits = axis == dim || other[axis] == output[axis];
    if (!fits) {
      throw Error(
          "operand %1 (%2) does not fit the first (%3): all axes but axis %4, along which they are "
          "joined, must be equal",
          {std::to_string(k + 1), text(other), text(*inputs[0]), std::to_string(dim)});
    }
    output[dim] += other[dim];
  }
  return output;
}

void catValue(const Inputs& inputs, const Settings& settings, std::span<double> output) {
  const Shape& first = inputs[0].shape();
  const Index dim = joinedAxis(first, settings);
  const Index outer = axesBetween(first, 0, dim).size();
  double* target = output.data();
  for (Index block = 0; block < outer; ++block) {
    for (std::size_t k = 0; k < inputs.size(); ++k) {
      const Index length = inputs[k].size() / outer;
      target = std::copy_n(inputs[k].data.data() + block * length, length, target);
    }
  }
}

LinearMap catLocal(std::size_t argument, const Inputs& inputs, const TensorView& output,
                   const Settings& settings) {
  const Index dim = joinedAxis(inputs[0].shape(), settings);
  Index start = 0;
  for (std::size_t k = 0; k < argument; ++k) start += inputs[k].shape()[dim];
  return placementMap(output.shape(), inputs[argument].shape(), dim, start);
}

Index stackedAxis(const Shape& first, const Settings& settings) {
  return normalisedAxis(settings.integer("dim"), first.rank() + 1);
}

/// `shape` with an axis of size 1 at `axis`.
Shape withAxis(const Shape& shape, Index axis, Index size) {
  return concatenated(concatenated(axesBetween(shape, 0, axis), {size}),
                      axesBetween(shape, axis, shape.rank()));
}

Shape stackShape(InputShapes inputs, const Settings& settings) {
  const Shape& first = *inputs[0];
  for (std::size_t k = 1; k < inputs.size(); ++k) {
    if (*inputs[k] != first) {
      throw Error("operand %1 (%2) does not fit the first (%3): all must have the same shape",
                  {std::to_string(k + 1), text(*inputs[k]), text(first)});
    }
  }
  return withAxis(first, stackedAxis(first, settings), static_cast<Index>(inputs.size()));
}

void stackValue(const Inputs& inputs, const Settings& settings, std::span<double> output) {
  const Shape& first = inputs[0].shape();
  const Index length = axesBetween(first, stackedAxis(first, settings), first.rank()).size();
  double* target = output.data();
  for (Index start = 0; start < first.size(); start += length) {
    for (std::size_t k = 0; k < inputs.size(); ++k)
      target = std::copy_n(inputs[k].data.data() + start, length, target);
  }
}

LinearMap stackLocal(std::size_t argument, const Inputs& inputs, const TensorView& output,
                     const Settings& settings) {
  const Shape& input = inputs[argument].shape();
  const Index dim = stackedAxis(input, settings);
  const LinearMap placed =
      placementMap(output.shape(), withAxis(input, dim, 1), dim, static_cast<Index>(argument));
  return {output.shape(), input, placed.sharedForm()};
}

}  // namespace

std::vector<Function> joiningFunctions() {
  return {
      {.name = "cat",
       .title = "Concatenate",
       .category = Category::Shape,
       .glyph = "⊞",
       .hint = "join",
       .formula = "[{operands}]",
       .localFormula =
           "\\frac{\\partial y_j}{\\partial x_i} = 1 \\text{ where } j \\text{ is the place of } i \\text{, else } 0",
       .description = "Joins tensors along one axis, one after the other.",
       .synonyms = "concat, join, append, skip connection, 拼接, 连接, 合并",
       .arguments = {{.name = "operands", .variadic = true}},
       .attributes = {{"dim", AttributeType::Integer, Index(0),
                       "The axis along which they are joined; negative counts from the end."}},
       .pytorch = "torch.cat([operands], dim=dim)",
       .shape = catShape,
       .value = catValue,
       .local = catLocal,
       .localReads = {{.inputs = 0, .output = false}}},
      {.name = "stack",
       .title = "Stack",
       .category = Category::Shape,
       .glyph = "≡",
       .hint = "join",
       .formula = "[{operands}]",
       .localFormula =
           "\\frac{\\partial y_j}{\\partial x_i} = 1 \\text{ where } j \\text{ is the place of } i \\text{, else } 0",
       .description = "Puts tensors of one shape side by side along a new axis.",
       .synonyms = "join, new axis, pile, batch, 堆叠, 叠加, 堆栈",
       .arguments = {{.name = "operands", .variadic = true}},
       .attributes = {{"dim", AttributeType::Integer, Index(0),
                       "Where the new axis stands in the result; negative counts from the end."}},
       .pytorch = "torch.stack([operands], dim=dim)",
       .shape = stackShape,
       .value = stackValue,
       .local = stackLocal,
       .localReads = {{.inputs = 0, .output = false}}},
  };
}

}  // namespace core
