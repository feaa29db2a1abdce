#include <algorithm>
#include <cstdlib>
#include <limits>
#include <optional>

#include "core/functions/families.h"
#include "core/functions/reading.h"
#include "core/linear_map/strided.h"
#include "core/tensor/broadcast.h"

namespace core {
namespace {

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

Reading readFlipped(const Shape& input, const Settings& settings) {
  Reading reading{input, 0, stridesOf(input)};
  std::vector<bool> turned(static_cast<std::size_t>(std::max<Index>(input.rank(), 1)));
  for (const Index dim : settings.list("dims")) {
    const Index axis = axisOf(input, dim);
    const auto k = static_cast<std::size_t>(axis);
    if (turned[k]) {
      throw Error("dims = %1 names axis %2 twice: name each axis that is turned round once",
                  {text(settings["dims"]), std::to_string(axis)});
    }
    turned[k] = true;
    if (input.rank() == 0 || input.size() == 0) continue;
    reading.offset += (input[axis] - 1) * reading.strides[k];
    reading.strides[k] = -reading.strides[k];
  }
  return reading;
}

/// What a padding keeps of the input, and where: on each axis `kept` entries from `from` on stand from `to`
/// on.
struct Padding {
  Shape output;
  Shape kept;
  IndexVector from;
  IndexVector to;
};

Padding paddingOf(const Shape& input, const Settings& settings) {
  const std::vector<Index>& pad = settings.list("pad");
  const auto axes = static_cast<Index>(pad.size()) / 2;
  if (pad.size() % 2 != 0 || axes > input.rank()) {
    throw Error(
        "pad = %1 has %2 entries: two an axis, before and after, the last axis first, for at most the %3 axes of the "
        "input (%4)",
        {text(settings["pad"]), std::to_string(pad.size()), std::to_string(input.rank()), text(input)});
  }
  const auto rank = static_cast<std::size_t>(input.rank());
  Padding padding{input, input, IndexVector(rank), IndexVector(rank)};
  for (Index k = 0; k < axes; ++k) {
    const Index axis = input.rank() - 1 - k;
    const Index before = pad[static_cast<std::size_t>(2 * k)];
    const Index after = pad[static_cast<std::size_t>(2 * k + 1)];
    constexpr Index most = Index(1) << 40;
    if (std::max(std::abs(before), std::abs(after)) > most || input[axis] + before + after < 0) {
      throw Error("pad = %1 leaves axis %2 of the input (%3) with the size %4, which no axis can have",
                  {text(settings["pad"]), std::to_string(axis), text(input),
                   std::to_string(static_cast<double>(input[axis]) + static_cast<double>(before) +
                                  static_cast<double>(after))});
    }
    const auto a = static_cast<std::size_t>(axis);
    padding.output[axis] = input[axis] + before + after;
    padding.from[a] = std::max<Index>(-before, 0);
    padding.to[a] = std::max<Index>(before, 0);
    padding.kept[axis] = std::max<Index>(input[axis] - padding.from[a] - std::max<Index>(-after, 0), 0);
  }
  return padding;
}

Shape padShape(InputShapes inputs, const Settings& settings) {
  return paddingOf(*inputs[0], settings).output;
}

void padValue(const Inputs& inputs, const Settings& settings, std::span<double> output) {
  std::ranges::fill(output, settings.real("value"));
  const Padding padding = paddingOf(inputs[0].shape(), settings);
  const Index rank = padding.kept.rank();
  const Index line = rank > 0 ? padding.kept[rank - 1] : 1;
  const Shape lines = axesBetween(padding.kept, 0, std::max<Index>(rank - 1, 0));
  if (padding.kept.size() == 0) return;
  const auto steps = [&](const Shape& shape) {
    const IndexVector all = stridesOf(shape);
    return IndexVector(std::span<const Index>(all.data(), static_cast<std::size_t>(lines.rank())));
  };
  StridedWalk walk(lines, std::vector{steps(inputs[0].shape()), steps(padding.output)});
  const double* const from =
      inputs[0].data.data() + flatIndex(inputs[0].shape(), {padding.from.data(), padding.from.size()});
  double* const to = output.data() + flatIndex(padding.output, {padding.to.data(), padding.to.size()});
  for (Index k = lines.size(); k > 0; --k, walk.next())
    std::copy_n(from + walk.position(0), line, to + walk.position(1));
}

LinearMap padLocal(std::size_t, const Inputs& inputs, const TensorView& output, const Settings& settings) {
  const Shape& input = inputs[0].shape();
  const Padding padding = paddingOf(input, settings);
  return stridedMap(output.shape(), input,
                    {.key = padding.output,
                     .box = padding.kept,
                     .start = padding.to,
                     .offset = flatIndex(input, {padding.from.data(), padding.from.size()}),
                     .strides = stridesOf(input)});
}

}  // namespace

std::vector<Function> slicingFunctions() {
  return {
      rearranging<readSliced>(
          {.name = "slice",
           .title = "Slice",
           .category = Category::Shape,
           .glyph = "[:]",
           .hint = "part",
           .formula = "\\mathrm{slice}({input})",
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
      rearranging<readFlipped>(
          {.name = "flip",
           .title = "Flip",
           .category = Category::Shape,
           .glyph = "⇋",
           .hint = "same N",
           .formula = "\\mathrm{flip}({input})",
           .localFormula =
               "\\frac{\\partial y_j}{\\partial {input}_i} = 1 \\text{ where } j \\text{ mirrors } i \\text{, else } 0",
           .description = "Turns axes round: the last entry comes first.",
           .synonyms = "reverse, mirror, fliplr, flipud, 翻转, 反转, 镜像",
           .attributes = {{"dims", AttributeType::IntegerList, std::vector<Index>{0},
                           "The axes that are turned round; negative counts from the end.", true}},
           .pytorch = "torch.flip(input, dims)"}),
      {.name = "pad",
       .title = "Pad",
       .category = Category::Shape,
       .glyph = "▣",
       .hint = "N→M",
       .formula = "\\mathrm{pad}({input})",
       .localFormula =
           "\\frac{\\partial y_j}{\\partial {input}_i} = 1 \\text{ where } j \\text{ is the place of } i \\text{, else } 0",
       .description = "Puts a border of a constant around the entries; a negative border cuts off.",
       .synonyms = "padding, border, zero padding, crop, 填充, 补零, 边缘填充",
       .arguments = {{"input"}},
       .attributes = {{"pad", AttributeType::IntegerList, std::vector<Index>{1, 1},
                       "How many entries are put before and after, two numbers an axis, the last axis first.",
                       true},
                      {.name = "value",
                       .type = AttributeType::Real,
                       .defaultValue = 0.0,
                       .meaning = "What is put there.",
                       .minimum = -std::numeric_limits<double>::infinity(),
                       .maximum = std::numeric_limits<double>::infinity()}},
       .pytorch = "torch.nn.functional.pad(input, pad, value=value)",
       .shape = padShape,
       .value = padValue,
       .local = padLocal,
       .localReads = {{.inputs = 0, .output = false}}},
  };
}

}  // namespace core
