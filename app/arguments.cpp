#include "app/arguments.h"

#include <algorithm>

namespace app {

const std::string* Arguments::value(const std::string& option) const {
  const auto found = values.find(option);
  return found == values.end() ? nullptr : &found->second.front();
}

std::span<const std::string> Arguments::all(const std::string& option) const {
  const auto found = values.find(option);
  return found == values.end() ? std::span<const std::string>() : std::span<const std::string>(found->second);
}

Arguments parse(std::span<const std::string> given, const Grammar& grammar) {
  Arguments result;
  const auto beforeWords = std::ranges::find(given, "--");
  if (std::find(given.begin(), beforeWords, "--help") != beforeWords ||
      std::find(given.begin(), beforeWords, "-h") != beforeWords) {
    result.flags.insert("--help");
    return result;
  }
  bool wordsOnly = false;
  for (std::size_t k = 0; k < given.size(); ++k) {
    const std::string& argument = given[k];
    if (wordsOnly || argument.size() < 2 || argument[0] != '-') {
      result.words.push_back(argument);
      continue;
    }
    if (argument == "--") {
      wordsOnly = true;
      continue;
    }
    const std::size_t equals = argument.find('=');
    const std::string option = argument.substr(0, equals);
    if (grammar.flags.contains(option)) {
      if (equals != std::string::npos) throw UsageError(option + " takes no value");
      result.flags.insert(option);
      continue;
    }
    if (!grammar.values.contains(option) && !grammar.repeatable.contains(option))
      throw UsageError("there is no option " + option);
    if (equals == std::string::npos && k + 1 == given.size())
      throw UsageError(option + " needs a value after it");
    std::vector<std::string>& values = result.values[option];
    if (!values.empty() && !grammar.repeatable.contains(option)) throw UsageError(option + " stands twice");
    values.push_back(equals == std::string::npos ? given[++k] : argument.substr(equals + 1));
  }
  if (result.words.size() < grammar.fewest || result.words.size() > grammar.most) {
    throw UsageError(
        "it takes " + std::string(grammar.words) + ", and " +
        (result.words.empty() ? "none is given" : std::to_string(result.words.size()) + " are given"));
  }
  return result;
}

}  // namespace app
