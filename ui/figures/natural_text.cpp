#include "ui/figures/natural_text.h"

#include "ui/figures/number_text.h"

namespace ui {

QString naturalText(const core::Natural& count) {
  const QString digits = QString::fromStdString(count.str());
  if (digits.size() < 16) return countText(static_cast<std::int64_t>(count));
  return digits.left(1) + u'.' + digits.mid(1, 1) + QStringLiteral(" \u00d7 10") +
         superscriptText(digits.size() - 1);
}

}  // namespace ui
