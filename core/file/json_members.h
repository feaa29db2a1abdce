#pragma once

#include <string>
#include <string_view>

#include "core/file/json_text.h"

namespace core {

/// Writes the members of an object, each on a line of its own: `key` gives the text to append the value to.
class Members {
public:
  /// Each line begins with `indent`.
  Members(std::string& text, std::string_view indent) : text_(text), indent_(indent) {}
  std::string& key(std::string_view name) {
    text_ += isFirst_ ? "{\n" : ",\n";
    isFirst_ = false;
    text_ += indent_;
    appendQuoted(text_, name);
    return text_ += ": ";
  }
  void close(std::string_view indent) {
    if (isFirst_) text_ += "{}";
    if (!isFirst_) (text_ += '\n').append(indent) += '}';
  }

private:
  std::string& text_;
  std::string_view indent_;
  bool isFirst_ = true;
};

}  // namespace core
