#include "core/file/node_reader.h"

#include <cmath>

#include "core/file/json_text.h"
#include "core/file/tensor_reader.h"
#include "core/functions/catalogue.h"

namespace core {
namespace {

constexpr std::size_t longestId = 200;
constexpr double exactIntegers = 0x1p53;

const std::string& textIn(const JsonValue& json, const Source& source, std::string_view key) {
  if (const std::string* text = json.text()) return *text;
  throw source.error(json.begin, "“%1” is a text in quotes, and this is %2",
                     {std::string(key), described(json)});
}

// An array of texts stays one, also where they are ids such as "NaN".
std::vector<std::optional<NodeId>> inputsIn(const JsonValue& json, const Source& source) {
  std::vector<std::optional<NodeId>> inputs;
  if (!json.array()) {
    throw source.error(json.begin, "“inputs” is an array of ids, such as [\"x\", \"W\"], and this is %1",
                       {json.numbers() ? "an array of numbers" : described(json)});
  }
  for (const JsonValue& input : *json.array()) {
    if (input.isNull()) {
      inputs.emplace_back();
    } else {
      inputs.emplace_back(readId(input, source, "an input"));
    }
  }
  return inputs;
}

std::vector<Index> integersIn(const JsonValue& json, const Source& source, const std::string& key) {
  std::vector<Index> integers;
  if (const JsonNumbers* numbers = json.numbers()) {
    for (const double number : numbers->data) {
      if (!numbers->integers || std::abs(number) > exactIntegers) {
        throw source.error(json.begin, "the attribute %1 holds a number that is not an integer of up to 2^53",
                           {key});
      }
      integers.push_back(static_cast<Index>(number));
    }
  } else if (!json.array()->empty()) {
    throw source.error(json.begin,
                       "the attribute %1 holds %2, and a list of an attribute holds integers only",
                       {key, described(json.array()->front())});
  }
  return integers;
}

AttributeValue attributeIn(const JsonValue& json, const Source& source, const std::string& key,
                           const AttributeSpec* spec) {
  if (json.isNull()) return std::monostate();
  if (const bool* truth = std::get_if<bool>(&json.content)) return *truth;
  if (const auto* integer = std::get_if<std::int64_t>(&json.content)) return Index(*integer);
  const bool isReal = spec && (spec->type == AttributeType::Real || spec->type == AttributeType::MaybeReal);
  if (const std::optional<double> number = numberIn(json); number && (!json.text() || isReal)) return *number;
  if (json.text()) return *json.text();
  if (json.array() || json.numbers()) return integersIn(json, source, key);
  throw source.error(json.begin, "the attribute %1 is an object, and no attribute is", {key});
}

Attributes attributesIn(const JsonValue& json, const Source& source, const Function& function) {
  if (!json.object()) {
    throw source.error(json.begin, "“attributes” is an object, such as {\"dim\": 0}, and this is %1",
                       {described(json)});
  }
  Attributes attributes;
  for (const auto& [key, value] : *json.object()) {
    const AttributeSpec* spec = nullptr;
    for (const AttributeSpec& candidate : function.attributes) {
      if (candidate.name == key) spec = &candidate;
    }
    attributes.set(key, attributeIn(value, source, printable(key, 60), spec));
  }
  return attributes;
}

// The parts of a node that stand under known keys.
struct Parts {
  const JsonValue* id = nullptr;
  const JsonValue* function = nullptr;
  const JsonValue* inputs = nullptr;
  const JsonValue* attributes = nullptr;
  const JsonValue* value = nullptr;
  const JsonValue* label = nullptr;
};

Parts partsOf(const JsonObject& object, const Source& source, UnknownKeys& unknown) {
  Parts parts;
  for (const auto& [key, value] : object) {
    const JsonValue** part = key == "id"           ? &parts.id
                             : key == "function"   ? &parts.function
                             : key == "inputs"     ? &parts.inputs
                             : key == "attributes" ? &parts.attributes
                             : key == "value"      ? &parts.value
                             : key == "label"      ? &parts.label
                                                   : nullptr;
    if (part) {
      *part = &value;
    } else {
      unknown.emplace_back(key, keptText(value, source));
    }
  }
  return parts;
}

void checkValue(const Node& node, const Parts& parts, const JsonValue& json, const Source& source) {
  if (node.isLeaf() && !parts.value) {
    throw source.error(json.begin, "it is a leaf (%1) and has no “value”: give it a number or an array",
                       {std::string(node.function->name)});
  }
  if (!node.isLeaf() && parts.value) {
    throw source.error(
        parts.value->begin,
        "it has a “value”, and only input, parameter and constant have one: %1 computes its own",
        {std::string(node.function->name)});
  }
}

void readParts(Node& node, const Parts& parts, const JsonValue& json, const Source& source, Index& room) {
  if (!parts.function) throw source.error(json.begin, "it has no “function”: say which function it is");
  node.function = &functionNamed(printable(textIn(*parts.function, source, "function"), 60));
  if (parts.inputs) node.inputs = inputsIn(*parts.inputs, source);
  if (parts.attributes) node.attributes = attributesIn(*parts.attributes, source, *node.function);
  if (parts.label) node.label = textIn(*parts.label, source, "label");
  if (!node.function->attributes.empty() || !node.attributes.all().empty())
    Settings(*node.function, node.attributes);
  checkValue(node, parts, json, source);
  if (parts.value) node.value = readTensor(*parts.value, source, room);
}

}  // namespace

NodeId readId(const JsonValue& json, const Source& source, const std::string& what) {
  if (!json.text())
    throw source.error(json.begin, "%1 is named by an id in quotes, and this is %2", {what, described(json)});
  const std::string& id = *json.text();
  if (id.empty())
    throw source.error(json.begin, "%1 has an empty id: an id has 1 to %2 characters",
                       {what, std::to_string(longestId)});
  if (const std::size_t count = characterCount(id); count > longestId) {
    throw source.error(json.begin, "%1 has an id of %2 characters (“%3”): an id has 1 to %4",
                       {what, std::to_string(count), printable(id, 30), std::to_string(longestId)});
  }
  if (hasControlCharacter(id)) {
    throw source.error(json.begin, "%1 has the id “%2” with a control character in it: take it out",
                       {what, printable(id)});
  }
  return NodeId(id);
}

std::string keptText(const JsonValue& value, const Source& source) {
  return onOneLine(source.text.substr(value.begin, value.end - value.begin));
}

Node readNode(const JsonValue& json, const Source& source, Index& room) {
  if (!json.object())
    throw source.error(
        json.begin, "a node is an object such as {\"id\": \"x\", \"function\": \"input\", …}, and this is %1",
        {described(json)});
  Node node;
  const Parts parts = partsOf(*json.object(), source, node.unknown);
  if (!parts.id) throw source.error(json.begin, "the node has no “id”: give it a name");
  node.id = readId(*parts.id, source, "the node");
  const Source inNode = source.within("node “" + node.id.text() + "”");
  try {
    readParts(node, parts, json, inNode, room);
  } catch (const PlacedError&) {
    throw;
  } catch (const Error& error) {
    throw inNode.error(json.begin, error.message());  // of the catalogue: it knows the function, not the file
  }
  return node;
}

}  // namespace core
