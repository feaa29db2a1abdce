#include "ui/model/edits.h"

#include <QCoreApplication>
#include <algorithm>
#include <set>

#include "core/functions/catalogue.h"

namespace ui {
namespace {

const core::Node& nodeOf(const Sheet& sheet, const core::NodeId& id) {
  const core::Node* node = sheet.graph.find(id);
  if (!node) throw core::Error("there is no node “%1” any more", {id.text()});
  return *node;
}

// What a new node is called: leaves as in a lecture, functions by the letters that follow.
std::string idWish(const core::Graph& graph, const core::Function& function) {
  const auto firstFree = [&](std::initializer_list<const char*> names, const char* otherwise) {
    for (const char* name : names) {
      if (!graph.find(core::NodeId(name))) return std::string(name);
    }
    return std::string(otherwise);
  };
  if (function.name == "input") return firstFree({"x", "y", "z", "u", "v"}, "x");
  if (function.name == "parameter") return firstFree({"W", "b"}, "W");
  if (function.name == "constant") return firstFree({"c", "t"}, "c");
  if (function.category == core::Category::Loss) return firstFree({"L"}, "L");
  return firstFree({"a", "h", "s", "p", "q", "r", "f", "g", "m", "n"}, "f");
}

// What a file must give, a new node has in its simplest form, so that it can be computed at once where the shapes allow it.
core::Attributes withRequired(const core::Function& function, core::Attributes attributes) {
  for (const core::AttributeSpec& spec : function.attributes) {
    if (!spec.required || attributes.find(spec.name)) continue;
    core::AttributeValue value = spec.defaultValue;
    if (!core::accepts(spec, value)) {
      if (spec.type == core::AttributeType::IntegerList) value = std::vector<core::Index>{-1};
      else if (spec.type == core::AttributeType::Real) value = 0.0;
      else value = core::Index(0);
    }
    attributes.set(std::string(spec.name), std::move(value));
  }
  return attributes;
}

}  // namespace

core::NodeId addNode(Sheet& sheet, const core::Function& function, QPointF centre) {
  core::Node node;
  node.id = sheet.graph.freeId(idWish(sheet.graph, function));
  node.function = &function;
  if (function.isLeaf()) node.value = core::LeafValue{core::Tensor::scalar(1), std::nullopt};
  node.attributes = withRequired(function, {});
  const core::NodeId id = node.id;
  sheet.graph = sheet.graph.withNode(std::move(node));
  sheet.positions[id] = centre;
  return id;
}

std::size_t freeArgument(const core::Graph& graph, const core::NodeId& to) {
  const core::Node* node = graph.find(to);
  if (!node) return 0;
  const std::size_t arguments = node->function->arguments.size();
  for (std::size_t k = 0; k < arguments; ++k) {
    if (k >= node->inputs.size() || !node->inputs[k]) return k;
  }
  return node->function->isVariadic() ? node->inputs.size() : 0;
}

void connect(Sheet& sheet, const core::NodeId& from, const core::NodeId& to, std::size_t argument) {
  sheet.graph = sheet.graph.wired(to, argument, from);
}

void disconnect(Sheet& sheet, const core::NodeId& to, std::size_t argument) {
  const core::Node& node = nodeOf(sheet, to);
  if (argument < node.inputs.size()) sheet.graph = sheet.graph.wired(to, argument, std::nullopt);
}

void removeNodes(Sheet& sheet, std::span<const core::NodeId> ids) {
  sheet.graph = sheet.graph.without(ids);
  for (const core::NodeId& id : ids) {
    sheet.positions.erase(id);
    sheet.fresh.erase(id);
  }
}

std::vector<core::NodeId> duplicate(Sheet& sheet, std::span<const core::NodeId> ids, QPointF offset) {
  std::map<core::NodeId, core::NodeId> copyOf;
  std::vector<core::Node> copies;
  std::set<std::string> taken;
  for (const core::NodeId& id : ids) {
    core::Node copy = nodeOf(sheet, id);
    std::string stem = id.text();
    while (stem.size() > 1 && std::isdigit(static_cast<unsigned char>(stem.back()))) stem.pop_back();
    copy.id = sheet.graph.freeId(id.text());
    for (int k = 2; sheet.graph.find(copy.id) || taken.contains(copy.id.text()) || copy.id == id; ++k) {
      copy.id = core::NodeId(stem + std::to_string(k));
    }
    copy.label.clear();  // two nodes of one label could not be told apart
    taken.insert(copy.id.text());
    copyOf[id] = copy.id;
    copies.push_back(std::move(copy));
  }
  std::vector<core::NodeId> result;
  for (core::Node& copy : copies) {
    for (auto& input : copy.inputs) {
      if (input && copyOf.contains(*input)) input = copyOf[*input];
    }
    result.push_back(copy.id);
  }
  sheet.graph = sheet.graph.withNodes(copies);
  for (const auto& [id, copy] : copyOf) {
    const auto at = sheet.positions.find(id);
    if (at != sheet.positions.end()) sheet.positions[copy] = at->second + offset;
  }
  return result;
}

void moveNodes(Sheet& sheet, std::span<const core::NodeId> ids, QPointF offset) {
  for (const core::NodeId& id : ids) sheet.positions[id] += offset;
}

Replacement replaceFunction(Sheet& sheet, const core::NodeId& id, const core::Function& function) {
  core::Node node = nodeOf(sheet, id);
  Replacement result;
  const core::Function& before = *node.function;
  if (!function.isVariadic() && node.inputs.size() > function.arguments.size()) {
    for (std::size_t k = function.arguments.size(); k < node.inputs.size(); ++k) {
      if (node.inputs[k]) result.lostWires.push_back(QString::fromUtf8(before.argument(k).name.data(), static_cast<qsizetype>(before.argument(k).name.size())));
    }
    node.inputs.resize(function.arguments.size());
  }
  core::Attributes kept;
  for (const core::AttributeSpec& spec : function.attributes) {
    const core::AttributeValue* value = node.attributes.find(spec.name);
    if (value && core::accepts(spec, *value)) kept.set(std::string(spec.name), *value);
  }
  node.attributes = withRequired(function, std::move(kept));
  node.function = &function;
  if (!function.isLeaf()) node.value.reset();
  else if (!node.value) node.value = core::LeafValue{core::Tensor::scalar(1), std::nullopt};
  sheet.graph = sheet.graph.withNode(std::move(node));
  return result;
}

void setLeafValue(Sheet& sheet, const core::NodeId& id, core::LeafValue value) {
  core::Node node = nodeOf(sheet, id);
  node.value = std::move(value);
  sheet.graph = sheet.graph.withNode(std::move(node));
}

void setAttribute(Sheet& sheet, const core::NodeId& id, const std::string& name, const core::AttributeValue& value) {
  core::Node node = nodeOf(sheet, id);
  core::Attributes changed = node.attributes;
  changed.set(name, value);
  static_cast<void>(core::Settings(*node.function, changed));  // throws what is wrong with the value
  node.attributes = std::move(changed);
  sheet.graph = sheet.graph.withNode(std::move(node));
}

void removeAttribute(Sheet& sheet, const core::NodeId& id, const std::string& name) {
  core::Node node = nodeOf(sheet, id);
  node.attributes.remove(name);
  static_cast<void>(core::Settings(*node.function, node.attributes));
  sheet.graph = sheet.graph.withNode(std::move(node));
}

void setLabel(Sheet& sheet, const core::NodeId& id, const std::string& tex) {
  core::Node node = nodeOf(sheet, id);
  node.label = tex;
  sheet.graph = sheet.graph.withNode(std::move(node));
}

void renameNode(Sheet& sheet, const core::NodeId& from, const core::NodeId& to) {
  sheet.graph = sheet.graph.renamed(from, to);
  if (from == to) return;
  if (auto marks = sheet.fresh.extract(from); !marks.empty()) {
    marks.key() = to;
    sheet.fresh.insert(std::move(marks));
  }
  const auto at = sheet.positions.find(from);
  if (at == sheet.positions.end()) return;
  sheet.positions[to] = at->second;
  sheet.positions.erase(from);
}

}  // namespace ui
