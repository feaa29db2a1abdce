#include "core/exchange/tex_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <utility>

namespace core {
namespace {

struct Sign {
  char32_t code;
  std::string_view command;  ///< in mathematics mode
};

constexpr std::array signs{
    Sign{U'×', "\\times"},    Sign{U'÷', "\\div"},      Sign{U'−', "-"},         Sign{U'·', "\\cdot"},    Sign{U'±', "\\pm"},
    Sign{U'∂', "\\partial"},  Sign{U'∑', "\\sum"},      Sign{U'∏', "\\prod"},    Sign{U'√', "\\surd"},    Sign{U'∞', "\\infty"},
    Sign{U'‖', "\\|"},        Sign{U'′', "'"},          Sign{U'ℓ', "\\ell"},     Sign{U'½', "\\tfrac12"}, Sign{U'→', "\\to"},
    Sign{U'←', "\\leftarrow"}, Sign{U'≤', "\\le"},      Sign{U'≥', "\\ge"},      Sign{U'≠', "\\ne"},      Sign{U'⊙', "\\odot"},
    Sign{U'⊗', "\\otimes"},   Sign{U'⊕', "\\oplus"},    Sign{U'∗', "\\ast"},     Sign{U'ᵀ', "{}^{\\top}"}, Sign{U'ⁿ', "{}^{n}"},
    Sign{U'²', "{}^{2}"},     Sign{U'³', "{}^{3}"},     Sign{U'⁻', "{}^{-}"},    Sign{U'¹', "{}^{1}"},    Sign{U'⁰', "{}^{0}"},
    Sign{U'⁴', "{}^{4}"},     Sign{U'⁵', "{}^{5}"},     Sign{U'⁶', "{}^{6}"},    Sign{U'⁷', "{}^{7}"},    Sign{U'⁸', "{}^{8}"},
    Sign{U'⁹', "{}^{9}"},     Sign{U'₀', "{}_{0}"},     Sign{U'₁', "{}_{1}"},    Sign{U'₂', "{}_{2}"},    Sign{U'₃', "{}_{3}"},
    Sign{U'₄', "{}_{4}"},     Sign{U'₅', "{}_{5}"},     Sign{U'₆', "{}_{6}"},    Sign{U'₇', "{}_{7}"},    Sign{U'₈', "{}_{8}"},
    Sign{U'₉', "{}_{9}"},     Sign{U'ⱼ', "{}_{j}"},     Sign{U'ᵢ', "{}_{i}"},    Sign{U'α', "\\alpha"},   Sign{U'β', "\\beta"},
    Sign{U'γ', "\\gamma"},    Sign{U'δ', "\\delta"},    Sign{U'ε', "\\varepsilon"}, Sign{U'ζ', "\\zeta"}, Sign{U'η', "\\eta"},
    Sign{U'θ', "\\theta"},    Sign{U'λ', "\\lambda"},   Sign{U'μ', "\\mu"},      Sign{U'µ', "\\mu"},      Sign{U'ν', "\\nu"},
    Sign{U'ξ', "\\xi"},       Sign{U'π', "\\pi"},       Sign{U'ρ', "\\rho"},     Sign{U'σ', "\\sigma"},   Sign{U'τ', "\\tau"},
    Sign{U'φ', "\\varphi"},   Sign{U'χ', "\\chi"},      Sign{U'ψ', "\\psi"},     Sign{U'ω', "\\omega"},   Sign{U'Γ', "\\Gamma"},
    Sign{U'Δ', "\\Delta"},    Sign{U'Θ', "\\Theta"},    Sign{U'Λ', "\\Lambda"},  Sign{U'Σ', "\\Sigma"},   Sign{U'Φ', "\\Phi"},
    Sign{U'Ψ', "\\Psi"},      Sign{U'Ω', "\\Omega"},    Sign{U'▲', "\\blacktriangle"}, Sign{U'▼', "\\blacktriangledown"},
};

/// Signs that are letters or punctuation of running text.
constexpr std::array words{
    Sign{U'–', "--"}, Sign{U'—', "---"}, Sign{U'“', "``"}, Sign{U'”', "''"}, Sign{U'’', "'"},      Sign{U'‘', "`"},
    Sign{U'…', "\\dots{}"}, Sign{U'\u00a0', "~"}, Sign{U'\u2009', "\\,"}, Sign{U'\u202f', "\\,"}, Sign{U'ä', "\\\"a"}, Sign{U'ö', "\\\"o"},
    Sign{U'ü', "\\\"u"}, Sign{U'Ä', "\\\"A"}, Sign{U'Ö', "\\\"O"}, Sign{U'Ü', "\\\"U"}, Sign{U'ß', "\\ss{}"}, Sign{U'é', "\\'e"},
    Sign{U'è', "\\`e"},
};

template <typename Table>
const Sign* find(const Table& table, char32_t code) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const Sign& sign) { return sign.code == code; });
  return found == table.end() ? nullptr : &*found;
}

