#include "ui/panels/exchange/two_graphs.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

#include "ui/figures/heatmap_painter.h"

namespace ui {
namespace {

constexpr double kHeading = 34;
constexpr double kLine = 26;
constexpr double kMargin = 16;
const TextStyle pillStyle{.pixelSize = 11, .weight = QFont::DemiBold};
constexpr int kStacked = 1200;  // windows narrower than this have before above after
constexpr int kSingle = 900;    // and than this one of them
const TextStyle headingStyle{.pixelSize = 13, .weight = QFont::DemiBold};

}  // namespace

TwoGraphs::TwoGraphs(QWidget* parent) : QWidget(parent), theme_(lightTheme()) {
  setAccessibleName(tr("The graph before and after the exchange"));
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
}

void TwoGraphs::setTheme(const Theme& theme) {
  theme_ = theme;
  update();
}

void TwoGraphs::setGraphs(GraphPicture before, GraphPicture after, const QString& nameBefore, const QString& nameAfter) {
  pictures_[0] = std::move(before);
  pictures_[1] = std::move(after);
  names_[0] = nameBefore;
  names_[1] = nameAfter;
  if (fitted_) fit();
  update();
}

void TwoGraphs::setVerdicts(std::vector<Verdict> verdicts) {
  verdicts_ = std::move(verdicts);
  if (fitted_) fit();
  update();
}

void TwoGraphs::setLit(std::optional<core::NodeId> id) {
  if (id == lit_) return;
  lit_ = std::move(id);
  update();
}

void TwoGraphs::setReservedBottom(int pixels) {
  reserved_ = pixels;
  if (fitted_) fit();
}

double TwoGraphs::verdictHeight() const { return verdicts_.empty() ? 0 : kLine * static_cast<double>(verdicts_.size()) + 6; }

TwoGraphs::Arrangement TwoGraphs::arrangement() const {
  const int wide = window()->width();
  if (wide < kSingle) return Arrangement::Single;
  if (wide >= kStacked) return Arrangement::Beside;
  // In a low place graphs above each other would be too small to read: then as they are larger.
  constexpr double readable = 0.45;
  const QRectF bounds = pictures_[0].bounds() | pictures_[1].bounds();
  if (bounds.isEmpty()) return Arrangement::Stacked;
  const double height = std::max(this->height() - reserved_ - verdictHeight(), 40.0);
  const auto zoomIn = [&](double w, double h) {
    return std::min((w - 2 * kMargin) / bounds.width(), std::max(h - kHeading - 4, 1.0) / bounds.height());
  };
  const double stacked = zoomIn(width(), height / 2);
  return stacked >= readable || stacked >= zoomIn(width() / 2.0, height) ? Arrangement::Stacked : Arrangement::Beside;
}

QRectF TwoGraphs::headingOf(int side) const {
  const auto wide = [this](int of) { return textWidth(headingText(of), headingStyle) + 4; };
  const QPointF corner = half(side).topLeft() + QPointF(kMargin - 2, 8);
  const double after = arrangement() == Arrangement::Single && side == 1 ? wide(0) + 24 : 0;
  return {corner + QPointF(after, 0), QSizeF(wide(side), 24)};
}

QString TwoGraphs::headingText(int side) const {
  return side == 0 ? tr("Before: %1").arg(names_[0]) : tr("After: %1").arg(names_[1]);
}

void TwoGraphs::showSide(int side) {
  side_ = side;
  update();
}

void TwoGraphs::keyPressEvent(QKeyEvent* event) {
  if (arrangement() == Arrangement::Single && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right))
    return showSide(event->key() == Qt::Key_Right ? 1 : 0);
  QWidget::keyPressEvent(event);
}

QRectF TwoGraphs::half(int side) const {
  const QRectF all(0, 0, width(), std::max(height() - reserved_ - verdictHeight(), 40.0));
  if (arrangement() == Arrangement::Single) return all;
  if (arrangement() == Arrangement::Stacked)
    return {0, side * all.height() / 2, all.width(), all.height() / 2};
  return {side * all.width() / 2, 0, all.width() / 2, all.height()};
}

QTransform TwoGraphs::transformOf(int side) const {
  const QRectF room = half(side).adjusted(kMargin, kHeading, -kMargin, -4);
  return QTransform::fromTranslate(room.center().x(), room.center().y())
      .scale(zoom_, zoom_)
      .translate(-centre_.x(), -centre_.y());
}

void TwoGraphs::fit() {
  fitted_ = true;
  const QRectF bounds = pictures_[0].bounds() | pictures_[1].bounds();
  const QRectF room = half(0).adjusted(kMargin, kHeading, -kMargin, -4);
  centre_ = bounds.center();
  if (bounds.isEmpty() || room.isEmpty()) return;
  zoom_ = std::clamp(std::min(room.width() / bounds.width(), room.height() / bounds.height()), 0.1, 1.2);
}

QRectF TwoGraphs::pillOf(std::size_t verdict) const {
  const double top = height() - reserved_ - verdictHeight() + kLine * static_cast<double>(verdict);
  return {kMargin, top + 3, textWidth(verdicts_[verdict].pill, pillStyle) + 16, 19};
}

