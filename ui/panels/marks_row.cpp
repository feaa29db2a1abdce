#include "ui/panels/marks_row.h"

#include <QPainter>
#include <algorithm>

#include "ui/figures/text_style.h"

namespace ui {
namespace {

constexpr double leastWidth = 36;
constexpr double gap = 5;

}  // namespace

MarksRow::MarksRow(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setAccessibleName(tr("Questions"));
}

void MarksRow::setTheme(const Theme& theme) {
  theme_ = &theme;
  update();
}

void MarksRow::setMarks(const Predictions& marks, int current) {
  marks_ = marks;
  current_ = current;
  QStringList all;
  for (int k = 0; k < std::min(marks.count(), 32); ++k) all << text(k);
  setAccessibleDescription(all.join(QStringLiteral(", ")));
  update();
}

QString MarksRow::text(int question) const {
  switch (marks_.outcome(question)) {
    case Outcome::Right: return QStringLiteral("✓");
    case Outcome::WithHint: return tr("2nd");
    case Outcome::Revealed: return QStringLiteral("–");
    case Outcome::Open: break;
  }
  return QString::number(question + 1);
}

void MarksRow::paintEvent(QPaintEvent*) {
  const int count = marks_.count();
  if (count == 0) return;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const int room = std::max(1, static_cast<int>((width() + gap) / (leastWidth + gap)));
  const int shown = std::min(count, room);
  const int first = std::clamp(current_ - shown / 2, 0, count - shown);
  const double wide = std::min(44.0, (width() + gap) / shown - gap);
  for (int k = first; k < first + shown; ++k) {
    const QRectF chip((k - first) * (wide + gap) + 0.5, 0.5, wide - 1, 25);
    const Outcome outcome = marks_.outcome(k);
    const bool current = k == current_;
    QPen pen(Qt::NoPen);
    if (current) pen = QPen(theme_->local, 1.8);
    else if (outcome == Outcome::Open) pen = QPen(theme_->line, 1, Qt::DashLine);
    painter.setPen(pen);
    painter.setBrush(outcome == Outcome::Right  ? QBrush(theme_->valueTint)
                     : outcome == Outcome::Open ? QBrush(theme_->panel)
                                                : QBrush(theme_->lineSoft));
    painter.drawRoundedRect(chip, 5, 5);
    const QColor& ink = outcome == Outcome::Right ? theme_->value : current ? theme_->local : outcome == Outcome::Open ? theme_->faint : theme_->muted;
    drawTextCentred(painter, chip.center(), text(k), {.pixelSize = 12, .weight = current ? QFont::Bold : QFont::DemiBold}, ink);
  }
}

}  // namespace ui
