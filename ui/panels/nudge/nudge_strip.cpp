#include "ui/panels/nudge/nudge_strip.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

#include "ui/figures/number_text.h"
#include "ui/figures/text_style.h"

namespace ui {
namespace {

constexpr double leastBar = 5, widestBar = 30;
constexpr double labels = 36;     // left of the bars
constexpr double indexBand = 14;  // below them
constexpr double overviewHeight = 26;
constexpr double small = 0.01, large = 0.1;
constexpr double positions = 50;  // of a bar, from 0 to the end of the axis
const TextStyle label{.pixelSize = 11};

}  // namespace

NudgeStrip::NudgeStrip(QWidget* parent) : QWidget(parent), theme_(lightTheme()) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Entries of dx"));
}

void NudgeStrip::setTheme(const Theme& theme) {
  theme_ = theme;
  update();
}

void NudgeStrip::setNames(EntryNames names) {
  names_ = std::move(names);
  first_ = chosen_ = 0;
  lit_.reset();
  hovered_.reset();
  stroke_ = Stroke::None;
}

void NudgeStrip::setEntries(const std::vector<double>& entries) {
  entries_ = entries;
  chosen_ = std::min(chosen_, entries_.empty() ? 0 : entries_.size() - 1);
  // The axis keeps still under a stroke.
  if (stroke_ != Stroke::Paint) fitReach();
  moveWindow(static_cast<std::ptrdiff_t>(first_));
  describe();
  update();
}

void NudgeStrip::fitReach() {
  double most = 0;
  for (const double v : entries_) most = std::isfinite(v) ? std::max(most, std::abs(v)) : most;
  reach_ = 0.5;
  if (most == 0) return;
  constexpr double rounding = 1 + 1e-9;
  while (reach_ * rounding < most) reach_ *= 10;
  while (reach_ * 0.1 * rounding >= most) reach_ /= 10;
}

std::size_t NudgeStrip::shown() const {
  const double room = width() - labels - 2;
  return std::min(entries_.size(), static_cast<std::size_t>(std::max(1.0, std::floor(room / leastBar))));
}

QRectF NudgeStrip::area() const {
  const double below = indexBand + (shown() < entries_.size() ? overviewHeight + 6 : 0);
  return {labels, 4, width() - labels - 2, std::max(height() - 4 - below, 10.0)};
}

QRectF NudgeStrip::overview() const {
  if (shown() >= entries_.size()) return {};
  return {labels, height() - overviewHeight - 1, width() - labels - 2, overviewHeight};
}

QRectF NudgeStrip::column(std::size_t entry) const {
  const QRectF bars = area();
  const double wide =
      std::min(widestBar, bars.width() / static_cast<double>(std::max<std::size_t>(shown(), 1)));
  return {bars.left() + (static_cast<double>(entry) - static_cast<double>(first_)) * wide, bars.top(), wide,
          bars.height()};
}

std::optional<std::size_t> NudgeStrip::entryAt(double x) const {
  if (entries_.empty() || x < column(first_).left() || x >= column(first_ + shown()).left())
    return std::nullopt;
  return nearestEntry(x);
}

std::size_t NudgeStrip::nearestEntry(double x) const {
  const QRectF one = column(first_);
  const double at = std::floor((x - one.left()) / one.width());
  return first_ + static_cast<std::size_t>(std::clamp(at, 0.0, static_cast<double>(shown()) - 1));
}

double NudgeStrip::valueAt(double y) const {
  const QRectF bars = area();
  const double part = std::clamp((bars.center().y() - y) / (bars.height() / 2), -1.0, 1.0);
  return std::round(part * positions) * reach_ / positions;
}

QString NudgeStrip::words(std::size_t entry) const {
  if (entry >= entries_.size()) return {};
  return tr("d%1 = %2, entry %3 of %4")
      .arg(names_.text(entry), significantText(entries_[entry], 4))
      .arg(entry + 1)
      .arg(entries_.size());
}

void NudgeStrip::describe() { setAccessibleDescription(words(chosen_)); }

void NudgeStrip::choose(std::size_t entry) {
  if (entries_.empty()) return;
  entry = std::min(entry, entries_.size() - 1);
  const bool other = entry != chosen_;
  chosen_ = entry;
  if (entry < first_) moveWindow(static_cast<std::ptrdiff_t>(entry));
  if (entry >= first_ + shown()) moveWindow(static_cast<std::ptrdiff_t>(entry + 1 - shown()));
  describe();
  update();
  if (other) emit chosenChanged(chosen_);
}

void NudgeStrip::setLit(std::optional<std::size_t> entry) {
  if (entry == lit_) return;
  lit_ = entry;
  update();
}

void NudgeStrip::moveWindow(std::ptrdiff_t first) {
  const auto last = static_cast<std::ptrdiff_t>(entries_.size() - shown());
  first_ = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(first, 0, last));
  update();
}

