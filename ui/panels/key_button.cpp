#include "ui/panels/key_button.h"

#include <QPainter>

#include "ui/figures/icons.h"
#include "ui/panels/key_box.h"

namespace ui {
namespace {

constexpr int kHeight = 30;
constexpr double kPadding = 10;
constexpr double kGap = 6;
constexpr double kIcon = 16;

}  // namespace

KeyButton::KeyButton(const QString& iconName, const QString& text, const QString& key, QWidget* parent)
    : QToolButton(parent), iconName_(iconName), label_(text), widest_(text), key_(key) {
  setAccessibleName(text);
  setFocusPolicy(Qt::TabFocus);
  setFixedHeight(kHeight);
}

void KeyButton::setFace(const QString& iconName, const QString& text) {
  iconName_ = iconName;
  label_ = text;
  setAccessibleName(text);
  update();
}

void KeyButton::reserveRoom(const QString& text) {
  if (QFontMetricsF(font()).horizontalAdvance(text) > QFontMetricsF(font()).horizontalAdvance(widest_)) widest_ = text;
  updateGeometry();
}

void KeyButton::setBrief(bool brief) {
  if (brief == brief_) return;
  brief_ = brief;
  updateGeometry();
  update();
}

void KeyButton::setLook(Look look, const QColor& ink, const QColor& onInk) {
  look_ = look;
  ink_ = ink;
  onInk_ = onInk;
  updateGeometry();
  update();
}

void KeyButton::setTheme(const Theme& theme) {
  theme_ = &theme;
  update();
}

QFont KeyButton::textFont() const {
  QFont font = this->font();
  font.setPixelSize(13);
  // Bold takes the room that it needs from the first, so that the bar stands still when the filled button changes.
  font.setWeight(look_ == Look::Filled || ink_ != theme_->ink ? QFont::DemiBold : QFont::Normal);
  return font;
}

QSize KeyButton::sizeHint() const {
  QFont font = textFont();
  font.setWeight(QFont::DemiBold);
  double width = 2 * kPadding + kIcon + kGap + QFontMetricsF(font).horizontalAdvance(widest_);
  if (showsKey()) width += kGap + keyBoxSize(key_).width();
  return {static_cast<int>(width + arrowWidth() + 0.5), height()};
}

void KeyButton::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
  if (!isEnabled()) painter.setOpacity(0.38);
  const bool filled = look_ == Look::Filled;
  const bool on = isCheckable() && isChecked();
  const bool lit = isEnabled() && (underMouse() || isDown());
  QColor ground = filled ? ink_ : lit || on ? theme_->accentTint : theme_->panel;
  if (filled && lit) ground = theme_->dark ? ground.lighter(110) : ground.darker(112);
  painter.setBrush(look_ == Look::Plain && !lit && !on ? QBrush(Qt::NoBrush) : QBrush(ground));
  painter.setPen(on ? QPen(theme_->accent, 1.4) : look_ == Look::Outline ? QPen(theme_->line) : QPen(Qt::NoPen));
  painter.drawRoundedRect(box, 6, 6);

  const QColor ink = filled ? onInk_ : on ? theme_->accent : ink_;
  const double middle = height() / 2.0;
  iconNamed(iconName_, ink).paint(&painter, QRectF(kPadding, middle - kIcon / 2, kIcon, kIcon).toRect());
  painter.setFont(textFont());
  painter.setPen(ink);
  const double left = kPadding + kIcon + kGap;
  painter.drawText(QRectF(left, 0, width(), height()), Qt::AlignLeft | Qt::AlignVCenter, label_);
  const double right = width() - arrowWidth();
  if (showsKey()) {
    const QSizeF key = keyBoxSize(key_);
    drawKeyBox(painter, {right - kPadding - key.width(), middle - key.height() / 2}, key_, ink);
  }
  if (arrowWidth() > 0) {
    painter.setPen(QPen(ink, 1));
    painter.setOpacity(painter.opacity() * 0.5);
    painter.drawLine(QPointF(right, 6), QPointF(right, height() - 6));
    painter.setOpacity(isEnabled() ? 1 : 0.38);
    iconNamed(QStringLiteral("down"), ink).paint(&painter, QRectF(right + 3, middle - 6, 12, 12).toRect());
  }
  if (hasFocus()) {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(filled ? onInk_ : theme_->focus, 2));
    painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), 4, 4);
  }
}

}  // namespace ui
