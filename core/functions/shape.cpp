#include <algorithm>
#include <optional>

#include "core/functions/families.h"
#include "core/functions/reading.h"
#include "core/tensor/broadcast.h"

namespace core {
namespace {

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

/// Axes start_dim to end_dim become one; a scalar becomes a vector of one entry.
Reading readFlattened(const Shape& input, const Settings& settings) {
  const Index first = axisOf(input, settings.integer("start_dim"));
  const Index last = axisOf(input, settings.integer("end_dim"));
  if (first > last) {
    throw Error(
        "start_dim = %1 lies behind end_dim = %2 in the input (%3): the first axis that is joined comes first",
        {std::to_string(settings.integer("start_dim")), std::to_string(settings.integer("end_dim")),
         text(input)});
  }
  const Index joined = axesBetween(input, first, std::min(last + 1, input.rank())).size();
  const Shape front = concatenated(axesBetween(input, 0, first), {joined});
  const Shape shape =
      input.rank() == 0 ? Shape{1} : concatenated(front, axesBetween(input, last + 1, input.rank()));
  return {shape, 0, stridesOf(shape)};
}

/// Drops those of the named axes that have size 1.
Reading readSqueezed(const Shape& input, const Settings& settings) {
  std::vector<Index> left(input.begin(), input.end());
  const std::vector<Index> axes = settings.axes("dim", input.rank());
  for (auto axis = axes.rbegin(); axis != axes.rend(); ++axis) {
    if (input[*axis] == 1) left.erase(left.begin() + *axis);
  }
  const Shape shape{std::span<const Index>(left)};
  return {shape, 0, stridesOf(shape)};
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
           .formula = "\\mathrm{reshape}({input})",
           .localFormula = "\\frac{\\partial y}{\\partial {input}} = I",
           .description = "The same entries in the same row-major order, on other axes.",
           .synonyms = "view, flatten, resize, 变形, 重塑, 改变形状, 展平",
           .attributes = {{"shape", AttributeType::IntegerList, std::vector<Index>{-1},
                           "The sizes of the new axes; one may be -1 and takes what is left.", true}},
           .pytorch = "torch.reshape(input, shape)"}),
      rearranging<readFlattened>(
          {.name = "flatten",
           .title = "Flatten",
           .category = Category::Shape,
           .glyph = "▬",
           .hint = "same N",
           .formula = "\\mathrm{flatten}({input})",
           .localFormula = "\\frac{\\partial y}{\\partial {input}} = I",
           .description = "Joins neighbouring axes into one; the entries keep their order.",
           .synonyms = "ravel, vec, reshape, view, 展平, 拉平, 向量化",
           .attributes = {{"start_dim", AttributeType::Integer, Index(0),
                           "The first of the axes that become one; negative counts from the end."},
                          {"end_dim", AttributeType::Integer, Index(-1),
                           "The last of them; negative counts from the end."}},
           .pytorch = "torch.flatten(input, start_dim, end_dim)"}),
      rearranging<readPermuted>(
          {.name = "permute",
           .title = "Permute axes",
           .category = Category::Shape,
           .glyph = "⇄",
           .hint = "same N",
           .formula = "\\mathrm{permute}({input})",
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
           .formula = "\\mathrm{unsqueeze}({input})",
           .localFormula = "\\frac{\\partial y}{\\partial {input}} = I",
           .description = "Adds an axis of size 1.",
           .synonyms = "add axis, new axis, expand_dims, 增维, 增加维度, 扩维",
           .attributes = {axisAttribute(
               "dim", 0, "Where the new axis stands in the result; negative counts from the end.")},
           .pytorch = "torch.unsqueeze(input, dim)"}),
      rearranging<readSqueezed>(
          {.name = "squeeze",
           .title = "Squeeze",
           .category = Category::Shape,
           .glyph = "−1",
           .hint = "same N",
           .formula = "\\mathrm{squeeze}({input})",
           .localFormula = "\\frac{\\partial y}{\\partial {input}} = I",
           .description = "Drops an axis of size 1; an axis of another size stays.",
           .synonyms = "remove axis, drop dimension, 降维, 压缩维度, 去掉维度",
           .attributes = {{"dim", AttributeType::Dimensions, std::monostate(),
                           "The axes that are dropped where their size is 1; null for all of them."}},
           .pytorch = "torch.squeeze(input, dim)"}),
      rearranging<readExpanded>(
          {.name = "expand",
           .title = "Expand",
           .category = Category::Shape,
           .glyph = "⇉",
           .hint = "bcast",
           .formula = "\\mathrm{expand}({input})",
           .localFormula =
               "\\frac{\\partial y_j}{\\partial {input}_i} = 1 \\text{ where } j \\text{ repeats } i \\text{, else } 0",
           .description = "Repeats axes of size 1 and adds new axes in front, without new numbers.",
           .synonyms = "broadcast, repeat, tile, broadcast_to, 广播, 扩展, 重复",
           .attributes = {{"shape", AttributeType::IntegerList, std::vector<Index>{2, -1},
                           "The sizes of the result's axes; -1 keeps an axis, new axes come in front.",
                           true}},
           .pytorch = "input.expand(shape)"}),
  };
}

}  // namespace core
