#include "ui/figures/colour_map.h"

#include <algorithm>
#include <cmath>

#include "ui/figures/colour_tables.h"

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

double largestMagnitude(std::span<const double> values) {
  double largest = 0;
  for (const double v : values) {
    if (std::isfinite(v)) largest = std::max(largest, std::abs(v));
  }
  return largest;
}

}  // namespace

const std::array<QRgb, 256>& colourTable(DivergingMap map) {
  return map == DivergingMap::Vik ? tables::vik : tables::berlin;
}

const std::array<QRgb, 256>& colourTable(SequentialMap) { return tables::viridis; }

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
  for (const std::span<const double> panel : panels) limit = std::max(limit, largestMagnitude(panel));
  return diverging(map, limit);
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
    wider.hi = std::max(hi, largestMagnitude(values));
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

int ColourScale::index(double v) const {
  return kind == Kind::Diverging ? divergingIndex(v, hi) : sequentialIndex(v, lo, hi);
}

QRgb ColourScale::colour(double v) const {
  return std::isnan(v) ? nanColour : table()[static_cast<size_t>(index(v))];
}

bool ColourScale::clips(double v) const { return std::isfinite(v) && (v < lo || v > hi); }

const std::array<QRgb, 256>& ColourScale::table() const {
  return kind == Kind::Diverging ? colourTable(divergingMap) : colourTable(sequentialMap);
}

}  // namespace ui
