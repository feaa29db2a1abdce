#include "app/function_text.h"

#include <algorithm>

#include "app/local_structure.h"
#include "app/text_table.h"

namespace app {
namespace {

std::string_view title(core::Category category) {
  using enum core::Category;
  switch (category) {
    case Source: return "Sources";
    case Arithmetic: return "Arithmetic";
    case Elementwise: return "Elementwise";
    case LinearAlgebra: return "Linear algebra";
    case Activation: return "Activation";
    case Reduction: return "Reduction";
    case Shape: return "Shape";
    case Layer: return "Layer";
    case Loss: return "Loss";
    case Control: return "Control";
  }
  return {};
}

// "linear(input, weight, bias?)"
std::string signature(const core::Function& function) {
  std::string text(function.name);
  if (function.isLeaf()) return text;
  text += '(';
  std::string_view comma;
  for (const core::Argument& argument : function.arguments) {
    text.append(comma).append(argument.name).append(argument.optional ? "?" : argument.variadic ? "…" : "");
    comma = ", ";
  }
  comma = "; ";
  for (const core::AttributeSpec& spec : function.attributes) {
    text.append(comma).append(spec.name);
    if (!spec.required) text += "=" + core::text(spec.defaultValue);
    comma = ", ";
  }
  return text + ")";
}

std::string kindOf(const core::Argument& argument) {
  std::string kind = argument.differentiable ? "" : "not differentiated";
  if (argument.optional) kind += kind.empty() ? "may be left out" : ", may be left out";
  if (argument.variadic) kind += kind.empty() ? "any number of them" : ", any number of them";
  return kind;
}

void addRow(TextTable& table, std::string_view name, std::string_view text) {
  if (!text.empty()) table.add({std::string(name), std::string(text)});
}

}  // namespace

std::string functionList(std::span<const core::Function> functions) {
  std::vector<core::Category> categories;
  for (const core::Function& function : functions) {
    if (std::ranges::find(categories, function.category) == categories.end())
      categories.push_back(function.category);
  }
  TextTable table;
  for (const core::Category category : categories) {
    if (category != categories.front()) table.add({});
    table.add({std::string(title(category))});
    for (const core::Function& function : functions) {
      if (function.category != category) continue;
      table.add({"  " + signature(function), std::string(function.description)});
    }
  }
  return table.text();
}

std::string functionText(const core::Function& function) {
  std::string text = std::string(function.title) + ": " + signature(function) + "\n" +
                     std::string(function.description) + "\n\n";
  TextTable table;
  addRow(table, "category", title(function.category));
  addRow(table, "formula", function.formula);
  addRow(table, "local gradient", function.localFormula);
  addRow(table, "PyTorch", function.pytorch);
  text += table.text();
  if (!function.arguments.empty()) {
    const std::vector<std::string> structures = localStructures(function);
    TextTable arguments;
    arguments.add({"argument", "local gradient", ""});
    for (std::size_t k = 0; k < function.arguments.size(); ++k) {
      const core::Argument& argument = function.arguments[k];
      arguments.add(
          {std::string(argument.name), k < structures.size() ? structures[k] : "", kindOf(argument)});
    }
    text += "\n" + arguments.text();
  }
  if (!function.attributes.empty()) {
    TextTable attributes;
    attributes.add({"attribute", "default", "takes", "meaning"});
    for (const core::AttributeSpec& spec : function.attributes) {
      attributes.add({std::string(spec.name), spec.required ? "required" : core::text(spec.defaultValue),
                      core::expectation(spec), std::string(spec.meaning)});
    }
    text += "\n" + attributes.text();
  }
  return text;
}

}  // namespace app
