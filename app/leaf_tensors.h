#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/arguments.h"
#include "core/autodiff/leaf_tensor.h"

namespace app {

/// The tensor that `given` writes: JSON as in a graph file, or @FILE that holds it. Throws `UsageError` that
/// names `option`, and `core::Error` for what is wrong in the file.
core::Tensor tensorFrom(const std::string& given, const std::string& option);

/// What `all` values ID=TENSOR of an option ask for, checked against the leaves' shapes. Throws `UsageError`,
/// and `core::Error` for what is wrong in the file of `@FILE`.
std::vector<core::LeafTensor> leafTensors(const core::Plan& plan, std::span<const std::string> all,
                                          const std::string& option);

}  // namespace app
