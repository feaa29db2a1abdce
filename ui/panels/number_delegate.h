#pragma once

#include <QStyledItemDelegate>

namespace ui {

/// Edits numbers in a grid. A text that is no number stays in its field, and `complained` says what would do.
class NumberDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  /// An entry that waits to be set has a dashed edge.
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  bool eventFilter(QObject* editor, QEvent* event) override;

 signals:
  /// Empty when the text is a number again.
  void complained(const QString& complaint) const;
};

}  // namespace ui
