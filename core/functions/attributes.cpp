#include "core/functions/attributes.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace core {
namespace {

std::string realText(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  return {digits.data(), end};
}

std::string listText(const std::vector<Index>& list) {
  std::string result;
  for (const Index entry : list) result += (result.empty() ? "" : ", ") + std::to_string(entry);
  return "[" + result + "]";
}

// The bounds that `AttributeSpec` has when a row gives none.
constexpr double noMinimum = -1e308;
constexpr double noMaximum = 1e308;

/// " from 0", " above 0", " up to 1", " from 0 to 1" or nothing.
std::string rangeText(const AttributeSpec& spec) {
  std::string result;
  if (spec.minimum > noMinimum) result += (spec.aboveMinimum ? " above " : " from ") + realText(spec.minimum);
  if (spec.maximum < noMaximum) result += (result.empty() ? " up to " : " to ") + realText(spec.maximum);
  return result;
}

bool inRange(const AttributeSpec& spec, double value) {
  return (spec.aboveMinimum ? value > spec.minimum : value >= spec.minimum) && value <= spec.maximum;
}

}  // namespace

const AttributeValue* Attributes::find(std::string_view name) const {
  const auto found =
      std::ranges::find(values_, name, [](const auto& entry) { return std::string_view(entry.first); });
  return found == values_.end() ? nullptr : &found->second;
}

void Attributes::set(std::string name, AttributeValue value) {
  for (auto& [present, old] : values_) {
    if (present == name) {
      old = std::move(value);
      return;
    }
  }
  values_.emplace_back(std::move(name), std::move(value));
}

void Attributes::remove(std::string_view name) {
  std::erase_if(values_, [&](const auto& entry) { return entry.first == name; });
}

std::string text(const AttributeValue& value) {
  struct Writer {
    std::string operator()(std::monostate) const { return "null"; }
    std::string operator()(bool truth) const { return truth ? "true" : "false"; }
    std::string operator()(Index integer) const { return std::to_string(integer); }
    std::string operator()(double real) const { return realText(real); }
    std::string operator()(const std::string& word) const { return word; }
    std::string operator()(const std::vector<Index>& list) const { return listText(list); }
  };
  return std::visit(Writer{}, value);
}

std::string expectation(const AttributeSpec& spec) {
  switch (spec.type) {
    case AttributeType::Boolean: return "true or false";
    case AttributeType::Integer: return "an integer" + rangeText(spec);
    case AttributeType::Real: return "a number" + rangeText(spec);
    case AttributeType::IntegerList: return "a list of integers" + rangeText(spec);
    case AttributeType::Dimensions: return "an axis, a list of axes, or null for all";
    case AttributeType::MaybeInteger: return "an integer" + rangeText(spec) + ", or null";
    case AttributeType::MaybeReal: return "a number" + rangeText(spec) + ", or null";
    case AttributeType::Sizes: return "an integer" + rangeText(spec) + ", or one for each axis";
    case AttributeType::MaybeSizes: return "an integer" + rangeText(spec) + ", one for each axis, or null";
    case AttributeType::Text: break;
  }
  std::string words;
  for (const std::string_view choice : spec.choices)
    words += (words.empty() ? "" : ", ") + std::string(choice);
  return words.empty() ? "a text" : "one of " + words;
}

bool accepts(const AttributeSpec& spec, const AttributeValue& value) {
  const auto isInteger = [&] {
    const auto* integer = std::get_if<Index>(&value);
    return integer && inRange(spec, static_cast<double>(*integer));
  };
  const auto isReal = [&] {
    const auto* real = std::get_if<double>(&value);
    return isInteger() || (real && inRange(spec, *real));
  };
  const auto isList = [&] {
    const auto* list = std::get_if<std::vector<Index>>(&value);
    return list &&
           std::ranges::all_of(*list, [&](Index entry) { return inRange(spec, static_cast<double>(entry)); });
  };
  const bool isNull = std::holds_alternative<std::monostate>(value);
  switch (spec.type) {
    case AttributeType::Boolean: return std::holds_alternative<bool>(value);
    case AttributeType::Integer: return isInteger();
    case AttributeType::Real: return isReal();
    case AttributeType::IntegerList: return isList();
    case AttributeType::Dimensions: return isNull || isInteger() || isList();
    case AttributeType::MaybeInteger: return isNull || isInteger();
    case AttributeType::MaybeReal: return isNull || isReal();
    case AttributeType::Sizes: return isInteger() || isList();
    case AttributeType::MaybeSizes: return isNull || isInteger() || isList();
    case AttributeType::Text: break;
  }
  const auto* word = std::get_if<std::string>(&value);
  return word && (spec.choices.empty() || std::ranges::find(spec.choices, *word) != spec.choices.end());
}

}  // namespace core
