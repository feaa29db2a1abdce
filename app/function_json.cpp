#include "app/function_text.h"
#include "app/local_structure.h"
#include "core/file/json_text.h"

namespace app {
namespace {

// Writes `{"key": value, …}`.
class Object {
public:
  explicit Object(std::string& text) : text_(text) {}
  std::string& key(std::string_view name) {
    text_ += isFirst_ ? "{" : ", ";
    isFirst_ = false;
    core::appendQuoted(text_, name);
    return text_ += ": ";
  }
  void put(std::string_view name, std::string_view value) { core::appendQuoted(key(name), value); }
  void put(std::string_view name, bool value) { key(name) += value ? "true" : "false"; }
  void close() { text_ += '}'; }

private:
  std::string& text_;
  bool isFirst_ = true;
};

std::string_view name(core::Category category) {
  using enum core::Category;
  switch (category) {
    case Source: return "source";
    case Arithmetic: return "arithmetic";
    case Elementwise: return "elementwise";
    case LinearAlgebra: return "linear algebra";
    case Activation: return "activation";
    case Reduction: return "reduction";
    case Shape: return "shape";
    case Layer: return "layer";
    case Loss: return "loss";
    case Control: return "control";
  }
  return {};
}

std::string_view name(core::AttributeType type) {
  using enum core::AttributeType;
  switch (type) {
    case Boolean: return "boolean";
    case Integer: return "integer";
    case Real: return "real";
    case Text: return "text";
    case IntegerList: return "integer list";
    case Dimensions: return "dimensions";
    case MaybeInteger: return "integer or null";
    case MaybeReal: return "real or null";
    case Sizes: return "integer or integer list";
    case MaybeSizes: return "integer, integer list or null";
  }
  return {};
}

// `items` between brackets, each written by `write`.
template <typename Items, typename Write>
void appendArray(std::string& text, const Items& items, Write write) {
  std::string_view comma = "[";
  for (const auto& item : items) {
    text += comma;
    write(item);
    comma = ", ";
  }
  text += items.empty() ? "[]" : "]";
}

void appendArguments(std::string& text, const core::Function& function) {
  const std::vector<std::string> structures = localStructures(function);
  std::size_t k = 0;
  appendArray(text, function.arguments, [&](const core::Argument& argument) {
    Object object(text);
    object.put("name", argument.name);
    object.put("differentiable", argument.differentiable);
    object.put("optional", argument.optional);
    object.put("variadic", argument.variadic);
    if (k < structures.size() && !structures[k].empty()) object.put("structure", structures[k]);
    ++k;
    object.close();
  });
}

void appendAttributes(std::string& text, const core::Function& function) {
  appendArray(text, function.attributes, [&](const core::AttributeSpec& spec) {
    const core::AttributeSpec unbounded{};
    Object object(text);
    object.put("name", spec.name);
    object.put("type", name(spec.type));
    object.put("required", spec.required);
    if (!spec.required) core::appendJson(object.key("default"), spec.defaultValue);
    if (spec.minimum > unbounded.minimum) core::appendNumber(object.key("minimum"), spec.minimum);
    if (spec.maximum < unbounded.maximum) core::appendNumber(object.key("maximum"), spec.maximum);
    if (!spec.choices.empty()) {
      appendArray(object.key("choices"), spec.choices,
                  [&](std::string_view choice) { core::appendQuoted(text, choice); });
    }
    object.put("takes", core::expectation(spec));
    object.put("meaning", spec.meaning);
    object.close();
  });
}

void appendFunction(std::string& text, const core::Function& function) {
  Object object(text);
  object.put("name", function.name);
  object.put("title", function.title);
  object.put("category", name(function.category));
  object.put("description", function.description);
  object.put("formula", function.formula);
  object.put("localFormula", function.localFormula);
  appendArguments(object.key("arguments"), function);
  appendAttributes(object.key("attributes"), function);
  object.put("pytorch", function.pytorch);
  object.close();
}

}  // namespace

std::string functionsJson(std::span<const core::Function> functions) {
  std::string text = "{\n  \"format\": \"chainrule-functions\", \"version\": 1,\n  \"functions\": [";
  std::string_view comma = "\n    ";
  for (const core::Function& function : functions) {
    text += comma;
    appendFunction(text, function);
    comma = ",\n    ";
  }
  return text + "\n  ]\n}\n";
}

}  // namespace app
