#include "core/file/source.h"

#include <algorithm>

namespace core {
namespace {

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// The pattern with every hole moved up by one: "%1" becomes "%2".
std::string shifted(const Message& message) {
  std::string result;
  for (std::size_t k = 0; k < message.pattern.size(); ++k) {
    const char c = message.pattern[k];
    result += c;
    if (c != '%' || k + 1 == message.pattern.size()) continue;
    const int hole = message.pattern[k + 1] - '0';
    if (hole < 1 || static_cast<std::size_t>(hole) > message.arguments.size()) continue;
    result += static_cast<char>('0' + hole + 1);
    ++k;
  }
  return result;
}

}  // namespace

std::size_t Source::lineOf(std::size_t offset) const {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
}

std::size_t Source::columnOf(std::size_t offset) const {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const std::size_t lineBreak = before.rfind('\n');
  return 1 + characterCount(lineBreak == std::string_view::npos ? before : before.substr(lineBreak + 1));
}

PlacedError Source::error(std::size_t offset, const Message& message) const {
  const std::string line = name + ": line " + std::to_string(lineOf(offset));
  return located(context.empty() ? line : line + ", " + context, message);
}

PlacedError Source::errorAtColumn(std::size_t offset, const Message& message) const {
  return located(
      name + ": line " + std::to_string(lineOf(offset)) + ", column " + std::to_string(columnOf(offset)),
      message);
}

PlacedError Source::error(const Message& message) const { return located(name, message); }

PlacedError located(const std::string& place, const Message& message) {
  Message result{"%1: " + shifted(message), {printable(place, 5000)}};
  for (const std::string& argument : message.arguments) result.arguments.push_back(printable(argument));
  return PlacedError(std::move(result));
}

std::string printable(std::string_view text, std::size_t limit) {
  std::string result;
  std::size_t characters = 0;
  for (std::size_t k = 0; k < text.size(); ++k) {
    if (!continues(text[k]) && ++characters > limit) return result + "…";
    const auto byte = static_cast<unsigned char>(text[k]);
    const bool c1 = byte == 0xC2 && k + 1 < text.size() && static_cast<unsigned char>(text[k + 1]) < 0xA0;
    if (byte < 0x20 || byte == 0x7F) {
      result += ' ';
    } else if (c1) {
      result += ' ';
      ++k;
    } else {
      result += text[k];
    }
  }
  return result;
}

// The well-formed sequences of the Unicode Standard, table 3-7.
std::size_t firstInvalidUtf8(std::string_view text) {
  std::size_t k = 0;
  while (k < text.size()) {
    const auto lead = static_cast<unsigned char>(text[k]);
    if (lead < 0x80) {
      ++k;
      continue;
    }
    const std::size_t length = lead >= 0xC2 && lead <= 0xDF   ? 2
                               : lead >= 0xE0 && lead <= 0xEF ? 3
                               : lead >= 0xF0 && lead <= 0xF4 ? 4
                                                              : 0;
    if (length == 0 || k + length > text.size()) return k;
    const auto second = static_cast<unsigned char>(text[k + 1]);
    const unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < low || second > high) return k;
    for (std::size_t i = 2; i < length; ++i) {
      if (!continues(text[k + i])) return k;
    }
    k += length;
  }
  return std::string_view::npos;
}

std::size_t characterCount(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !continues(c); }));
}

bool hasControlCharacter(std::string_view text) {
  for (std::size_t k = 0; k < text.size(); ++k) {
    const auto byte = static_cast<unsigned char>(text[k]);
    if (byte < 0x20 || byte == 0x7F) return true;
    if (byte == 0xC2 && k + 1 < text.size() && static_cast<unsigned char>(text[k + 1]) < 0xA0) return true;
  }
  return false;
}

}  // namespace core
