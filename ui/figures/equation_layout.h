#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <array>
#include <optional>
#include <vector>

#include "ui/figures/arrangement.h"
#include "ui/figures/axis_slider.h"
#include "ui/figures/equation_content.h"
#include "ui/figures/equation_scales.h"
#include "ui/figures/equation_words.h"
#include "ui/figures/heatmap_geometry.h"
#include "ui/figures/heatmap_numbers.h"
#include "ui/figures/slope_curve.h"

namespace ui {

/// Where the cells of one panel lie and which entry each of them shows. Painting, hovering, arrow keys and
/// tests share this mapping.
struct PanelLayout {
  Arrangement arrangement;
  HeatmapGeometry first;    ///< the cells of the first block
  QSizeF pitch;             ///< from one block to the next
  QSizeF gap{20, 11};       ///< between two blocks, without what is written there
  int pages = 1, page = 0;  ///< blocks that have no room are on further pages
  core::Index columns = 1;  ///< entries of one row of the flattened matrix
  CellNumbers numbers;      ///< none where they do not fit or are switched off
  bool pooled = false;      ///< an image of a gradient too large to show entries: nothing to point at

  /// Gives the cells this size, or more where nothing would be left to see of them.
  void setCells(CellSize cell);
  HeatmapGeometry blockGeometry(core::Index block) const;
  /// All blocks together.
  QRectF bounds() const;
  /// Empty where the entry is in another slice or on another page.
  QRectF rectOf(core::Index row, core::Index column) const;
  std::optional<std::pair<core::Index, core::Index>> entryAt(QPointF point) const;
  /// The outlines of a row, a column, one entry or (neither given) everything: cells that fill a rectangle of
  /// a block get one outline.
  std::vector<QRectF> outlines(std::optional<core::Index> row, std::optional<core::Index> column) const;
};

/// What stands beside a block of the local gradient.
enum class BlockNotes { None, Above, Beside };

/// What the reader chose.
struct EquationOptions {
  Reading reading = Reading::VectorOfArrays;
  bool numbers = true;
  TensorReading tensors = TensorReading::Slices;
  /// Where tensors are cut for slices, on the leading axes of k, j and i; missing places are 0.
  std::array<core::IndexVector, 3> cut = {};
  std::array<int, 3> page = {};  ///< of blocks, by `PanelRole`
  bool columns = false;          ///< gradients of vectors stand as columns: the drawing transposed
  ScaleChoice scale = {};
  std::optional<Magnitudes> run = {};  ///< of the whole run, where it is known
  DivergingMap map = DivergingMap::Vik;
  bool zeroDots = false;
  bool curve = false;  ///< beside scalars the curve of the function, and below them what a small change does
  std::optional<CurveWindow> window = {};  ///< of the curve while its point is dragged; else its own
};

/// upstream · local = downstream laid out in an area of a given size: a plain value.
struct EquationLayout {
  enum class Kind {
    Scalars,   ///< three cells with large numbers
    Heatmaps,  ///< three matrices with cells of one size
    Blocks,    ///< a local gradient in blocks, with cells of its own size
    Structure  ///< a local gradient too large to form: a card in its place
  };
  Kind kind = Kind::Heatmaps;
  Reading reading = Reading::Flat;  ///< as drawn; `Flat` where blocks would not be legible
  bool fellBack = false;            ///< no block at all would be legible in this size
  bool columns = false;             ///< drawn transposed: local · upstream = downstream
  QSizeF size;
  std::array<PanelLayout, 3> panels;  ///< by `PanelRole`
  std::array<QRectF, 3> headers;      ///< title and subtitle of each panel
  QPointF times, equals;              ///< centres of the operators
  QRectF legend;                         ///< of the one scale of all panels
  std::array<QRectF, 3> panelLegends{};  ///< of each panel where they have scales of their own
  QRectF sentence;  ///< the card of the written inner product
  QRectF card;      ///< of `Kind::Structure`
  QRectF remark;    ///< the line below the card of scalars; empty where there is no room
  SlopeCurve curve{};  ///< beside scalars
  BlockNotes notes = BlockNotes::None;
  std::vector<AxisSlider> sliders;  ///< what is not shown and can be moved to
  bool hasTensors = false;          ///< something of more than two axes is read in blocks
  EquationScales scales{};
  DivergingMap map = DivergingMap::Vik;
  bool zeroDots = false;

  ColourScale scaleOf(PanelRole role) const {
    return ColourScale::diverging(map, scales.limits[static_cast<std::size_t>(role)]);
  }
  const PanelLayout& panel(PanelRole role) const { return panels[static_cast<std::size_t>(role)]; }
  PanelLayout& panel(PanelRole role) { return panels[static_cast<std::size_t>(role)]; }
  /// The entry under a point; empty beside the panels.
  std::optional<EquationEntry> entryAt(QPointF point) const;
  QRectF rectOf(const EquationEntry& entry) const {
    return panel(entry.panel).rectOf(entry.row, entry.column);
  }
};

/// The panels from left to right.
std::array<PanelRole, 3> panelOrder(const EquationLayout& layout);

/// An index vector with another place on one axis; axes that it lacks get 0.
core::IndexVector withPlace(const core::IndexVector& index, int axis, int at);

/// The options with a slider moved.
EquationOptions moved(EquationOptions options, const AxisSlider& slider, int at);

EquationLayout layoutEquation(const EquationContent& content, const EquationOptions& options, QSizeF size);

/// The entry one cell away in the drawing; the same one at the edge, and where it is not shown. The way is
/// (rows, columns): (0, 1) is to the right.
EquationEntry neighbour(const EquationLayout& layout, const EquationEntry& entry, int rows, int columns);

}  // namespace ui
