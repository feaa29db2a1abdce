#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/tensor/shape.h"

namespace core {

/// `null`, truth value, integer, real, text or list of integers: what an attribute can hold.
using AttributeValue = std::variant<std::monostate, bool, Index, double, std::string, std::vector<Index>>;

enum class AttributeType {
  Boolean,
  Integer,
  Real,
  Text,         ///< one of `choices`, or free text where there are none
  IntegerList,
  Dimensions,   ///< an integer, a list of integers, or null = all axes
  MaybeInteger, ///< an integer or null
  MaybeReal,    ///< a real or null
  Sizes,        ///< an integer, or a list of one an axis
  MaybeSizes,   ///< the same or null
};

/// One attribute of a function: what a file may write, what the inspector edits and what the manual says.
struct AttributeSpec {
  std::string_view name;
  AttributeType type;
  AttributeValue defaultValue;
  std::string_view meaning;                 ///< one sentence
  bool required = false;                    ///< has no default: a file must give it
  double minimum = -1e308;                  ///< of numbers
  double maximum = 1e308;
  std::vector<std::string_view> choices = {};  ///< of texts
  bool aboveMinimum = false;                ///< the minimum itself is refused
};

/// The attributes that a node was given; what is missing has the row's default.
class Attributes {
 public:
  Attributes() = default;
  Attributes(std::initializer_list<std::pair<std::string, AttributeValue>> values) : values_(values) {}

  const AttributeValue* find(std::string_view name) const;
  void set(std::string name, AttributeValue value);
  void remove(std::string_view name);
  std::span<const std::pair<std::string, AttributeValue>> all() const { return values_; }
  bool operator==(const Attributes&) const = default;

 private:
  std::vector<std::pair<std::string, AttributeValue>> values_;  // in the order given
};

/// "3", "true", "null", "[0, 1]", "mean": how a message and the inspector write a value.
std::string text(const AttributeValue& value);

/// What a user may type, in words: "an integer from 0", "one of mean, sum, none".
std::string expectation(const AttributeSpec& spec);

/// Whether `value` has the type and lies in the range of `spec`; an integer serves where a real is asked for.
bool accepts(const AttributeSpec& spec, const AttributeValue& value);

}  // namespace core
