#include "ui/panels/cost/mode_strip.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

#include "ui/figures/math_text.h"
#include "ui/figures/symbol_text.h"
#include "ui/figures/text_style.h"
#include "ui/model/names.h"

namespace ui {
namespace {

constexpr double margin = 26;
constexpr double wordWidth = 84;
constexpr double rowTop = 10, rowPitch = 32, cellHeight = 24;
constexpr double gap = 3;
constexpr double leastCell = 34, mostCell = 110;

}  // namespace

ModeStrip::ModeStrip(QWidget* parent) : QWidget(parent), theme_(lightTheme()) {
  setObjectName(QStringLiteral("modeStrip"));
  setAccessibleName(tr("Both timelines: forward mode and the backward pass"));
  setFocusPolicy(Qt::StrongFocus);
  setFixedHeight(76);
}

void ModeStrip::setTheme(const Theme& theme) {
  theme_ = theme;
  update();
}

void ModeStrip::setRun(std::shared_ptr<const ModeRun> run, const QString& seedName) {
  run_ = std::move(run);
  seedName_ = seedName;
  forward_.clear();
  reverse_.clear();
  if (run_) {
    const std::span<const std::size_t> steps = run_->forward.steps();
    forward_.assign(steps.begin(), steps.end());
    if (run_->trace->seed() && run_->trace->plan().output()) {
      reverse_.push_back(*run_->trace->plan().output());
      for (const std::size_t p : run_->trace->backwardSteps()) reverse_.push_back(p);
    }
    chosen_.step = std::min(chosen_.step, std::max<std::size_t>(count(chosen_.isForward), 1) - 1);
    if (count(chosen_.isForward) == 0) chosen_ = {};
  }
  setAccessibleDescription(run_ ? textOf(chosen_) : QString());
  update();
}

std::size_t ModeStrip::count(bool isForward) const { return isForward ? forward_.size() : reverse_.size(); }

std::size_t ModeStrip::nodeOf(ModeStep step) const {
  return (step.isForward ? forward_ : reverse_)[step.step];
}

void ModeStrip::choose(ModeStep step) {
  if (count(step.isForward) == 0) return;
  step.step = std::min(step.step, count(step.isForward) - 1);
  if (step == chosen_) return;
  chosen_ = step;
  setAccessibleDescription(textOf(chosen_));
  update();
  emit chosenChanged();
}

std::size_t ModeStrip::firstShown(bool isForward) const {
  const auto fits = static_cast<std::size_t>(std::max(1.0, (width() - 2 * margin - wordWidth) / leastCell));
  const std::size_t all = count(isForward);
  if (all <= fits) return 0;
  const std::size_t middle = chosen_.isForward == isForward ? chosen_.step : 0;
  return std::min(middle > fits / 2 ? middle - fits / 2 : 0, all - fits);
}

QRectF ModeStrip::cellRect(ModeStep step) const {
  const double room = width() - 2 * margin - wordWidth;
  const std::size_t all = std::max(count(true), count(false));
  const double pitch = std::clamp(room / std::max<double>(static_cast<double>(all), 1), leastCell, mostCell);
  const std::size_t first = firstShown(step.isForward);
  const double x = margin + wordWidth + (static_cast<double>(step.step) - static_cast<double>(first)) * pitch;
  return {x, rowTop + (step.isForward ? 0 : rowPitch), pitch - gap, cellHeight};
}

std::optional<ModeStep> ModeStrip::stepAt(QPointF point) const {
  for (const bool isForward : {true, false})
    for (std::size_t k = firstShown(isForward); k < count(isForward); ++k)
      if (cellRect({isForward, k}).contains(point) && point.x() >= margin + wordWidth)
        return ModeStep{isForward, k};
  return std::nullopt;
}

QString ModeStrip::textOf(ModeStep step) const {
  if (!run_ || step.step >= count(step.isForward)) return {};
  const core::Node& node = run_->trace->graph().node(nodeOf(step));
  if (step.isForward)
    return step.step == 0 ? tr("forward mode, seed %1 = 1").arg(seedName_)
                          : tr("forward mode, step %1: %2").arg(step.step).arg(plainName(node));
  return step.step == 0 ? tr("backward pass, seed at %1").arg(symbolText(node))
                        : tr("backward pass, step %1: %2").arg(step.step).arg(plainName(node));
}

void ModeStrip::mousePressEvent(QMouseEvent* event) {
  if (const auto step = stepAt(event->position())) choose(*step);
}

void ModeStrip::keyPressEvent(QKeyEvent* event) {
  const std::size_t last = count(chosen_.isForward);
  switch (event->key()) {
    case Qt::Key_Left:
      if (chosen_.step > 0) choose({chosen_.isForward, chosen_.step - 1});
      return;
    case Qt::Key_Right:
      if (chosen_.step + 1 < last) choose({chosen_.isForward, chosen_.step + 1});
      return;
    case Qt::Key_Home: return choose({chosen_.isForward, 0});
    case Qt::Key_End:
      if (last > 0) choose({chosen_.isForward, last - 1});
      return;
    case Qt::Key_Up: return choose({true, chosen_.step});
    case Qt::Key_Down: return choose({false, chosen_.step});
    default: break;
  }
  QWidget::keyPressEvent(event);
}

bool ModeStrip::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    if (const auto step = stepAt(help->pos()))
      QToolTip::showText(help->globalPos(), textOf(*step), this);
    else
      QToolTip::hideText();
    return true;
  }
  return QWidget::event(event);
}

