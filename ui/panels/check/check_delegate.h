#pragma once

#include <QStyledItemDelegate>

#include "ui/model/theme.h"

namespace ui {

/// Draws the cells of a `CheckTableModel`: formulas typeset, deviations as points of a logarithmic axis from
/// 10⁻¹⁶ to 1 with a line at what is tolerated.
class CheckDelegate : public QStyledItemDelegate {
  Q_OBJECT

public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void setTheme(const Theme& theme) { theme_ = &theme; }
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

  /// Where a deviation stands on the axis, from 0 to 1.
  static double placeOf(double deviation);

private:
  void paintName(QPainter& painter, const QRectF& area, const QModelIndex& index) const;
  void paintText(QPainter& painter, const QRectF& area, const QModelIndex& index) const;
  void paintDeviation(QPainter& painter, const QRectF& area, const QModelIndex& index) const;

  const Theme* theme_ = &lightTheme();
};

}  // namespace ui
