#include "app/local_structure.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace app {
namespace {

using core::Index;

// Small shapes, the most telling first.
const std::array<core::Shape, 6> shapes = {core::Shape{2, 3}, {3, 2}, {3, 3}, {3}, {2}, {}};
constexpr int attributeTrials = 3;

// Values for the attributes that a function cannot do without.
core::Attributes attributesOf(const core::Function& function, int trial) {
  const std::array<std::vector<Index>, attributeTrials> lists = {{{1, 0}, {2, 2, 3}, {-1}}};
  core::Attributes attributes;
  for (const core::AttributeSpec& spec : function.attributes) {
    if (!spec.required) continue;
    const auto given = static_cast<int>(attributes.all().size());
    if (spec.type == core::AttributeType::IntegerList) {
      attributes.set(std::string(spec.name), lists[static_cast<std::size_t>(trial)]);
    } else if (core::accepts(spec, spec.defaultValue)) {
      attributes.set(std::string(spec.name), spec.defaultValue);
    } else {
      attributes.set(std::string(spec.name), Index((trial + given) % 2));
    }
  }
  return attributes;
}

// Entries spread over the domain in which the function is smooth; zeros for classes and indices.
core::Tensor entriesFor(const core::Function& function, std::size_t argument, const core::Shape& shape) {
  core::Tensor tensor(shape);
  if (!function.argument(argument).differentiable) return tensor;
  const core::Domain domain = function.domains[std::min(argument, function.domains.size() - 1)];
  double place = 0.2;
  for (Index flat = 0; flat < tensor.size(); ++flat) {
    tensor[flat] = domain.entry(place, shape, flat);
    place = std::fmod(place + 0.618034, 1);
  }
  return tensor;
}

// The names at inputs of these shapes; nothing where the function does not take them.
std::optional<std::vector<std::string>> namesAt(const core::Function& function,
                                                const core::Settings& settings,
                                                const std::vector<core::Shape>& inputShapes) {
  std::vector<const core::Shape*> pointers;
  for (const core::Shape& shape : inputShapes) pointers.push_back(&shape);
  try {
    core::Tensor output(function.shape(pointers, settings));
    if (output.size() == 0) return std::nullopt;
    std::vector<core::Tensor> tensors;
    for (std::size_t k = 0; k < inputShapes.size(); ++k)
      tensors.push_back(entriesFor(function, k, inputShapes[k]));
    const std::vector<core::TensorView> views(tensors.begin(), tensors.end());
    const core::Inputs inputs{views};
    function.value(inputs, settings, output.data());
    std::vector<std::string> names;
    for (std::size_t k = 0; k < views.size(); ++k) {
      const bool differentiable = function.argument(k).differentiable;
      names.push_back(differentiable ? function.local(k, inputs, output, settings).structureName() : "");
    }
    return names;
  } catch (const core::Error&) {
    return std::nullopt;
  }
}

}  // namespace

std::vector<std::string> localStructures(const core::Function& function) {
  for (const core::Example& example : function.examples) {
    std::vector<core::Shape> given;
    for (const std::optional<core::Shape>& shape : example.shapes) {
      if (shape) given.push_back(*shape);
    }
    if (given.size() < function.arguments.size()) continue;
    if (auto names = namesAt(function, {function, example.attributes}, given)) return *names;
  }
  const std::size_t count = function.arguments.size() + (function.isVariadic() ? 1 : 0);
  std::size_t combinations = count > 0 ? 1 : 0;
  for (std::size_t k = 0; k < count; ++k) combinations *= shapes.size();
  for (int trial = 0; trial < attributeTrials; ++trial) {
    std::optional<core::Settings> settings;
    try {
      settings.emplace(function, attributesOf(function, trial));
    } catch (const core::Error&) {
      continue;
    }
    for (std::size_t combination = 0; combination < combinations; ++combination) {
      std::vector<core::Shape> chosen(count);
      std::size_t digits = combination;
      for (std::size_t k = count; k-- > 0; digits /= shapes.size())
        chosen[k] = shapes[digits % shapes.size()];
      if (auto names = namesAt(function, *settings, chosen)) return *names;
    }
  }
  return {};
}

}  // namespace app
