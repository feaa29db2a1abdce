#include "ui/figures/shape_grid.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>

#include "ui/figures/bracket.h"
#include "ui/figures/graph_text.h"
#include "ui/figures/text_style.h"

namespace ui {
namespace {

using core::Index;

constexpr Index kMostEntries = 12;
constexpr double kLargest = 26, kSmallest = 12;
constexpr double kOver = 44;   // name and sizes
constexpr double kMark = 26;   // below
constexpr double kBeside = 86;  // to the right
constexpr double kBox = 110;

struct Words {
  Q_DECLARE_TR_FUNCTIONS(ShapeGrid)
};

struct Extent {
  Index rows, columns;
};

/// A vector stands upright, as in a product; of more than two axes the last two are drawn.
Extent extentOf(const core::Shape& shape) {
  const Index rank = shape.rank();
  if (rank == 0) return {1, 1};
  if (rank == 1) return {shape[0], 1};
  return {shape[rank - 2], shape[rank - 1]};
}

bool isBox(const Extent& extent) { return extent.rows > kMostEntries || extent.columns > kMostEntries; }

double cellOf(const Extent& extent) {
  return std::clamp(156.0 / static_cast<double>(std::max<Index>({extent.rows, extent.columns, 1})), kSmallest, kLargest);
}

QSizeF bodyOf(const Extent& extent) {
  if (isBox(extent)) return {kBox, kBox};
  return QSizeF(static_cast<double>(extent.columns), static_cast<double>(extent.rows)) * cellOf(extent);
}

/// Whether the marked axis runs downwards in the drawing.
bool isDown(const ShapeGrid& grid) { return grid.shape.rank() == 1 || *grid.badAxis + 2 == grid.shape.rank(); }

}  // namespace

QSizeF shapeGridSize(const ShapeGrid& grid) {
  const QSizeF body = bodyOf(extentOf(grid.shape));
  const bool beside = grid.badAxis && isDown(grid);
  return {std::max(body.width(), 60.0) + (beside ? kBeside : 0), kOver + body.height() + kMark};
}

void drawShapeGrid(QPainter& painter, QPointF topLeft, const ShapeGrid& grid, const Theme& theme) {
  const Extent extent = extentOf(grid.shape);
  const QSizeF body = bodyOf(extent);
  const QRectF area(topLeft + QPointF(0, kOver), body);
  paintTexCentred(painter, {area.center().x(), topLeft.y() + 10}, grid.name, 15, theme.ink);
  // The sizes, the bad one in bold and in the ink of errors.
  const TextStyle plain{.pixelSize = 13}, bad{.pixelSize = 13, .weight = QFont::Bold};
  double width = 0;
  const auto each = [&](auto use) {
    for (Index axis = 0; axis < grid.shape.rank(); ++axis) {
      if (axis > 0) use(QStringLiteral(" × "), plain, theme.muted);
      const bool isBad = grid.badAxis == axis;
      use(QString::number(grid.shape[axis]), isBad ? bad : plain, isBad ? theme.error : theme.muted);
    }
    if (grid.shape.rank() == 0) use(Words::tr("scalar"), plain, theme.muted);
  };
  each([&](const QString& text, const TextStyle& style, const QColor&) { width += textWidth(text, style); });
  QPointF at(area.center().x() - width / 2, topLeft.y() + 34);
  each([&](const QString& text, const TextStyle& style, const QColor& ink) {
    drawText(painter, at, text, style, ink);
    at.rx() += textWidth(text, style);
  });
  painter.setPen(QPen(theme.line, 1));
  painter.setBrush(theme.panelSoft);
  if (isBox(extent)) {
    painter.drawRoundedRect(area, 4, 4);
  } else {
    const double cell = cellOf(extent);
    for (Index r = 0; r < extent.rows; ++r) {
      for (Index c = 0; c < extent.columns; ++c)
        painter.drawRoundedRect(QRectF(area.left() + static_cast<double>(c) * cell + 1, area.top() + static_cast<double>(r) * cell + 1, cell - 2, cell - 2), 2, 2);
    }
  }
  if (!grid.badAxis) return;
  const Index count = grid.shape[*grid.badAxis];
  const TextStyle words{.pixelSize = 12.5, .weight = QFont::DemiBold};
  if (isDown(grid)) {
    const double x = area.right() + 8;
    drawMeasure(painter, QLineF(x, area.top(), x, area.bottom()), theme.error);
    const QString text = grid.shape.rank() == 1 ? Words::tr("%n entries", nullptr, static_cast<int>(count))
                                                : Words::tr("%n rows", nullptr, static_cast<int>(count));
    drawText(painter, {x + 10, area.center().y() + 5}, text, words, theme.error);
    return;
  }
  const double y = area.bottom() + 8;
  drawMeasure(painter, QLineF(area.left(), y, area.right(), y), theme.error);
  drawText(painter, QPointF(area.center().x(), y + 18), Qt::AlignHCenter, Words::tr("%n columns", nullptr, static_cast<int>(count)), words,
           theme.error);
}

std::optional<Mismatch> mismatchOf(const core::Shape& first, const core::Shape& second, bool secondByRows) {
  if (first.rank() == 0 || second.rank() == 0) return std::nullopt;
  const Index a = first.rank() - 1;
  const Index b = secondByRows && second.rank() > 1 ? second.rank() - 2 : second.rank() - 1;
  if (first[a] == second[b]) return std::nullopt;
  return Mismatch{a, b};
}

}  // namespace ui
