#include "ui/figures/panel_row_layout.h"

#include <QCoreApplication>

#include <algorithm>

#include "ui/figures/block_fit.h"
#include "ui/figures/bracket.h"
#include "ui/figures/entry_symbols.h"
#include "ui/figures/equation_metrics.h"
#include "ui/figures/math_text.h"
#include "ui/figures/number_text.h"

namespace ui {
namespace {

using core::Index;

constexpr double widestCell = 52;
/// Slices side by side are an overview; numbers are read in larger ones.
constexpr double leastCell = 2.5;

/// Words of the equation, for translators.
struct Words {
  Q_DECLARE_TR_FUNCTIONS(Equation)
};

double headerWidth(const NamedPanel& panel) {
  return std::max(sentenceWidth(panel.title, titleSize), sentenceWidth(panel.subtitle, subtitleSize()));
}

void addSlices(PanelRowLayout& layout, std::size_t k, const NamedPanel& panel, const core::IndexVector& cut) {
  const core::Shape& shape = panel.numbers.shape();
  const QString name = MathText::parse(panel.name).plain();
  for (Index axis = 0; axis < leadingAxes(shape); ++axis) {
    if (shape[axis] < 2) continue;
    const auto a = static_cast<std::size_t>(axis);
    const Index at = a < cut.size() ? std::clamp<Index>(cut[a], 0, shape[axis] - 1) : 0;
    const QString axisOf = Words::tr("Axis %1 of %2").arg(axis + 1).arg(name);
    layout.sliders.push_back({AxisSlider::What::Slice, static_cast<int>(k), static_cast<int>(axis),
                              static_cast<int>(shape[axis]), static_cast<int>(at),
                              Words::tr("%1 axis %2").arg(name).arg(axis + 1), axisOf});
  }
}

/// The top of the headers: below headline and formula.
double headersTop(const PanelRow& row) {
  return headerTop + titleBaseline + 12 + (row.formula.empty() ? 0 : 32) + 16;
}

}  // namespace

PanelRowLayout layoutPanelRow(const PanelRow& row, const PanelRowOptions& options, QSizeF size) {
  PanelRowLayout layout;
  layout.size = size;
  if (row.panels.empty()) return layout;
  const double headers = headersTop(row);
  const double top = headers + 30;
  const double width = size.width() - 2 * sideMargin;
  const double legends = options.ownLegends ? 52 : 0;
  const double height = std::max(sentenceAtBottom(size).top() - 12 - bracketReachY - legends - top, 10.0);
  const double share = width / static_cast<double>(row.panels.size()) - 40;
  std::vector<PanelExtent> extents;
  QSizeF fixed(0, 0);
  std::vector<double> gapsAcross;
  for (std::size_t k = 0; k < row.panels.size(); ++k) {
    const NamedPanel& panel = row.panels[k];
    const core::IndexVector cut = k < options.cut.size() ? options.cut[k] : core::IndexVector();
    const int page = k < options.page.size() ? options.page[k] : 0;
    const TensorView view{options.tensors, {}, cut, options.columns && panel.isDerivative};
    const BlockFit fit = fitBlocks(Arrangement::tensor(panel.numbers.shape(), view), {share, height},
                                   widestCell, leastCell, page);
    PanelLayout place;
    place.arrangement = fit.part.arrangement;
    place.columns = std::max<Index>(panel.numbers.size(), 1);
    place.pages = fit.part.pages;
    place.page = fit.part.page;
    place.gap = fit.gap;
    const Arrangement& a = place.arrangement;
    extents.push_back({a.rows() * a.outerRows(), a.cols() * a.outerCols()});
    const QSizeF gaps((a.outerCols() - 1) * fit.gap.width(), (a.outerRows() - 1) * fit.gap.height());
    gapsAcross.push_back(gaps.width());
    fixed.setHeight(std::max(fixed.height(), gaps.height()));
    layout.hasTensors = layout.hasTensors || leadingAxes(panel.numbers.shape()) > 0;
    if (options.tensors == TensorReading::Slices) addSlices(layout, k, panel, cut);
    if (fit.part.pages > 1) {
      layout.sliders.push_back({AxisSlider::What::Page, static_cast<int>(k), 0, fit.part.pages, fit.part.page,
                                MathText::parse(panel.name).plain(), Words::tr("Page of blocks")});
    }
    layout.panels.push_back(std::move(place));
  }
  // What a header needs beyond its panel's cells depends on their size.
  CellSize cell{.width = 40};
  for (int pass = 0; pass < 4; ++pass) {
    fixed.setWidth(0);
    for (std::size_t k = 0; k < row.panels.size(); ++k) {
      const double besides = headerWidth(row.panels[k]) + 24 - cell.width * extents[k].cols;
      fixed.rwidth() += gapsAcross[k] + std::max(40.0, besides);
    }
    const double before = cell.width;
    cell = commonCellSize(extents, {width, height}, fixed, widestCell);
    if (cell.width >= before) break;
  }
  double x = sideMargin + bracketReachX;
  for (std::size_t k = 0; k < row.panels.size(); ++k) {
    PanelLayout& panel = layout.panels[k];
    panel.setCells(cell);
    panel.first.origin = {x, top};
    layout.headers.emplace_back(x - bracketReachX, headers);
    x += std::max(panel.bounds().width() + 40, headerWidth(row.panels[k]) + 24);
  }
  // One look for the numbers of one kind.
  for (const bool derivative : {false, true}) {
    std::vector<HeatmapData> data;
    for (const NamedPanel& panel : row.panels) {
      if (panel.isDerivative == derivative)
        data.push_back({panel.numbers.data(), 1, static_cast<int>(panel.numbers.size())});
    }
    for (std::size_t k = 0; k < row.panels.size(); ++k) {
      const HeatmapGeometry& cells = layout.panels[k].first;
      if (row.panels[k].isDerivative != derivative) continue;
      layout.panels[k].numbers = numbersThatFit(data, cells.cellWidth, cells.cellHeight);
      if (layout.panels[k].numbers) continue;
      // A panel with long numbers does not take those of the others away.
      const HeatmapData own{row.panels[k].numbers.data(), 1, static_cast<int>(row.panels[k].numbers.size())};
      layout.panels[k].numbers = numbersThatFit({own}, cells.cellWidth, cells.cellHeight);
    }
  }
  return layout;
}

PanelRowOptions moved(PanelRowOptions options, const AxisSlider& slider, int at) {
  const auto panel = static_cast<std::size_t>(slider.group);
  if (slider.what == AxisSlider::What::Page) {
    options.page.resize(std::max(options.page.size(), panel + 1));
    options.page[panel] = at;
    return options;
  }
  options.cut.resize(std::max(options.cut.size(), panel + 1));
  options.cut[panel] = withPlace(options.cut[panel], slider.axis, at);
  return options;
}

std::optional<RowEntry> PanelRowLayout::entryAt(QPointF point) const {
  for (std::size_t k = 0; k < panels.size(); ++k) {
    if (const auto entry = panels[k].entryAt(point)) return RowEntry{k, entry->second};
  }
  return std::nullopt;
}

QRectF PanelRowLayout::rectOf(const RowEntry& entry) const {
  return entry.panel < panels.size() ? panels[entry.panel].rectOf(0, entry.entry) : QRectF();
}

QString entryTip(const PanelRow& row, const RowEntry& entry) {
  const NamedPanel& panel = row.panels[entry.panel];
  const QString name = panel.isDerivative ? plainText(panel.title) : MathText::parse(panel.name).plain();
  const QString number = plainNumber(panel.numbers[entry.entry]).replace(u'-', QChar(0x2212));
  const core::Shape& shape = panel.numbers.shape();
  if (shape.rank() == 0) return QStringLiteral("%1: %2").arg(name, number);
  return Words::tr("%1 at i=%2: %3").arg(name, entryIndex(shape, entry.entry), number);
}

}  // namespace ui
