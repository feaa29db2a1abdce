#include <algorithm>
#include <cmath>
#include <limits>

#include "core/functions/families.h"
#include "core/functions/reduction_row.h"

namespace core {
namespace {

Shape extremeShape(InputShapes inputs, const Settings& settings) {
  const Shape& input = *inputs[0];
  for (const Index axis : settings.axes("dim", input.rank())) {
    if (input[axis] > 0) continue;
    throw Error(
        "input (%1) has no entries along axis %2, and nothing has no %3: choose another dim, or an input with entries",
        {text(input), std::to_string(axis), settings.function().name == "amax" ? "maximum" : "minimum"});
  }
  return reducedShape(inputs, settings);
}

/// The largest entry (sign 1) or the smallest (sign −1); a NaN among them stays.
template <int sign>
struct Extreme {
  static double value(std::span<const double> x, const Settings&) {
    double extreme = -sign * std::numeric_limits<double>::infinity();
    for (const double entry : x) {
      if (sign * entry > sign * extreme || std::isnan(entry)) extreme = entry;
    }
    return extreme;
  }
  static void slopes(std::span<const double> x, double y, const Settings&, std::span<double> slopes) {
    // At a NaN nothing is equal to the output: 0/0, as in PyTorch.
    const auto ties = static_cast<double>(std::ranges::count(x, y));
    for (std::size_t k = 0; k < x.size(); ++k) slopes[k] = (x[k] == y ? 1.0 : 0.0) / ties;
  }
};

Message extremeCorner(const Inputs& inputs, const TensorView& output, const Settings& settings) {
  const Groups groups(inputs[0].shape(), settings);
  std::vector<double> buffer;
  Message message;
  groups.forEach([&](Index o, Index start) {
    const auto ties = std::ranges::count(groups.read(inputs[0].data, start, buffer), output[o]);
    if (ties < 2 || !message.empty()) return;
    const std::string count = std::to_string(ties);
    message = {"%1 entries tie at %2; the gradient is shared evenly, %3 each.",
               {count, text(AttributeValue(output[o])), ties == 2 ? "½" : "1/" + count}};
  });
  return message;
}

}  // namespace

std::vector<Function> extremeFunctions() {
  return {
      reduction<Extreme<1>>(
          {.name = "amax",
           .title = "Max",
           .category = Category::Reduction,
           .glyph = "max",
           .hint = "→1",
           .formula = "\\max_i {input}_i",
           .localFormula =
               "\\frac{\\partial y}{\\partial {input}_i} = \\frac{1}{t} \\text{ at each of the } t "
               "\\text{ largest entries, else } 0",
           .description = "The largest entry of all, or along some axes.",
           .synonyms = "maximum, largest, max pooling, reduce, 最大值, 最大",
           .pytorch = "torch.amax(input, dim=dim, keepdim=keepdim)",
           .shape = extremeShape,
           .corner = extremeCorner}),
      reduction<Extreme<-1>>(
          {.name = "amin",
           .title = "Min",
           .category = Category::Reduction,
           .glyph = "min",
           .hint = "→1",
           .formula = "\\min_i {input}_i",
           .localFormula =
               "\\frac{\\partial y}{\\partial {input}_i} = \\frac{1}{t} \\text{ at each of the } t "
               "\\text{ smallest entries, else } 0",
           .description = "The smallest entry of all, or along some axes.",
           .synonyms = "minimum, smallest, reduce, 最小值, 最小",
           .pytorch = "torch.amin(input, dim=dim, keepdim=keepdim)",
           .shape = extremeShape,
           .corner = extremeCorner}),
  };
}

}  // namespace core
