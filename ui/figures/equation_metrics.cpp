#include "ui/figures/equation_metrics.h"

#include <algorithm>

#include "ui/figures/bracket.h"
#include "ui/figures/equation_layout.h"
#include "ui/figures/equation_words.h"
#include "ui/figures/scale_legend.h"

#include "ui/figures/text_setting.h"

namespace ui {

double subtitleSize() { return textSizes().words; }

double sentenceSize() { return textSetting().page ? 13 : 13.5; }

double operatorGap(double width) { return width < 860 ? 56 : 78; }

std::array<double, 3> headerWidths(const EquationContent& content, Reading reading, double width,
                                   bool columns) {
  std::array<double, 3> widths{};
  for (std::size_t k = 0; k < widths.size(); ++k) {
    const PanelHeader header =
        panelHeader(content, static_cast<PanelRole>(k), reading, ProductSide::None, columns);
    const double natural =
        std::max(sentenceWidth(header.title, titleSize), sentenceWidth(header.subtitle, subtitleSize()));
    widths[k] = std::min(natural, (width - 2 * sideMargin) / 3 - 24);
  }
  return widths;
}

double slotWidth(double panel, double header, double gap) {
  return gap > 0 ? std::max(panel + gap, header + 24)
                 : std::max(panel + bracketReachX, header - bracketReachX);
}

QRectF sentenceAtBottom(QSizeF size) {
  const double height = size.height() >= 270 ? 46 : 36;
  const double left = sideMargin - bracketReachX;
  return {left, size.height() - height - 12, size.width() - 2 * left, height};
}

QSizeF legendSize(const EquationLayout& layout, double bar) {
  if (layout.scales.ownScales()) return {bar, 0};
  return scaleLegendSize(layout.scaleOf(PanelRole::Upstream), layout.scales.allKeys(), bar,
                         layout.scales.caption(), layout.zeroDots);
}

QRectF legendUnder(const QRectF& panel, QSizeF legend, QSizeF size) {
  double x = panel.width() >= legend.width() ? panel.right() - legend.width() : panel.left();
  x = std::clamp(x, 8.0, std::max(8.0, size.width() - legend.width() - 16));
  return {QPointF(x, panel.bottom() + bracketReachY + 10), legend};
}

QRectF legendInCorner(const QRectF& header, QSizeF legend, QSizeF size) {
  const double x = size.width() - 16 - legend.width();
  if (x < header.right() + 16 || legend.height() > headerBottom - headerTop) return {};
  return {QPointF(x, headerTop + 4), legend};
}

QRectF legendBeside(const QRectF& panel, QSizeF legend, QSizeF size) {
  const double x = panel.right() + bracketReachX + 20;
  if (x + legend.width() > size.width() - 12) return {};
  return {QPointF(x, panel.bottom() - legend.height()), legend};
}

}  // namespace ui
