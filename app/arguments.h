#pragma once

#include <map>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace app {

/// The exit statuses of every command.
enum ExitStatus { Done = 0, BadInput = 1, WrongCommandLine = 2 };

/// A wrong command line: what was wrong. Whoever catches it adds where help is.
class UsageError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What a command takes, and what stands after its name.
struct Grammar {
  std::set<std::string_view> flags = {};       ///< options without a value
  std::set<std::string_view> values = {};      ///< options with a value, once
  std::set<std::string_view> repeatable = {};  ///< options with a value, any number of times
  std::size_t fewest = 0;                      ///< words that are no option
  std::size_t most = 0;
  std::string_view words;  ///< what those words are, for messages: "one FILE"
};

/// A command line, parsed: options by their full name, `--json`, and the words that are no option.
struct Arguments {
  std::set<std::string> flags;
  std::map<std::string, std::vector<std::string>> values;
  std::vector<std::string> words;

  bool has(const std::string& flag) const { return flags.contains(flag); }
  /// The value of an option that stands at most once; null where it does not stand.
  const std::string* value(const std::string& option) const;
  std::span<const std::string> all(const std::string& option) const;
};

/// Parses what stands after the command's name: `--option VALUE`, `--option=VALUE`, words, and after `--`
/// words only. `--help` counts as a flag of every command, and with it nothing else is checked. Throws
/// `UsageError`.
Arguments parse(std::span<const std::string> given, const Grammar& grammar);

}  // namespace app
