#include "core/exchange/numbers_file.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>

namespace core {
namespace {

void append(std::string& text, double v) {
  if (std::isnan(v)) {
    text += "nan";
  } else if (std::isinf(v)) {
    text += v > 0 ? "inf" : "-inf";
  } else {
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, v).ptr;
    text.append(digits, end);
  }
}

}  // namespace

std::string csvText(std::span<const double> numbers, Index columns) {
  std::string text;
  Index column = 0;
  for (const double v : numbers) {
    append(text, v);
    text += ++column < columns ? ',' : '\n';
    if (column >= columns) column = 0;
  }
  return text;
}

std::string npyBytes(const Shape& shape, std::span<const double> numbers) {
  std::string header = "{'descr': '<f8', 'fortran_order': False, 'shape': (";
  for (Index axis = 0; axis < shape.rank(); ++axis) {
    if (axis > 0) header += ", ";
    header += std::to_string(shape[axis]);
  }
  header += shape.rank() == 1 ? ",), }" : "), }";
  constexpr std::size_t before = 10;  // magic, version and the header's length
  while ((before + header.size() + 1) % 64 != 0) header += ' ';
  header += '\n';
  std::string bytes("\x93NUMPY\x01\x00", 8);
  bytes += static_cast<char>(header.size() & 0xff);
  bytes += static_cast<char>(header.size() >> 8);
  bytes += header;
  static_assert(std::endian::native == std::endian::little, "numbers are written as they lie in memory");
  const std::size_t start = bytes.size();
  bytes.resize(start + numbers.size() * sizeof(double));
  if (!numbers.empty()) std::memcpy(bytes.data() + start, numbers.data(), numbers.size() * sizeof(double));
  return bytes;
}

}  // namespace core
