#include "ui/panels/chain/order_card.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

#include "ui/figures/natural_text.h"
#include "ui/figures/text_style.h"

namespace ui {
namespace {

constexpr int closedHeight = 66;
constexpr int lineHeight = 17;
constexpr double leastSide = 9, mostSide = 34;

/// Sides of boxes in proportion to the logarithm of the sizes, so that 1 and 1000 are both seen.
double sideOf(core::Index size, core::Index largest) {
  if (largest <= 1) return leastSide;
  const double part = largest <= 12
                          ? static_cast<double>(size) / static_cast<double>(largest)
                          : std::log1p(static_cast<double>(size)) / std::log1p(static_cast<double>(largest));
  return std::max(leastSide, mostSide * part);
}

}  // namespace

OrderCard::OrderCard(ProductOrder order, std::vector<OrderFactor> factors, const Theme& theme,
                     QWidget* parent)
    : QAbstractButton(parent), order_(std::move(order)), factors_(std::move(factors)), theme_(&theme) {
  setCheckable(true);
  setFocusPolicy(Qt::StrongFocus);
  setCursor(Qt::PointingHandCursor);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  setAccessibleName(tr("%1 multiplications: %2").arg(naturalText(order_.multiplications), sumText()));
  setToolTip(tr("Show the shapes in between"));
  connect(this, &QAbstractButton::toggled, this, [this] {
    setAccessibleDescription(isChecked() ? steps().join(QStringLiteral("; ")) : QString());
    updateGeometry();
  });
}

QString OrderCard::sumText() const {
  QStringList numbers;
  for (const OrderStep& step : order_.steps) numbers << naturalText(step.multiplications);
  QString text = numbers.join(QStringLiteral(" + "));
  if (order_.kind == ProductOrder::Kind::FromLeft) text += tr(", from the left");
  if (order_.kind == ProductOrder::Kind::FromRight) text += tr(", from the right");
  return text;
}

QStringList OrderCard::steps() const {
  QStringList lines;
  for (const OrderStep& step : order_.steps) {
    lines << QStringLiteral("(%1\u00d7%2)(%2\u00d7%3) = %1\u00d7%3: %4")
                 .arg(step.rows)
                 .arg(step.inner)
                 .arg(step.columns)
                 .arg(naturalText(step.multiplications));
  }
  return lines;
}

QSize OrderCard::sizeHint() const {
  return {268, closedHeight + (isChecked() ? static_cast<int>(order_.steps.size()) * lineHeight + 4 : 0)};
}

void OrderCard::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF card = QRectF(rect()).adjusted(1, 1, -1, -1);
  painter.setPen(QPen(hasFocus()    ? theme_->focus
                      : isChecked() ? theme_->local
                                    : theme_->line,
                      hasFocus() ? 2 : 1));
  painter.setBrush(isChecked() ? theme_->localTint : theme_->panelSoft);
  painter.drawRoundedRect(card, 6, 6);

  core::Index largest = 1;
  for (const OrderFactor& factor : factors_) largest = std::max({largest, factor.rows, factor.columns});
  const auto opening = [&](std::size_t k) {
    return std::ranges::count_if(order_.steps, [&](const OrderStep& s) {
      return s.first == k && s.last - s.first + 1 < factors_.size();
    });
  };
  const auto closing = [&](std::size_t k) {
    return std::ranges::count_if(order_.steps, [&](const OrderStep& s) {
      return s.last == k && s.last - s.first + 1 < factors_.size();
    });
  };
  const TextStyle bracket{.pixelSize = 26, .family = TextStyle::Family::Math};
  double width = 0;
  for (std::size_t k = 0; k < factors_.size(); ++k)
    width += sideOf(factors_[k].columns, largest) + 6 + 9.0 * static_cast<double>(opening(k) + closing(k));
  const QString count = naturalText(order_.multiplications);
  const double room = card.width() - textWidth(count, {.pixelSize = 17, .weight = QFont::DemiBold}) - 34;
  painter.save();
  const double scale = std::min(1.0, room / width);
  painter.translate(12, 24);
  painter.scale(scale, scale);
  double x = 0;
  for (std::size_t k = 0; k < factors_.size(); ++k) {
    for (auto n = opening(k); n > 0; --n, x += 9)
      drawTextCentred(painter, {x + 3, 0}, QStringLiteral("("), bracket, theme_->ink);
    const QSizeF size(sideOf(factors_[k].columns, largest), sideOf(factors_[k].rows, largest));
    painter.setPen(QPen(theme_->local, 1.4));
    painter.setBrush(isChecked() ? theme_->panel : theme_->localTint);
    painter.drawRect(QRectF({x, -size.height() / 2}, size));
    x += size.width() + 6;
    for (auto n = closing(k); n > 0; --n, x += 9)
      drawTextCentred(painter, {x + 1, 0}, QStringLiteral(")"), bracket, theme_->ink);
  }
  painter.restore();
  drawText(painter, {card.right() - 10, 30}, Qt::AlignRight, count,
           {.pixelSize = 17, .weight = QFont::DemiBold}, theme_->ink);
  const TextStyle small{.pixelSize = 12};
  const QString unit = tr("multiplications");
  drawText(painter, {card.right() - 10, 57}, Qt::AlignRight, unit, small, theme_->muted);
  QString sum = sumText();
  const double left = card.width() - 26 - textWidth(unit, small);
  while (sum.size() > 4 && textWidth(sum, small) > left)
    sum = sum.left(sum.size() - 2) + QStringLiteral("\u2026");
  drawText(painter, {12, 57}, sum, small, theme_->muted);
  if (!isChecked()) return;
  double y = closedHeight + 8;
  for (const QString& line : steps()) {
    drawText(painter, {12, y}, line, small, theme_->ink);
    y += lineHeight;
  }
}

}  // namespace ui
