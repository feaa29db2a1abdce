#include "ui/panels/charts/plot.h"

#include <QtCharts/QAreaSeries>
#include <QtCharts/QCategoryAxis>
#include <QtCharts/QChart>
#include <QtCharts/QLineSeries>
#include <QtCharts/QScatterSeries>

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGraphicsLayout>
#include <QMenu>
#include <QToolTip>

#include <algorithm>
#include <cmath>

#include "ui/figures/nice_step.h"
#include "ui/figures/number_text.h"
#include "ui/figures/text_style.h"

namespace ui {
namespace {

constexpr double kReach = 14;      // from a point to the pointer, px
constexpr double kTickHeight = 7;  // px
constexpr double kMostDots = 200;
const TextStyle kNames{.pixelSize = 12, .weight = QFont::DemiBold};

QString powerText(double exponent) { return QStringLiteral("10") + superscriptText(std::llround(exponent)); }

}  // namespace

Plot::Plot(QWidget* parent) : QChartView(new QChart, parent), theme_(lightTheme()) {
  setRenderHint(QPainter::Antialiasing);
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

QPointF Plot::mapped(QPointF point) const {
  return {data_.x.logarithmic ? std::log10(point.x()) : point.x(),
          data_.y.logarithmic ? std::log10(point.y()) : point.y()};
}

void Plot::rebuild() {
  point({});
  chart()->removeAllSeries();
  for (QAbstractAxis* axis : chart()->axes()) {
    chart()->removeAxis(axis);
    delete axis;
  }
  for (const PlotSeries& series : data_.series) addSeries(series);
  const auto limits = [this](bool vertical) {
    auto [low, high] = limitsOf(data_, vertical);
    const bool logarithmic = vertical ? data_.y.logarithmic : data_.x.logarithmic;
    return logarithmic ? std::pair(std::log10(low), std::log10(high)) : std::pair(low, high);
  };
  setLimits(limits(false), limits(true));
  for (QAbstractAxis* axis : chart()->axes()) axis->setVisible(!data_.series.empty());
  // Room at the right for the names at the ends of lines.
  double room = 6;
  for (const PlotSeries& series : data_.series) {
    if (series.labelled && !series.labelAt && series.kind != PlotSeries::Kind::Bars && !series.name.isEmpty())
      room = std::max(room, textWidth(series.name, kNames) + 14);
  }
  chart()->setMargins(QMargins(8, 6, static_cast<int>(std::min(room, width() * 0.3)), 0));
}

void Plot::addSeries(const PlotSeries& series) {
  using Kind = PlotSeries::Kind;
  const QColor ink = theme_.*series.ink;
  const auto finite = [this, &series] {
    QList<QPointF> points;
    for (const QPointF& p : series.points) {
      const QPointF q = mapped(p);
      if (std::isfinite(q.x()) && std::isfinite(q.y())) points.append(q);
    }
    return points;
  };
  if (series.kind == Kind::Ticks) return;  // drawn on top: they keep to the lower edge
  if (series.kind == Kind::Bars) {
    auto* top = new QLineSeries;
    auto* ground = new QLineSeries;
    constexpr double least = 0;
    for (std::size_t k = 0; k + 1 < series.points.size(); ++k) {
      const double left = mapped({series.points[k].x(), 1}).x(), right = mapped({series.points[k + 1].x(), 1}).x();
      const double gap = 0.03 * (right - left), height = series.points[k].y();
      for (const QPointF& p : {QPointF(left + gap, least), QPointF(left + gap, height), QPointF(right - gap, height),
                               QPointF(right - gap, least)})
        top->append(p);
      ground->append(left, least);
      ground->append(right, least);
    }
    auto* area = new QAreaSeries(top, ground);
    top->setParent(area);
    ground->setParent(area);
    area->setBrush(ink);
    area->setPen(Qt::NoPen);
    chart()->addSeries(area);
    return;
  }
  auto* line = new QLineSeries;
  QPen pen(ink, series.width, series.kind == Kind::Dashed ? Qt::DashLine : Qt::SolidLine);
  line->setPen(pen);
  line->replace(finite());
  chart()->addSeries(line);
  if (series.kind != Kind::Dots || static_cast<double>(series.points.size()) > kMostDots) return;
  auto* dots = new QScatterSeries;
  dots->setMarkerSize(9);
  dots->setColor(theme_.panel);
  dots->setBorderColor(ink);
  dots->setPen(QPen(ink, 1.8));
  dots->replace(finite());
  chart()->addSeries(dots);
}

std::vector<std::pair<double, QString>> Plot::labelsOf(const PlotAxis& axis, std::pair<double, double> limits) const {
  const auto [low, high] = limits;
  if (!axis.labels.empty()) {
    // As many as there is room for.
    const std::size_t every = std::max<std::size_t>(1, (axis.labels.size() + 15) / 16);
    std::vector<std::pair<double, QString>> some;
    for (std::size_t k = 0; k < axis.labels.size(); k += every) some.push_back(axis.labels[k]);
    return some;
  }
  std::vector<std::pair<double, QString>> labels;
  const bool vertical = &axis == &data_.y;
  const int wanted = std::clamp(static_cast<int>(vertical ? height() / 46 : width() / 70), 2, 8);
  if (axis.logarithmic) {
    const double step = std::max(1.0, std::ceil((high - low) / wanted));
    for (double e = std::ceil(low - 1e-9); e <= high + 1e-9; e += step) labels.emplace_back(e, powerText(e));
    if (labels.size() < 2) labels = {{low, significantText(std::pow(10, low), 2)}, {high, significantText(std::pow(10, high), 2)}};
    return labels;
  }
  const double step = niceStep(high - low, wanted);
  const int decimals = std::clamp(static_cast<int>(-std::floor(std::log10(step) + 1e-9)), 0, 6);
  for (double v = std::ceil(low / step - 1e-9) * step; v <= high + 1e-9 * step; v += step)
    labels.emplace_back(v, numberText(std::abs(v) < 1e-9 * step ? 0 : v, decimals, Zero::Bare));
  return labels;
}

QAbstractAxis* Plot::makeAxis(const PlotAxis& axis, std::pair<double, double> limits) const {
  auto* made = new QCategoryAxis;
  made->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
  made->setTitleText(axis.title);
  made->setTitleFont(fontOf({.pixelSize = 12}));
  made->setTitleBrush(theme_.muted);
  made->setLabelsFont(fontOf({.pixelSize = 11}));
  made->setLabelsColor(theme_.muted);
  made->setLinePen(QPen(theme_.nodeLine, 1.4));
  made->setGridLinePen(QPen(theme_.lineSoft, 1));
  made->setRange(limits.first, limits.second);
  made->setStartValue(limits.first);
  QString last;
  for (const auto& [value, text] : labelsOf(axis, limits)) {
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
  for (QAbstractSeries* series : chart()->series()) {
    series->attachAxis(x);
    series->attachAxis(y);
  }
}

void Plot::setLimits(std::pair<double, double> x, std::pair<double, double> y) {
  if (!(x.first < x.second) || !(y.first < y.second)) return;
  xLimits_ = x;
  yLimits_ = y;
  fillAxes();
  viewport()->update();
}

void Plot::showAll() { rebuild(); }

QPointF Plot::place(QPointF point) const {
  const QPointF q = mapped(point);
  const QRectF area = chart()->plotArea();
  return {area.left() + (q.x() - xLimits_.first) / (xLimits_.second - xLimits_.first) * area.width(),
          area.bottom() - (q.y() - yLimits_.first) / (yLimits_.second - yLimits_.first) * area.height()};
}

QPointF Plot::valueAt(QPointF pixels) const {
  const QRectF area = chart()->plotArea();
  const double x = xLimits_.first + (pixels.x() - area.left()) / area.width() * (xLimits_.second - xLimits_.first);
  const double y = yLimits_.first + (area.bottom() - pixels.y()) / area.height() * (yLimits_.second - yLimits_.first);
  return {data_.x.logarithmic ? std::pow(10, x) : x, data_.y.logarithmic ? std::pow(10, y) : y};
}

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

void Plot::paintZeros(QPainter& painter) const {
  const QRectF area = chart()->plotArea();
  for (const PlotSeries& series : data_.series) {
    painter.setPen(QPen(theme_.*series.ink, 1.6));
    painter.setBrush(theme_.panel);
    if (series.kind == PlotSeries::Kind::Ticks) {
      QColor ink = theme_.*series.ink;
      ink.setAlphaF(0.6F);
      painter.setPen(QPen(ink, 1));
      for (const QPointF& p : series.points) {
        const double x = place({p.x(), 1}).x();
        if (x >= area.left() && x <= area.right())
          painter.drawLine(QPointF(x, area.bottom() - kTickHeight), QPointF(x, area.bottom()));
      }
      continue;
    }
    if (data_.y.logarithmic) {
      for (const QPointF& p : series.points) {
        if (p.y() != 0) continue;
        const QPointF at(place({p.x(), 1}).x(), area.bottom());
        painter.drawEllipse(at, 4.5, 4.5);
        drawText(painter, at + QPointF(0, -8), Qt::AlignHCenter, QStringLiteral("0"), {.pixelSize = 11},
                 theme_.*series.ink);
      }
    }
    if (series.current && *series.current < series.points.size()) {
      const QPointF at = place(series.points[*series.current]);
      if (!area.adjusted(-2, -2, 2, 2).contains(at)) continue;
      painter.setBrush(theme_.*series.ink);
      painter.drawEllipse(at, 6.5, 6.5);
    }
  }
}

void Plot::paintNames(QPainter& painter) const {
  const QRectF area = chart()->plotArea();
  std::vector<QRectF> taken;
  for (const PlotSeries& series : data_.series) {
    if (!series.labelled || series.name.isEmpty() || series.kind == PlotSeries::Kind::Bars) continue;
    QPointF at;
    bool found = false;
    for (auto p = series.points.rbegin(); p != series.points.rend() && !found; ++p) {
      at = place(*p);
      found = std::isfinite(at.x()) && std::isfinite(at.y()) && area.adjusted(-1, -1, 1, 1).contains(at);
    }
    if (!found) continue;
    const double width = textWidth(series.name, kNames);
    if (series.labelAt && *series.labelAt < series.points.size()) {
      const QPointF under = place(series.points[*series.labelAt]) + QPointF(12, 18);
      drawText(painter, under, series.name, kNames, theme_.*series.ink);
      continue;
    }
    QRectF box(std::min(at.x() + 9, this->width() - width - 2), at.y() - 8, width, 16);
    for (const QRectF& other : taken) {
      if (box.intersects(other)) box.moveTop(box.top() < other.center().y() ? other.top() - 16 : other.bottom());
    }
    taken.push_back(box);
    drawText(painter, box.bottomLeft() - QPointF(0, 4), series.name, kNames, theme_.*series.ink);
  }
}

void Plot::drawForeground(QPainter* painter, const QRectF& rect) {
  QChartView::drawForeground(painter, rect);
  painter->save();
  painter->resetTransform();
  painter->setRenderHint(QPainter::Antialiasing);
  paintZeros(*painter);
  paintNames(*painter);
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
