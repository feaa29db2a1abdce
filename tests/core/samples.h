#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <vector>

#include "core/functions/catalogue.h"

namespace samples {

using namespace core;

/// One call of a function: attributes, the inputs' shapes (empty where an optional one is left out) and their
/// entries.
struct Sample {
  const Function* function;
  Settings settings;
  std::vector<Tensor> inputs;
  std::uint64_t absent;
  Shape outputShape;

  bool has(std::size_t argument) const { return !(absent >> argument & 1); }
  std::vector<TensorView> views() const { return {inputs.begin(), inputs.end()}; }
  /// The output, computed over entries that were `before` before.
  Tensor value(double before = 0) const {
    Tensor output(outputShape, before);
    const std::vector<TensorView> tensors = views();
    function->value({tensors, absent}, settings, output.data());
    return output;
  }
  LinearMap local(std::size_t argument, const Tensor& output) const {
    const std::vector<TensorView> tensors = views();
    return function->local(argument, {tensors, absent}, output, settings);
  }
  Message corner() const {
    const std::vector<TensorView> tensors = views();
    return function->corner({tensors, absent}, value(), settings);
  }
  std::string name() const {
    std::string result(function->name);
    for (std::size_t k = 0; k < inputs.size(); ++k) result += has(k) ? " " + text(inputs[k].shape()) : " –";
    for (const AttributeSpec& spec : function->attributes) {
      result += " " + std::string(spec.name) + "=" + text(settings[spec.name]);
    }
    return result;
  }
};

/// Of the finite ones.
inline double largestMagnitude(std::span<const double> entries) {
  double largest = 0;
  for (const double entry : entries) {
    if (std::isfinite(entry)) largest = std::max(largest, std::abs(entry));
  }
  return largest;
}

/// Whether two lists of numbers agree to `tolerance` relative to the larger of 1 and the expected magnitude.
inline bool agree(std::span<const double> actual, std::span<const double> expected, double tolerance) {
  if (actual.size() != expected.size()) return false;
  const double allowed = tolerance * std::max(1.0, largestMagnitude(expected));
  for (std::size_t k = 0; k < actual.size(); ++k) {
    const bool same = actual[k] == expected[k] || (std::isnan(actual[k]) && std::isnan(expected[k]));
    if (!same && !(std::abs(actual[k] - expected[k]) <= allowed)) return false;
  }
  return true;
}

/// What may be tried for one attribute.
inline std::vector<AttributeValue> attributeChoices(const AttributeSpec& spec) {
  using List = std::vector<Index>;
  std::vector<AttributeValue> pool;
  switch (spec.type) {
    case AttributeType::Boolean: pool = {false, true}; break;
    case AttributeType::Integer: pool = {Index(0), Index(-1), Index(1), Index(2)}; break;
    case AttributeType::Real: pool = {0.5, 2.0}; break;
    case AttributeType::Text:
      for (const std::string_view choice : spec.choices) pool.emplace_back(std::string(choice));
      break;
    case AttributeType::IntegerList:
      pool = {List{},      List{-1},   List{0, 1},    List{1, 0},   List{2, 0, 1},
              List{2, -1}, List{3, 2}, List{2, 2, 3}, List{4, 2, 3}};
      break;
    case AttributeType::Dimensions: pool = {std::monostate(), Index(0), Index(-1), List{0, -1}}; break;
    case AttributeType::MaybeInteger: pool = {std::monostate(), Index(1), Index(-1), Index(7)}; break;
    case AttributeType::MaybeReal: pool = {std::monostate(), 0.5, 2.0}; break;
    case AttributeType::Sizes: pool = {Index(1), Index(2)}; break;
    case AttributeType::MaybeSizes: pool = {std::monostate(), Index(1), Index(2)}; break;
  }
  std::erase_if(pool, [&](const AttributeValue& value) { return !accepts(spec, value); });
  if (!spec.required) pool.insert(pool.begin(), spec.defaultValue);
  return pool;
}

/// Every combination of the attributes' choices.
inline std::vector<Attributes> attributeSets(const Function& function) {
  std::vector<Attributes> sets(1);
  for (const AttributeSpec& spec : function.attributes) {
    std::vector<Attributes> longer;
    for (const Attributes& set : sets) {
      for (const AttributeValue& value : attributeChoices(spec)) {
        longer.push_back(set);
        longer.back().set(std::string(spec.name), value);
      }
    }
    sets = std::move(longer);
  }
  return sets;
}

/// Shapes of rank 0 to 3, with axes of size 0 and 1, that can be broadcast, multiplied or put behind each
/// other in many ways.
inline const std::vector<Shape>& shapePool() {
  static const std::vector<Shape> pool = {{},        {3},       {1},       {0},       {2, 3},
                                          {3, 2},    {3, 3},    {1, 3},    {3, 1},    {2, 0},
                                          {2, 1, 3}, {2, 2, 3}, {2, 3, 2}, {1, 0, 2}, {2}};
  return pool;
}

/// All tuples of shapes for the arguments of a function; a null shape is an optional argument left out.
inline std::vector<std::vector<const Shape*>> shapeTuples(const Function& function) {
  std::vector<std::vector<const Shape*>> tuples(1);
  std::vector<std::vector<const Shape*>> result;
  const std::size_t places = function.isVariadic() ? 2 : function.arguments.size();
  for (std::size_t place = 0; place < places; ++place) {
    std::vector<std::vector<const Shape*>> longer;
    for (const auto& tuple : tuples) {
      const auto add = [&](const Shape* shape) {
        longer.push_back(tuple);
        longer.back().push_back(shape);
      };
      if (function.argument(place).optional) add(nullptr);
      for (const Shape& shape : shapePool()) add(&shape);
    }
    tuples = std::move(longer);
    if (function.isVariadic()) result.insert(result.end(), tuples.begin(), tuples.end());
  }
  return function.isVariadic() ? result : tuples;
}

/// Entries from the row's domains; where the function cannot take those (class targets), zeros and ones.
inline bool draw(Sample& sample, std::mt19937& random) {
  const std::vector<Domain>& domains = sample.function->domains;
  for (const bool integers : {false, true}) {
    for (std::size_t k = 0; k < sample.inputs.size(); ++k) {
      const Domain& domain = domains[k < domains.size() ? k : domains.size() - 1];
      std::uniform_real_distribution<double> uniform(0, 1);
      Tensor& input = sample.inputs[k];
      for (Index flat = 0; flat < input.size(); ++flat)
        input[flat] =
            integers && k > 0 ? double(random() % 2) : domain.entry(uniform(random), input.shape(), flat);
    }
    try {
      sample.value();
      return true;
    } catch (const Error&) {
    }
  }
  return false;
}

/// The call at these shapes, all entries 0. Throws `Error` where they do not fit.
inline Sample sampleAt(const Function& function, const Settings& settings,
                       const std::vector<const Shape*>& shapes) {
  Sample sample{&function, settings, {}, 0, function.shape(shapes, settings)};
  for (std::size_t k = 0; k < shapes.size(); ++k) {
    if (!shapes[k]) sample.absent |= std::uint64_t(1) << k;
    sample.inputs.push_back(shapes[k] ? Tensor(*shapes[k]) : Tensor());
  }
  return sample;
}

inline std::vector<const Shape*> shapesOf(const Example& example) {
  std::vector<const Shape*> shapes;
  for (const std::optional<Shape>& shape : example.shapes) shapes.push_back(shape ? &*shape : nullptr);
  return shapes;
}

/// Makes what `samplesOf` gives.
inline std::vector<Sample> chosenSamples(const Function& function, std::size_t most) {
  std::vector<Sample> all;
  for (const Example& example : function.examples) {
    all.push_back(sampleAt(function, Settings(function, example.attributes), shapesOf(example)));
  }
  const bool common = function.examples.empty();
  const std::vector<std::vector<const Shape*>> tuples = shapeTuples(function);
  for (const Attributes& attributes : common ? attributeSets(function) : std::vector<Attributes>()) {
    const Settings settings(function, attributes);
    for (const std::vector<const Shape*>& tuple : tuples) {
      try {
        all.push_back(sampleAt(function, settings, tuple));
      } catch (const Error&) {
        continue;
      }
    }
  }
  std::vector<Sample> chosen;
  std::mt19937 random(7);
  const std::size_t stride = all.size() / most + 1;
  for (std::size_t k = 0; k < all.size(); k += stride) {
    if (draw(all[k], random)) chosen.push_back(std::move(all[k]));
  }
  return chosen;
}

/// Calls of `function` that its `shape` accepts, at most `most` of them, evenly chosen, always the same: the
/// row's own examples, or whatever fits of the common shapes and attributes. Made once, as most that is tried
/// does not fit.
inline const std::vector<Sample>& samplesOf(const Function& function, std::size_t most = 150) {
  static std::map<std::pair<const Function*, std::size_t>, std::vector<Sample>> made;
  const auto [entry, isNew] = made.try_emplace({&function, most});
  if (isNew) entry->second = chosenSamples(function, most);
  return entry->second;
}

}  // namespace samples
