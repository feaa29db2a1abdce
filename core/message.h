#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace core {

/// A sentence with holes: `pattern` in English with `%1` … `%9`, `arguments` what goes into them.
/// Kept apart so that a user interface can translate the pattern and fill it afterwards.
struct Message {
  std::string pattern;
  std::vector<std::string> arguments;

  bool operator==(const Message&) const = default;
  bool empty() const { return pattern.empty(); }
};

/// The sentence with its holes filled; a `%` that names no argument stays as it is.
std::string text(const Message& message);

/// A mistake of the user or of a file. The message is fit to show: what, where, why, and the way out.
class Error : public std::runtime_error {
 public:
  explicit Error(Message message);
  Error(std::string pattern, std::vector<std::string> arguments = {});

  const Message& message() const { return message_; }

 private:
  Message message_;
};

/// The work was stopped on request (`std::stop_token`); nothing is wrong.
struct Stopped {};

}  // namespace core
