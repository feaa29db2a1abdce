#include <algorithm>
#include <cassert>

#include "core/functions/function.h"

namespace core {
namespace {

std::string namesOf(const std::vector<AttributeSpec>& specs) {
  std::string result;
  for (const AttributeSpec& spec : specs) result += (result.empty() ? "" : ", ") + std::string(spec.name);
  return result;
}

void refuseUnknown(const Function& function, const Attributes& given) {
  for (const auto& [name, value] : given.all()) {
    if (std::ranges::find(function.attributes, std::string_view(name), &AttributeSpec::name) !=
        function.attributes.end()) {
      continue;
    }
    if (function.attributes.empty()) {
      throw Error("%1 has no attribute %2, nor any other", {std::string(function.name), name});
    }
    throw Error("%1 has no attribute %2; it has: %3",
                {std::string(function.name), name, namesOf(function.attributes)});
  }
}

std::string written(const Function& function, const Attributes& given,
                    std::string (*byAttributes)(const Settings&), std::string_view own) {
  if (!byAttributes) return std::string(own);
  try {
    return byAttributes(Settings(function, given));
  } catch (const Error&) {
    return std::string(own);
  }
}

}  // namespace

double Domain::entry(double share, const Shape& shape, Index flat) const {
  const double plain = low + (high - low) * share;
  if (diagonal == 0 || shape.rank() < 2) return plain;
  const Index last = shape[shape.rank() - 1];
  return flat % last == flat / last % shape[shape.rank() - 2] ? plain + diagonal : plain;
}

Settings::Settings(const Function& function, const Attributes& given) : function_(&function) {
  refuseUnknown(function, given);
  values_.reserve(function.attributes.size());
  for (const AttributeSpec& spec : function.attributes) {
    const AttributeValue* value = given.find(spec.name);
    if (!value && spec.required) {
      throw Error("%1 needs its attribute %2: %3",
                  {std::string(function.name), std::string(spec.name), expectation(spec)});
    }
    if (value && !accepts(spec, *value)) {
      throw Error("the attribute %2 of %1 must be %3, not %4",
                  {std::string(function.name), std::string(spec.name), expectation(spec), text(*value)});
    }
    values_.push_back(value ? *value : spec.defaultValue);
  }
  if (function.prepare) prepared_ = function.prepare(*this);
}

const AttributeValue& Settings::operator[](std::string_view name) const {
  const auto spec = std::ranges::find(function_->attributes, name, &AttributeSpec::name);
  assert(spec != function_->attributes.end());
  return values_[static_cast<std::size_t>(spec - function_->attributes.begin())];
}

double Settings::real(std::string_view name) const {
  const AttributeValue& value = (*this)[name];
  if (const auto* integer = std::get_if<Index>(&value)) return static_cast<double>(*integer);
  return std::get<double>(value);
}

std::optional<Index> Settings::maybeInteger(std::string_view name) const {
  const auto* integer = std::get_if<Index>(&(*this)[name]);
  return integer ? std::optional(*integer) : std::nullopt;
}

std::optional<double> Settings::maybeReal(std::string_view name) const {
  if (std::holds_alternative<std::monostate>((*this)[name])) return std::nullopt;
  return real(name);
}

std::vector<Index> Settings::perAxis(std::string_view name, std::size_t axisCount) const {
  const AttributeValue& value = (*this)[name];
  if (const auto* single = std::get_if<Index>(&value)) return std::vector<Index>(axisCount, *single);
  const auto* list = std::get_if<std::vector<Index>>(&value);
  if (!list || list->size() == axisCount) return list ? *list : std::vector<Index>();
  if (list->size() == 1) return std::vector<Index>(axisCount, list->front());
  throw Error("%1 = %2 has %3 entries: give one integer, or one for each of the %4 axes",
              {std::string(name), text(value), std::to_string(list->size()), std::to_string(axisCount)});
}

std::vector<Index> Settings::axes(std::string_view name, Index rank) const {
  const AttributeValue& value = (*this)[name];
  std::vector<Index> axes;
  if (const auto* single = std::get_if<Index>(&value)) axes.push_back(*single);
  if (const auto* list = std::get_if<std::vector<Index>>(&value)) axes = *list;
  // A scalar counts as a vector of one entry here, as in PyTorch: its axis is 0 or −1.
  for (Index& axis : axes) axis = normalisedAxis(axis, std::max<Index>(rank, 1));
  std::ranges::sort(axes);
  if (const auto twice = std::ranges::adjacent_find(axes); twice != axes.end()) {
    throw Error("%1 = %2 names axis %3 twice", {std::string(name), text(value), std::to_string(*twice)});
  }
  if (rank == 0) return {};
  if (axes.empty()) {
    for (Index axis = 0; axis < rank; ++axis) axes.push_back(axis);
  }
  return axes;
}

std::string formulaOf(const Function& function, const Attributes& given) {
  return written(function, given, function.formulaOf, function.formula);
}

std::string localFormulaOf(const Function& function, const Attributes& given) {
  return written(function, given, function.localFormulaOf, function.localFormula);
}

}  // namespace core
