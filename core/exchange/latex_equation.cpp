#include "core/exchange/latex_equation.h"

#include "core/exchange/tex_text.h"

namespace core {
namespace {

/// \partial L/\partial s as a stacked fraction; another name as it is.
std::string stacked(const std::string& name) {
  const std::size_t slash = name.find("/\\partial");
  if (slash == std::string::npos || !name.starts_with("\\partial")) return texFormula(name);
  return "\\frac{" + texFormula(name.substr(0, slash)) + "}{" + texFormula(name.substr(slash + 1)) + "}";
}

std::string withWord(const std::string& name, const char* word) {
  return "\\underbrace{" + stacked(name) + "}_{\\text{" + word + "}}";
}

std::string matrix(const LatexFactor& factor, int decimals) {
  if (factor.numbers.size() == 1) return "(" + texNumber(factor.numbers[0], decimals) + ")";
  std::string text = "\\left(\\begin{array}{*{" + std::to_string(factor.columns) + "}{r}}\n";
  Index column = 0;
  for (const double v : factor.numbers) {
    text += texNumber(v, decimals);
    const bool last = ++column == factor.columns;
    text += last ? " \\\\\n" : " & ";
    if (last) column = 0;
  }
  return text + "\\end{array}\\right)";
}

bool isWritten(const LatexFactor& factor) {
  return !factor.numbers.empty() && factor.numbers.size() <= largestLatexMatrix;
}

}  // namespace

std::string latexEquation(const LatexFactor& upstream, const LatexFactor& local, const LatexFactor& downstream, int decimals) {
  std::string text = "% Needs \\usepackage{amsmath}.\n\\[\n" + withWord(downstream.name, "downstream") + " = " +
                     withWord(upstream.name, "upstream") + "\\;" + withWord(local.name, "local");
  if (isWritten(upstream) && isWritten(local) && isWritten(downstream)) {
    text += "\n=\n" + matrix(upstream, decimals) + "\n" + matrix(local, decimals) + "\n=\n" + matrix(downstream, decimals);
  }
  return text + "\n\\]\n";
}

}  // namespace core
