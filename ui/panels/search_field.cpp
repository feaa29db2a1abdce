#include "ui/panels/search_field.h"

#include <QAction>
#include <QKeyEvent>
#include <QPainter>

#include "ui/figures/icons.h"
#include "ui/panels/key_box.h"

namespace ui {

SearchField::SearchField(QWidget* parent)
    : QLineEdit(parent), lens_(addAction(QIcon(), QLineEdit::LeadingPosition)) {
  setPlaceholderText(tr("Find a function"));
  setAccessibleName(tr("Find a function"));
  setToolTip(tr("Type a name, another word for it, or a formula"));
  lens_->setEnabled(false);
  setClearButtonEnabled(true);
  setObjectName(QStringLiteral("search"));
}

void SearchField::setKeyHint(const QString& key) {
  keyHint_ = key;
  update();
}

void SearchField::setTheme(const Theme& theme) {
  theme_ = &theme;
  lens_->setIcon(iconNamed(QStringLiteral("search"), theme.muted));
  update();
}

void SearchField::paintEvent(QPaintEvent* event) {
  QLineEdit::paintEvent(event);
  if (keyHint_.isEmpty() || !text().isEmpty()) return;
  QPainter painter(this);
  const QSizeF size = keyBoxSize(keyHint_);
  drawKeyBox(painter, {width() - size.width() - 8, (height() - size.height()) / 2}, keyHint_, theme_->muted);
}

void SearchField::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Up: emit moveAsked(-1); return;
    case Qt::Key_Down: emit moveAsked(1); return;
    case Qt::Key_PageUp: emit moveAsked(-8); return;
    case Qt::Key_PageDown: emit moveAsked(8); return;
    case Qt::Key_Escape: emit escaped(); return;
    default: QLineEdit::keyPressEvent(event);
  }
}

}  // namespace ui
