#include <algorithm>
#include <cmath>
#include <limits>

#include "core/functions/accurate_sum.h"
#include "core/functions/families.h"
#include "core/functions/reduction_row.h"
#include "core/functions/slices.h"

namespace core {
namespace {

double numberOf(std::span<const double> x) { return static_cast<double>(x.size()); }

/// Each slope is the product of the others, also where some are 0: what stands before times what stands
/// behind.
struct Product {
  static double value(std::span<const double> x, const Settings&) {
    double product = 1;
    for (const double entry : x) product *= entry;
    return product;
  }
  static void slopes(std::span<const double> x, double, const Settings&, std::span<double> slopes) {
    double before = 1;
    for (std::size_t k = 0; k < x.size(); ++k) {
      slopes[k] = before;
      before *= x[k];
    }
    double behind = 1;
    for (std::size_t k = x.size(); k-- > 0;) {
      slopes[k] *= behind;
      behind *= x[k];
    }
  }
};

/// log Σ exp(x), stable for any size of the entries; nothing gives −∞.
struct LogSumExp {
  static double value(std::span<const double> x, const Settings&) {
    const double largest = largestOf(x.data(), static_cast<Index>(x.size()), 1);
    const double shift = std::isinf(largest) ? 0 : largest;
    double sum = 0;
    for (const double entry : x) sum += std::exp(entry - shift);
    return shift + std::log(sum);
  }
  static void slopes(std::span<const double> x, double y, const Settings&, std::span<double> slopes) {
    for (std::size_t k = 0; k < x.size(); ++k) slopes[k] = std::exp(x[k] - y);
  }
};

double meanOf(std::span<const double> x) {
  const double mean = accurateSum(x) / numberOf(x);
  if (std::isfinite(mean)) return mean;
  // The sum may have left the range of numbers where the mean does not.
  double sum = 0;
  for (const double entry : x) sum += entry / numberOf(x);
  return sum;
}

/// Σ (x − mean)² / (n − correction) in two passes.
struct Variance {
  static double divisor(std::span<const double> x, const Settings& settings) {
    return std::max(numberOf(x) - settings.real("correction"), 0.0);
  }
  static double value(std::span<const double> x, const Settings& settings) {
    const double mean = meanOf(x);
    std::vector<double> squares(x.size());
    double rest = 0;  // what rounding of the mean leaves
    for (std::size_t k = 0; k < x.size(); ++k) {
      const double difference = x[k] - mean;
      squares[k] = difference * difference;
      rest += difference;
    }
    const double sum = accurateSum(squares);
    const double correction = x.empty() ? 0 : rest * rest / numberOf(x);
    return (std::isfinite(correction) ? sum - correction : sum) / divisor(x, settings);
  }
  static void slopes(std::span<const double> x, double, const Settings& settings, std::span<double> slopes) {
    const double mean = meanOf(x);
    const double factor = 2 / divisor(x, settings);
    for (std::size_t k = 0; k < x.size(); ++k) slopes[k] = factor * (x[k] - mean);
  }
};

double largestMagnitude(std::span<const double> x) {
  double largest = 0;
  for (const double entry : x) {
    if (std::abs(entry) > largest || std::isnan(entry)) largest = std::abs(entry);
    if (std::isnan(entry)) break;
  }
  return largest;
}

/// (Σ |x|^p)^(1/p), taken relative to the largest entry (the smallest where p < 0), so that no power leaves
/// the range of numbers; p = ±∞ is that entry, and p = 0 counts the entries that are not 0.
struct Norm {
  static double value(std::span<const double> x, const Settings& settings) {
    const double p = settings.real("p");
    if (p == 0) return numberOf(x) - static_cast<double>(std::ranges::count(x, 0.0));
    const double unit = p > 0 ? largestMagnitude(x) : smallestMagnitude(x);
    if (std::isinf(p) || unit == 0 || !std::isfinite(unit)) return unit;
    std::vector<double> powers(x.size());
    for (std::size_t k = 0; k < x.size(); ++k) powers[k] = power(std::abs(x[k]) / unit, p);
    const double sum = accurateSum(powers);
    return unit * (p == 1 ? sum : p == 2 ? std::sqrt(sum) : std::pow(sum, 1 / p));
  }

  /// sign(x) · (|x| / y)^(p − 1); at x = 0 and at y = 0 that is taken as 0. At p = ±∞ shared evenly by the
  /// entries that reach the norm.
  static void slopes(std::span<const double> x, double y, const Settings& settings,
                     std::span<double> slopes) {
    const double p = settings.real("p");
    const auto reaching =
        static_cast<double>(std::ranges::count_if(x, [&](double entry) { return std::abs(entry) == y; }));
    for (std::size_t k = 0; k < x.size(); ++k) {
      const double sign = x[k] > 0 ? 1 : x[k] < 0 ? -1 : x[k];
      if (x[k] == 0 || y == 0 || p == 0) {
        slopes[k] = 0;
      } else if (std::isinf(p)) {
        slopes[k] = std::isnan(y) ? y : std::abs(x[k]) == y ? sign / reaching : 0;
      } else {
        slopes[k] = p == 2 ? x[k] / y : p == 1 ? sign : sign * std::pow(std::abs(x[k]) / y, p - 1);
      }
    }
  }