void ModeStrip::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(rect(), theme_.panel);
  if (!run_) return;
  const core::Graph& graph = run_->trace->graph();
  for (const bool isForward : {true, false}) {
    const QColor ink = isForward ? theme_.local : theme_.downstream;
    const QColor tint = isForward ? theme_.localTint : theme_.downstreamTint;
    const double middle = rowTop + (isForward ? 0 : rowPitch) + cellHeight / 2;
    drawText(painter, {margin, middle + 4.5}, isForward ? tr("Forward") : tr("Backward"),
             {.pixelSize = 12.5, .weight = QFont::DemiBold}, ink);
    if (count(isForward) == 0)
      drawText(painter, {margin + wordWidth, middle + 4.5}, tr("no backward pass: choose an output"),
               {.pixelSize = 12}, theme_.muted);
    for (std::size_t k = firstShown(isForward); k < count(isForward); ++k) {
      const QRectF cell = cellRect({isForward, k});
      if (cell.right() > width() - margin + 1) break;
      const bool isChosen = chosen_ == ModeStep{isForward, k};
      painter.setPen(isChosen ? QPen(ink, 2) : QPen(Qt::NoPen));
      painter.setBrush(tint);
      painter.drawRoundedRect(cell.adjusted(1, 1, -1, -1), 4, 4);
      const core::Node& node = graph.node(nodeOf({isForward, k}));
      const QString text = k > 0 ? nameTex(node) : isForward ? QString() : QString();
      if (k == 0) {
        const QString seed = isForward ? tr("seed %1").arg(seedName_) : tr("seed %1").arg(symbolText(node));
        const double wide = textWidth(seed, {.pixelSize = 12});
        drawTextCentred(painter, cell.center(), seed,
                        {.pixelSize = std::min(12.0, 12.0 * (cell.width() - 4) / wide)}, ink);
        continue;
      }
      const MathText name = MathText::parse(text);
      const double size = std::min(14.0, 14.0 * (cell.width() - 6) / std::max(name.width(14), 1.0));
      name.drawCentred(painter, cell.center(), size, ink);
    }
  }
  if (hasFocus()) {
    painter.setPen(QPen(theme_.focus, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(14, 2, -14, -2), 5, 5);
  }
}

}  // namespace ui