void NudgeStrip::set(std::size_t entry, double value) {
  if (entries_[entry] == value) return;
  entries_[entry] = value;
  fitReach();
  describe();
  update();
  emit painted(entries_);
}

void NudgeStrip::paintTo(QPointF point) {
  const std::size_t from = nearestEntry(last_.x()), to = nearestEntry(point.x());
  const auto [least, most] = std::minmax(from, to);
  for (std::size_t k = least; k <= most; ++k) {
    const double x = k == to ? point.x() : k == from ? last_.x() : column(k).center().x();
    const double along = point.x() == last_.x() || k == to ? 1.0 : (x - last_.x()) / (point.x() - last_.x());
    entries_[k] = valueAt(last_.y() + std::clamp(along, 0.0, 1.0) * (point.y() - last_.y()));
  }
  last_ = point;
  choose(to);
  describe();
  update();
  emit painted(entries_);
}

void NudgeStrip::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || entries_.empty()) return QWidget::mousePressEvent(event);
  const QPointF at = event->position();
  last_ = at;
  if (overview().contains(at)) {
    stroke_ = Stroke::Window;
    return mouseMoveEvent(event);
  }
  const auto entry = entryAt(at.x());
  if (!entry) return;
  stroke_ = at.y() <= area().bottom() ? Stroke::Paint : Stroke::Choose;
  if (stroke_ == Stroke::Paint)
    paintTo(at);
  else
    choose(*entry);
}

void NudgeStrip::mouseMoveEvent(QMouseEvent* event) {
  const QPointF at = event->position();
  switch (stroke_) {
    case Stroke::Paint: paintTo(at); break;
    case Stroke::Choose: choose(nearestEntry(at.x())); break;
    case Stroke::Window: {
      const QRectF all = overview();
      const double middle = (at.x() - all.left()) / all.width() * static_cast<double>(entries_.size());
      moveWindow(static_cast<std::ptrdiff_t>(middle - static_cast<double>(shown()) / 2));
      return;
    }
    case Stroke::None: break;
  }
  const bool above = at.y() <= area().bottom() + indexBand;
  point(above ? entryAt(at.x()) : std::nullopt);
  setCursor(overview().contains(at)     ? Qt::SizeHorCursor
            : at.y() <= area().bottom() ? Qt::CrossCursor
                                        : Qt::PointingHandCursor);
}

void NudgeStrip::mouseReleaseEvent(QMouseEvent*) {
  stroke_ = Stroke::None;
  fitReach();
  update();
}

void NudgeStrip::leaveEvent(QEvent*) { point({}); }

void NudgeStrip::point(std::optional<std::size_t> entry) {
  if (entry == hovered_) return;
  hovered_ = entry;
  update();
  emit pointedAt(entry);
}

void NudgeStrip::wheelEvent(QWheelEvent* event) {
  if (shown() >= entries_.size()) return QWidget::wheelEvent(event);
  const QPoint turned = event->angleDelta();
  const double notches = (turned.x() != 0 ? turned.x() : turned.y()) / 120.0;
  const auto step = static_cast<std::ptrdiff_t>(std::max<std::size_t>(shown() / 8, 1));
  moveWindow(static_cast<std::ptrdiff_t>(first_) -
             static_cast<std::ptrdiff_t>(std::lround(notches * static_cast<double>(step))));
  event->accept();
}

void NudgeStrip::keyPressEvent(QKeyEvent* event) {
  if (entries_.empty() || event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
    return QWidget::keyPressEvent(event);
  const double step = event->modifiers().testFlag(Qt::ShiftModifier) ? large : small;
  // What rounding leaves of a hundredth is no part of a number that somebody set.
  const auto by = [&](double change) {
    set(chosen_, std::round((entries_[chosen_] + change) * 1e10) / 1e10);
  };
  const auto go = [&](std::size_t entry) {
    choose(entry);
    emit pointedAt(chosen_);
  };
  switch (event->key()) {
    case Qt::Key_Left: return go(chosen_ > 0 ? chosen_ - 1 : 0);
    case Qt::Key_Right: return go(chosen_ + 1);
    case Qt::Key_Home: return go(0);
    case Qt::Key_End: return go(entries_.size() - 1);
    case Qt::Key_PageUp: return go(chosen_ - std::min(chosen_, shown()));
    case Qt::Key_PageDown: return go(chosen_ + shown());
    case Qt::Key_Up: return by(step);
    case Qt::Key_Down: return by(-step);
    case Qt::Key_Delete:
    case Qt::Key_Backspace: return set(chosen_, 0);
    default: break;
  }
  const QString text = event->text();
  if (text.size() == 1 && (text[0].isDigit() || QStringLiteral("+-.").contains(text[0])))
    return emit typed(event);
  QWidget::keyPressEvent(event);
}

void NudgeStrip::resizeEvent(QResizeEvent*) {
  if (!entries_.empty()) moveWindow(static_cast<std::ptrdiff_t>(first_));
}
void NudgeStrip::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  update();
}
void NudgeStrip::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  update();
  if (!hovered_) emit pointedAt({});
}

