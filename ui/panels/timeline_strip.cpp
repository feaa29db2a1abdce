#include "ui/panels/timeline_strip.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>
#include <QWheelEvent>

#include <cmath>
#include <map>
#include <numeric>

#include "ui/figures/math_awaited.h"
#include "ui/figures/math_typesetter.h"
#include "ui/figures/node_painter.h"
#include "ui/figures/number_text.h"
#include "ui/model/document.h"
#include "ui/model/names.h"
#include "ui/model/timeline.h"
#include "ui/panels/stop_menu.h"

namespace ui {
namespace {

constexpr double letters = 12;
constexpr double padding = 8;
constexpr int rowHeight = 40;
constexpr int messageHeight = 22;
constexpr double dotSide = 15;  // px that take a click on a dot

/// "1", not "1.00", where the number is whole.
QString shortText(double v) {
  return v == std::floor(v) && std::abs(v) < 1000 ? numberText(v, 0) : significantText(v);
}

}  // namespace

TimelineStrip::TimelineStrip(Timeline& timeline, QWidget* parent)
    : QWidget(parent), timeline_(timeline), theme_(lightTheme()) {
  setObjectName(QStringLiteral("timelineStrip"));
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  connect(&timeline_, &Timeline::traceChanged, this, &TimelineStrip::onTraceChanged);
  connect(&timeline_, &Timeline::changed, this, &TimelineStrip::onChanged);
  connect(&timeline_, &Timeline::breakpointsChanged, this, qOverload<>(&TimelineStrip::update));
  onTraceChanged();
  onChanged();
}

void TimelineStrip::setTheme(const Theme& theme) {
  theme_ = theme;
  update();
}

void TimelineStrip::setSelectedNode(const std::optional<core::NodeId>& id) {
  selected_ = id;
  update();
}

void TimelineStrip::onTraceChanged() {
  titleIsShared_.clear();
  if (const Moment* moment = timeline_.moment()) {
    const core::Graph& graph = moment->graph();
    std::map<const core::Function*, int> uses;
    for (const Step& step : moment->steps()) {
      if (step.kind == Step::Kind::Backward) ++uses[graph.node(step.node).function];
    }
    titleIsShared_.resize(graph.size());
    for (std::size_t node = 0; node < graph.size(); ++node)
      titleIsShared_[node] = uses[graph.node(node).function] > 1;
  }
  layOut();
}

void TimelineStrip::onChanged() {
  const int wanted = rowHeight + (timeline_.hasStale() ? messageHeight : 0);
  if (wanted != height_) {
    height_ = wanted;
    updateGeometry();
  }
  layOut();
  const int shown = timeline_.cursor() - 1;
  const bool none = !timeline_.moment() || timeline_.last() == 0;
  const QString step = none ? tr("no steps") : shown < 0 ? tr("at the start") : stepText(shown);
  setAccessibleName(tr("Timeline, %1").arg(step));
  setAccessibleDescription(timeline_.staleText());
}

Sentence TimelineStrip::label(const Step& step) const {
  const Moment& moment = *timeline_.moment();
  const core::Node& node = moment.graph().node(step.node);
  if (step.kind == Step::Kind::Forward) return {mathPiece(nameTex(node))};
  if (step.kind == Step::Kind::Seed) {
    const auto& seed = moment.trace().seed();
    const bool one = seed && seed->size() == 1;
    return {textPiece(one ? tr("seed %1").arg(shortText((*seed)[0])) : tr("seed"))};
  }
  if (brief_) return {mathPiece(nameTex(node))};
  Sentence sentence{textPiece(title(*node.function))};
  if (titleIsShared_[step.node]) {
    sentence.push_back(textPiece(QStringLiteral(" ")));
    sentence.push_back(mathPiece(nameTex(node)));
  }
  return sentence;
}

QString TimelineStrip::stepText(int step) const {
  const Moment& moment = *timeline_.moment();
  const Step& shown = moment.steps()[static_cast<std::size_t>(step)];
  const QString name = plainName(moment.graph().node(shown.node));
  switch (shown.kind) {
    case Step::Kind::Forward:
      return tr("Forward %1 of %2: %3").arg(step + 1).arg(moment.forwardCount()).arg(name);
    case Step::Kind::Seed: return tr("Seed at the output %1").arg(name);
    case Step::Kind::Backward: break;
  }
  return tr("Backward %1 of %2: %3").arg(step - moment.forwardCount()).arg(moment.backwardCount()).arg(name);
}

QString TimelineStrip::counter() const {
  const Moment& moment = *timeline_.moment();
  if (moment.isPartial() && !moment.isAsking()) {
    return tr("%1 / %2, wire %3").arg(moment.backwardDone()).arg(moment.backwardCount()).arg(moment.wiresKnown());
  }
  if (moment.seeded()) return tr("%1 / %2").arg(moment.backwardDone()).arg(moment.backwardCount());
  return tr("%1 / %2").arg(moment.cursor()).arg(moment.forwardCount());
}

bool TimelineStrip::isProblem(const Step& step) const {
  return step.kind == Step::Kind::Forward && timeline_.moment()->trace().problem(step.node) != nullptr;
}

void TimelineStrip::layOut() {
  const MathWatch watch;
  arrange();
  awaitsFormulas_ = watch.awaits();
  update();
}

void TimelineStrip::arrange() {
  const Moment* moment = timeline_.moment();
  if (!moment) {
    layout_ = {};
    return;
  }
  const auto steps = moment->steps();
  const TextStyle word{.pixelSize = letters, .weight = QFont::DemiBold};
  const int most = std::max(moment->forwardCount(), moment->backwardCount());
  const QString longest = timeline_.isWireByWire() ? tr("%1 / %2, wire %3").arg(most).arg(most).arg(9)
                                                   : tr("%1 / %2").arg(most).arg(most);
  const double counterWidth = textWidth(longest, {.pixelSize = letters});
  const QRectF area(12, height() - rowHeight, width() - 24 - counterWidth - 12, rowHeight);
  const double captions = textWidth(tr("Forward"), word) + textWidth(tr("Backward"), word) + 32;
  std::vector<double> natural;
  if (steps.size() <= static_cast<std::size_t>(mostMeasured)) {
    const auto measure = [&](bool brief) {
      brief_ = brief;
      natural.clear();
      for (const Step& step : steps) natural.push_back(sentenceWidth(label(step), letters) + 2 * padding);
      return std::accumulate(natural.begin(), natural.end(), captions + static_cast<double>(steps.size()) * chipGap);
    };
    if (measure(false) > area.width()) measure(true);
  }
  const bool wasScrubbing = scrubbing_ && layout_.scrolls();
  if (!wasScrubbing) {
    layout_ = StripLayout(static_cast<int>(steps.size()), moment->forwardCount(), natural, area,
                          textWidth(tr("Forward"), word) + 12, textWidth(tr("Backward"), word) + 20);
    layout_.centre(moment->cursor() - 1);
  }
}

void TimelineStrip::drawChip(QPainter& painter, int step, Look look) const {
  const Moment& moment = *timeline_.moment();
  const Step& shown = moment.steps()[static_cast<std::size_t>(step)];
  const core::NodeId& id = moment.graph().node(shown.node).id;
  const bool forward = shown.kind == Step::Kind::Forward;
  const bool problem = isProblem(shown);
  const QColor ink = problem ? theme_.error : forward ? theme_.value : theme_.downstream;
  const QRectF rect = layout_.rectOf(step);
  QColor letter = ink;
  painter.setPen(Qt::NoPen);
  switch (look) {
    case Look::Active:
      painter.setPen(QPen(ink, 1.5));
      painter.setBrush(theme_.panel);
      painter.drawRoundedRect(rect.adjusted(-2.75, -2.75, 2.75, 2.75), 6, 6);
      painter.setPen(Qt::NoPen);
      painter.setBrush(ink);
      painter.drawRoundedRect(rect, 4, 4);
      letter = problem ? theme_.panel : forward ? theme_.onValue : theme_.onPrimary;
      break;
    case Look::Done:
      painter.setBrush(problem ? theme_.errorTint : forward ? theme_.valueTint : theme_.downstreamTint);
      painter.drawRoundedRect(rect, 4, 4);
      break;
    case Look::Ahead:
      letter = problem ? theme_.error : theme_.faint;
      painter.setBrush(Qt::NoBrush);
      painter.setPen(QPen(problem ? theme_.errorLine : theme_.line, 1, Qt::DashLine));
      painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
      break;
  }
  if (timeline_.isStale(id) && look != Look::Active) {
    QPainterPath shape;
    shape.addRoundedRect(rect, 4, 4);
    painter.fillPath(shape, QBrush(theme_.faint, Qt::BDiagPattern));
  }
  if (selected_ == id && !forward && look == Look::Done) {
    painter.setPen(QPen(theme_.local, 1.6));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), 6, 6);
  }
  Sentence text = label(shown);
  for (Piece& piece : text) piece.bold = look == Look::Active;
  const double room = rect.width() - 4;
  const double textSpan = std::min(sentenceWidth(text, letters), room);
  const QPointF baseline(rect.center().x() - textSpan / 2, rect.center().y() + letters * 0.36);
  Theme own = theme_;
  own.ink = own.muted = letter;
  painter.save();
  painter.setClipRect(rect, Qt::IntersectClip);
  drawPieces(painter, placedLine(text, baseline, room + 0.5, letters), own);
  painter.restore();
}

