#pragma once

#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

#include "core/autodiff/trace.h"
#include "ui/figures/shape_grid.h"
#include "ui/model/problems.h"
#include "ui/model/theme.h"

class QLabel;
class QBoxLayout;

namespace ui {

/// One problem at large: what is wrong as a drawing, and the ways out as buttons.
class ProblemPage : public QWidget {
  Q_OBJECT

 public:
  explicit ProblemPage(QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  /// `number` counts from 1. `trace` may be null.
  void setProblem(int number, const ProblemReport& report, const core::Graph& graph, std::shared_ptr<const core::Trace> trace);

 signals:
  void repairChosen(const ui::Repair& repair);
  /// A way out is pointed at; null: none any more.
  void repairPointedAt(const ui::Repair* repair);
  void goThere();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void fillButtons();
  /// The drawing needs the whole width: the ways out stand below it.
  bool hasButtonsBelow() const;
  void readShapes(const core::Graph& graph);
  void paintShapes(QPainter& painter, const QRectF& area) const;
  void paintPath(QPainter& painter, const QRectF& area) const;

  Theme theme_;
  int number_ = 0;
  std::optional<ProblemReport> report_;
  core::Graph graph_;
  std::shared_ptr<const core::Trace> trace_;
  std::vector<ShapeGrid> grids_;
  QLabel* title_;
  QLabel* message_;
  QWidget* buttons_;
  QBoxLayout* buttonColumn_;
  int top_ = 64;           ///< below the message
};

}  // namespace ui
