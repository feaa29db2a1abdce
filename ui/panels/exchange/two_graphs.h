#pragma once

#include <QWidget>

#include <optional>

#include "ui/figures/graph_painter.h"
#include "ui/figures/sentence.h"
#include "ui/model/theme.h"

namespace ui {

/// Two graphs beside each other (above each other where it is narrow), looked at alike: panning and zooming one does it to both.
/// Below stand the verdicts.
class TwoGraphs : public QWidget {
  Q_OBJECT

 public:
  explicit TwoGraphs(QWidget* parent = nullptr);

  struct Verdict {
    QString pill;
    QColor Theme::*ink = &Theme::local;
    bool filled = false;
    Sentence words;
  };

  void setTheme(const Theme& theme);
  void setGraphs(GraphPicture before, GraphPicture after, const QString& nameBefore, const QString& nameAfter);
  void setVerdicts(std::vector<Verdict> verdicts);
  /// Where the pill of a verdict stands.
  QRectF pillOf(std::size_t verdict) const;
  /// Outlines this node in both.
  void setLit(std::optional<core::NodeId> id);
  /// In a window narrower than 1200 px before stands above after, below 900 px one of them is seen: a click
  /// on the headings or an arrow key changes it.
  enum class Arrangement { Beside, Stacked, Single };
  Arrangement arrangement() const;
  int shownSide() const { return side_; }
  QRectF headingOf(int side) const;
  /// Room at the bottom that something else covers.
  void setReservedBottom(int pixels);

 signals:
  void pointedAt(std::optional<core::NodeId> id);
  /// The pill of a verdict was clicked.
  void verdictChosen(int verdict);

protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

private:
  void showSide(int side);
  QString headingText(int side) const;
  QRectF half(int side) const;
  double verdictHeight() const;
  QTransform transformOf(int side) const;
  void fit();
  void paintVerdicts(QPainter& painter) const;

  GraphPicture pictures_[2];
  QString names_[2];
  std::vector<Verdict> verdicts_;
  Theme theme_;
  std::optional<core::NodeId> lit_;
  double zoom_ = 1;
  QPointF centre_;  // scene units
  QPointF pressed_;
  int reserved_ = 0;
  int side_ = 1;  ///< the one that is seen where there is room for one
  bool fitted_ = true;
};

}  // namespace ui
