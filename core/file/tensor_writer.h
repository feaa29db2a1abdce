#pragma once

#include <string>

#include "core/graph/node.h"
#include "core/tensor/tensor.h"

namespace core {

/// As a graph file writes it: the rule, a number, nested arrays, or shape and data where an axis has size 0.
void appendTensor(std::string& text, const LeafValue& value);
/// As a results file writes it: always shape and data.
void appendShapeAndData(std::string& text, TensorView tensor);

}  // namespace core
