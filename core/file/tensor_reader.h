#pragma once

#include <string>
#include <string_view>

#include "core/file/json_value.h"
#include "core/file/source.h"
#include "core/graph/node.h"
#include "core/tensor/tensor.h"

namespace core {

/// The most axes of a tensor in a file.
inline constexpr std::size_t mostAxes = 256;

/// The tensor that `json` writes in one of the four forms of a graph file: a number, nested arrays, shape and
/// data, shape and a rule. It may have at most `room` entries, of which it takes its own away. Throws `Error`
/// naming the line.
LeafValue readTensor(const JsonValue& json, const Source& source, Index& room);

/// The tensor that a JSON text writes; `name` is what messages begin with. Throws `Error`.
Tensor readTensor(std::string_view json, std::string_view name);

}  // namespace core
