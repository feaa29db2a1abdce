#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/message.h"

namespace core {

/// An error that already says where in the file it is.
class PlacedError : public Error {
  using Error::Error;
};

/// A text under the name by which messages call it; `context` says where in it we are, such as "node “h”".
struct Source {
  std::string_view text;
  std::string name;
  std::string context = {};

  /// Counted from 1.
  std::size_t lineOf(std::size_t offset) const;
  /// Counted from 1, in characters.
  std::size_t columnOf(std::size_t offset) const;
  /// The same text, in the middle of `what`.
  Source within(std::string what) const { return {text, name, std::move(what)}; }

  /// An error that begins with the name, the line and the context: "net.chainrule: line 7, node “h”: …".
  PlacedError error(std::size_t offset, const Message& message) const;
  PlacedError error(std::size_t offset, std::string pattern, std::vector<std::string> arguments = {}) const {
    return error(offset, Message{std::move(pattern), std::move(arguments)});
  }
  /// An error that begins with the name, the line and the column.
  PlacedError errorAtColumn(std::size_t offset, const Message& message) const;
  /// An error about the text as a whole: begins with the name.
  PlacedError error(const Message& message) const;
};

/// `message` with "PLACE: " before it; the place and all arguments are made fit for one line of text.
PlacedError located(const std::string& place, const Message& message);

/// At most `limit` characters of `text` without control characters.
std::string printable(std::string_view text, std::size_t limit = 300);

/// The first byte that is not part of UTF-8, or `npos`.
std::size_t firstInvalidUtf8(std::string_view text);

/// How many characters (code points) a UTF-8 text has.
std::size_t characterCount(std::string_view text);

/// Whether a UTF-8 text holds a control character (U+0000 … U+001F, U+007F … U+009F).
bool hasControlCharacter(std::string_view text);

}  // namespace core
