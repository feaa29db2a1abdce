#include "ui/panels/check/check_delegate.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

#include "ui/figures/math_text.h"
#include "ui/figures/text_style.h"
#include "ui/panels/check/check_table_model.h"

namespace ui {
namespace {

constexpr double least = -16;  // exponents of ten at both ends of the axis
constexpr double numberWidth = 84;
constexpr double margin = 8;
constexpr double nameSize = 13;
constexpr double textSize = 12.5;

}  // namespace

double CheckDelegate::placeOf(double deviation) {
  if (deviation == 0) return 0;
  if (!std::isfinite(deviation)) return 1;
  return std::clamp((std::log10(deviation) - least) / -least, 0.0, 1.0);
}

QSize CheckDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
  QSize size = QStyledItemDelegate::sizeHint(option, index) + QSize(static_cast<int>(2 * margin), 0);
  if (index.column() == CheckTableModel::Name) {
    const MathText math = MathText::parse(index.data(CheckTableModel::TexRole).toString());
    size.setWidth(static_cast<int>(std::ceil(math.width(nameSize * 1.15) + 2 * margin)));
  }
  return {size.width(), std::max(size.height(), 28)};
}

void CheckDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  if (option.state & QStyle::State_Selected) painter->fillRect(option.rect, theme_->accentTint);
  painter->setClipRect(option.rect);
  const QRectF area = QRectF(option.rect).adjusted(margin, 0, -margin, 0);
  switch (index.column()) {
    case CheckTableModel::Name: paintName(*painter, area, index); break;
    case CheckTableModel::Worst: paintDeviation(*painter, area, index); break;
    default: paintText(*painter, area, index);
  }
  painter->restore();
}

void CheckDelegate::paintText(QPainter& painter, const QRectF& area, const QModelIndex& index) const {
  const TextStyle style{
      .pixelSize = textSize,
      .weight = index.column() == CheckTableModel::Result ? QFont::DemiBold : QFont::Normal};
  const QString text =
      QFontMetricsF(fontOf(style)).elidedText(index.data().toString(), Qt::ElideRight, area.width());
  drawText(painter, {area.left(), area.center().y() + capHeight(style) / 2}, text, style,
           index.data(CheckTableModel::InkRole).value<QColor>());
}

void CheckDelegate::paintName(QPainter& painter, const QRectF& area, const QModelIndex& index) const {
  const MathText math = MathText::parse(index.data(CheckTableModel::TexRole).toString());
  const double baseline = area.center().y() + capHeight({.pixelSize = nameSize}) / 2;
  math.draw(painter, {area.left(), baseline}, nameSize * 1.15, theme_->ink);
}

void CheckDelegate::paintDeviation(QPainter& painter, const QRectF& area, const QModelIndex& index) const {
  const double middle = area.center().y();
  const QRectF axis(area.left() + 4, middle, std::max(20.0, area.width() - numberWidth - 8), 0);
  painter.setPen(QPen(theme_->line, 1));
  painter.drawLine(axis.topLeft(), axis.topRight());
  const double limit = axis.left() + axis.width() * placeOf(core::GradientCheck::tolerance);
  painter.setPen(QPen(theme_->nodeLine, 1, Qt::DashLine));
  painter.drawLine(QPointF(limit, area.top() + 3), QPointF(limit, area.bottom() - 3));
  const QVariant deviation = index.data(CheckTableModel::DeviationRole);
  if (!deviation.isValid()) return;
  const bool agrees = deviation.toDouble() <= core::GradientCheck::tolerance;
  const QColor ink = agrees ? theme_->ok : theme_->error;
  const QPointF place(axis.left() + axis.width() * placeOf(deviation.toDouble()), middle);
  painter.setPen(QPen(ink, 2.2));
  painter.drawLine(axis.topLeft(), place);
  // A difference of exactly 0 is a hollow mark at the edge, as in the charts.
  painter.setBrush(deviation.toDouble() == 0 ? theme_->panel : ink);
  painter.drawEllipse(place, 3.4, 3.4);
  const double baseline = middle + capHeight({.pixelSize = textSize}) / 2;
  drawText(painter, {area.right(), baseline}, Qt::AlignRight, index.data().toString(),
           {.pixelSize = textSize}, agrees ? theme_->ink : theme_->error);
}

}  // namespace ui
