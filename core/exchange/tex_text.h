#pragma once

#include <string>
#include <string_view>

namespace core {

/// Plain UTF-8 text for LaTeX: what TeX would read as a command is escaped, signs outside ASCII become the commands for them;
/// a sign that has none becomes "?".
std::string texText(std::string_view utf8);

/// A formula that LaTeX can set with amsmath: the given one where its braces close and it holds nothing that ends a formula,
/// else its letters as text.
std::string texFormula(std::string_view tex);

/// A number of a cell: "-0.54" with a real minus in mathematics mode.
std::string texNumber(double value, int decimals);

}  // namespace core
