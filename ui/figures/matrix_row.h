#pragma once

#include <QRectF>
#include <QStringList>

#include <optional>
#include <vector>

#include "ui/figures/heatmap_geometry.h"
#include "ui/figures/heatmap_image.h"
#include "ui/figures/heatmap_numbers.h"
#include "ui/figures/scale_legend.h"
#include "ui/figures/sentence.h"

class QPainter;

namespace ui {

/// One matrix of a row, with its two lines of header. Sides are numbers that name rows and columns across the
/// matrices: a side that stands in two of them lights in both.
struct RowMatrix {
  Sentence title = {};
  int rows = 1;
  int columns = 1;
  QString rowWords = {}, columnWords = {};  ///< TeX names of what rows and columns stand for
  int rowSide = 0, columnSide = 0;
  bool rowInner = false, columnInner = false;  ///< the side that a product sums over, printed bold
  Sentence subtitle = {};                      ///< in place of the shape
  QString note = {};                           ///< after the shape: "the inner 5 is gone"
  std::vector<double> numbers = {};            ///< row-major; empty where they are too many to be formed
  QStringList columnNames = {};                ///< TeX, above the cells
  QString sign = {};                           ///< before the matrix: "·", "+", "="
  std::optional<double> ownLimit = {};         ///< of a scale of its own; the common one leaves it out

  bool isFormed() const { return !numbers.empty(); }
};

/// Matrices side by side with signs between them, on one scale, and a card for a sentence below.
struct MatrixRow {
  std::vector<RowMatrix> matrices = {};
  double limit = 1;  ///< of the common zero-centred scale
  LegendKeys marks = {};
  bool numbers = true;
  /// Cells of each matrix as large as it has room for: a wide matrix does not take the numbers of the others away.
  bool ownCells = false;
  double sentenceFrom = 0;  ///< px of height below which the sentence makes room
};

/// Sets limit and marks from the numbers.
void setScale(MatrixRow& row);

/// An entry of one matrix of the row.
struct MatrixEntry {
  int matrix = 0;
  int row = 0;
  int column = 0;
  bool operator==(const MatrixEntry&) const = default;
};

struct MatrixPlace {
  HeatmapGeometry cells = {};
  QRectF header = {};
  QPointF sign = {};
  CellNumbers numbers = {};
  bool folded = false;  ///< only its shape is drawn
};

struct MatrixRowLayout {
  QSizeF size;
  std::vector<MatrixPlace> places = {};
  QPointF legend = {};
  double legendWidth = 0;  ///< 0: no room
  QRectF sentence = {};

  std::optional<MatrixEntry> entryAt(QPointF point) const;
};

/// Cells of 46 × 34 px where they fit; else smaller ones, then without numbers, then matrices in the middle
/// fold to their shape. A matrix whose header is wider than its cells has wider ones, up to 58 px.
MatrixRowLayout layoutMatrixRow(const MatrixRow& row, QSizeF size);

/// What is lit: cells of matrices, by ranges, and a side.
struct RowLight {
  std::vector<std::pair<int, CellRange>> rings = {};
  int side = 0;
  Sentence sentence = {};
};

void paintMatrixRow(QPainter& painter, const MatrixRow& row, const MatrixRowLayout& layout,
                    const RowLight& light, const Theme& theme);

/// The side whose number stands at a point of a header; 0 for none.
int sideAt(const MatrixRow& row, const MatrixRowLayout& layout, QPointF point);

}  // namespace ui