std::optional<core::NodeId> TimelineStrip::nodeOf(int step) const {
  const Moment* moment = timeline_.moment();
  if (!moment || step < 0 || step >= moment->last()) return std::nullopt;
  const Step& shown = moment->steps()[static_cast<std::size_t>(step)];
  return shown.kind == Step::Kind::Seed ? std::nullopt : std::optional(moment->graph().node(shown.node).id);
}

QRectF TimelineStrip::dotRect(int step) const {
  if (!nodeOf(step)) return {};
  const QRectF chip = layout_.rectOf(step);
  return {chip.left() - 3, chip.top() - 6, dotSide, dotSide};
}

std::optional<int> TimelineStrip::dotAt(QPointF point) const {
  const int step = layout_.stepAt(point.x() + 3);
  return step >= 0 && dotRect(step).contains(point) ? std::optional(step) : std::nullopt;
}

void TimelineStrip::drawDot(QPainter& painter, int step) const {
  const auto id = nodeOf(step);
  if (!id) return;
  const QPointF at = layout_.rectOf(step).topLeft() + QPointF(3.5, 1);
  if (timeline_.hasBreakpoint(*id)) return paintBreakpoint(painter, at, 6.5, theme_);
  if (step != hovered_) return;
  painter.setPen(QPen(theme_.faint, 1.2));
  painter.setBrush(theme_.panel);
  painter.drawEllipse(at, 3.5, 3.5);
}

