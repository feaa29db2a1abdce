#include "app/text_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace app {
namespace {

constexpr core::Index mostColumns = 12;
constexpr core::Index mostRows = 24;

// The blocks of East Asian wide signs that names are likely to hold (Unicode Standard Annex 11).
bool isWide(char32_t sign) {
  return (sign >= 0x1100 && sign <= 0x115F) || (sign >= 0x2E80 && sign <= 0xA4CF) ||
         (sign >= 0xAC00 && sign <= 0xD7A3) || (sign >= 0xF900 && sign <= 0xFAFF) ||
         (sign >= 0xFE30 && sign <= 0xFE6F) || (sign >= 0xFF00 && sign <= 0xFF60) ||
         (sign >= 0x1F300 && sign <= 0x1FAFF) || (sign >= 0x20000 && sign <= 0x3FFFD);
}

std::string padded(const std::string& text, std::size_t width, TextTable::Align align) {
  const std::string blanks(width - displayWidth(text), ' ');
  return align == TextTable::Align::Left ? text + blanks : blanks + text;
}

void appendShort(std::string& text, const core::TensorView& tensor, core::Index axis, core::Index& next,
                 std::size_t width) {
  if (axis == tensor.shape().rank()) {
    text += shortNumber(tensor[next++]);
    return;
  }
  text += '[';
  for (core::Index row = 0; row < tensor.shape()[axis]; ++row) {
    if (row > 0) text += ", ";
    if (displayWidth(text) >= width) {
      text += "…";
      break;
    }
    appendShort(text, tensor, axis + 1, next, width);
  }
  text += ']';
}

std::vector<std::string> rowOf(const core::TensorView& tensor, core::Index begin, core::Index columns) {
  std::vector<std::string> cells;
  for (core::Index k = 0; k < std::min(columns, mostColumns); ++k)
    cells.push_back(shortNumber(tensor[begin + k]));
  if (columns > mostColumns) cells.emplace_back("…");
  return cells;
}

}  // namespace

std::size_t displayWidth(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t k = 0; k < text.size();) {
    const auto lead = static_cast<unsigned char>(text[k]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t sign = length == 1 ? lead : lead & (0x7Fu >> length);
    for (std::size_t i = 1; i < length && k + i < text.size(); ++i) {
      sign = sign << 6 | (static_cast<unsigned char>(text[k + i]) & 0x3Fu);
    }
    width += isWide(sign) ? 2 : 1;
    k += length;
  }
  return width;
}

std::string TextTable::text(std::string_view indent) const {
  std::vector<std::size_t> widths;
  for (const auto& row : rows_) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t k = 0; k < row.size(); ++k) widths[k] = std::max(widths[k], displayWidth(row[k]));
  }
  std::string result;
  for (const auto& row : rows_) {
    std::string line(indent);
    for (std::size_t k = 0; k < row.size(); ++k) {
      if (k > 0) line += "  ";
      line += padded(row[k], widths[k], k < aligns_.size() ? aligns_[k] : Align::Left);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    result += line + "\n";
  }
  return result;
}

std::string shortNumber(double value, int digits) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  if (value == 0) return "0";
  std::array<char, 48> buffer;
  const bool isInteger = value == std::trunc(value) && std::abs(value) < 1e9;
  std::snprintf(buffer.data(), buffer.size(), "%.*g", isInteger ? 9 : digits, value);
  return buffer.data();
}

std::string shortTensor(core::TensorView tensor, std::size_t width) {
  std::string text;
  core::Index next = 0;
  appendShort(text, tensor, 0, next, width);
  return text;
}

std::string tensorBlocks(core::TensorView tensor, std::string_view indent) {
  const core::Shape& shape = tensor.shape();
  const core::Index rank = shape.rank();
  if (tensor.size() == 0) return std::string(indent) + "no entries\n";
  const core::Index columns = rank > 0 ? shape[rank - 1] : 1;
  const core::Index rows = rank > 1 ? shape[rank - 2] : 1;
  const core::Shape blocks = core::axesBetween(shape, 0, std::max<core::Index>(rank - 2, 0));
  std::string result;
  core::Index written = 0;
  for (core::Index block = 0; block < blocks.size(); ++block) {
    if (written >= mostRows) return result + std::string(indent) + "…\n";
    if (rank > 2) {
      result += std::string(indent) + "[";
      for (const core::Index index : core::indexVector(blocks, block)) result += std::to_string(index) + ", ";
      result += ":, :]\n";
    }
    TextTable table(std::vector(mostColumns + 1, TextTable::Align::Right));
    for (core::Index row = 0; row < rows; ++row, ++written) {
      if (row >= mostRows) {
        table.add({"…"});
        break;
      }
      table.add(rowOf(tensor, (block * rows + row) * columns, columns));
    }
    result += table.text(std::string(indent) + (rank > 2 ? "  " : ""));
  }
  return result;
}

}  // namespace app
