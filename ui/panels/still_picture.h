#pragma once

#include <QPainter>
#include <QPixmap>
#include <QWidget>

#include "ui/figures/math_awaited.h"

namespace ui {

/// What a view shows that does not follow the pointer, drawn once and kept.
class StillPicture {
public:
  /// The next paint draws it anew.
  void clear() { pixels_ = {}; }
  /// Whether it shows formulas that are not typeset yet.
  bool awaitsFormulas() const { return awaits_; }

  /// Draws it over the whole of `view`; `draw` makes it on a ground of this colour where there is none yet.
  template <typename Draw>
  void paint(QPainter& painter, const QWidget& view, const QColor& ground, Draw draw) {
    const double ratio = view.devicePixelRatioF();
    if (pixels_.isNull() || pixels_.devicePixelRatio() != ratio || pixels_.size() != view.size() * ratio) {
      pixels_ = QPixmap(view.size() * ratio);
      pixels_.setDevicePixelRatio(ratio);
      pixels_.fill(ground);
      QPainter once(&pixels_);
      const MathWatch watch;
      draw(once);
      awaits_ = watch.awaits();
    }
    painter.drawPixmap(0, 0, pixels_);
  }

private:
  QPixmap pixels_;
  bool awaits_ = false;
};

}  // namespace ui
