#include "core/autodiff/trace.h"
#include "core/file/graph_file.h"
#include "core/file/json_text.h"
#include "core/file/tensor_writer.h"
#include "core/graph/order.h"
#include "core/graph/shapes.h"

namespace core {
namespace {

void appendKey(std::string& text, std::string_view key) {
  text += ", ";
  appendQuoted(text, key);
  text += ": ";
}

void appendNode(std::string& text, const Node& node) {
  text += "{\"id\": ";
  appendQuoted(text, node.id.text());
  appendKey(text, "function");
  appendQuoted(text, node.function->name);
  if (!node.inputs.empty()) {
    appendKey(text, "inputs");
    std::string_view comma = "[";
    for (const std::optional<NodeId>& input : node.inputs) {
      text += comma;
      if (input) {
        appendQuoted(text, input->text());
      } else {
        text += "null";
      }
      comma = ", ";
    }
    text += ']';
  }
  if (!node.attributes.all().empty()) {
    appendKey(text, "attributes");
    std::string_view comma = "{";
    for (const auto& [name, value] : node.attributes.all()) {
      text += comma;
      appendQuoted(text, name);
      text += ": ";
      appendJson(text, value);
      comma = ", ";
    }
    text += '}';
  }
  if (node.value) {
    appendKey(text, "value");
    appendTensor(text, *node.value);
  }
  if (!node.label.empty()) {
    appendKey(text, "label");
    appendQuoted(text, node.label);
  }
  for (const auto& [key, json] : node.unknown) {
    appendKey(text, key);
    text += json;
  }
  text += '}';
}

// A file has no word for one unit row: it is written as the tensor that it stands for, where the output's
// shape is known.
std::optional<Tensor> seedToWrite(const Graph& graph) {
  const Seed& seed = graph.seed();
  if (seed.kind == Seed::Kind::Own) return seed.own;
  if (seed.kind != Seed::Kind::Element || !graph.output()) return std::nullopt;
  const std::vector<std::size_t> order = topologicalOrder(graph);
  const ShapeResult result = shapesOf(graph, order)[*graph.position(*graph.output())];
  if (!result.shape) return std::nullopt;
  return seedTensor(seed, *result.shape);
}

// Writes `,\n  "key": ` before each value of the top level.
class TopLevel {
public:
  explicit TopLevel(std::string& text) : text_(text) {
    text_ += "{\n  \"format\": \"chainrule\",\n  \"version\": 1";
  }
  std::string& key(std::string_view name) {
    text_ += ",\n  ";
    appendQuoted(text_, name);
    text_ += ": ";
    return text_;
  }

private:
  std::string& text_;
};

void appendNodes(std::string& text, const Graph& graph) {
  std::string_view comma = "[\n    ";
  for (const NodePointer& node : graph.nodes()) {
    text += comma;
    appendNode(text, *node);
    comma = ",\n    ";
  }
  text += graph.empty() ? "[]" : "\n  ]";
}

void appendLayout(std::string& text, const GraphFile& file) {
  std::string_view comma = "{\n    ";
  for (const NodePointer& node : file.graph.nodes()) {
    const auto found = file.layout.find(node->id);
    if (found == file.layout.end()) continue;
    text += comma;
    appendQuoted(text, node->id.text());
    text += ": [";
    appendNumber(text, found->second.x);
    text += ", ";
    appendNumber(text, found->second.y);
    text += ']';
    comma = ",\n    ";
  }
  text += file.layout.empty() ? "{}" : "\n  }";
}

void appendSeed(std::string& text, TopLevel& top, const Graph& graph) {
  if (graph.seed().kind == Seed::Kind::Ones) {
    top.key("seed") += "\"ones\"";
  } else if (graph.seed().kind == Seed::Kind::Identity) {
    top.key("seed") += "\"identity\"";
  } else if (const std::optional<Tensor> seed = seedToWrite(graph)) {
    top.key("seed");
    appendTensor(text, {*seed, std::nullopt});
  }
}

}  // namespace

std::string writeGraphFile(const GraphFile& file) {
  std::string text;
  TopLevel top(text);
  const Graph& graph = file.graph;
  if (!graph.title().empty()) appendQuoted(top.key("title"), graph.title());
  appendNodes(top.key("nodes"), graph);
  if (graph.output()) appendQuoted(top.key("output"), graph.output()->text());
  appendSeed(text, top, graph);
  if (!file.layout.empty()) appendLayout(top.key("layout"), file);
  if (!file.view.empty()) top.key("view") += onOneLine(file.view);
  for (const auto& [key, json] : file.unknown) top.key(key) += onOneLine(json);
  return text + "\n}\n";
}

}  // namespace core
