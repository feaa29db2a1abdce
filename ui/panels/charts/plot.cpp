#include "ui/panels/charts/plot.h"

#include <QtCharts/QCategoryAxis>
#include <QtCharts/QChart>

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGraphicsLayout>
#include <QMenu>
#include <QMetaMethod>
#include <QToolTip>

#include <algorithm>
#include <cmath>

#include "ui/figures/number_text.h"
#include "ui/figures/plot_painter.h"

namespace ui {
namespace {

constexpr double kReach = 14;  // from a point to the pointer, px

}  // namespace

Plot::Plot(QWidget* parent) : QChartView(new QChart, parent), theme_(lightTheme()) {
  setRenderHint(QPainter::Antialiasing);
  // Lines and dots are painted over the chart: where the axes make room for longer labels, all of them move.
  setViewportUpdateMode(FullViewportUpdate);
  setFrameShape(QFrame::NoFrame);
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  chart()->legend()->hide();
  chart()->setMargins(QMargins(0, 0, 0, 0));
  chart()->setContentsMargins(0, 0, 0, 0);
  chart()->setBackgroundRoundness(0);
  chart()->setBackgroundVisible(false);
  chart()->layout()->setContentsMargins(0, 0, 0, 0);
  setTheme(theme_);
}

void Plot::setTheme(const Theme& theme) {
  theme_ = theme;
  setBackgroundBrush(theme.panel);
  rebuild();
}

void Plot::setData(PlotData content) {
  if (content == data_) return;
  data_ = std::move(content);
  rebuild();
}

PlotLayout Plot::layoutNow() const {
  return {.area = chart()->plotArea(), .right = static_cast<double>(width()), .x = xLimits_, .y = yLimits_,
          .logX = data_.x.logarithmic, .logY = data_.y.logarithmic};
}

void Plot::rebuild() {
  point({});
  setLimits(drawnLimits(data_, false), drawnLimits(data_, true));
  for (QAbstractAxis* axis : chart()->axes()) axis->setVisible(!data_.series.empty());
  chart()->setMargins(QMargins(8, 9, static_cast<int>(std::min(roomForNames(data_), width() * 0.3)), 0));
}

QAbstractAxis* Plot::makeAxis(const PlotAxis& axis, std::pair<double, double> limits) const {
  auto* made = new QCategoryAxis;
  made->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
  made->setTitleText(axis.title);
  made->setTitleFont(fontOf(plotTitleStyle));
  made->setTitleBrush(theme_.muted);
  made->setLabelsFont(fontOf(plotLabelStyle));
  made->setLabelsColor(theme_.muted);
  made->setLinePen(QPen(theme_.nodeLine, 1.4));
  made->setGridLinePen(QPen(theme_.lineSoft, 1));
  made->setRange(limits.first, limits.second);
  made->setStartValue(limits.first);
  const bool vertical = &axis == &data_.y;
  for (const auto& [value, text] : axisLabels(axis, limits, vertical ? height() : width(), vertical)) {
    if (value < limits.first - 1e-12 || value > limits.second + 1e-9 * (limits.second - limits.first)) continue;
    // The axis tells labels apart by their text.
    QString label = text;
    while (made->categoriesLabels().contains(label)) label += QChar(0x200b);
    made->append(label, value);
  }
  return made;
}

void Plot::fillAxes() {
  for (QAbstractAxis* axis : chart()->axes()) {
    chart()->removeAxis(axis);
    delete axis;
  }
  QAbstractAxis* x = makeAxis(data_.x, xLimits_);
  QAbstractAxis* y = makeAxis(data_.y, yLimits_);
  chart()->addAxis(x, Qt::AlignBottom);
  chart()->addAxis(y, Qt::AlignLeft);
}

void Plot::setLimits(std::pair<double, double> x, std::pair<double, double> y) {
  if (!(x.first < x.second) || !(y.first < y.second)) return;
  xLimits_ = x;
  yLimits_ = y;
  fillAxes();
  viewport()->update();
}

void Plot::showAll() { rebuild(); }

QPointF Plot::place(QPointF point) const { return layoutNow().place(point); }

QPointF Plot::valueAt(QPointF pixels) const { return layoutNow().valueAt(pixels); }

std::optional<Plot::At> Plot::nearest(QPointF pixels) const {
  std::optional<At> best;
  double least = kReach * kReach;
  for (std::size_t s = 0; s < data_.series.size(); ++s) {
    const PlotSeries& series = data_.series[s];
    if (series.kind == PlotSeries::Kind::Ticks) continue;
    for (std::size_t k = 0; k < series.points.size(); ++k) {
      if (series.kind == PlotSeries::Kind::Bars) {
        if (k + 1 == series.points.size()) continue;
        const double left = place(series.points[k]).x(), right = place(series.points[k + 1]).x();
        if (pixels.x() >= left && pixels.x() < right && chart()->plotArea().contains(pixels))
          return At(static_cast<int>(s), static_cast<int>(k));
        continue;
      }
      const bool zero = data_.y.logarithmic && series.points[k].y() == 0;
      QPointF at = place(zero ? QPointF(series.points[k].x(), 1) : series.points[k]);
      if (zero) at.setY(chart()->plotArea().bottom());
      const double distance = QPointF::dotProduct(at - pixels, at - pixels);
      if (distance >= least) continue;
      least = distance;
      best = At(static_cast<int>(s), static_cast<int>(k));
    }
  }
  return best;
}

void Plot::point(std::optional<At> at) {
  if (at == pointed_) return;
  pointed_ = at;
  viewport()->update();
  emit pointed(at ? at->first : -1, at ? at->second : -1);
}

void Plot::drawForeground(QPainter* painter, const QRectF& rect) {
  QChartView::drawForeground(painter, rect);
  painter->save();
  painter->resetTransform();
  painter->setRenderHint(QPainter::Antialiasing);
  paintPlotSeries(*painter, data_, layoutNow(), theme_, theme_.panel);
  if (pointed_) {
    const PlotSeries& series = data_.series[static_cast<std::size_t>(pointed_->first)];
    if (series.kind != PlotSeries::Kind::Bars) {
      const QPointF p = series.points[static_cast<std::size_t>(pointed_->second)];
      painter->setPen(QPen(theme_.ringInner, 2));
      painter->setBrush(Qt::NoBrush);
      painter->drawEllipse(place(p), 8.5, 8.5);
    }
  }
  if (!band_.isEmpty()) {
    QColor tint = theme_.accent;
    tint.setAlphaF(0.15F);
    painter->fillRect(band_, tint);
  }
  if (hasFocus()) {
    painter->setPen(QPen(theme_.focus, 2));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF(viewport()->rect()).adjusted(1, 1, -1, -1), 4, 4);
  }
  painter->restore();
}

