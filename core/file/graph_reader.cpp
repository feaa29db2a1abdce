#include <cmath>

#include "core/file/graph_file.h"
#include "core/file/json_reader.h"
#include "core/file/node_reader.h"
#include "core/file/tensor_reader.h"
#include "core/graph/shapes.h"

namespace core {
namespace {

// Beyond this a canvas cannot be drawn with whole pixels.
constexpr double farthestPosition = 1e7;

// The top level of a file, by keys.
struct Keys {
  const JsonValue* format = nullptr;
  const JsonValue* version = nullptr;
  const JsonValue* title = nullptr;
  const JsonValue* nodes = nullptr;
  const JsonValue* output = nullptr;
  const JsonValue* seed = nullptr;
  const JsonValue* layout = nullptr;
};

Keys keysOf(const JsonObject& object, const Source& source, GraphFile& file) {
  Keys keys;
  for (const auto& [key, value] : object) {
    const JsonValue** place = key == "format"    ? &keys.format
                              : key == "version" ? &keys.version
                              : key == "title"   ? &keys.title
                              : key == "nodes"   ? &keys.nodes
                              : key == "output"  ? &keys.output
                              : key == "seed"    ? &keys.seed
                              : key == "layout"  ? &keys.layout
                                                 : nullptr;
    if (place) {
      *place = &value;
    } else if (key == "view") {
      file.view = keptText(value, source);
    } else {
      file.unknown.emplace_back(key, keptText(value, source));
    }
  }
  return keys;
}

void checkFormat(const Keys& keys, const Source& source) {
  if (!keys.format) {
    throw source.error(Message{"this is not a graph file: it has no \"format\": \"chainrule\"", {}});
  }
  if (!keys.format->text() || *keys.format->text() != "chainrule") {
    throw source.error(keys.format->begin, "this is not a graph file: its format is %1, not \"chainrule\"",
                       {described(*keys.format)});
  }
  if (!keys.version) throw source.error(Message{"the file has no \"version\": write \"version\": 1", {}});
  const auto* version = std::get_if<std::int64_t>(&keys.version->content);
  if ((version && *version > graphFileVersion) ||
      std::holds_alternative<std::uint64_t>(keys.version->content)) {
    throw source.error(
        keys.version->begin,
        "the file has version %1, and this program knows version %2 only: a newer Chainrule opens it",
        {std::string(source.text.substr(keys.version->begin, keys.version->end - keys.version->begin)),
         std::to_string(graphFileVersion)});
  }
  if (!version || *version < 1) {
    throw source.error(keys.version->begin,
                       "the version of a graph file is an integer from 1, and this is %1",
                       {described(*keys.version)});
  }
}

Graph readNodes(const Keys& keys, const Source& source, Index& room) {
  if (!keys.nodes)
    throw source.error(Message{"the file has no \"nodes\": write \"nodes\": [] for an empty graph", {}});
  const JsonArray* array = keys.nodes->array();
  if (!array) {
    throw source.error(keys.nodes->begin, "“nodes” is an array of nodes, and this is %1",
                       {keys.nodes->numbers() ? "an array of numbers" : described(*keys.nodes)});
  }
  std::vector<NodePointer> nodes;
  nodes.reserve(array->size());
  for (const JsonValue& json : *array)
    nodes.push_back(std::make_shared<const Node>(readNode(json, source, room)));
  try {
    return Graph::fromNodes(std::move(nodes));
  } catch (const Error& error) {
    throw source.error(error.message());  // names the nodes
  }
}

NodeId readOutput(const JsonValue& json, const Source& source, const Graph& graph) {
  NodeId output = readId(json, source, "the output");
  if (!graph.find(output)) {
    throw source.error(
        json.begin, "the output “%1” is no node of the graph: name one of its nodes, or leave “output” out",
        {output.text()});
  }
  return output;
}

Seed readSeed(const JsonValue& json, const Source& source, Index& room) {
  if (json.text() && *json.text() == "ones") return {Seed::Kind::Ones};
  if (json.text() && *json.text() == "identity") return {Seed::Kind::Identity};
  if (json.isNull() || (json.text() && !namedNumber(*json.text())) ||
      std::holds_alternative<bool>(json.content)) {
    throw source.error(json.begin,
                       "the seed is a tensor of the output's shape, \"ones\" or \"identity\", and this is %1",
                       {described(json)});
  }
  return {Seed::Kind::Own, {}, readTensor(json, source.within("seed"), room).tensor};
}

std::map<NodeId, Position> readLayout(const JsonValue& json, const Source& source, const Graph& graph) {
  if (!json.object()) {
    throw source.error(json.begin, "“layout” is an object such as {\"x\": [0, 0]}, and this is %1",
                       {described(json)});
  }
  std::map<NodeId, Position> layout;
  for (const auto& [key, value] : *json.object()) {
    const NodeId id(key);
    if (!graph.find(id)) {
      throw source.error(value.begin,
                         "the layout has a position for “%1”, and there is no node of that id: take it out",
                         {key});
    }
    const JsonNumbers* numbers = value.numbers();
    const auto fits = [](double number) { return std::abs(number) <= farthestPosition; };
    if (!numbers || numbers->data.size() != 2 || !fits(numbers->data[0]) || !fits(numbers->data[1])) {
      throw source.error(
          value.begin,
          "the position of “%1” in the layout is not [x, y], two numbers from −10000000 to 10000000", {key});
    }
    layout[id] = {numbers->data[0], numbers->data[1]};
  }
  return layout;
}

}  // namespace

GraphFile readGraphFile(std::string_view json, std::string_view fileName) {
  constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
  if (json.starts_with(byteOrderMark)) json.remove_prefix(byteOrderMark.size());
  const Source source{json, std::string(fileName)};
  if (json.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    throw source.error(Message{"the file is empty: a graph file begins with {\"format\": \"chainrule\"", {}});
  }
  const JsonValue root = readJson(source);
  if (!root.object()) {
    throw source.error(root.begin,
                       "a graph file is a JSON object that begins {\"format\": \"chainrule\", and this is %1",
                       {root.numbers() ? "an array" : described(root)});
  }
  GraphFile file;
  const Keys keys = keysOf(*root.object(), source, file);
  checkFormat(keys, source);
  Index room = largestTensor;
  Graph graph = readNodes(keys, source, room);
  if (keys.title) {
    if (!keys.title->text())
      throw source.error(keys.title->begin, "the title is a text in quotes, and this is %1",
                         {described(*keys.title)});
    graph = graph.withTitle(*keys.title->text());
  }
  if (keys.output) graph = graph.withOutput(readOutput(*keys.output, source, graph));
  if (keys.seed) graph = graph.withSeed(readSeed(*keys.seed, source, room));
  if (keys.layout) file.layout = readLayout(*keys.layout, source, graph);
  file.graph = std::move(graph);
  return file;
}

}  // namespace core