/// The code point at `at`, which moves on behind it; U+FFFD for what is not UTF-8.
char32_t next(std::string_view text, std::size_t& at) {
  const auto byte = static_cast<unsigned char>(text[at++]);
  if (byte < 0x80) return byte;
  const int more = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc0 ? 1 : 0;
  if (more == 0) return 0xfffd;
  char32_t code = byte & (0x3f >> more);
  for (int k = 0; k < more; ++k) {
    if (at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xc0) != 0x80) return 0xfffd;
    code = (code << 6) | (static_cast<unsigned char>(text[at++]) & 0x3f);
  }
  return code;
}

std::string escaped(char c) {
  switch (c) {
    case '\\': return "\\textbackslash{}";
    case '~': return "\\textasciitilde{}";
    case '^': return "\\textasciicircum{}";
    case '<': return "$<$";
    case '>': return "$>$";
    case '|': return "$|$";
    case '"': return "''";
    case '#': case '$': case '%': case '&': case '_': case '{': case '}': return std::string("\\") + c;
    default: return std::string(1, c);
  }
}

/// Whether LaTeX can read the formula between two `$`.
bool isWhole(std::string_view tex) {
  int depth = 0;
  int fences = 0;
  for (std::size_t k = 0; k < tex.size(); ++k) {
    const char c = tex[k];
    if (c == '\\') {
      if (k + 1 == tex.size()) return false;
      if (tex.substr(k).starts_with("\\left") && !tex.substr(k).starts_with("\\leftarrow")) ++fences;
      if (tex.substr(k).starts_with("\\right") && !tex.substr(k).starts_with("\\rightarrow")) --fences;
      if (fences < 0) return false;
      ++k;
      continue;
    }
    if (c == '$' || c == '%' || c == '#' || c == '~') return false;
    if (c == '&' && tex.find("\\begin") == std::string_view::npos) return false;
    depth += c == '{' ? 1 : c == '}' ? -1 : 0;
    if (depth < 0) return false;
  }
  const auto count = [&](std::string_view part) {
    int n = 0;
    for (std::size_t at = tex.find(part); at != std::string_view::npos; at = tex.find(part, at + 1)) ++n;
    return n;
  };
  return depth == 0 && fences == 0 && count("\\begin") == count("\\end");
}

/// What a raised sign raises: "7" of "{}^{7}"; empty for other signs.
std::string_view raised(const Sign& sign) {
  constexpr std::string_view before = "{}^{";
  if (!sign.command.starts_with(before)) return {};
  return sign.command.substr(before.size(), sign.command.size() - before.size() - 1);
}

}  // namespace

std::string texText(std::string_view utf8) {
  std::string result;
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t code = next(utf8, at);
    if (code < 0x80) {
      result += escaped(static_cast<char>(code));
    } else if (const Sign* sign = find(signs, code)) {
      std::string command(sign->command);
      // Neighbours are one power: 10⁻⁷.
      for (std::size_t ahead = at; !raised(*sign).empty() && ahead < utf8.size(); at = ahead) {
        const Sign* after = find(signs, next(utf8, ahead));
        if (after == nullptr || raised(*after).empty()) break;
        command.insert(command.size() - 1, raised(*after));
      }
      result += "$" + command + "$";
    } else if (const Sign* word = find(words, code)) {
      result += word->command;
    } else {
      result += '?';
    }
  }
  return result;
}

std::string texFormula(std::string_view tex) {
  if (!isWhole(tex)) return "\\text{" + texText(tex) + "}";
  std::string result;
  for (std::size_t at = 0; at < tex.size();) {
    const char32_t code = next(tex, at);
    if (code < 0x80) {
      result += static_cast<char>(code);
    } else if (const Sign* sign = find(signs, code)) {
      result += std::string(sign->command) + " ";
    } else {
      const Sign* word = find(words, code);
      result += word ? "\\text{" + std::string(word->command) + "}" : "?";
    }
  }
  return result;
}

std::string texNumber(double value, int decimals) {
  if (std::isnan(value)) return "\\mathrm{NaN}";
  if (std::isinf(value)) return value > 0 ? "\\infty" : "-\\infty";
  char digits[64];
  const bool large = std::abs(value) >= 1e6;
  std::snprintf(digits, sizeof digits, large ? "%.*e" : "%.*f", decimals, value);
  std::string text = digits;
  if (const std::size_t e = text.find('e'); e != std::string::npos) {
    return text.substr(0, e) + "\\cdot 10^{" + std::to_string(std::stoi(text.substr(e + 1))) + "}";
  }
  if (text.starts_with('-') && text.find_first_not_of("-0.") == std::string::npos) text.erase(0, 1);
  return text;
}

}  // namespace core
