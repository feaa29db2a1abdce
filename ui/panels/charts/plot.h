#pragma once

#include <QtCharts/QChartView>

#include <optional>
#include <utility>
#include <vector>

#include "ui/figures/plot_layout.h"
#include "ui/model/theme.h"

class QAbstractAxis;

namespace ui {

/// A chart on the screen: the axes of Qt Charts, the rest drawn as in figures. Hover says what a point is, a click chooses it, a
/// drag or the wheel zooms, a double click shows all again. The
/// context menu copies the picture and the table.
class Plot : public QChartView {
  Q_OBJECT

 public:
  explicit Plot(QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  void setData(PlotData content);
  const PlotData& data() const { return data_; }
  /// Where a point is drawn, in pixels of the view.
  QPointF place(QPointF point) const;
  /// The point at pixels of the view.
  QPointF valueAt(QPointF pixels) const;
  QPixmap picture() const;

  QSize sizeHint() const override { return {360, 240}; }
  QSize minimumSizeHint() const override { return {160, 110}; }

 public slots:
  void copyPicture() const;
  void copyTable() const;
  void showAll();

 signals:
  void pointed(int series, int point);  ///< −1, −1: at none
  void chosen(int series, int point);
  void figureWanted();  ///< offered where somebody listens

 protected:
  void drawForeground(QPainter* painter, const QRectF& rect) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  using At = std::pair<int, int>;
  void rebuild();
  PlotLayout layoutNow() const;
  QAbstractAxis* makeAxis(const PlotAxis& axis, std::pair<double, double> limits) const;
  void setLimits(std::pair<double, double> x, std::pair<double, double> y);
  void fillAxes();
  std::optional<At> nearest(QPointF pixels) const;
  void point(std::optional<At> at);

  PlotData data_;
  Theme theme_;
  std::pair<double, double> xLimits_{0, 1}, yLimits_{0, 1};  // as drawn: logarithms on a logarithmic axis
  std::optional<At> pointed_;
  std::optional<QPointF> pressed_;
  QRectF band_;
};

}  // namespace ui