bool NudgeStrip::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const auto entry = entryAt(help->pos().x());
  if (overview().contains(help->pos())) {
    QToolTip::showText(help->globalPos(), tr("All %1 entries: drag to move the window").arg(entries_.size()),
                       this);
  } else if (entry) {
    QToolTip::showText(
        help->globalPos(),
        words(*entry) + u'\n' +
            tr("Drag to paint. Keys: ← → choose, ↑ ↓ ±0.01, with Shift ±0.1, or type a number"),
        this);
  } else {
    QToolTip::hideText();
  }
  return true;
}

void NudgeStrip::paintBars(QPainter& painter) const {
  const QRectF bars = area();
  const double zero = bars.center().y(), half = bars.height() / 2;
  const std::size_t last = first_ + shown();
  const QRectF used(bars.left(), bars.top(), column(last).left() - bars.left(), bars.height());
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme_.panelSoft);
  painter.drawRect(used);
  for (const auto& [entry, tint] : {std::pair(lit_, theme_.localTint), std::pair(hovered_, theme_.valueTint),
                                    std::pair(std::optional(chosen_), theme_.valueTint)}) {
    if (!entry || *entry < first_ || *entry >= last) continue;
    painter.fillRect(column(*entry), tint);
  }
  for (std::size_t k = first_; k < last; ++k) {
    const QRectF at = column(k);
    if (names_.beginsRow(k) && k > first_)
      painter.fillRect(QRectF(at.left() - 0.5, at.top(), 1, at.height()), theme_.line);
    const double value = entries_[k];
    if (!std::isfinite(value) || value == 0) continue;
    const double tall = std::max(std::min(std::abs(value) / reach_, 1.0) * half, 1.0);
    const double gap = at.width() > 8 ? 1.5 : 0.5;
    const QRectF bar(at.left() + gap, value > 0 ? zero - tall : zero, at.width() - 2 * gap, tall);
    painter.fillRect(bar, k == lit_ ? theme_.local : theme_.value);
  }
  painter.fillRect(QRectF(used.left(), zero - 0.5, used.width(), 1), theme_.muted);
  const auto mark = [&](double y, const QString& text) {
    drawText(painter, {bars.left() - 5, y}, Qt::AlignRight, text, label, theme_.muted);
  };
  mark(bars.top() + 9, significantText(reach_, 1));
  mark(zero + 4, QStringLiteral("0"));
  mark(bars.bottom(), significantText(-reach_, 1));
  if (chosen_ >= first_ && chosen_ < last) {
    const QRectF at = column(chosen_);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme_.ringInner, 1.6));
    painter.drawRect(at.adjusted(0.3, 0.3, -0.3, -0.3));
    const QString name = names_.text(chosen_);
    const double wide = textWidth(name, label) / 2;
    drawText(
        painter,
        {std::clamp(at.center().x(), bars.left() + wide, std::max(bars.left() + wide, bars.right() - wide)),
         bars.bottom() + 11},
        Qt::AlignHCenter, name, label, theme_.ink);
  }
}

void NudgeStrip::paintOverview(QPainter& painter) const {
  const QRectF all = overview();
  if (all.isEmpty()) return;
  painter.fillRect(all, theme_.panelSoft);
  const double zero = all.center().y(), half = all.height() / 2 - 1;
  const auto columns = static_cast<std::size_t>(all.width());
  for (std::size_t x = 0; x < columns; ++x) {
    const std::size_t from = x * entries_.size() / columns;
    const std::size_t to = std::max((x + 1) * entries_.size() / columns, from + 1);
    double largest = 0;
    for (std::size_t k = from; k < to; ++k)
      if (std::abs(entries_[k]) > std::abs(largest)) largest = entries_[k];
    const double tall = std::min(std::abs(largest) / reach_, 1.0) * half;
    painter.fillRect(QRectF(all.left() + static_cast<double>(x), largest > 0 ? zero - tall : zero, 1, tall),
                     theme_.value);
  }
  const double scale = all.width() / static_cast<double>(entries_.size());
  const double wide = std::max(static_cast<double>(shown()) * scale, 6.0);
  const double left = std::min(all.left() + static_cast<double>(first_) * scale, all.right() - wide);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme_.accent, 1.6));
  painter.drawRect(QRectF(left, all.top(), wide, all.height()).adjusted(0.8, 0.8, -0.8, -0.8));
}

void NudgeStrip::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  if (entries_.empty()) return;
  paintBars(painter);
  paintOverview(painter);
  if (!hasFocus()) return;
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme_.focus, 2));
  painter.drawRoundedRect(QRectF(labels - 1, 1, width() - labels, area().height() + indexBand + 3), 4, 4);
}

}  // namespace ui
