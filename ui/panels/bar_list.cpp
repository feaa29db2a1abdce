#include "ui/panels/bar_list.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

#include "ui/figures/text_style.h"

namespace ui {
namespace {

constexpr double letters = 13;
constexpr double barHeight = 12, thickHeight = 9;
constexpr double ratioOfLogarithm = 100;

}  // namespace

BarAxis BarAxis::of(const std::vector<double>& counts) {
  BarAxis axis{.largest = 0, .smallest = HUGE_VAL};
  for (const double count : counts) {
    axis.largest = std::max(axis.largest, count);
    if (count > 0) axis.smallest = std::min(axis.smallest, count);
  }
  axis.isLogarithmic = axis.largest > ratioOfLogarithm * axis.smallest;
  return axis;
}

double BarAxis::length(double count) const {
  if (count <= 0 || largest <= 0) return 0;
  if (!isLogarithmic) return count / largest;
  // The axis begins a decade before the smallest count, so that its bar is seen.
  const double begin = std::log10(smallest) - 1;
  return (std::log10(count) - begin) / (std::log10(largest) - begin);
}

BarList::BarList(Names names, QWidget* parent) : QWidget(parent), names_(names) {
  setMouseTracking(true);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void BarList::setBars(std::vector<Bar> bars, const Theme& theme) {
  bars_ = std::move(bars);
  theme_ = &theme;
  QStringList lines;
  for (const Bar& bar : bars_)
    lines << plainText(bar.name) + QStringLiteral(": ") + bar.number + u' ' + bar.remark;
  setAccessibleDescription(lines.join(QStringLiteral("; ")));
  updateGeometry();
  update();
}

QSize BarList::sizeHint() const { return {268, static_cast<int>(bars_.size()) * rowHeight()}; }

int BarList::barAt(QPointF point) const {
  const int bar = static_cast<int>(std::floor(point.y() / rowHeight()));
  return bar >= 0 && bar < static_cast<int>(bars_.size()) && rect().contains(point.toPoint()) ? bar : -1;
}

void BarList::mouseMoveEvent(QMouseEvent* event) { emit pointedAt(barAt(event->position())); }
void BarList::leaveEvent(QEvent*) { emit pointedAt(-1); }

void BarList::mousePressEvent(QMouseEvent* event) {
  if (const int bar = barAt(event->position()); bar >= 0) emit clicked(bar);
}

void BarList::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  double nameWidth = 0, numberWidth = 0, remarkWidth = 0;
  for (const Bar& bar : bars_) {
    nameWidth = std::max(nameWidth, sentenceWidth(bar.name, letters));
    numberWidth =
        std::max(numberWidth, textWidth(bar.number, {.pixelSize = letters, .weight = QFont::DemiBold}));
    remarkWidth = std::max(remarkWidth, textWidth(bar.remark, {.pixelSize = 12}));
  }
  const bool before = names_ == Names::Before;
  double y = 0;
  for (const Bar& bar : bars_) {
    const QColor ink = theme_->*bar.ink;
    const double baseline = y + 15;
    Sentence name = bar.name;
    for (Piece& piece : name) {
      if (bar.isLit) piece.ink = Piece::Ink::Local, piece.bold = true;
    }
    const double tail = numberWidth + (remarkWidth > 0 ? remarkWidth + 6 : 0);
    const TextStyle bold{.pixelSize = letters, .weight = QFont::DemiBold};
    const auto roomBeside = [&](const QString& number) { return before ? 1e9 : width() - textWidth(number, bold) - 8; };
    const bool fits = bar.brief.isEmpty() || sentenceWidth(name, letters) <= roomBeside(bar.number);
    const QString& number = fits ? bar.number : bar.brief;
    const double room = roomBeside(number);
    drawPieces(painter, placedLine(name, {0, baseline}, room, letters), *theme_);
    const double left = before ? nameWidth + 10 : 0;
    const double right = before ? width() - tail - 10 : width();
    const QRectF whole(left, before ? y + 5 : y + 21, std::max(right - left, 4.0),
                       before ? barHeight : thickHeight);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme_->lineSoft);
    painter.drawRoundedRect(whole, 3, 3);
    if (bar.length > 0) {
      painter.setBrush(ink);
      painter.drawRoundedRect(
          QRectF(whole.topLeft(),
                 QSizeF(std::max(whole.width() * std::min(bar.length, 1.0), 2.0), whole.height())),
          3, 3);
    }
    const double numberEnd = before ? width() - (remarkWidth > 0 ? remarkWidth + 6 : 0) : width();
    drawText(painter, {numberEnd, baseline}, Qt::AlignRight, number, bold, before ? theme_->ink : ink);
    if (before)
      drawText(painter, {static_cast<double>(width()), baseline}, Qt::AlignRight, bar.remark,
               {.pixelSize = 12}, theme_->muted);
    y += rowHeight();
  }
}

}  // namespace ui
