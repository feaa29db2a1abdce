#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/functions/attributes.h"
#include "core/linear_map/linear_map.h"
#include "core/message.h"
#include "core/tensor/tensor.h"

namespace core {

struct Function;

/// A node's attributes with the row's defaults filled in and checked: what a row's functions read. One slot a spec, in its order.
class Settings {
 public:
  /// Throws `Error` naming the function and the attribute: unknown name, wrong type, out of range, required but missing.
  Settings(const Function& function, const Attributes& given);

  const Function& function() const { return *function_; }
  const AttributeValue& operator[](std::string_view name) const;
  bool boolean(std::string_view name) const { return std::get<bool>((*this)[name]); }
  Index integer(std::string_view name) const { return std::get<Index>((*this)[name]); }
  double real(std::string_view name) const;
  const std::string& choice(std::string_view name) const { return std::get<std::string>((*this)[name]); }
  const std::vector<Index>& list(std::string_view name) const { return std::get<std::vector<Index>>((*this)[name]); }
  /// Of a `Sizes` attribute: one integer for each of `axisCount` axes, the same for all where one was given; none where it is null.
  /// Throws `Error` for a list of another length.
  std::vector<Index> perAxis(std::string_view name, std::size_t axisCount) const;
  std::optional<Index> maybeInteger(std::string_view name) const;
  std::optional<double> maybeReal(std::string_view name) const;
  /// Of a `Dimensions` attribute: the axes meant in a tensor of `rank`, ascending and without repeats; null and [] mean all.
  /// Throws `Error` for an axis that does not exist or stands twice.
  std::vector<Index> axes(std::string_view name, Index rank) const;
  /// What the row's `prepare` made of these attributes; null where it has none.
  const void* prepared() const { return prepared_.get(); }

 private:
  const Function* function_;
  std::vector<AttributeValue> values_;
  std::shared_ptr<const void> prepared_;
};

enum class Category { Source, Arithmetic, Elementwise, LinearAlgebra, Activation, Reduction, Shape, Layer, Loss, Control };

/// One argument of a function.
struct Argument {
  std::string_view name;
  bool differentiable = true;
  bool optional = false;
  bool variadic = false;  ///< the last argument may stand any number of times, at least once (`cat`)
};

/// Where the numbers of one scalar instruction stand in the slabs.
struct Operands {
  std::array<std::uint32_t, 3> input;
  std::uint32_t output;
  const Settings* settings;
};

/// An elementwise row on single numbers: what the scalar instructions of a plan call.
struct ScalarKernel {
  /// values[output] = f(values[input[0]], …)
  void (*forward)(double* values, const Operands& operands) = nullptr;
  /// gradients[input[a]] += gradients[output] · ∂f/∂x_a for every differentiable argument a
  void (*backward)(const double* values, double* gradients, const Operands& operands) = nullptr;
  /// The same for many nodes none of which touches another's numbers.
  void (*forwardAll)(double* values, std::span<const Operands> nodes) = nullptr;
  void (*backwardAll)(const double* values, double* gradients, std::span<const Operands> nodes) = nullptr;
};

template <auto forward>
void forwardEach(double* values, std::span<const Operands> nodes) {
  for (const Operands& operands : nodes) forward(values, operands);
}

template <auto backward>
void backwardEach(const double* values, double* gradients, std::span<const Operands> nodes) {
  for (const Operands& operands : nodes) backward(values, gradients, operands);
}

/// The whole kernel of a row from its two instructions.
template <auto forward, auto backward>
constexpr ScalarKernel scalarKernel() {
  return {forward, backward, forwardEach<forward>, backwardEach<backward>};
}

/// From where tests draw an argument's entries: uniform in [low, high], where the function is smooth.
struct Domain {
  double low = -2;
  double high = 2;
  double diagonal = 0;  ///< added on the diagonal of the last two axes, for rows that need a well-conditioned matrix

  /// The entry at `flat` of a tensor of `shape`, `share` of the way from low to high.
  double entry(double share, const Shape& shape, Index flat) const;
};

/// A call that fits: one shape an argument, none where an optional one is left out.
struct Example {
  std::vector<std::optional<Shape>> shapes;
  Attributes attributes = {};
};

/// What the numbers of a local gradient depend on: a re-run computes again only what they reach.
struct LocalReads {
  std::uint64_t inputs = ~std::uint64_t(0);  ///< bit a: the entries of input a
  bool output = true;                        ///< the output's entries

  bool input(std::size_t a) const { return a >= 64 || (inputs >> a & 1); }
};

/// The inputs of a call; an optional argument that is left out is `nullptr` data with rank 0 and `present` false.
struct Inputs {
  std::span<const TensorView> tensors;
  std::uint64_t absent = 0;  ///< bit a is set where the optional argument a is left out

