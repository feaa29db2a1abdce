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
namespace {

std::pair<core::NodeId, TensorSpot> keyOf(const NamedPanel& panel) {
  return {panel.node, panel.isDerivative ? TensorSpot::StepGradient : TensorSpot::StepValue};
}

}  // namespace

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
  row_ = std::move(row);
  takePlaces();
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
  const auto k = static_cast<std::size_t>(slider.group);
  if (k < row_.panels.size())
    places_[keyOf(row_.panels[k])] = {k < options_.cut.size() ? options_.cut[k] : core::IndexVector(),
                                      k < options_.page.size() ? options_.page[k] : 0};
  takePlaces();
  layOut();
}

void StepView::setPlaces(TensorPlaces places) {
  places_ = std::move(places);
  takePlaces();
  layOut();
}

void StepView::takePlaces() {
  options_.cut.assign(row_.panels.size(), {});
  options_.page.assign(row_.panels.size(), 0);
  for (std::size_t k = 0; k < row_.panels.size(); ++k) {
    const auto place = places_.find(keyOf(row_.panels[k]));
    if (place == places_.end()) continue;
    options_.cut[k] = place->second.cut;
    options_.page[k] = place->second.page;
  }
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