void TimelineStrip::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(theme_.line, 1));
  painter.setBrush(theme_.panel);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
  const TextStyle plain{.pixelSize = letters};
  const double baseline = height() - rowHeight / 2.0 + letters * 0.36;
  const Moment* moment = timeline_.moment();
  if (timeline_.hasStale()) {
    painter.setPen(Qt::NoPen);
    drawText(painter, {12, 17}, timeline_.staleText(), {.pixelSize = letters, .weight = QFont::Medium},
             theme_.error);
  }
  if (!moment || moment->steps().empty()) {
    drawText(painter, {12, baseline}, tr("The steps of the run appear here."), plain, theme_.faint);
  } else {
    const TextStyle word{.pixelSize = letters, .weight = QFont::DemiBold};
    const QString count = counter();
    const double end = width() - 12 - textWidth(count, plain);
    drawText(painter, {end, baseline}, count, plain, theme_.muted);
    painter.save();
    painter.setClipRect(QRectF(4, 0, end - 10, height()));
    drawText(painter, {layout_.forwardLabelX(), baseline}, tr("Forward"), word, theme_.value);
    if (moment->forwardCount() < moment->last()) {
      drawText(painter, {layout_.backwardLabelX() + 8, baseline}, tr("Backward"), word, theme_.downstream);
    }
    const auto [first, last] = layout_.visible();
    const int active = moment->cursor() - 1;
    for (int step = first; step < last; ++step) {
      if (step != active) drawChip(painter, step, step < active ? Look::Done : Look::Ahead);
    }
    if (active >= first && active < last) drawChip(painter, active, Look::Active);
    for (int step = first; step < last; ++step) drawDot(painter, step);
    painter.restore();
  }
  if (focusRing_) {
    painter.setPen(QPen(theme_.focus, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);
  }
}

