#include "ui/figures/colour_map.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

#include "ui/figures/colour_tables.h"
#include "ui/figures/computed_tables.h"
#include "ui/figures/sequential_tables.h"

namespace ui {
namespace {

/// Index of the place `t` in 0…1; what lies beyond is clipped. Never called with NaN.
int indexAt(double t) { return static_cast<int>(std::lround(std::clamp(t, 0.0, 1.0) * 255)); }

int divergingIndex(double v, double limit) {
  // As ratio first: v + limit could overflow or swallow a tiny v.
  return v == 0 ? 128 : indexAt((std::clamp(v / limit, -1.0, 1.0) + 1) / 2);
}

int sequentialIndex(double v, double lo, double hi) {
  if (!(hi > lo)) return 128;
  if (std::isinf(v)) return v > 0 ? 255 : 0;
  return indexAt((v / 2 - lo / 2) / (hi / 2 - lo / 2));
}

double linear(int channel) {
  const double c = channel / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

/// Place of `v` between the limits of a logarithmic scale, 0…1.
double logPlace(const ColourScale& scale, double v) {
  const double lo = symmetricLog(scale.lo, scale.tau);
  const double hi = symmetricLog(scale.hi, scale.tau);
  return hi > lo ? (symmetricLog(std::clamp(v, scale.lo, scale.hi), scale.tau) - lo) / (hi - lo) : 0.5;
}

}  // namespace

const std::array<QRgb, 256>& colourTable(DivergingMap map) {
  switch (map) {
    case DivergingMap::Vik: break;
    case DivergingMap::Berlin: return tables::berlin;
    case DivergingMap::RdBu: return tables::rdBu();
    case DivergingMap::Greys: return tables::divergingGreys();
    case DivergingMap::DarkGreys: return tables::divergingDarkGreys();
  }
  return tables::vik;
}

const std::array<QRgb, 256>& colourTable(SequentialMap map) {
  switch (map) {
    case SequentialMap::Viridis: break;
    case SequentialMap::Cividis: return tables::cividis;
    case SequentialMap::Batlow: return tables::batlow;
    case SequentialMap::Greys: return tables::greys();
  }
  return tables::viridis;
}

QString mapName(DivergingMap map) {
  switch (map) {
    case DivergingMap::Vik: break;
    case DivergingMap::Berlin: return QStringLiteral("berlin");
    case DivergingMap::RdBu: return QStringLiteral("RdBu");
    case DivergingMap::Greys:
    case DivergingMap::DarkGreys:
      return QCoreApplication::translate("ui::ColourMap", "greys, negative hatched");
  }
  return QStringLiteral("vik");
}

QString mapName(SequentialMap map) {
  switch (map) {
    case SequentialMap::Viridis: break;
    case SequentialMap::Cividis: return QStringLiteral("cividis");
    case SequentialMap::Batlow: return QStringLiteral("batlow");
    case SequentialMap::Greys: return QCoreApplication::translate("ui::ColourMap", "greys");
  }
  return QStringLiteral("viridis");
}

QRgb divergingColour(DivergingMap map, double v, double limit) {
  return std::isnan(v) ? nanColour : colourTable(map)[static_cast<size_t>(divergingIndex(v, limit))];
}

QRgb sequentialColour(SequentialMap map, double v, double lo, double hi) {
  return std::isnan(v) ? nanColour : colourTable(map)[static_cast<size_t>(sequentialIndex(v, lo, hi))];
}

double relativeLuminance(QRgb colour) {
  return 0.2126 * linear(qRed(colour)) + 0.7152 * linear(qGreen(colour)) + 0.0722 * linear(qBlue(colour));
}

QColor textOn(QRgb colour) {
  return relativeLuminance(colour) > 0.179 ? QColor(Qt::black) : QColor(Qt::white);
}

ColourScale ColourScale::diverging(DivergingMap map, double limit) {
  const double magnitude = std::isfinite(limit) && limit != 0 ? std::abs(limit) : 1;
  return {.kind = Kind::Diverging, .divergingMap = map, .lo = -magnitude, .hi = magnitude};
}

ColourScale ColourScale::diverging(DivergingMap map, std::initializer_list<std::span<const double>> panels) {
  double limit = 0;
  for (const std::span<const double> panel : panels) limit = std::max(limit, magnitudesOf(panel).largest);
  return diverging(map, limit);
}

ColourScale ColourScale::diverging(DivergingMap map, const ScaleLimits& limits) {
  ColourScale scale = diverging(map, limits.limit);
  scale.tau = limits.tau;
  return scale;
}

ColourScale ColourScale::values(const Theme& theme, double lo, double hi) {
  return theme.divergingValues ? diverging(theme.gradientMap, std::max(std::abs(lo), std::abs(hi)))
                               : sequential(theme.valueMap, lo, hi);
}

ColourScale ColourScale::sequential(SequentialMap map, double lo, double hi) {
  return {.kind = Kind::Sequential, .sequentialMap = map, .lo = lo, .hi = hi};
}

ColourScale ColourScale::sequential(SequentialMap map,
                                    std::initializer_list<std::span<const double>> panels) {
  double lo = HUGE_VAL;
  double hi = -HUGE_VAL;
  for (const std::span<const double> panel : panels) {
    for (const double v : panel) {
      if (!std::isfinite(v)) continue;
      lo = std::min(lo, v);
      hi = std::max(hi, v);
    }
  }
  return lo > hi ? sequential(map, 0, 1) : sequential(map, lo, hi);
}

ColourScale ColourScale::covering(std::span<const double> values) const {
  ColourScale wider = *this;
  if (kind == Kind::Diverging) {
    wider.hi = std::max(hi, magnitudesOf(values).largest);
    wider.lo = -wider.hi;
    return wider;
  }
  for (const double v : values) {
    if (!std::isfinite(v)) continue;
    wider.lo = std::min(wider.lo, v);
    wider.hi = std::max(wider.hi, v);
  }
  return wider;
}

ColourScale ColourScale::inMapsOf(const Theme& theme) const {
  ColourScale scale = kind == Kind::Diverging ? diverging(theme.gradientMap, hi) : values(theme, lo, hi);
  scale.tau = tau;
  return scale;
}

int ColourScale::index(double v) const {
  // Zero stays the centre, whatever the rounding.
  if (isLog() && (v != 0 || kind == Kind::Sequential)) return indexAt(logPlace(*this, v));
  return kind == Kind::Diverging ? divergingIndex(v, hi) : sequentialIndex(v, lo, hi);
}

QRgb ColourScale::colour(double v) const {
  return std::isnan(v) ? nanColour : table()[static_cast<size_t>(index(v))];
}

double ColourScale::numberAt(double t) const {
  if (!isLog()) return lo * (1 - t) + hi * t;
  return fromSymmetricLog(symmetricLog(lo, tau) * (1 - t) + symmetricLog(hi, tau) * t, tau);
}

bool ColourScale::clips(double v) const { return std::isfinite(v) && (v < lo || v > hi); }

const std::array<QRgb, 256>& ColourScale::table() const {
  return kind == Kind::Diverging ? colourTable(divergingMap) : colourTable(sequentialMap);
}

}  // namespace ui