  const TensorView& operator[](std::size_t argument) const { return tensors[argument]; }
  std::size_t size() const { return tensors.size(); }
  bool has(std::size_t argument) const { return argument < tensors.size() && !(absent >> argument & 1); }
};

/// The shapes of the inputs; an optional argument that is left out is null.
using InputShapes = std::span<const Shape* const>;

/// Everything about one function, in one row: the palette, the canvas, the inspector, the file format, the exporters, the
/// command line and the tests read it, and nothing about a function stands anywhere else.
struct Function {
  std::string_view name;           ///< as in a graph file: "matmul"
  std::string_view title;          ///< for people: "Matrix product"
  Category category;
  std::string_view glyph;          ///< a few signs for the palette's button: "+", "Wx"
  std::string_view hint;           ///< the signature in a word: "elem", "bcast", "N→M", "→1"
  std::string_view formula;        ///< LaTeX of y with the argument names as symbols wrapped in braces: "{a} + {b}"
  std::string_view localFormula;   ///< LaTeX of the local gradients, in words where it needs them
  /// Both for a first input of two axes or more, where its rows (along the last axis) are taken one by one and that is written in another
  /// way; empty where it is not.
  std::string_view formulaOfRows = {};
  std::string_view localFormulaOfRows = {};
  std::string_view description;    ///< one sentence
  std::string_view synonyms;       ///< further words that the search finds, also Chinese
  std::vector<Argument> arguments = {};
  std::vector<AttributeSpec> attributes = {};
  std::string_view pytorch;        ///< the PyTorch expression over the argument names
  /// Of elementwise rows: ∂y/∂argument as a formula of the arguments' names, the attributes' names and y, one an argument.
  /// Empty where pieces meet; there a formula writes f′. What `expression` shows; tests hold it equal to the slopes.
  std::vector<std::string_view> derivatives = {};

  /// The output's shape. Throws `Error` that names the shapes and what would fit.
  Shape (*shape)(InputShapes inputs, const Settings& settings) = nullptr;
  /// Writes every entry of `output`, which has the shape that `shape` gave. Throws `Error` for values that have no meaning (a class that does not exist).
  void (*value)(const Inputs& inputs, const Settings& settings, std::span<double> output) = nullptr;
  /// Optional: as `value`, and the output also goes to `memory`, past the caches (see `streamTo`).
  void (*streamed)(const Inputs& inputs, const Settings& settings, std::span<double> output, double* memory) = nullptr;
  /// The local gradient by `argument`: output shape × that input's shape.
  LinearMap (*local)(std::size_t argument, const Inputs& inputs, const TensorView& output, const Settings& settings) = nullptr;

  /// Optional, for rows where the shapes decide it: whether `argument` is differentiated at these shapes (a class target is not, shares are).
  bool (*differentiates)(std::size_t argument, InputShapes inputs) = nullptr;
  /// Optional, faster than `local` and equal to it: downstream[k,i] += Σ_j upstream[k,j]·J[j,i] for `count` upstream rows.
  void (*accumulate)(std::size_t argument, const Inputs& inputs, const TensorView& output, const Settings& settings, Index count,
                     std::span<const double> upstream, std::span<double> downstream) = nullptr;
  /// Optional, for one upstream row: as `accumulate` onto zeros, whatever stands in `downstream`.
  void (*assign)(std::size_t argument, const Inputs& inputs, const TensorView& output, const Settings& settings,
                 std::span<const double> upstream, std::span<double> downstream) = nullptr;
  /// Optional, where the arguments' local gradients share work: `accumulate` for all of them at once, bit by bit as one by one. One
  /// downstream an argument, empty where none is wanted.
  void (*accumulateAll)(const Inputs& inputs, const TensorView& output, const Settings& settings, Index count,
                        std::span<const double> upstream, std::span<const std::span<double>> downstream) = nullptr;
  /// Set for elementwise rows, all of it; they have `accumulate` and `assign` as well.
  ScalarKernel scalar = {};
  /// Optional: says that a choice was made where the derivative does not exist ("ReLU has a corner at 0: …"), else empty.
  Message (*corner)(const Inputs& inputs, const TensorView& output, const Settings& settings) = nullptr;
  /// Optional: what is made once of the attributes (a parsed formula), for `Settings::prepared`. Throws `Error` for attributes without meaning.
  std::shared_ptr<const void> (*prepare)(const Settings& settings) = nullptr;
  /// Optional, where the attributes decide: what stands for `formula` and for `localFormula` at these settings.
  std::string (*formulaOf)(const Settings& settings) = nullptr;
  std::string (*localFormulaOf)(const Settings& settings) = nullptr;
  /// One entry an argument, or one for all; without a word from the row: everything.
  std::vector<LocalReads> localReads = {{}};
  /// One entry an argument, or one for all.
  std::vector<Domain> domains = {{}};
  /// Calls that tests and the listing of structures try, for rows to which their common shapes and attributes do not fit.
  std::vector<Example> examples = {};

  bool isLeaf() const { return shape == nullptr; }
  bool isVariadic() const { return !arguments.empty() && arguments.back().variadic; }
  /// The argument that the `k`-th wire feeds (the last one again and again where it is variadic).
  const Argument& argument(std::size_t k) const { return arguments[k < arguments.size() ? k : arguments.size() - 1]; }
  /// What the local gradient by the `k`-th input depends on.
  const LocalReads& readsOfLocal(std::size_t k) const { return localReads[k < localReads.size() ? k : localReads.size() - 1]; }
  /// Whether a gradient goes to the `k`-th input at these shapes.
  bool isDifferentiated(std::size_t k, InputShapes inputs) const {
    return argument(k).differentiable && (!differentiates || differentiates(k, inputs));
  }
};

/// LaTeX of y and of the local gradients of a call with these attributes: the row's own, or what it makes of them;
/// the row's own also where the attributes are wrong.
std::string formulaOf(const Function& function, const Attributes& given);
std::string localFormulaOf(const Function& function, const Attributes& given);

}  // namespace core
