#pragma once

#include <string>
#include <string_view>

#include "core/functions/attributes.h"

namespace core {

/// The shortest text that reads back to the same float64; "NaN", "Infinity" and "-Infinity" in quotes.
void appendNumber(std::string& text, double value);

/// A JSON string: in quotes, with what needs it escaped.
void appendQuoted(std::string& text, std::string_view value);

/// An attribute as a graph file writes it.
void appendJson(std::string& text, const AttributeValue& value);

/// The same JSON on one line, with a blank after each comma and colon; numbers and strings keep every
/// character.
std::string onOneLine(std::string_view json);

}  // namespace core
