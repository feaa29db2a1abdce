#pragma once

#include <QColor>
#include <QString>

#include <array>
#include <initializer_list>
#include <span>

#include "ui/model/magnitudes.h"
#include "ui/model/theme.h"

namespace ui {

/// The 256 colours of a map; index 0 is the most negative, 255 the most positive.
const std::array<QRgb, 256>& colourTable(DivergingMap map);
const std::array<QRgb, 256>& colourTable(SequentialMap map);

/// The name by which a map is known: "vik"; the greys are "greys".
QString mapName(DivergingMap map);
QString mapName(SequentialMap map);

/// Whether the map tells the magnitude alone, so that negative cells need a hatch.
constexpr bool isSignless(DivergingMap map) {
  return map == DivergingMap::Greys || map == DivergingMap::DarkGreys;
}

/// Colour of the derivative `v` on a scale from −limit to +limit; 0 is the centre, what lies beyond is
/// clipped.
QRgb divergingColour(DivergingMap map, double v, double limit);

/// Colour of the value `v` on a scale from `lo` to `hi`; a scale without extent gives the middle colour.
QRgb sequentialColour(SequentialMap map, double v, double lo, double hi);

/// Relative luminance of an sRGB colour after WCAG 2.2, 0 (black) to 1 (white).
double relativeLuminance(QRgb colour);

/// Pure black or white, whichever has more contrast; at least 4.58:1 on any colour.
QColor textOn(QRgb colour);

/// Fill of a cell whose number is NaN.
inline constexpr QRgb nanColour = 0xff8c8c8c;

/// How a panel of numbers is coloured: which map, and from where to where.
struct ColourScale {
  enum class Kind { Diverging, Sequential };

  Kind kind = Kind::Diverging;
  DivergingMap divergingMap = DivergingMap::Vik;
  SequentialMap sequentialMap = SequentialMap::Viridis;
  double lo = -1;
  double hi = 1;
  double tau = 0;  ///< > 0: symmetric logarithm, sign(v)·log10(1 + |v|/τ); else linear

  bool operator==(const ColourScale&) const = default;

  /// Zero-centred scale ±max|v| over the finite entries of all panels; ±1 when there is nothing but zeros.
  static ColourScale diverging(DivergingMap map, std::initializer_list<std::span<const double>> panels);
  static ColourScale diverging(DivergingMap map, double limit);
  static ColourScale diverging(DivergingMap map, const ScaleLimits& limits);

  /// From the least to the greatest finite entry of all panels; 0 to 1 when there is none.
  static ColourScale sequential(SequentialMap map, std::initializer_list<std::span<const double>> panels);
  static ColourScale sequential(SequentialMap map, double lo, double hi);

  /// For values, as the theme wants them: sequential from `lo` to `hi`, or zero-centred.
  static ColourScale values(const Theme& theme, double lo, double hi);

  /// The smallest scale of the same kind that covers this one and the finite entries of `values` too.
  ColourScale covering(std::span<const double> values) const;

  /// The same limits in the maps of a theme.
  ColourScale inMapsOf(const Theme& theme) const;

  bool isLog() const { return tau > 0; }
  bool isDiverging() const { return kind == Kind::Diverging; }

  /// Table index 0…255 of a number that is not NaN; infinities take the ends.
  int index(double v) const;

  /// Colour of any number; NaN is grey, infinities take the end colours.
  QRgb colour(double v) const;

  /// The number at the place `t` of the bar, 0 (lowest) to 1 (highest).
  double numberAt(double t) const;

  /// Whether the finite `v` lies outside the limits and is therefore drawn clipped.
  bool clips(double v) const;

  /// Whether the cell of `v` is hatched, since its colour does not tell its sign.
  bool hatches(double v) const { return v < 0 && isDiverging() && isSignless(divergingMap); }

  const std::array<QRgb, 256>& table() const;
};

}  // namespace ui
