#include "ui/panels/step_view.h"

#include <QPainter>
#include <QStringList>

namespace ui {

StepView::StepView(QWidget* parent) : QWidget(parent), theme_(lightTheme()) {
  setObjectName(QStringLiteral("stepView"));
  setAccessibleName(tr("What this step shows"));
}

void StepView::setTheme(const Theme& theme) {
  theme_ = theme;
  update();
}

void StepView::setRow(PanelRow row) {
  row_ = std::move(row);
  setAccessibleDescription(text());
  update();
}

QString StepView::text() const {
  QStringList lines{plainText(row_.headline), plainText(row_.formula)};
  for (const NamedPanel& panel : row_.panels)
    lines << plainText(panel.title) + u' ' + plainText(panel.subtitle);
  lines << plainText(row_.remark);
  lines.removeAll(QString());
  return lines.join(u'\n');
}

void StepView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), theme_.panel);
  paintPanelRow(painter, row_, size(), theme_);
}

}  // namespace ui
