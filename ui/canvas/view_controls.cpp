#include "ui/canvas/view_controls.h"

#include <QHBoxLayout>
#include <QToolButton>

#include <cmath>

#include "ui/canvas/canvas_view.h"
#include "ui/model/document.h"

namespace ui {

ViewControls::ViewControls(CanvasView& view, Document& document)
    : QObject(&view), view_(view), document_(document), title_(new QLabel(&view)), bar_(new QFrame(&view)) {
  title_->setAttribute(Qt::WA_TransparentForMouseEvents);
  title_->setTextFormat(Qt::PlainText);
  title_->setAccessibleName(tr("Title of the graph"));
  bar_->setObjectName("zoomBar");
  auto* row = new QHBoxLayout(bar_);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  row->addWidget(button(QStringLiteral("−"), tr("Zoom out"), &CanvasView::zoomOut));
  percent_ = button(QStringLiteral("100%"), tr("Zoom to 100 % (Ctrl+0)"), &CanvasView::zoomTo100);
  row->addWidget(percent_);
  row->addWidget(button(QStringLiteral("+"), tr("Zoom in"), &CanvasView::zoomIn));
  QToolButton* fit =
      button(tr("Fit  F"), tr("Fit the selection, or everything (F)"), &CanvasView::fitSelection);
  fit->setObjectName("last");
  row->addWidget(fit);
  connect(&view, &CanvasView::zoomChanged, this, [this](double zoom) {
    percent_->setText(tr("%1%").arg(static_cast<int>(std::lround(zoom * 100))));
    place();
  });
  connect(&document, &Document::sheetChanged, this, &ViewControls::showTitle);
  connect(&document, &Document::fileStateChanged, this, &ViewControls::showTitle);
  setTheme(lightTheme());
  showTitle();
}

QToolButton* ViewControls::button(const QString& text, const QString& name, void (CanvasView::*slot)()) {
  auto* button = new QToolButton(bar_);
  button->setText(text);
  button->setAccessibleName(name);
  button->setToolTip(name);
  button->setFocusPolicy(Qt::NoFocus);
  button->setCursor(Qt::PointingHandCursor);
  connect(button, &QToolButton::clicked, &view_, slot);
  return button;
}

void ViewControls::setTheme(const Theme& theme) {
  const QString sheet = QStringLiteral(
      "QFrame#zoomBar { background: %1; border: 1px solid %2; border-radius: 6px; }"
      "QToolButton { color: %3; background: transparent; border: 0; border-right: 1px solid %4; border-radius: 0;"
      " padding: 4px 9px; font-family: Inter; font-size: 12px; }"
      "QToolButton:hover { color: %5; background: %6; }"
      "QToolButton#last { border-right: 0; }");
  bar_->setStyleSheet(sheet.arg(theme.panel.name(), theme.line.name(), theme.muted.name(),
                                theme.lineSoft.name(), theme.ink.name(), theme.accentTint.name()));
  title_->setStyleSheet(
      QStringLiteral("color: %1; background: transparent; font-family: Inter; font-size: 12.5px;"
                     " font-weight: 600;")
          .arg(theme.ink.name()));
}

void ViewControls::showTitle() {
  title_->setText(document_.graph().empty() ? QString() : document_.displayName());
  place();
}

void ViewControls::place() {
  bar_->adjustSize();
  bar_->move(view_.width() - bar_->width() - 12, 12);
  title_->adjustSize();
  title_->setFixedWidth(std::max(0, std::min(title_->sizeHint().width(), bar_->x() - 28)));
  title_->move(14, 12);
  bar_->raise();
  title_->raise();
}

}  // namespace ui
