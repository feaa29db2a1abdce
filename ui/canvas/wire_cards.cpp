#include "ui/canvas/wire_cards.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

#include "ui/canvas/canvas_view.h"

namespace ui {
namespace {

constexpr int waitMilliseconds = 250;  // a pointer that only crosses a wire shows nothing

}  // namespace

WireCardWidget::WireCardWidget(QWidget* parent) : QWidget(parent) { hide(); }

void WireCardWidget::setTheme(const Theme& theme) {
  theme_ = &theme;
  update();
}

void WireCardWidget::setCard(WireCard card) {
  card_ = std::move(card);
  resize(card_.size().toSize());
  setAccessibleName(tr("What the wire carries"));
  update();
}

void WireCardWidget::setPinned(bool pinned) {
  pinned_ = pinned;
  setAttribute(Qt::WA_TransparentForMouseEvents, !pinned);
  if (pinned) setToolTip(tr("Drag to move; the cross closes it"));
  update();
}

void WireCardWidget::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  paintWireCard(painter, card_, pinned_, *theme_);
}

void WireCardWidget::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  if (wireCardCross(card_).adjusted(-4, -4, 4, 4).contains(event->position())) return emit closed();
  grip_ = event->position().toPoint();
}

void WireCardWidget::mouseMoveEvent(QMouseEvent* event) {
  if (grip_ && event->buttons() & Qt::LeftButton) move(pos() + event->position().toPoint() - *grip_);
}

WireCards::WireCards(CanvasView& view, Timeline& timeline)
    : QObject(&view), view_(view), timeline_(timeline), theme_(lightTheme()), hover_(new WireCardWidget(&view)) {
  hover_->setPinned(false);
  wait_.setSingleShot(true);
  wait_.setInterval(waitMilliseconds);
  connect(&wait_, &QTimer::timeout, this, &WireCards::showHover);
  connect(&timeline, &Timeline::changed, this, &WireCards::refresh);
}

void WireCards::setTheme(const Theme& theme) {
  theme_ = theme;
  hover_->setTheme(theme_);
  for (const Pinned& pinned : pinned_) pinned.card->setTheme(theme_);
  refresh();
}

WireCard WireCards::cardOf(const WireId& wire) const {
  const Moment* moment = timeline_.moment();
  const auto node = moment ? moment->graph().position(wire.to) : std::nullopt;
  return node ? wireCard(*moment, *node, wire.argument, theme_) : WireCard{};
}

void WireCards::hover(const std::optional<WireId>& wire, QPointF at) {
  hoverAt_ = at;
  if (wire == hovered_) return;
  hovered_ = wire;
  hover_->hide();
  wire ? wait_.start() : wait_.stop();
}

void WireCards::showHover() {
  const bool isPinned = std::ranges::any_of(pinned_, [&](const Pinned& pinned) { return pinned.wire == hovered_; });
  WireCard card = hovered_ && !isPinned ? cardOf(*hovered_) : WireCard{};
  if (card.empty()) return hover_->hide();
  hover_->setCard(std::move(card));
  place(*hover_, hoverAt_);
  hover_->show();
  hover_->raise();
}

void WireCards::pin(const WireId& wire, QPointF at) {
  const auto found = std::ranges::find(pinned_, wire, &Pinned::wire);
  if (found != pinned_.end()) {
    found->card->deleteLater();
    found->card->hide();
    pinned_.erase(found);
    return;
  }
  WireCard card = cardOf(wire);
  if (card.empty()) return;
  hover_->hide();
  auto* widget = new WireCardWidget(&view_);
  widget->setTheme(theme_);
  widget->setCard(std::move(card));
  widget->setPinned(true);
  place(*widget, at);
  widget->show();
  widget->raise();
  pinned_.push_back({wire, widget});
  connect(widget, &WireCardWidget::closed, this, [this, widget, at] {
    const auto closed = std::ranges::find(pinned_, widget, &Pinned::card);
    if (closed != pinned_.end()) pin(WireId(closed->wire), at);
  });
}

void WireCards::rename(const core::NodeId& from, const core::NodeId& to) {
  for (Pinned& pinned : pinned_) {
    if (pinned.wire.to == from) pinned.wire.to = to;
  }
  if (hovered_ && hovered_->to == from) hovered_->to = to;
}

void WireCards::refresh() {
  for (std::size_t k = pinned_.size(); k-- > 0;) {
    WireCard card = cardOf(pinned_[k].wire);
    pinned_[k].card->setVisible(!card.empty());
    if (!card.empty()) pinned_[k].card->setCard(std::move(card));
  }
  if (hover_->isVisible()) showHover();
}

std::vector<const WireCardWidget*> WireCards::shown() const {
  std::vector<const WireCardWidget*> cards;
  for (const Pinned& pinned : pinned_) {
    if (!pinned.card->isHidden()) cards.push_back(pinned.card);
  }
  if (!hover_->isHidden()) cards.push_back(hover_);
  return cards;
}

void WireCards::place(WireCardWidget& card, QPointF at) const {
  constexpr int away = 18;
  int x = static_cast<int>(at.x()) + away;
  int y = static_cast<int>(at.y()) + away;
  if (x + card.width() > view_.width() - 4) x = static_cast<int>(at.x()) - away - card.width();
  if (y + card.height() > view_.height() - 4) y = static_cast<int>(at.y()) - away - card.height();
  card.move(std::max(4, x), std::max(4, y));
}

}  // namespace ui
