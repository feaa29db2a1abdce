#include "core/file/tensor_writer.h"

#include "core/file/json_text.h"

namespace core {
namespace {

void appendShape(std::string& text, const Shape& shape) {
  text += "{\"shape\": [";
  for (Index axis = 0; axis < shape.rank(); ++axis) {
    if (axis > 0) text += ", ";
    text += std::to_string(shape[axis]);
  }
  text += ']';
}

void appendNested(std::string& text, const Tensor& tensor, Index axis, Index& next) {
  if (axis == tensor.shape().rank()) return appendNumber(text, tensor[next++]);
  text += '[';
  for (Index row = 0; row < tensor.shape()[axis]; ++row) {
    if (row > 0) text += ", ";
    appendNested(text, tensor, axis + 1, next);
  }
  text += ']';
}

void appendRule(std::string& text, const Shape& shape, const Initialiser& rule) {
  appendShape(text, shape);
  text += ", \"init\": ";
  appendQuoted(text, name(rule.kind));
  if (rule.seed != 0) text += ", \"seed\": " + std::to_string(rule.seed);
  const Initialiser usual;
  const auto setting = [&](std::string_view key, double value, double usualValue) {
    if (value == usualValue) return;
    text += ", \"" + std::string(key) + "\": ";
    appendNumber(text, value);
  };
  setting("mean", rule.mean, usual.mean);
  setting("std", rule.std, usual.std);
  setting("low", rule.low, usual.low);
  setting("high", rule.high, usual.high);
  text += '}';
}

}  // namespace

void appendTensor(std::string& text, const LeafValue& value) {
  const Shape& shape = value.tensor.shape();
  if (value.rule) return appendRule(text, shape, *value.rule);
  if (value.tensor.size() == 0) return appendShapeAndData(text, value.tensor);
  Index next = 0;
  appendNested(text, value.tensor, 0, next);
}

void appendShapeAndData(std::string& text, TensorView tensor) {
  appendShape(text, tensor.shape());
  text += ", \"data\": [";
  for (Index k = 0; k < tensor.size(); ++k) {
    if (k > 0) text += ", ";
    appendNumber(text, tensor[k]);
  }
  text += "]}";
}

}  // namespace core
