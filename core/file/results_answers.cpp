#include "core/file/results_answers.h"

#include "core/autodiff/cost.h"
#include "core/autodiff/forward_mode.h"
#include "core/autodiff/gradient_check.h"
#include "core/autodiff/paths.h"
#include "core/autodiff/perturbation.h"
#include "core/file/tensor_writer.h"

namespace core {
namespace {

const std::string& idAt(const Trace& trace, std::size_t position) {
  return trace.graph().node(position).id.text();
}

void appendCheck(std::string& text, const Trace& trace) {
  const GradientCheck check = checkGraph(trace);
  text += "{\"worst\": ";
  appendNumber(text, check.worst);
  text += ", \"node\": ";
  if (check.node) {
    appendQuoted(text, idAt(trace, *check.node));
  } else {
    text += "null";
  }
  text += ", \"index\": [";
  for (std::size_t axis = 0; axis < check.index.size(); ++axis) {
    if (axis > 0) text += ", ";
    text += std::to_string(check.index[axis]);
  }
  text += "], \"corners\": " + std::to_string(check.corners) + "}";
}

void appendTangents(std::string& text, const Trace& trace, std::span<const LeafTensor> direction) {
  const ForwardTrace forward = forwardMode(trace, direction);
  Members tangents(text, "    ");
  for (std::size_t position = 0; position < trace.graph().size(); ++position) {
    tangents.key(idAt(trace, position));
    if (trace.hasValue(position)) {
      appendShapeAndData(text, forward.tangent(position));
    } else {
      text += "null";
    }
  }
  tangents.close("  ");
}

void appendPerturbation(std::string& text, const Trace& trace, std::span<const LeafTensor> change) {
  Members nodes(text, "    ");
  for (const NodeChange& node : perturbation(trace, change)) {
    nodes.key(idAt(trace, node.node)) += "{\"linear\": ";
    appendShapeAndData(text, node.linear);
    text += ", \"actual\": ";
    if (node.actual) {
      appendShapeAndData(text, *node.actual);
    } else {
      text += "null";
    }
    text += '}';
  }
  nodes.close("  ");
}

void appendPaths(std::string& text, const Trace& trace, std::size_t from) {
  text += "{\"from\": ";
  appendQuoted(text, idAt(trace, from));
  text += ", \"count\": \"" + pathCount(trace.plan(), from, *trace.plan().output()).str() + "\"";
  text += ", \"steps\": " + std::to_string(trace.backwardSteps().size()) + "}";
}

void appendCost(std::string& text, const Trace& trace) {
  const GraphCost cost = graphCost(trace);
  text += "{\"reverse\": " + cost.reverse.str() + ", \"forward\": " + cost.forward.str() +
          ", \"explicit\": " + cost.explicitly.str() + "}";
}

}  // namespace

void appendAnswers(Members& top, const Trace& trace, const ResultsOptions& options) {
  if (options.check) appendCheck(top.key("check"), trace);
  if (!options.tangents.empty()) appendTangents(top.key("tangents"), trace, options.tangents);
  if (!options.changes.empty()) appendPerturbation(top.key("perturbation"), trace, options.changes);
  if (options.pathsFrom) appendPaths(top.key("paths"), trace, *options.pathsFrom);
  if (options.cost) appendCost(top.key("cost"), trace);
}

}  // namespace core