void TwoGraphs::paintVerdicts(QPainter& painter) const {
  const TextStyle& style = pillStyle;
  for (std::size_t k = 0; k < verdicts_.size(); ++k) {
    const Verdict& verdict = verdicts_[k];
    const QColor ink = theme_.*verdict.ink;
    const QRectF pill = pillOf(k);
    painter.setPen(verdict.filled ? Qt::NoPen : QPen(ink, 1.2));
    painter.setBrush(verdict.filled ? ink : theme_.panel);
    painter.drawRoundedRect(pill, 9.5, 9.5);
    drawTextCentred(painter, pill.center(), verdict.pill, style, verdict.filled ? theme_.onRole : ink);
    drawPieces(painter,
               placedLine(verdict.words, {pill.right() + 10, pill.top() + 14},
                          this->width() - pill.right() - 24, 12.5),
               theme_);
  }
}

void TwoGraphs::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(rect(), theme_.canvas);
  const bool single = arrangement() == Arrangement::Single;
  for (int side = 0; side < 2; ++side) {
    const QRectF area = half(side);
    if (single && side != side_) continue;
    painter.save();
    painter.setClipRect(area);
    painter.setTransform(transformOf(side), true);
    paintGraph(painter, pictures_[side], theme_);
    if (lit_) {
      if (const auto position = pictures_[side].drawing.graph.position(*lit_))
        drawRing(painter, pictures_[side].drawing.geometry.nodes[*position].rect.adjusted(-4, -4, 4, 4), theme_);
    }
    painter.restore();
  }
  for (int side = 0; side < 2; ++side) {
    const QRectF heading = headingOf(side);
    const bool seen = !single || side == side_;
    drawText(painter, heading.topLeft() + QPointF(2, 16), headingText(side), headingStyle,
             seen ? theme_.ink : theme_.muted);
    if (single && seen)
      painter.fillRect(QRectF(heading.left() + 2, heading.bottom() - 2, heading.width() - 4, 2),
                       theme_.accent);
  }
  const QRectF second = half(1);
  if (arrangement() == Arrangement::Stacked)
    painter.fillRect(QRectF(kMargin, second.top(), width() - 2 * kMargin, 1), theme_.line);
  else if (arrangement() == Arrangement::Beside)
    painter.fillRect(QRectF(second.left(), 12, 1, second.height() - 16), theme_.line);
  paintVerdicts(painter);
}

void TwoGraphs::mousePressEvent(QMouseEvent* event) {
  pressed_ = event->position();
  for (int side = 0; side < 2; ++side) {
    if (arrangement() == Arrangement::Single && headingOf(side).contains(pressed_)) return showSide(side);
  }
  for (std::size_t k = 0; k < verdicts_.size(); ++k) {
    if (event->button() == Qt::LeftButton && pillOf(k).adjusted(-2, -3, 2, 3).contains(pressed_))
      return emit verdictChosen(static_cast<int>(k));
  }
}

void TwoGraphs::mouseMoveEvent(QMouseEvent* event) {
  if (event->buttons() & (Qt::LeftButton | Qt::MiddleButton)) {
    centre_ -= (event->position() - pressed_) / zoom_;
    pressed_ = event->position();
    fitted_ = false;
    return update();
  }
  std::optional<core::NodeId> found;
  for (int side = 0; side < 2; ++side) {
    if (!half(side).contains(event->position()) || (arrangement() == Arrangement::Single && side != side_))
      continue;
    const QPointF scene = transformOf(side).inverted().map(event->position());
    const GraphDrawing& drawing = pictures_[side].drawing;
    for (std::size_t p = 0; p < drawing.geometry.nodes.size(); ++p) {
      if (drawing.geometry.nodes[p].rect.contains(scene)) found = drawing.graph.node(p).id;
    }
  }
  bool onPill = false;
  for (std::size_t k = 0; k < verdicts_.size(); ++k) onPill = onPill || pillOf(k).contains(event->position());
  setCursor(onPill ? Qt::PointingHandCursor : Qt::ArrowCursor);
  if (found == lit_) return;
  setLit(found);
  emit pointedAt(found);
}

void TwoGraphs::wheelEvent(QWheelEvent* event) {
  const int side = half(1).contains(event->position()) ? 1 : 0;
  const QPointF at = transformOf(side).inverted().map(event->position());
  const double zoom = std::clamp(zoom_ * std::pow(1.0015, event->angleDelta().y()), 0.1, 4.0);
  centre_ = at + (centre_ - at) * (zoom_ / zoom);
  zoom_ = zoom;
  fitted_ = false;
  update();
  event->accept();
}

void TwoGraphs::resizeEvent(QResizeEvent*) {
  if (fitted_) fit();
}

void TwoGraphs::mouseDoubleClickEvent(QMouseEvent*) {
  fit();
  update();
}

void TwoGraphs::leaveEvent(QEvent*) {
  setLit({});
  emit pointedAt({});
}

}  // namespace ui
