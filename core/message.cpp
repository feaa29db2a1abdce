#include "core/message.h"

namespace core {

std::string text(const Message& message) {
  std::string result;
  for (std::size_t k = 0; k < message.pattern.size(); ++k) {
    const char c = message.pattern[k];
    if (c == '%' && k + 1 < message.pattern.size()) {
      const int hole = message.pattern[k + 1] - '1';
      if (hole >= 0 && hole < 9 && static_cast<std::size_t>(hole) < message.arguments.size()) {
        result += message.arguments[static_cast<std::size_t>(hole)];
        ++k;
        continue;
      }
    }
    result += c;
  }
  return result;
}

Error::Error(Message message) : std::runtime_error(text(message)), message_(std::move(message)) {}

Error::Error(std::string pattern, std::vector<std::string> arguments)
    : Error(Message{std::move(pattern), std::move(arguments)}) {}

}  // namespace core
