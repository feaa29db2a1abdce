#include "app/leaf_tensors.h"

#include <algorithm>
#include <optional>

#include "app/split.h"
#include "core/file/graph_file.h"
#include "core/file/json_reader.h"
#include "core/file/tensor_reader.h"

namespace app {
namespace {

// One `ID=TENSOR`, split but not read yet where it is a file.
struct Given {
  std::size_t leaf;
  std::string tensor;
};

Given split(const core::Graph& graph, const std::string& option, const std::string& given) {
  std::string complaint;
  const std::optional<Given> result = splitOnce(
      option, given, '=', [&](const std::string& id, const std::string& text) -> std::optional<Given> {
        const auto position = graph.position(core::NodeId(id));
        if (!position) return std::nullopt;
        if (text.starts_with('@')) return Given{*position, text};
        try {
          tensorFrom(text, option + " " + quoted(id));
          return Given{*position, text};
        } catch (const UsageError& error) {
          complaint = error.what();
          return std::nullopt;
        }
      });
  if (result) return *result;
  if (!complaint.empty()) throw UsageError(complaint);
  throw UsageError(option + " takes ID=TENSOR, a leaf of the graph and a tensor, such as x=[1, 0], and " +
                   quoted(given) + " names no node of the graph");
}

}  // namespace

core::Tensor tensorFrom(const std::string& given, const std::string& option) {
  if (given.starts_with('@')) {
    const std::string file = given.substr(1);
    return core::readTensor(core::loadText(file, core::largestJsonText), file);
  }
  try {
    return core::readTensor(given, option);
  } catch (const core::Error& error) {
    throw UsageError(error.what());
  }
}

std::vector<core::LeafTensor> leafTensors(const core::Plan& plan, std::span<const std::string> all,
                                          const std::string& option) {
  std::vector<core::LeafTensor> result;
  for (const std::string& one : all) {
    const Given given = split(plan.graph(), option, one);
    const std::string& id = plan.graph().node(given.leaf).id.text();
    if (std::ranges::any_of(result,
                            [&](const core::LeafTensor& before) { return before.leaf == given.leaf; })) {
      throw UsageError(option + " names the leaf " + quoted(id) + " twice");
    }
    result.push_back({given.leaf, tensorFrom(given.tensor, option)});
    try {
      core::checkLeafTensors(plan, std::span(result).last(1));
    } catch (const core::Error& error) {
      const bool isLeaf = plan.graph().node(given.leaf).isLeaf();
      if (isLeaf && given.tensor.starts_with('@'))
        throw core::located(given.tensor.substr(1), error.message());
      throw UsageError(option + ": " + core::printable(error.what()));
    }
  }
  return result;
}

}  // namespace app
