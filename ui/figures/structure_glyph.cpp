#include "ui/figures/structure_glyph.h"

#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace ui {
namespace {

using core::Structure;

/// Below this side a glyph has fewer and larger parts.
constexpr double small = 24;

/// What all parts of a glyph share.
struct Pen {
  QPainter& painter;
  QColor ink;

  void fill(const QRectF& rect, double strength = 1) const {
    QColor colour = ink;
    colour.setAlphaF(static_cast<float>(strength));
    painter.fillRect(rect, colour);
  }
  void polygon(const QPolygonF& shape, double strength = 1) const {
    QColor colour = ink;
    colour.setAlphaF(static_cast<float>(strength));
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(shape);
  }
};

/// Part (row, col) of a rectangle that is cut into rows × cols.
QRectF part(const QRectF& rect, int row, int col, int rows, int cols) {
  const double w = rect.width() / cols;
  const double h = rect.height() / rows;
  return {rect.left() + col * w, rect.top() + row * h, w, h};
}

int stepsOf(const QRectF& rect) { return std::min(rect.width(), rect.height()) < small ? 4 : 6; }

QRectF shrunk(const QRectF& rect, double share) {
  const double dx = rect.width() * share / 2;
  const double dy = rect.height() * share / 2;
  return rect.adjusted(dx, dy, -dx, -dy);
}

/// A band from the upper left corner to the lower right one, `from` to `to` of the width away from the
/// diagonal.
void drawBand(const Pen& pen, const QRectF& r, double from, double to, double strength) {
  const auto at = [&](double x, double y) {
    return QPointF(r.left() + std::clamp(x, 0.0, 1.0) * r.width(),
                   r.top() + std::clamp(y, 0.0, 1.0) * r.height());
  };
  QPolygonF shape;
  if (from < 0 && to > 0) {
    shape << at(0, 0) << at(to, 0) << at(1, 1 - to) << at(1, 1) << at(1 + from, 1) << at(0, -from);
  } else if (from >= 0) {
    shape << at(from, 0) << at(to, 0) << at(1, 1 - to) << at(1, 1 - from);
  } else {
    shape << at(0, -to) << at(0, -from) << at(1 + from, 1) << at(1 + to, 1);
  }
  pen.polygon(shape, strength);
}

/// Squares along the diagonal, one strength each.
void drawDiagonal(const Pen& pen, const QRectF& r, int count, std::span<const double> strengths) {
  for (int k = 0; k < count; ++k) {
    pen.fill(shrunk(part(r, k, k, count, count), 0.14), strengths[static_cast<size_t>(k) % strengths.size()]);
  }
}

/// One filled cell a row, in the column given for it.
void drawRouting(const Pen& pen, const QRectF& r, std::span<const int> columnOfRow, int cols) {
  const auto rows = static_cast<int>(columnOfRow.size());
  for (int row = 0; row < rows; ++row) {
    pen.fill(shrunk(part(r, row, columnOfRow[static_cast<size_t>(row)], rows, cols), 0.14));
  }
}

void drawTable(const Pen& pen, const QRectF& r) {
  constexpr std::array strengths{0.9, 0.45, 0.7, 0.35, 0.6, 1.0, 0.5};
  const int count = stepsOf(r) - 1;
  for (int row = 0; row < count; ++row) {
    for (int col = 0; col < count; ++col) {
      const auto pick = static_cast<size_t>(row * 5 + col * 3) % strengths.size();
      pen.fill(shrunk(part(r, row, col, count, count), 0.14), strengths[pick]);
    }
  }
}

/// Two factors side by side, one after the other.
void drawFactors(const Pen& pen, const QRectF& r) {
  const double w = r.width() * 0.4;
  const double h = r.height() * 0.62;
  const double y = r.center().y() - h / 2;
  pen.fill({r.left(), y, w, h}, 0.85);
  pen.fill({r.right() - w, y, w, h}, 0.45);
  const double dot = r.width() * 0.1;
  pen.fill({r.center().x() - dot / 2, r.center().y() - dot / 2, dot, dot});
}

/// The form of one block (or of a whole matrix that does not fall into blocks).
void drawForm(const Pen& pen, Structure structure, const QRectF& r) {
  const bool tiny = std::min(r.width(), r.height()) < 5;
  constexpr std::array own{1.0, 0.5, 0.8, 0.4, 0.9, 0.6};
  constexpr std::array full{1.0};
  constexpr std::array selected4{2, 0, 3, 1};
  constexpr std::array selected6{3, 0, 4, 1, 5, 2};
  constexpr std::array repeated4{0, 0, 1, 1};
  constexpr std::array repeated6{0, 0, 1, 1, 2, 2};
  const bool few = stepsOf(r) == 4;
  switch (structure) {
    case Structure::Zero: return;
    case Structure::Identity: return drawBand(pen, r, -0.07, 0.07, 1);
    case Structure::Scaled: return drawBand(pen, r, -0.18, 0.18, 0.8);
    case Structure::Diagonal:
      return tiny ? drawBand(pen, r, -0.3, 0.3, 1) : drawDiagonal(pen, r, stepsOf(r), own);
    case Structure::Selection:
      return few ? drawRouting(pen, r, selected4, 4) : drawRouting(pen, r, selected6, 6);
    case Structure::Broadcast:
      return few ? drawRouting(pen, r, repeated4, 2) : drawRouting(pen, r, repeated6, 3);
    case Structure::BlockDiagonal: return drawDiagonal(pen, r, 3, full);
    case Structure::Kronecker:
      for (int k = 0; k < 9; ++k) {
        const QRectF block = shrunk(part(r, k / 3, k % 3, 3, 3), 0.14);
        drawBand(pen, block, -0.3, 0.3, own[static_cast<size_t>(k * 5) % own.size()]);
      }
      return;
    case Structure::Toeplitz:
      drawBand(pen, r, 0.1, 0.25, 0.45);
      drawBand(pen, r, -0.1, 0.1, 1);
      return drawBand(pen, r, -0.25, -0.1, 0.65);
    case Structure::Triangular:
      return pen.polygon(QPolygonF{r.topLeft(), r.bottomRight(), r.bottomLeft()}, 0.8);
    case Structure::LowRankDiagonal: pen.fill(r, 0.3); return drawBand(pen, r, -0.14, 0.14, 1);
    case Structure::Dense: return tiny ? pen.fill(r) : drawTable(pen, r);
    case Structure::Composed: return drawFactors(pen, r);
  }
}

/// Blocks along the diagonal: all where they are few, else three, an ellipsis and the last one.
void drawDiagonalBlocks(const Pen& pen, Structure inside, const QRectF& r, core::Index blocks) {
  const bool all = blocks <= 4;
  const int places = all ? static_cast<int>(blocks) : 5;
  for (int k = 0; k < places; ++k) {
    const QRectF place = part(r, k, k, places, places);
    if (!all && k == 3) {
      const double dot = std::max(1.0, place.width() * 0.16);
      for (const double at : {0.22, 0.5, 0.78}) {
        const QPointF c = place.topLeft() + QPointF(at * place.width(), at * place.height());
        pen.fill({c.x() - dot / 2, c.y() - dot / 2, dot, dot});
      }
      continue;
    }
    const QRectF block = shrunk(place, 0.1);
    inside == Structure::Dense ? pen.fill(block) : drawForm(pen, inside, block);
  }
}

void drawGrid(const Pen& pen, Structure inside, const QRectF& r, core::Index rows, core::Index cols) {
  const core::Index most = std::min(r.width(), r.height()) < small ? 2 : 3;
  const auto down = static_cast<int>(std::min(rows, most));
  const auto across = static_cast<int>(std::min(cols, most));
  for (int k = 0; k < down * across; ++k) {
    drawForm(pen, inside, shrunk(part(r, k / across, k % across, down, across), 0.16));
  }
}

}  // namespace

void drawStructureGlyph(QPainter& painter, const QRectF& area, const core::Pattern& pattern,
                        const Theme& theme) {
  const double side = std::min(area.width(), area.height());
  const QRectF frame(area.center().x() - side / 2 + 0.5, area.center().y() - side / 2 + 0.5, side - 1,
                     side - 1);
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(theme.nodeLine, 1));
  painter.setBrush(theme.nodeFill);
  painter.drawRect(frame);
  const double margin = std::max(1.5, side * 0.06);
  const QRectF inner = frame.adjusted(margin, margin, -margin, -margin);
  const Pen pen{painter, theme.local};
  const bool blocks = pattern.rowBlocks > 1 || pattern.columnBlocks > 1;
  if (blocks && pattern.onDiagonal && pattern.kind != Structure::Zero) {
    drawDiagonalBlocks(pen, pattern.inside, inner, pattern.rowBlocks);
  } else if (blocks && pattern.kind != Structure::Zero) {
    drawGrid(pen, pattern.inside, inner, pattern.rowBlocks, pattern.columnBlocks);
  } else {
    drawForm(pen, pattern.kind, inner);
  }
  painter.restore();
}

}  // namespace ui