  static double smallestMagnitude(std::span<const double> x) {
    double smallest = std::numeric_limits<double>::infinity();
    for (const double entry : x) {
      if (std::isnan(entry)) return entry;
      smallest = std::min(smallest, std::abs(entry));
    }
    return smallest;
  }

  static double power(double magnitude, double p) {
    return p == 1 ? magnitude : p == 2 ? magnitude * magnitude : std::pow(magnitude, p);
  }
};

Message normCorner(const Inputs& inputs, const TensorView& output, const Settings& settings) {
  const double p = settings.real("p");
  if (std::ranges::find(output.data, 0.0) != output.data.end() && inputs[0].size() > 0 && p > 0) {
    return {"The norm has a corner at 0: it grows in every direction; slope 0 is taken.", {}};
  }
  if (p == 1 && std::ranges::find(inputs[0].data, 0.0) != inputs[0].data.end()) {
    return {
        "The 1-norm has a corner where an entry is 0: slopes from −1 to 1 are all possible, and 0 is taken.",
        {}};
  }
  if (!std::isinf(p)) return {};
  const Groups groups(inputs[0].shape(), settings);
  std::vector<double> buffer;
  bool tie = false;
  groups.forEach([&](Index o, Index start) {
    const std::span<const double> x = groups.read(inputs[0].data, start, buffer);
    tie |= std::ranges::count_if(x, [&](double entry) { return std::abs(entry) == output[o]; }) > 1;
  });
  if (!tie) return {};
  return {"Several entries tie in magnitude; the gradient of the norm is shared evenly among them.", {}};
}

constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace

std::vector<Function> aggregateFunctions() {
  return {
      reduction<Product>(
          {.name = "prod",
           .title = "Product",
           .category = Category::Reduction,
           .glyph = "Π",
           .hint = "→1",
           .formula = "\\prod {input}",
           .localFormula = "\\frac{\\partial y}{\\partial {input}_i} = \\prod_{k \\ne i} {input}_k",
           .description = "Multiplies all entries, or those along some axes.",
           .synonyms = "multiply up, product, reduce, 求积, 乘积, 连乘",
           .pytorch = "torch.prod(input, dim=dim, keepdim=keepdim)"}),
      reduction<LogSumExp>(
          {.name = "logsumexp",
           .title = "Log-sum-exp",
           .category = Category::Reduction,
           .glyph = "lse",
           .hint = "→1",
           .formula = "\\log \\sum_i e^{{input}_i}",
           .localFormula = "\\frac{\\partial y}{\\partial {input}_i} = e^{{input}_i - y}",
           .description =
               "A smooth maximum: the logarithm of the sum of exponentials; its gradient is the softmax.",
           .synonyms = "soft maximum, log partition, free energy, 对数求和指数, 平滑最大值",
           .pytorch = "torch.logsumexp(input, dim=dim, keepdim=keepdim)"}),
      reduction<Variance>(
          {.name = "var",
           .title = "Variance",
           .category = Category::Reduction,
           .glyph = "σ²",
           .hint = "→1",
           .formula = "\\frac{1}{n - c} \\sum ({input} - \\mu)^2",
           .localFormula =
               "\\frac{\\partial y}{\\partial {input}_i} = \\frac{2}{n - c} \\cdot ({input}_i - \\mu)",
           .description = "The mean squared distance from the mean, with n − correction in place of n.",
           .synonyms = "variance, spread, dispersion, standard deviation squared, 方差, 离散程度",
           .attributes =
               {{.name = "correction",
                 .type = AttributeType::Real,
                 .defaultValue = 1.0,
                 .meaning =
                     "What is taken off the number of entries: 1 for a sample, 0 for a whole population.",
                 .minimum = 0}},
           .pytorch = "torch.var(input, dim=dim, correction=correction, keepdim=keepdim)"}),
      reduction<Norm>(
          {.name = "norm",
           .title = "Norm",
           .category = Category::Reduction,
           .glyph = "‖x‖",
           .hint = "→1",
           .formula = "\\left( \\sum_i |{input}_i|^p \\right)^{1/p}",
           .localFormula = "\\frac{\\partial y}{\\partial {input}_i} = \\mathrm{sign}({input}_i) \\cdot "
                           "\\left( \\frac{|{input}_i|}{y} \\right)^{p - 1}",
           .description =
               "The length of a vector; p = 2 is Euclid's, 1 adds magnitudes, infinity takes the largest.",
           .synonyms = "length, magnitude, Euclidean, L1, L2, Frobenius, maximum norm, 范数, 长度, 模",
           .attributes = {{.name = "p",
                           .type = AttributeType::Real,
                           .defaultValue = 2.0,
                           .meaning = "The power; Infinity takes the largest magnitude.",
                           .minimum = -infinity,
                           .maximum = infinity}},
           .pytorch = "torch.linalg.vector_norm(input, ord=p, dim=dim, keepdim=keepdim)",
           .corner = normCorner,
           .domains = {{0.3, 2}}}),
  };
}

}  // namespace core
