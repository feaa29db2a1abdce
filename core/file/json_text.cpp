#include "core/file/json_text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace core {

void appendNumber(std::string& text, double value) {
  if (std::isnan(value)) {
    text += "\"NaN\"";
  } else if (std::isinf(value)) {
    text += value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
  } else if (value == 0) {
    text += std::signbit(value) ? "-0.0" : "0";  // many readers take "-0" for the integer 0
  } else {
    std::array<char, 32> digits;
    const bool isShortInteger = std::abs(value) < 1e15 && value == std::trunc(value);
    const auto [end, error] =
        isShortInteger
            ? std::to_chars(digits.data(), digits.data() + digits.size(), static_cast<long long>(value))
            : std::to_chars(digits.data(), digits.data() + digits.size(), value);
    text.append(digits.data(), end);
  }
}

void appendQuoted(std::string& text, std::string_view value) {
  constexpr std::string_view hex = "0123456789abcdef";
  text += '"';
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      text += '\\';
      text += c;
    } else if (c == '\n') {
      text += "\\n";
    } else if (c == '\t') {
      text += "\\t";
    } else if (byte < 0x20) {
      text += "\\u00";
      text += hex[byte >> 4];
      text += hex[byte & 15];
    } else {
      text += c;
    }
  }
  text += '"';
}

void appendJson(std::string& text, const AttributeValue& value) {
  if (std::holds_alternative<std::monostate>(value)) {
    text += "null";
  } else if (const bool* truth = std::get_if<bool>(&value)) {
    text += *truth ? "true" : "false";
  } else if (const Index* integer = std::get_if<Index>(&value)) {
    text += std::to_string(*integer);
  } else if (const double* real = std::get_if<double>(&value)) {
    appendNumber(text, *real);
  } else if (const std::string* words = std::get_if<std::string>(&value)) {
    appendQuoted(text, *words);
  } else {
    text += '[';
    std::string_view comma;
    for (const Index entry : std::get<std::vector<Index>>(value)) {
      text += comma;
      text += std::to_string(entry);
      comma = ", ";
    }
    text += ']';
  }
}

std::string onOneLine(std::string_view json) {
  std::string result;
  bool inString = false;
  for (std::size_t k = 0; k < json.size(); ++k) {
    const char c = json[k];
    if (inString) {
      result += c;
      if (c == '\\' && k + 1 < json.size()) result += json[++k];
      if (c == '"') inString = false;
    } else if (c == '"') {
      result += c;
      inString = true;
    } else if (c == ',' || c == ':') {
      result += c;
      result += ' ';
    } else if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
      result += c;
    }
  }
  return result;
}

}  // namespace core
