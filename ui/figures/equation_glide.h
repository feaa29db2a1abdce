#pragma once

#include <QRectF>
#include <QRgb>
#include <QString>

#include <vector>

#include "ui/figures/equation_layout.h"
#include "ui/figures/equation_painter.h"

class QPainter;

namespace ui {

/// The cells of an equation on their way from one layout to another, so that one sees that they are the same
/// numbers. Of very many cells an even choice moves.
class EquationGlide {
public:
  EquationGlide() = default;
  EquationGlide(const EquationContent& content, const EquationLayout& from, const EquationLayout& to,
                const Theme& theme);

  bool isEmpty() const { return cells_.empty(); }
  std::size_t size() const { return cells_.size(); }
  /// Where a cell is drawn; `done` goes from 0 to 1.
  QRectF rectOf(std::size_t cell, double done) const;
  void paint(QPainter& painter, double done) const;

private:
  struct Moving {
    QRectF from, to;
    QRgb colour;
    bool appears;
    QString number;
    double pixelSize;
  };
  std::vector<Moving> cells_;
};

}  // namespace ui
