#include "ui/panels/number_delegate.h"

#include <QPainter>
#include <QKeyEvent>
#include <QLineEdit>

#include "ui/model/tensor_model.h"
#include "ui/model/tensor_text.h"

namespace ui {

QWidget* NumberDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex& index) const {
  auto* editor = new QLineEdit(parent);
  editor->setFrame(false);
  editor->setAlignment(Qt::AlignRight);
  editor->setAccessibleName(tr("Entry in row %1, column %2").arg(index.row() + 1).arg(index.column() + 1));
  connect(editor, &QLineEdit::textChanged, this, [this] { emit complained({}); });
  return editor;
}

void NumberDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  QStyledItemDelegate::paint(painter, option, index);
  if (!index.data(TensorModel::freshRole).toBool()) return;
  painter->save();
  QPen dashed(option.palette.color(QPalette::Link), 1.4);
  dashed.setDashPattern({3, 2});
  painter->setPen(dashed);
  painter->setBrush(Qt::NoBrush);
  painter->drawRect(option.rect.adjusted(1, 2, -2, -3));
  painter->restore();
}

bool NumberDelegate::eventFilter(QObject* object, QEvent* event) {
  const auto* editor = qobject_cast<QLineEdit*>(object);
  if (!editor) return QStyledItemDelegate::eventFilter(object, event);
  bool leaves = event->type() == QEvent::FocusOut;
  if (event->type() == QEvent::KeyPress) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    leaves = key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Tab || key == Qt::Key_Backtab;
    if (key == Qt::Key_Escape) emit complained({});
  }
  if (leaves) {
    const TypedNumber typed = typedNumber(editor->text());
    if (!typed.number) {
      emit complained(typed.complaint);
      return true;
    }
  }
  return QStyledItemDelegate::eventFilter(object, event);
}

}  // namespace ui
