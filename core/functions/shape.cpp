#include <algorithm>
#include <optional>

#include "core/functions/families.h"
#include "core/linear_map/selection.h"
#include "core/tensor/broadcast.h"

namespace core {
namespace {

/// How a rearranged tensor reads its input: entry j is the input's entry at the flat position offset + Σ_axis
/// j[axis]·strides[axis].
struct Reading {
  Shape shape;
  Index offset = 0;
  IndexVector strides = {};
};

IndexVector stridesOf(const Shape& shape) { return IndexVector(strides(shape).axes()); }

/// A scalar counts as a vector of one entry where only an axis is named, as in PyTorch.
Index axisOf(const Shape& input, Index dim) { return normalisedAxis(dim, std::max<Index>(input.rank(), 1)); }

void copyAsRead(const Reading& reading, std::span<const double> from, std::span<double> to) {
  if (to.empty()) return;
  const Index rank = reading.shape.rank();
  const Index line = rank > 0 ? reading.shape[rank - 1] : 1;
  const Index step = rank > 0 ? reading.strides[static_cast<std::size_t>(rank - 1)] : 0;
  const Shape lines = axesBetween(reading.shape, 0, std::max<Index>(rank - 1, 0));
  const std::span<const Index> lineSteps(reading.strides.data(), static_cast<std::size_t>(lines.rank()));
  StridedWalk start(lines, std::vector{IndexVector(lineSteps)});
  double* target = to.data();
  for (Index k = lines.size(); k > 0; --k) {
    const double* source = from.data() + reading.offset + start.position(0);
    for (Index n = 0; n < line; ++n) *target++ = source[n * step];
    start.next();
  }
}

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
  const Reading reading = read(inputs[0].shape(), settings);
  return selectionMap(reading.shape, inputs[0].shape(), reading.offset, reading.strides);
}

template <Reading (*read)(const Shape&, const Settings&)>
Function rearranging(Function row) {
  row.arguments = {{"input"}};
  row.shape = shapeRead<read>;
  row.value = valueRead<read>;
  row.local = localRead<read>;
  return row;
}

[[noreturn]] void refuseReshape(const Shape& input, const AttributeValue& wanted) {
  throw Error("the input (%1) has %2 entries, which do not fill the shape %3 exactly",
              {text(input), std::to_string(input.size()), text(wanted)});
}

Reading readReshaped(const Shape& input, const Settings& settings) {
  Shape shape{std::span<const Index>(settings.list("shape"))};
  std::optional<Index> open;
  Index known = 1;
  for (Index axis = 0; axis < shape.rank(); ++axis) {
    const Index size = shape[axis];
    if (size < -1)
      throw Error("the shape %1 has an axis of size %2: sizes count from 0, and one may be -1",
                  {text(settings["shape"]), std::to_string(size)});
    if (size == -1 && open)
      throw Error("the shape %1 leaves two axes open: only one may be -1", {text(settings["shape"])});
    if (size == -1) {
      open = axis;
    } else if (__builtin_mul_overflow(known, size, &known)) {
      refuseReshape(input, settings["shape"]);
    }
  }
  if (open) {
    if (known == 0) {
      throw Error("the shape %1 leaves an axis open that could have any size, as another axis has size 0",
                  {text(settings["shape"])});
    }
    if (input.size() % known != 0) refuseReshape(input, settings["shape"]);
    shape[*open] = input.size() / known;
  } else if (known != input.size()) {
    refuseReshape(input, settings["shape"]);
  }
  return {shape, 0, stridesOf(shape)};
}

Reading readPermuted(const Shape& input, const Settings& settings) {
  const std::vector<Index>& dims = settings.list("dims");
  if (static_cast<Index>(dims.size()) != input.rank()) {
    throw Error(
        "dims = %1 names %2 axes, and the input (%3) has %4: name every axis once",
        {text(settings["dims"]), std::to_string(dims.size()), text(input), std::to_string(input.rank())});
  }
  const IndexVector steps = stridesOf(input);
  Reading reading{input, 0, steps};
  std::vector<bool> used(dims.size());
  for (std::size_t axis = 0; axis < dims.size(); ++axis) {
    const auto from = static_cast<std::size_t>(normalisedAxis(dims[axis], input.rank()));
    if (used[from]) {
      throw Error("dims = %1 names axis %2 twice: name every axis once",
                  {text(settings["dims"]), std::to_string(from)});
    }
    used[from] = true;
    reading.shape[static_cast<Index>(axis)] = input[static_cast<Index>(from)];
    reading.strides[axis] = steps[from];
  }
  return reading;
}

Reading readTransposed(const Shape& input, const Settings& settings) {
  Reading reading{input, 0, stridesOf(input)};
  const Index first = axisOf(input, settings.integer("dim0"));
  const Index second = axisOf(input, settings.integer("dim1"));
  if (first == second) return reading;
  std::swap(reading.shape[first], reading.shape[second]);
  std::swap(reading.strides[static_cast<std::size_t>(first)],
            reading.strides[static_cast<std::size_t>(second)]);
  return reading;
}

Reading readUnsqueezed(const Shape& input, const Settings& settings) {
  const Index dim = normalisedAxis(settings.integer("dim"), input.rank() + 1);
  const Shape before = axesBetween(input, 0, dim);
  const Shape shape = concatenated(concatenated(before, {1}), axesBetween(input, dim, input.rank()));
  return {shape, 0, stridesOf(shape)};
}

Reading readExpanded(const Shape& input, const Settings& settings) {
  Shape shape{std::span<const Index>(settings.list("shape"))};
  const std::string wanted = text(settings["shape"]);
  const Index added = shape.rank() - input.rank();
  if (added < 0) {
    throw Error(
        "the input (%1) has %2 axes, more than the shape %3: expand repeats axes and adds some "
        "in front, it drops none",
        {text(input), std::to_string(input.rank()), wanted});
  }
  for (Index axis = 0; axis < shape.rank(); ++axis) {
    if (shape[axis] < -1 || (shape[axis] == -1 && axis < added)) {
      throw Error(
          "the shape %1 has %2 as the size of axis %3: -1 keeps an axis that the input (%4) has, "
          "all other sizes count from 0",
          {wanted, std::to_string(shape[axis]), std::to_string(axis), text(input)});
    }
    if (axis < added) continue;
    const Index present = input[axis - added];
    if (shape[axis] == -1) shape[axis] = present;
    if (shape[axis] != present && present != 1) {
      throw Error(
          "the input (%1) does not expand to %2: axis %3 has %4 entries, and only an axis of 1 can be repeated",
          {text(input), wanted, std::to_string(axis - added), std::to_string(present)});
    }
  }
  return {shape, 0, broadcastStrides(input, shape)};
}

/// A bound of a Python slice: negative counts from the end, overlong is clipped.
Index clippedBound(std::optional<Index> bound, Index otherwise, Index size) {
  if (!bound) return otherwise;
  return std::clamp<Index>(*bound < 0 ? *bound + size : *bound, 0, size);
}

Reading readSliced(const Shape& input, const Settings& settings) {
  if (input.rank() == 0) throw Error("the input is a scalar: it has no axis to take a slice of", {});
  const Index dim = normalisedAxis(settings.integer("dim"), input.rank());
  const Index size = input[dim];
  const Index start = clippedBound(settings.maybeInteger("start"), 0, size);
  const Index end = clippedBound(settings.maybeInteger("end"), size, size);
  // A step beyond the end takes one entry, as any such step does.
  const Index step = std::min(settings.integer("step"), std::max<Index>(size, 1));
  Reading reading{input, 0, stridesOf(input)};
  Index& stride = reading.strides[static_cast<std::size_t>(dim)];
  reading.offset = start * stride;
  reading.shape[dim] = end > start ? (end - start - 1) / step + 1 : 0;
  stride *= step;
  return reading;
}

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

AttributeSpec axisAttribute(std::string_view name, Index suggestion, std::string_view meaning) {
  return {name, AttributeType::Integer, suggestion, meaning, true};
}

}  // namespace

