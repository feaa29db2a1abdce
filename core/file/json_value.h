#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace core {

struct JsonValue;

/// An array that holds nothing but plain numbers, packed: the form of nearly everything that is large in a
/// graph file.
struct JsonNumbers {
  std::vector<double> data;
  bool integers = true;  ///< all were written without a point and an exponent
};

using JsonArray = std::vector<JsonValue>;
using JsonObject = std::vector<std::pair<std::string, JsonValue>>;

/// A value of a JSON text with the range of bytes where it stands, so that messages can name its line and
/// unknown keys can be kept as they were written. An integer is held as such where it fits into 64 bits.
struct JsonValue {
  std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::string, JsonNumbers, JsonArray,
               JsonObject>
      content;
  std::size_t begin = 0;
  std::size_t end = 0;

  const JsonObject* object() const { return std::get_if<JsonObject>(&content); }
  const JsonArray* array() const { return std::get_if<JsonArray>(&content); }
  const JsonNumbers* numbers() const { return std::get_if<JsonNumbers>(&content); }
  const std::string* text() const { return std::get_if<std::string>(&content); }
  bool isNull() const { return std::holds_alternative<std::monostate>(content); }
};

/// The number that the text "NaN", "Infinity" or "-Infinity" stands for.
std::optional<double> namedNumber(std::string_view text);

/// A number, also one of those that are written as a text.
std::optional<double> numberIn(const JsonValue& json);

/// What stands there, for messages: "the text “abc”", "the number 3", "an array".
std::string described(const JsonValue& json);

}  // namespace core
