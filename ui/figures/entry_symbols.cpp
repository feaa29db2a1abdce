#include "ui/figures/entry_symbols.h"

#include <cmath>

#include "ui/figures/number_text.h"

namespace ui {

using core::Index;
using core::Shape;

QString entryNumber(const EquationContent& content, double v) {
  const bool vanishes = std::abs(v) < 0.005;
  return vanishes || content.limit < 0.1 ? significantText(v, 2) : numberText(v, 2, Zero::Bare);
}

QString entryIndex(const Shape& shape, Index entry) {
  const core::IndexVector index = core::indexVector(shape, entry);
  return indexText(std::span(index.data(), index.size()));
}

bool hasEntrySymbol(const QString& name, const Shape& shape) {
  return shape.rank() == 0 || (shape.rank() == 1 && !name.contains(u'_'));
}

QString entryTex(const QString& name, const Shape& shape, Index entry) {
  if (shape.rank() == 0 || !hasEntrySymbol(name, shape)) return name;
  return QStringLiteral("%1_{%2}").arg(name).arg(entry + 1);
}

}  // namespace ui
