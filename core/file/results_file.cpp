#include "core/file/results_file.h"

#include "core/autodiff/jacobian.h"
#include "core/file/json_members.h"
#include "core/file/json_text.h"
#include "core/file/results_answers.h"
#include "core/file/tensor_writer.h"

namespace core {
namespace {

const std::string& idAt(const Trace& trace, std::size_t position) {
  return trace.graph().node(position).id.text();
}

void appendOutput(Members& top, const Trace& trace) {
  const auto output = trace.plan().output();
  std::string& text = top.key("output");
  if (output) {
    appendQuoted(text, idAt(trace, *output));
  } else {
    text += "null";
  }
  top.key("seed");
  if (trace.seed()) {
    appendShapeAndData(text, *trace.seed());
  } else {
    text += "null";
  }
}

void appendOrder(std::string& text, const Trace& trace) {
  std::string_view comma;
  text += '[';
  for (const std::size_t position : trace.order()) {
    text += comma;
    appendQuoted(text, idAt(trace, position));
    comma = ", ";
  }
  text += ']';
}

void appendValues(std::string& text, const Trace& trace) {
  Members values(text, "    ");
  for (std::size_t position = 0; position < trace.graph().size(); ++position) {
    values.key(idAt(trace, position));
    if (trace.hasValue(position)) {
      appendShapeAndData(text, trace.value(position));
    } else {
      text += "null";
    }
  }
  values.close("  ");
}

void appendGradients(std::string& text, const Trace& trace) {
  Members gradients(text, "    ");
  for (std::size_t position = 0; trace.seed() && position < trace.graph().size(); ++position) {
    gradients.key(idAt(trace, position));
    if (trace.hasGradient(position)) {
      appendShapeAndData(text, trace.gradient(position));
    } else {
      text += "null";
    }
  }
  gradients.close("  ");
}

void appendArgument(std::string& text, const Trace& trace, std::size_t position, std::size_t argument,
                    Index limit) {
  const Node& node = trace.graph().node(position);
  text += "{\"argument\": " + std::to_string(argument) + ", \"node\": ";
  if (node.inputs[argument]) {
    appendQuoted(text, node.inputs[argument]->text());
  } else {
    text += "null";
  }
  text += ", \"structure\": ";
  appendQuoted(text, structureName(trace, position, argument));
  if (!trace.plan().isActive(position, argument)) {
    text += ", \"local\": null, \"downstream\": null}";
    return;
  }
  const LinearMap local = trace.local(position, argument);
  const double entries = static_cast<double>(local.rows()) * static_cast<double>(local.columns());
  if (entries <= static_cast<double>(std::min(limit, largestTensor))) {
    text += ", \"local\": ";
    appendShapeAndData(text, local.dense());
  }
  text += ", \"downstream\": ";
  appendShapeAndData(text, trace.downstream(position, argument));
  text += '}';
}

void appendSteps(std::string& text, const Trace& trace, Index limit) {
  std::string_view comma = "[\n    ";
  for (const std::size_t position : trace.backwardSteps()) {
    text += comma;
    text += "{\"node\": ";
    appendQuoted(text, idAt(trace, position));
    text += ", \"upstream\": ";
    appendShapeAndData(text, trace.gradient(position));
    text += ", \"inputs\": [";
    for (std::size_t argument = 0; argument < trace.graph().node(position).inputs.size(); ++argument) {
      if (argument > 0) text += ", ";
      appendArgument(text, trace, position, argument, limit);
    }
    text += "]}";
    comma = ",\n    ";
  }
  text += trace.backwardSteps().empty() ? "[]" : "\n  ]";
}

}  // namespace

std::string structureName(const Trace& trace, std::size_t position, std::size_t argument) {
  const Node& node = trace.graph().node(position);
  if (!node.inputs[argument]) return "not wired";
  if (!trace.plan().isDifferentiated(position, argument)) return "not differentiable";
  return trace.local(position, argument).structureName();
}

std::string writeResults(const Trace& trace, const ResultsOptions& options) {
  std::string text;
  Members top(text, "  ");
  top.key("format") += "\"chainrule-results\"";
  top.key("version") += "1";
  appendOutput(top, trace);
  appendOrder(top.key("order"), trace);
  appendValues(top.key("values"), trace);
  appendGradients(top.key("gradients"), trace);
  if (options.steps) appendSteps(top.key("steps"), trace, options.localLimit);
  if (!options.jacobians.empty()) {
    Members jacobians(top.key("jacobians"), "    ");
    for (const auto& [to, from] : options.jacobians) {
      appendShapeAndData(jacobians.key(idAt(trace, to) + ":" + idAt(trace, from)), jacobianTable(trace, to, from).entries);
    }
    jacobians.close("  ");
  }
  appendAnswers(top, trace, options);
  top.close("");
  return text + "\n";
}

}  // namespace core
