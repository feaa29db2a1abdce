#include "core/file/json_value.h"

#include <cmath>

#include "core/file/json_text.h"
#include "core/file/source.h"

namespace core {

std::optional<double> namedNumber(std::string_view text) {
  if (text == "NaN") return std::nan("");
  if (text == "Infinity") return HUGE_VAL;
  if (text == "-Infinity") return -HUGE_VAL;
  return std::nullopt;
}

std::string described(const JsonValue& json) {
  if (json.isNull()) return "null";
  if (const bool* truth = std::get_if<bool>(&json.content)) return *truth ? "true" : "false";
  if (const std::string* text = json.text()) return "the text “" + printable(*text, 60) + "”";
  if (json.object()) return "an object";
  if (const auto* large = std::get_if<std::uint64_t>(&json.content))
    return "the number " + std::to_string(*large);
  if (const std::optional<double> number = numberIn(json)) {
    std::string text = "the number ";
    appendNumber(text, *number);
    return text;
  }
  return "an array";
}

std::optional<double> numberIn(const JsonValue& json) {
  if (const auto* integer = std::get_if<std::int64_t>(&json.content)) return static_cast<double>(*integer);
  if (const auto* large = std::get_if<std::uint64_t>(&json.content)) return static_cast<double>(*large);
  if (const auto* number = std::get_if<double>(&json.content)) return *number;
  if (const std::string* text = json.text()) return namedNumber(*text);
  return std::nullopt;
}

}  // namespace core
