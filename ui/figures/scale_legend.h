#pragma once

#include <QPointF>
#include <QSizeF>
#include <QString>

#include <initializer_list>
#include <span>

#include "ui/figures/colour_map.h"
#include "ui/figures/heatmap_data.h"
#include "ui/model/theme.h"
#include "ui/model/value_range.h"

class QPainter;

namespace ui {

/// Which marks beside colours occur in panels, and so must be explained.
struct LegendKeys {
  bool nan = false;
  bool positiveInfinity = false;
  bool negativeInfinity = false;
  bool missing = false;
  bool clippedBelow = false;
  bool clippedAbove = false;
  bool zero = false;      ///< an entry is exactly 0; explained where dots mark zeros
  bool negative = false;  ///< an entry is negative; explained where a hatch tells the sign

  bool operator==(const LegendKeys&) const = default;
  bool clipped() const { return clippedBelow || clippedAbove; }
  LegendKeys operator|(const LegendKeys& other) const;
};

LegendKeys legendKeys(std::span<const HeatmapData> panels, const ColourScale& scale);

inline LegendKeys legendKeys(std::initializer_list<HeatmapData> panels, const ColourScale& scale) {
  return legendKeys(std::span(panels.begin(), panels.size()), scale);
}

/// A limit as the legend and chips print it: two decimals, or two significant digits where those would be
/// zeros.
QString limitText(double limit);

/// The τ of a logarithmic scale: "10⁻³", or two significant digits.
QString tauText(double tau);

/// Both limits in words for chips: "±1.03" of a diverging scale, "−1.00 to 1.70" of a sequential one.
QString limitsText(const ColourScale& scale);

/// The values beyond the limits that are set apart, in words for a legend: "least −10⁹"; empty where there is
/// none.
QString setApartText(const ValueRange& range);

/// Size of the legend with a bar of this width; `caption` says below it what the scale covers.
QSizeF scaleLegendSize(const ColourScale& scale, const LegendKeys& keys, double barWidth,
                       const QString& caption = {}, bool zeroDots = false);

/// How wide the keys of the marks that occur are in a row; `brief` takes the shortest names.
double scaleKeysWidth(const ColourScale& scale, const LegendKeys& keys, bool zeroDots, bool brief);
/// The keys alone, in a row that is as high as those of a legend.
void drawScaleKeys(QPainter& painter, QPointF topLeft, const ColourScale& scale, const LegendKeys& keys,
                   const Theme& theme, bool brief);

/// Draws the bar with its limits (and the 0 of a diverging scale, and powers of ten of a logarithmic one)
/// below, a caption, then (unless `named` is false) a key for every mark that occurs. Ends beyond which there
/// are numbers are arrows.
void drawScaleLegend(QPainter& painter, QPointF topLeft, double barWidth, const ColourScale& scale,
                     const LegendKeys& keys, const Theme& theme, const QString& caption = {},
                     bool named = true);

}  // namespace ui
