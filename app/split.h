#pragma once

#include <optional>
#include <string>

#include "app/arguments.h"
#include "core/file/source.h"

namespace app {

/// `text` as a message shows it: in quotes, on one line, not too long.
inline std::string quoted(const std::string& text) { return "“" + core::printable(text) + "”"; }

/// What `read(left, right)` makes of `given`, split at the one `separator` where it makes anything; nothing
/// where there is no such place. Throws `UsageError` where there are several: node ids may hold the separator
/// too.
template <typename Read>
auto splitOnce(const std::string& option, const std::string& given, char separator, Read&& read)
    -> decltype(read(given, given)) {
  decltype(read(given, given)) result;
  for (std::size_t at = given.find(separator); at != std::string::npos; at = given.find(separator, at + 1)) {
    auto found = read(given.substr(0, at), given.substr(at + 1));
    if (!found) continue;
    if (result) {
      throw UsageError(option + " " + quoted(given) + " can be split at several places “" + separator +
                       "” so that both sides make sense: rename a node");
    }
    result = std::move(found);
  }
  return result;
}

}  // namespace app