std::vector<Function> shapeFunctions() {
  return {
      rearranging<readTransposed>(
          {.name = "transpose",
           .title = "Transpose",
           .category = Category::LinearAlgebra,
           .glyph = "ᵀ",
           .hint = "mat",
           .formula = "{input}^T",
           .localFormula = "\\frac{\\partial y_{kj}}{\\partial {input}_{jk}} = 1, \\text{ all else } 0",
           .description = "Swaps two axes.",
           .synonyms = "swap axes, swapaxes, flip rows and columns, 转置, 交换轴",
           .attributes =
               {axisAttribute("dim0", 0, "The first of the two axes; negative counts from the end."),
                axisAttribute("dim1", 1, "The second of the two axes; negative counts from the end.")},
           .pytorch = "torch.transpose(input, dim0, dim1)"}),
      rearranging<readReshaped>(
          {.name = "reshape",
           .title = "Reshape",
           .category = Category::Shape,
           .glyph = "▭",
           .hint = "same N",
           .formula = "\\mathrm{reshape} {input}",
           .localFormula = "\\frac{\\partial y}{\\partial {input}} = I",
           .description = "The same entries in the same row-major order, on other axes.",
           .synonyms = "view, flatten, resize, 变形, 重塑, 改变形状, 展平",
           .attributes = {{"shape", AttributeType::IntegerList, std::vector<Index>{-1},
                           "The sizes of the new axes; one may be -1 and takes what is left.", true}},
           .pytorch = "torch.reshape(input, shape)"}),
      rearranging<readPermuted>(
          {.name = "permute",
           .title = "Permute axes",
           .category = Category::Shape,
           .glyph = "⇄",
           .hint = "same N",
           .formula = "\\mathrm{permute} {input}",
           .localFormula =
               "\\frac{\\partial y_j}{\\partial {input}_i} = 1 \\text{ where } j \\text{ is } i \\text{ reordered, else } 0",
           .description = "Puts the axes into another order.",
           .synonyms = "transpose, reorder axes, moveaxis, 置换, 维度重排, 换轴",
           .attributes = {{"dims", AttributeType::IntegerList, std::vector<Index>{1, 0},
                           "For each new axis the old one that it shows; negative counts from the end.",
                           true}},
           .pytorch = "torch.permute(input, dims)"}),
      rearranging<readUnsqueezed>(
          {.name = "unsqueeze",
           .title = "Unsqueeze",
           .category = Category::Shape,
           .glyph = "+1",
           .hint = "same N",
           .formula = "\\mathrm{unsqueeze} {input}",
           .localFormula = "\\frac{\\partial y}{\\partial {input}} = I",
           .description = "Adds an axis of size 1.",
           .synonyms = "add axis, new axis, expand_dims, 增维, 增加维度, 扩维",
           .attributes = {axisAttribute(
               "dim", 0, "Where the new axis stands in the result; negative counts from the end.")},
           .pytorch = "torch.unsqueeze(input, dim)"}),
      rearranging<readExpanded>(
          {.name = "expand",
           .title = "Expand",
           .category = Category::Shape,
           .glyph = "⇉",
           .hint = "bcast",
           .formula = "\\mathrm{expand} {input}",
           .localFormula =
               "\\frac{\\partial y_j}{\\partial {input}_i} = 1 \\text{ where } j \\text{ repeats } i \\text{, else } 0",
           .description = "Repeats axes of size 1 and adds new axes in front, without new numbers.",
           .synonyms = "broadcast, repeat, tile, broadcast_to, 广播, 扩展, 重复",
           .attributes = {{"shape", AttributeType::IntegerList, std::vector<Index>{2, -1},
                           "The sizes of the result's axes; -1 keeps an axis, new axes come in front.",
                           true}},
           .pytorch = "input.expand(shape)"}),
      rearranging<readSliced>(
          {.name = "slice",
           .title = "Slice",
           .category = Category::Shape,
           .glyph = "[:]",
           .hint = "part",
           .formula = "\\mathrm{slice} {input}",
           .localFormula =
               "\\frac{\\partial y_j}{\\partial {input}_i} = 1 \\text{ where } j \\text{ is taken from } i \\text{, else } 0",
           .description = "A part of one axis, as Python's start:end:step.",
           .synonyms = "index, part, crop, narrow, select, 切片, 截取, 取子集",
           .attributes = {axisAttribute("dim", 0, "The axis that is cut; negative counts from the end."),
                          {"start", AttributeType::MaybeInteger, std::monostate(),
                           "The first index taken; null is the beginning, negative counts from the end."},
                          {"end", AttributeType::MaybeInteger, std::monostate(),
                           "The index before which it stops; null is the end, negative counts from the end."},
                          {.name = "step",
                           .type = AttributeType::Integer,
                           .defaultValue = Index(1),
                           .meaning = "How far it is from one index taken to the next.",
                           .minimum = 1}},
           .pytorch = "torch.ops.aten.slice(input, dim, start, end, step)"}),
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
       .local = catLocal},
  };
}

}  // namespace core