void Plot::resizeEvent(QResizeEvent* event) {
  QChartView::resizeEvent(event);
  rebuild();
}

void Plot::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  pressed_ = event->position();
}

void Plot::mouseMoveEvent(QMouseEvent* event) {
  const QPointF at = event->position();
  if (pressed_ && (at - *pressed_).manhattanLength() > QApplication::startDragDistance()) {
    const QRectF area = chart()->plotArea();
    band_ = QRectF(QPointF(std::min(at.x(), pressed_->x()), area.top()),
                   QPointF(std::max(at.x(), pressed_->x()), area.bottom()))
                .intersected(area);
    viewport()->update();
    return;
  }
  const std::optional<At> found = nearest(at);
  point(found);
  if (!found) return QToolTip::hideText();
  const PlotSeries& series = data_.series[static_cast<std::size_t>(found->first)];
  const auto k = static_cast<std::size_t>(found->second);
  const QString tip = k < series.tips.size()
                          ? series.tips[k]
                          : QStringLiteral("%1: %2").arg(significantText(series.points[k].x(), 4),
                                                         significantText(series.points[k].y(), 4));
  QToolTip::showText(event->globalPosition().toPoint(), tip, this);
}

void Plot::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  const QRectF band = std::exchange(band_, QRectF());
  const bool wide = band.width() > 6;
  if (wide) {
    const QRectF area = chart()->plotArea();
    const auto x = [&](double pixel) {
      return xLimits_.first + (pixel - area.left()) / area.width() * (xLimits_.second - xLimits_.first);
    };
    setLimits({x(band.left()), x(band.right())}, yLimits_);
  } else if (const auto at = nearest(event->position())) {
    emit chosen(at->first, at->second);
  }
  pressed_.reset();
  viewport()->update();
}

void Plot::mouseDoubleClickEvent(QMouseEvent*) { showAll(); }

void Plot::wheelEvent(QWheelEvent* event) {
  const QRectF area = chart()->plotArea();
  const double factor = std::pow(0.999, event->angleDelta().y());
  const auto zoomed = [factor](std::pair<double, double> limits, double share) {
    const double at = limits.first + share * (limits.second - limits.first);
    return std::pair(at + (limits.first - at) * factor, at + (limits.second - at) * factor);
  };
  const double across = std::clamp((event->position().x() - area.left()) / area.width(), 0.0, 1.0);
  const double up = std::clamp((area.bottom() - event->position().y()) / area.height(), 0.0, 1.0);
  setLimits(zoomed(xLimits_, across), zoomed(yLimits_, up));
  event->accept();
}

void Plot::leaveEvent(QEvent* event) {
  point({});
  QChartView::leaveEvent(event);
}

void Plot::contextMenuEvent(QContextMenuEvent* event) {
  QMenu menu(this);
  menu.addAction(tr("Copy &Picture"), this, &Plot::copyPicture);
  menu.addAction(tr("Copy as &Table (CSV)"), this, &Plot::copyTable);
  if (isSignalConnected(QMetaMethod::fromSignal(&Plot::figureWanted)))
    menu.addAction(tr("Export as &Figure…"), this, &Plot::figureWanted);
  menu.addSeparator();
  menu.addAction(tr("Show &All"), this, &Plot::showAll);
  menu.exec(event->globalPos());
}

void Plot::keyPressEvent(QKeyEvent* event) {
  if (event->matches(QKeySequence::Copy)) return copyTable();
  const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
  const bool take = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (take && pointed_) return emit chosen(pointed_->first, pointed_->second);
  if (step == 0 || data_.series.empty()) return QChartView::keyPressEvent(event);
  const int series = pointed_ ? pointed_->first : 0;
  const auto count = static_cast<int>(data_.series[static_cast<std::size_t>(series)].points.size());
  if (count == 0) return;
  point(At(series, std::clamp((pointed_ ? pointed_->second : step > 0 ? -1 : count) + step, 0, count - 1)));
}

QPixmap Plot::picture() const { return const_cast<Plot*>(this)->grab(); }

void Plot::copyPicture() const { QApplication::clipboard()->setPixmap(picture()); }

void Plot::copyTable() const { QApplication::clipboard()->setText(csvOf(data_)); }

}  // namespace ui