void TimelineStrip::resizeEvent(QResizeEvent*) { layOut(); }

void TimelineStrip::customEvent(QEvent* event) {
  if (event->type() == formulasArrived() && awaitsFormulas_) layOut();
}

void TimelineStrip::scrubTo(double x) {
  if (!timeline_.moment()) return;
  timeline_.setCursor(layout_.stepAt(x) + 1);
}

void TimelineStrip::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return QWidget::mousePressEvent(event);
  if (const auto step = dotAt(event->position())) return timeline_.toggleBreakpoint(*nodeOf(*step));
  scrubbing_ = true;
  scrubTo(event->position().x());
}

void TimelineStrip::mouseMoveEvent(QMouseEvent* event) {
  if (!scrubbing_) {
    const int step = timeline_.moment() ? layout_.stepAt(event->position().x() + 3) : -1;
    if (step == hovered_) return;
    hovered_ = step;
    return update();
  }
  // At the edges of a long run the chips move along.
  const double x = event->position().x();
  constexpr double edge = 28;
  if (x > width() - edge - 60) layout_.scrollBy(40);
  if (x < edge) layout_.scrollBy(-40);
  scrubTo(x);
  update();
}

void TimelineStrip::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  scrubbing_ = false;
  layOut();
}

void TimelineStrip::leaveEvent(QEvent*) {
  hovered_ = -1;
  update();
}

void TimelineStrip::contextMenuEvent(QContextMenuEvent* event) {
  const bool byMouse = event->reason() == QContextMenuEvent::Mouse;
  const int step = byMouse ? layout_.stepAt(event->x()) : timeline_.cursor() - 1;
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  if (const auto id = nodeOf(step)) {
    QAction* stop = menu->addAction(tr("Stop before %1").arg(QString::fromStdString(id->text())) + QStringLiteral("\tB"));
    stop->setCheckable(true);
    stop->setChecked(timeline_.hasBreakpoint(*id));
    connect(stop, &QAction::triggered, this, [this, id = *id] { timeline_.toggleBreakpoint(id); });
  }
  fillStopMenu(*menu->addMenu(tr("Stop when")), timeline_);
  menu->popup(byMouse || step < 0 ? event->globalPos() : mapToGlobal(layout_.rectOf(step).bottomLeft().toPoint()));
}

void TimelineStrip::wheelEvent(QWheelEvent* event) {
  if (!layout_.scrolls()) return event->ignore();
  const QPoint delta = event->angleDelta();
  layout_.scrollBy(-(std::abs(delta.x()) > std::abs(delta.y()) ? delta.x() : delta.y()));
  update();
  event->accept();
}

void TimelineStrip::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Left: return timeline_.previous();
    case Qt::Key_Right: return timeline_.next();
    case Qt::Key_Home: return timeline_.setCursor(0);
    case Qt::Key_End: return timeline_.setCursor(timeline_.last());
    case Qt::Key_PageUp: return timeline_.setCursor(timeline_.cursor() - 10);
    case Qt::Key_PageDown: return timeline_.setCursor(timeline_.cursor() + 10);
    default: QWidget::keyPressEvent(event);
  }
}

void TimelineStrip::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  focusRing_ = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason ||
               event->reason() == Qt::ShortcutFocusReason;
  update();
}

void TimelineStrip::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  focusRing_ = false;
  update();
}

bool TimelineStrip::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip || !timeline_.moment()) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const int step = layout_.stepAt(help->pos().x());
  if (step < 0) {
    QToolTip::hideText();
    return true;
  }
  const Step& shown = timeline_.moment()->steps()[static_cast<std::size_t>(step)];
  if (const auto dot = dotAt(help->pos())) {
    const bool set = timeline_.hasBreakpoint(*nodeOf(*dot));
    const QString what = set ? tr("Breakpoint: a click takes it away") : tr("A click sets a breakpoint: Play and Run stop before this step");
    QToolTip::showText(help->globalPos(), what, this, dotRect(*dot).toAlignedRect());
    return true;
  }
  QString text = stepText(step);
  if (isProblem(shown)) text += u'\n' + translated(timeline_.moment()->trace().problem(shown.node)->message);
  QToolTip::showText(help->globalPos(), text, this, layout_.rectOf(step).toAlignedRect());
  return true;
}

}  // namespace ui
