#include "ui/figures/heatmap_labels.h"

#include <algorithm>
#include <cmath>

#include "ui/figures/math_text.h"

namespace ui {
namespace {

constexpr double gapAbove = 7;
constexpr double gapLeft = 7;
constexpr double gapLeftOfBracket = 13;

/// Every how many labels are drawn, so that neither width nor height makes them collide.
int strideOf(double needed, double pitch) {
  return std::max(1, static_cast<int>(std::ceil(needed / std::max(pitch, 0.01))));
}

void drawLabel(QPainter& painter, QPointF anchor, Qt::AlignmentFlag alignment, const QString& tex,
               bool highlighted, const Theme& theme, double pixelSize) {
  const MathText text = MathText::parse(tex, MathText::Style::Label);
  (highlighted ? text.bold() : text)
      .draw(painter, anchor, alignment, pixelSize, highlighted ? theme.ringInner : theme.muted);
}

}  // namespace

void drawColumnLabels(QPainter& painter, const HeatmapGeometry& geometry, const QStringList& labels,
                      std::span<const CellRange> highlighted, const Theme& theme, double pixelSize) {
  double widest = 0;
  for (const QString& tex : labels) widest = std::max(widest, MathText::parse(tex, MathText::Style::Label).width(pixelSize));
  const int stride = strideOf(widest + 4, geometry.cellWidth);
  const int count = std::min(static_cast<int>(labels.size()), geometry.cols);
  for (int col = 0; col < count; ++col) {
    const bool lit = std::ranges::any_of(highlighted, [&](const CellRange& range) {
      return range.cols < geometry.cols && col >= range.col && col < range.col + range.cols;
    });
    if (col % stride != 0 && !lit) continue;
    const QRectF cell = geometry.rectOf(Cell{0, col});
    drawLabel(painter, QPointF(cell.center().x(), cell.top() - gapAbove), Qt::AlignHCenter, labels[col], lit,
              theme, pixelSize);
  }
}

void drawRowLabels(QPainter& painter, const HeatmapGeometry& geometry, const QStringList& labels,
                   std::span<const CellRange> highlighted, bool brackets, const Theme& theme,
                   double pixelSize) {
  const int stride = strideOf(pixelSize, geometry.cellHeight);
  const int count = std::min(static_cast<int>(labels.size()), geometry.rows);
  for (int row = 0; row < count; ++row) {
    const bool lit = std::ranges::any_of(highlighted, [&](const CellRange& range) {
      return range.rows < geometry.rows && row >= range.row && row < range.row + range.rows;
    });
    if (row % stride != 0 && !lit) continue;
    const QRectF cell = geometry.rectOf(Cell{row, 0});
    const QPointF anchor(cell.left() - (brackets ? gapLeftOfBracket : gapLeft),
                         cell.center().y() + 0.3 * pixelSize);
    drawLabel(painter, anchor, Qt::AlignRight, labels[row], lit, theme, pixelSize);
  }
}

double columnLabelsHeight(double pixelSize) { return gapAbove + 0.75 * pixelSize; }

double rowLabelsWidth(const QStringList& labels, bool brackets, double pixelSize) {
  double widest = 0;
  for (const QString& tex : labels) widest = std::max(widest, MathText::parse(tex, MathText::Style::Label).bold().width(pixelSize));
  return widest + (brackets ? gapLeftOfBracket : gapLeft);
}

}  // namespace ui
