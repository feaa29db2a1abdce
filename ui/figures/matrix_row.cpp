#include "ui/figures/matrix_row.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

#include "ui/figures/bracket.h"
#include "ui/figures/equation_metrics.h"
#include "ui/figures/graph_text.h"
#include "ui/figures/heatmap_painter.h"
#include "ui/figures/number_text.h"
#include "ui/figures/text_style.h"

namespace ui {
namespace {

using Ink = Piece::Ink;

constexpr double widestCell = 46, highestCell = 34;
constexpr double widenedCell = 58;  // under a wide header
constexpr double smallCellWidth = 30, smallCellHeight = 20;
constexpr double leastForRows = 12;  // cells as narrow as this are still as high as numbers need
constexpr double leastCell = 6;  // below it, matrices in the middle fold
constexpr double gap = 54;       // between matrices: brackets and a sign
constexpr double tightGap = 38;  // where cells would lose their numbers otherwise
constexpr double headerGap = 18;  // between headers
constexpr double foldedSide = 64;
constexpr double legendRoom = 34;
constexpr double nameLetters = 12;  // of columns
constexpr int mostPointed = 64 * 1024;  // cells of a matrix in which one can point at an entry

struct Words {
  Q_DECLARE_TR_FUNCTIONS(MatrixRow)
};

HeatmapData dataOf(const RowMatrix& matrix) { return {matrix.numbers, matrix.rows, matrix.columns}; }

Sentence subtitleOf(const RowMatrix& matrix, int lit) {
  if (!matrix.subtitle.empty()) return matrix.subtitle;
  const auto number = [&](int size, int side, bool inner) {
    const bool isLit = side != 0 && side == lit;
    Piece piece = textPiece(QString::number(size), isLit ? Ink::Local : Ink::Muted, isLit || inner);
    if (inner && !isLit) piece.ink = Ink::Local;
    piece.tag = side;
    return piece;
  };
  Sentence line{number(matrix.rows, matrix.rowSide, matrix.rowInner),
                textPiece(QStringLiteral(" \u00d7 "), Ink::Muted),
                number(matrix.columns, matrix.columnSide, matrix.columnInner)};
  if (!matrix.note.isEmpty()) {
    line.push_back(textPiece(QStringLiteral(": ") + matrix.note, Ink::Muted));
  } else if (!matrix.rowWords.isEmpty()) {
    line.push_back(textPiece(Words::tr(": rows "), Ink::Muted));
    line.push_back(mathPiece(matrix.rowWords, Ink::Muted));
    line.push_back(textPiece(Words::tr(", columns "), Ink::Muted));
    line.push_back(mathPiece(matrix.columnWords, Ink::Muted));
  }
  return line;
}

double headerWidth(const RowMatrix& matrix) {
  return std::max(sentenceWidth(matrix.title, titleSize), sentenceWidth(subtitleOf(matrix, 0), subtitleSize()));
}

/// From a matrix' left edge to the next one's.
double slotOf(const RowMatrix& matrix, double width, double between = gap) {
  return std::max(width + between, headerWidth(matrix) + headerGap);
}

double widthOf(const RowMatrix& matrix, const CellSize& cell, bool folded) {
  return folded ? foldedSide : std::max(matrix.columns * cell.width, 12.0);
}

double totalWidth(const MatrixRow& row, const CellSize& cell, const std::vector<bool>& folded) {
  double x = 0;
  for (std::size_t k = 0; k < row.matrices.size(); ++k) {
    const double width = widthOf(row.matrices[k], cell, folded[k]);
    x += k + 1 < row.matrices.size() ? slotOf(row.matrices[k], width)
                                     : std::max(width, headerWidth(row.matrices[k]));
  }
  return x;
}

/// With more decimals where all numbers are small: the error of a nudge is.
CellNumbers numbersOf(const RowMatrix& matrix, const HeatmapGeometry& cells) {
  double largest = 0;
  for (const double v : matrix.numbers)
    if (std::isfinite(v)) largest = std::max(largest, std::abs(v));
  const int decimals = largest > 1e-4 && largest < 0.095 ? 1 - static_cast<int>(std::floor(std::log10(largest))) : 2;
  const HeatmapData data = dataOf(matrix);
  return numbersThatFit(std::span(&data, 1), cells.cellWidth, cells.cellHeight, decimals);
}

/// As large as the room allows, down to `least`.
CellSize fittingCell(const MatrixRow& row, const std::vector<bool>& folded, QSizeF room, double least) {
  int rows = 1;
  for (std::size_t k = 0; k < row.matrices.size(); ++k)
    if (!folded[k]) rows = std::max(rows, row.matrices[k].rows);
  double height = std::min(highestCell, room.height() / rows);
  if (height > 4) height = std::floor(height);
  double width = std::min(widestCell, height >= smallCellHeight ? widestCell : std::max(height * 1.5, least));
  if (height < leastCell) width = std::max(height, 0.01);
  while (width > least && totalWidth(row, {width, height}, folded) > room.width())
    width = width > 4 ? width - 1 : width * 0.8;
  if (width < smallCellWidth)
    height = std::min(height, std::max(width * 0.8, width < leastForRows ? 1e-3 : smallCellHeight));
  return {width, height};
}

/// The height of a matrix' cells where each has its own.
double ownHeight(const RowMatrix& matrix, double room) {
  const double height = std::min(highestCell, room / std::max(matrix.rows, 1));
  return height > 4 ? std::floor(height) : height;
}

/// Cells of which each matrix has its own: wide enough for numbers in all, or in all but the widest, or in none.
struct OwnCells {
  std::vector<CellSize> cells;
  double between = gap;
};

OwnCells ownCells(const MatrixRow& row, const std::vector<bool>& folded, QSizeF room) {
  constexpr double leastMatrix = 26;
  const std::size_t count = row.matrices.size();
  OwnCells own{.cells = std::vector<CellSize>(count)};
  const auto total = [&] {
    double x = 0;
    for (std::size_t k = 0; k < count; ++k) {
      const double width = widthOf(row.matrices[k], own.cells[k], folded[k]);
      x += k + 1 < count ? slotOf(row.matrices[k], width, own.between) : std::max(width, headerWidth(row.matrices[k]));
    }
    return x;
  };
  // Low cells have no numbers and need no width for them.
  const auto widest = [&](std::size_t k) {
    const double height = own.cells[k].height;
    return std::max(height >= smallCellHeight ? widenedCell : 1.8 * height, leastMatrix / std::max(row.matrices[k].columns, 1));
  };
  for (std::size_t k = 0; k < count; ++k) own.cells[k].height = ownHeight(row.matrices[k], room.height());
  const auto setAll = [&](double width) {
    for (std::size_t k = 0; k < count; ++k) own.cells[k].width = std::min(width, widest(k));
  };
  for (double width = widenedCell; width >= smallCellWidth; --width) {
    own.between = width > 40 ? gap : tightGap;
    setAll(width);
    if (total() <= room.width()) return own;
  }
  // The matrix with most columns gives its numbers up first, then the next one.
  own.between = tightGap;
  setAll(smallCellWidth);
  std::vector<std::size_t> byColumns;
  for (std::size_t k = 0; k < count; ++k)
    if (!folded[k]) byColumns.push_back(k);
  std::ranges::stable_sort(byColumns, std::greater(), [&](std::size_t k) { return row.matrices[k].columns; });
  for (std::size_t given = 0; given < byColumns.size(); ++given) {
    const std::size_t k = byColumns[given];
    const int columns = std::max(row.matrices[k].columns, 1);
    // Matrices as wide give in together.
    if (given + 1 < byColumns.size() && row.matrices[byColumns[given + 1]].columns * 2 > columns) {
      const std::size_t twin = byColumns[given + 1];
      const double over = std::max(0.0, total() - room.width());
      const double each = over / (columns + row.matrices[twin].columns);
      for (const std::size_t m : {k, twin}) own.cells[m].width = std::max(own.cells[m].width - each, leastMatrix / row.matrices[m].columns);
    } else {
      const double over = total() - room.width();
      own.cells[k].width = std::max(own.cells[k].width - over / columns, leastMatrix / columns);
    }
    if (own.cells[k].width > 4) own.cells[k].width = std::floor(own.cells[k].width);
    if (total() <= room.width()) break;
  }
  return own;
}

/// The cell of all matrices alike. The middle folds first where not even small cells have room.
CellSize commonCell(const MatrixRow& row, std::vector<bool>& folded, QSizeF room) {
  CellSize cell = fittingCell(row, folded, room, leastCell);
  for (std::size_t k = 1; k + 2 < row.matrices.size() && totalWidth(row, cell, folded) > room.width(); ++k) {
    folded[k] = true;
    cell = fittingCell(row, folded, room, leastCell);
  }
  return totalWidth(row, cell, folded) > room.width() ? fittingCell(row, folded, room, 0.05) : cell;
}

QRectF foldedRect(const MatrixPlace& place) { return {place.cells.origin, QSizeF(foldedSide, 48)}; }

void drawNames(QPainter& painter, const RowMatrix& matrix, const MatrixPlace& place,
               const std::vector<bool>& litColumns, const Theme& theme) {
  if (matrix.columnNames.isEmpty() || place.folded || place.cells.cellWidth < 20) return;
  // None where they would run into each other.
  for (const QString& name : matrix.columnNames)
    if (texSize(name, nameLetters).width() > place.cells.cellWidth + 2) return;
  for (int col = 0; col < matrix.columns && col < matrix.columnNames.size(); ++col) {
    const bool lit = litColumns[static_cast<std::size_t>(col)];
    const QRectF cell = place.cells.rectOf(Cell{0, col});
    paintTexCentred(painter, {cell.center().x(), cell.top() - 11}, matrix.columnNames[col], nameLetters,
                    lit ? theme.ringInner : theme.muted);
  }
}

void drawMatrix(QPainter& painter, const MatrixRow& row, const RowMatrix& matrix, const MatrixPlace& place,
                const Theme& theme) {
  if (place.folded || !matrix.isFormed()) {
    const QRectF box = foldedRect(place);
    painter.setPen(QPen(theme.local, 1.2));
    painter.setBrush(theme.localTint);
    painter.drawRoundedRect(box, 3, 3);
    const QString shape = QStringLiteral("%1\u2009\u00d7\u2009%2").arg(matrix.rows).arg(matrix.columns);
    const double wide = textWidth(shape, {.pixelSize = 12});
    drawTextCentred(painter, box.center(), shape,
                    {.pixelSize = std::min(12.0, 12.0 * (foldedSide - 6) / wide)}, theme.local);
    return;
  }
  const ColourScale scale = ColourScale::diverging(theme.gradientMap, matrix.ownLimit.value_or(row.limit));
  drawHeatmap(painter, place.cells, dataOf(matrix), scale, {.numbers = place.numbers, .brackets = true}, theme);
}

}  // namespace

void setScale(MatrixRow& row) {
  row.limit = 0;
  for (const RowMatrix& matrix : row.matrices) {
    if (matrix.ownLimit) continue;
    for (const double v : matrix.numbers)
      if (std::isfinite(v)) row.limit = std::max(row.limit, std::abs(v));
  }
  if (row.limit == 0) row.limit = 1;
  row.marks = {};
  const ColourScale scale = ColourScale::diverging(DivergingMap::Vik, row.limit);
  for (const RowMatrix& matrix : row.matrices) {
    const LegendKeys own = legendKeys({dataOf(matrix)}, scale);
    row.marks.nan |= own.nan && matrix.isFormed();
    row.marks.positiveInfinity |= own.positiveInfinity;
    row.marks.negativeInfinity |= own.negativeInfinity;
  }
}

std::optional<MatrixEntry> MatrixRowLayout::entryAt(QPointF point) const {
  for (std::size_t k = 0; k < places.size(); ++k) {
    const MatrixPlace& place = places[k];
    if (place.folded || place.cells.rows * static_cast<std::int64_t>(place.cells.cols) > mostPointed)
      continue;
    if (const auto cell = place.cells.cellAt(point))
      return MatrixEntry{static_cast<int>(k), cell->row, cell->col};
  }
  return std::nullopt;
}

MatrixRowLayout layoutMatrixRow(const MatrixRow& row, QSizeF size) {
  MatrixRowLayout layout{.size = size};
  layout.sentence = sentenceAtBottom(size);
  if (size.height() < row.sentenceFrom)
    layout.sentence = {layout.sentence.left(), size.height() - 8, layout.sentence.width(), 0};
  const std::size_t count = row.matrices.size();
  if (count == 0) return layout;
  const bool names =
      std::ranges::any_of(row.matrices, [](const RowMatrix& m) { return !m.columnNames.isEmpty(); });
  const double top = headerTop + headerBottom - 10 + (names ? labelHeight + 4 : 6);
  const double bottom = layout.sentence.top() - 12 - bracketReachY;
  const QSizeF room(size.width() - 2 * sideMargin, std::max(bottom - top, 8.0));
  std::vector<bool> folded(count);
  for (std::size_t k = 0; k < count; ++k) folded[k] = !row.matrices[k].isFormed();
  double between = gap;
  std::vector<CellSize> cells;
  if (row.ownCells) {
    OwnCells own = ownCells(row, folded, room);
    between = own.between;
    cells = std::move(own.cells);
  } else {
    cells.assign(count, commonCell(row, folded, room));
  }

  double tallest = 0;
  for (std::size_t k = 0; k < count; ++k)
    tallest = std::max(tallest, folded[k] ? 48.0 : row.matrices[k].rows * cells[k].height);
  const double middle =
      top + tallest / 2 + std::min(14.0, std::max(0.0, (room.height() - tallest - legendRoom) / 2));
  double x = sideMargin + bracketReachX;
  for (std::size_t k = 0; k < count; ++k) {
    const RowMatrix& matrix = row.matrices[k];
    const CellSize& cell = cells[k];
    MatrixPlace place{.folded = folded[k]};
    const double least = widthOf(matrix, cell, folded[k]);
    const double free = (k + 1 < count ? slotOf(matrix, least, between) : size.width() - sideMargin - x) - between;
    // Under a wide header cells are widened, also those of a vector beside a matrix whose own cells are too
    // small for numbers.
    const double wide = std::min(free, matrix.columns * widenedCell);
    const bool small = cell.width < smallCellWidth &&
                       (wide < matrix.columns * smallCellWidth || cell.height < smallCellHeight);
    const double width = folded[k] || small || row.ownCells ? least : std::max(least, wide);
    const double height = folded[k] ? 48 : std::max(matrix.rows * cell.height, 4.0);
    place.cells = {{x, std::round(middle - height / 2)},
                   matrix.rows,
                   matrix.columns,
                   width / std::max(matrix.columns, 1),
                   height / std::max(matrix.rows, 1)};
    const double slot =
        k + 1 < count ? slotOf(matrix, width, between) : std::max(size.width() - x, headerWidth(matrix));
    if (row.numbers && !folded[k])
      place.numbers = numbersOf(matrix, place.cells);
    place.header = {x - bracketReachX, headerTop, std::max(slot - 8, 20.0), headerBottom - headerTop};
    place.sign = {x - between / 2, middle};
    layout.places.push_back(place);
    x += slot;
  }
  // The sign stands in the middle between two matrices, also where a header keeps them apart.
  for (std::size_t k = 1; k < count; ++k) {
    const HeatmapGeometry& left = layout.places[k - 1].cells;
    layout.places[k].sign.setX((left.origin.x() + left.size().width() + layout.places[k].cells.origin.x()) /
                               2);
  }
  const QRectF last = layout.places.back().cells.bounds();
  const double legend = 150;
  const double below = layout.sentence.top() - last.bottom();
  if (below >= legendRoom + 12) {
    layout.legend = {std::clamp(last.center().x() - legend / 2, sideMargin,
                                std::max(sideMargin, size.width() - legend - 10)),
                     last.bottom() + 14};
    layout.legendWidth = legend;
  } else if (last.right() + 30 + legend < size.width() - 10) {
    layout.legend = {last.right() + 30, std::max(last.bottom() - 30, last.top())};
    layout.legendWidth = legend;
  }
  return layout;
}

int sideAt(const MatrixRow& row, const MatrixRowLayout& layout, QPointF point) {
  for (std::size_t k = 0; k < layout.places.size(); ++k) {
    const QRectF& header = layout.places[k].header;
    const auto placed =
        placedLine(subtitleOf(row.matrices[k], 0), header.topLeft() + QPointF(0, subtitleBaseline),
                   header.width(), subtitleSize());
    for (const PlacedPiece& piece : placed)
      if (piece.piece.tag != 0 && piece.area().adjusted(-3, -2, 3, 2).contains(point)) return piece.piece.tag;
  }
  return 0;
}

void paintMatrixRow(QPainter& painter, const MatrixRow& row, const MatrixRowLayout& layout,
                    const RowLight& light, const Theme& theme) {
  painter.setRenderHint(QPainter::Antialiasing);
  const TextStyle sign{.pixelSize = 28, .family = TextStyle::Family::Math};
  for (std::size_t k = 0; k < layout.places.size(); ++k) {
    const RowMatrix& matrix = row.matrices[k];
    const MatrixPlace& place = layout.places[k];
    const QPointF corner = place.header.topLeft();
    drawPieces(painter,
               placedLine(matrix.title, corner + QPointF(0, titleBaseline), place.header.width(), titleSize),
               theme);
    drawPieces(painter,
               placedLine(subtitleOf(matrix, light.side), corner + QPointF(0, subtitleBaseline),
                          place.header.width(), subtitleSize()),
               theme);
    drawMatrix(painter, row, matrix, place, theme);
    if (!matrix.sign.isEmpty() && k > 0) drawTextCentred(painter, place.sign, matrix.sign, sign, theme.muted);
    std::vector<bool> litColumns(static_cast<std::size_t>(std::max(matrix.columns, 0)));
    for (const auto& [at, range] : light.rings) {
      if (at != static_cast<int>(k) || range.cols > matrix.columns / 2 + 1) continue;
      for (int col = range.col; col < range.col + range.cols && col < matrix.columns; ++col)
        litColumns[static_cast<std::size_t>(col)] = true;
    }
    drawNames(painter, matrix, place, litColumns, theme);
  }
  for (const auto& [at, range] : light.rings) {
    if (at < 0 || at >= static_cast<int>(layout.places.size()) ||
        layout.places[static_cast<std::size_t>(at)].folded)
      continue;
    drawRing(painter, layout.places[static_cast<std::size_t>(at)].cells.rectOf(range), theme);
  }
  if (layout.legendWidth > 0) {
    drawScaleLegend(painter, layout.legend, layout.legendWidth,
                    ColourScale::diverging(theme.gradientMap, row.limit), row.marks, theme);
  }
  if (light.sentence.empty() || layout.sentence.height() < 18) return;
  painter.setPen(QPen(theme.lineSoft, 1));
  painter.setBrush(theme.panelSoft);
  painter.drawRoundedRect(layout.sentence, 7, 7);
  drawPieces(painter, placedLines(light.sentence, layout.sentence.adjusted(13, 3, -13, -3), 13.5), theme);
}

}  // namespace ui
