#include "ui/panels/step_view.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStringList>
#include <QToolTip>

#include <algorithm>

#include "ui/figures/math_typesetter.h"
#include "ui/figures/panel_row_painter.h"

namespace ui {

StepView::StepView(QWidget* parent) : QWidget(parent), theme_(lightTheme()) {
  setObjectName(QStringLiteral("stepView"));
  setAccessibleName(tr("What this step shows"));
  setMouseTracking(true);
}

void StepView::setTheme(const Theme& theme) {
  theme_ = theme;
  layOut();
}

void StepView::setRow(PanelRow row) {
  const auto sameTensor = [](const NamedPanel& a, const NamedPanel& b) {
    return a.node == b.node && a.numbers.shape() == b.numbers.shape();
  };
  if (!std::ranges::equal(row.panels, row_.panels, sameTensor)) {
    options_.cut.clear();
    options_.page.clear();
  }
  row_ = std::move(row);
  hover_.reset();
  outer_.reset();
  setAccessibleDescription(text());
  layOut();
}

void StepView::setTensors(TensorReading reading) {
  options_.tensors = reading;
  layOut();
}

void StepView::setColumns(bool columns) {
  options_.columns = columns;
  layOut();
}

void StepView::moveSlider(const AxisSlider& slider, int at) {
  options_ = moved(options_, slider, at);
  layOut();
}

void StepView::layOut() {
  options_.ownLegends = row_.scale.scope == ScaleScope::Panel || theme_.valuesByPanel;
  const MathWatch watch;
  layout_ = layoutPanelRow(row_, options_, size());
  awaitsFormulas_ = watch.awaits();
  still_.clear();
  update();
  emit slidersChanged();
}

void StepView::lightEntries(const NodeEntries& entries) {
  std::optional<RowEntry> found;
  for (const NodeEntry& entry : entries) {
    for (std::size_t k = 0; k < row_.panels.size() && !found; ++k) {
      const NamedPanel& panel = row_.panels[k];
      if (panel.node == entry.node && entry.entry < panel.numbers.size()) found = RowEntry{k, entry.entry};
    }
  }
  if (found == outer_) return;
  outer_ = found;
  update();
}

void StepView::light(const std::optional<RowEntry>& hover) {
  if (hover == hover_) return;
  hover_ = hover;
  update();
  emit lit(hover ? entryTip(row_, *hover) : QString());
  emit entriesLit(hover ? NodeEntries{{row_.panels[hover->panel].node, hover->entry}} : NodeEntries());
}

void StepView::setScale(const ScaleChoice& scale, const std::optional<Magnitudes>& run) {
  row_.scale = scale;
  row_.run = run;
  layOut();
}

QString StepView::text() const {
  QStringList lines{plainText(row_.headline), plainText(row_.formula)};
  for (const NamedPanel& panel : row_.panels)
    lines << plainText(panel.title) + u' ' + plainText(panel.subtitle);
  lines << plainText(row_.remark);
  lines.removeAll(QString());
  return lines.join(u'\n');
}

void StepView::mouseMoveEvent(QMouseEvent* event) { light(layout_.entryAt(event->position())); }
void StepView::leaveEvent(QEvent*) { light({}); }
void StepView::resizeEvent(QResizeEvent*) { layOut(); }

bool StepView::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  if (const auto entry = layout_.entryAt(help->pos())) {
    QToolTip::showText(help->globalPos(), entryTip(row_, *entry), this,
                       layout_.rectOf(*entry).toAlignedRect());
  } else {
    QToolTip::hideText();
    event->ignore();
  }
  return true;
}

void StepView::customEvent(QEvent* event) {
  if (event->type() == formulasArrived() && (awaitsFormulas_ || still_.awaitsFormulas())) layOut();
}

void StepView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  still_.paint(painter, *this, theme_.panel, [this](QPainter& once) { paintPanelRow(once, row_, layout_, theme_); });
  if (const auto entry = litEntry()) paintRowLight(painter, layout_, *entry, theme_);
}

}  // namespace ui
