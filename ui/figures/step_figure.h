#pragma once

#include <QRectF>
#include <QSizeF>
#include <QString>
#include <memory>
#include <vector>

#include "ui/model/moment.h"
#include "ui/model/sheet.h"
#include "ui/model/theme.h"

class QPainter;

namespace ui {

/// The steps of one graph as figures: the graph, and below it the equation of a backward step. All pages have one size, and the graph stands at the same place on
/// each, so that nothing jumps when they are flipped.
class StepFigures {
 public:
  /// Runs the sheet's graph. Throws `core::Error` for a graph that cannot be run at all.
  StepFigures(Sheet sheet, const Theme& theme);

  /// The last position on the timeline: n + 1 + m, or n without a backward pass.
  int last() const { return start_->last(); }
  /// Makes the page just large enough for the pages of these positions.
  void layOutFor(const std::vector<int>& positions);
  /// The page in the drawing's own units (pixels of the screen); its width stands for the width in millimetres that is asked for.
  QSizeF pageSize() const { return pageSize_; }
  /// The colour of the page.
  const QColor& ground() const { return theme_.canvas; }
  void paint(QPainter& painter, int position) const;

 private:
  Sheet sheet_;
  const Theme& theme_;
  std::unique_ptr<Moment> start_;
  QRectF graphBounds_;     // scene units: all that any of the pages draws
  double graphScale_ = 1;
  double graphTop_ = 0;
  double equationTop_ = 0;
  QSizeF pageSize_;
};

}  // namespace ui
