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

 private:
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
  bool fitted_ = true;
};

}  // namespace ui
