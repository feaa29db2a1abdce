#pragma once

#include <QColor>

#include <array>
#include <initializer_list>
#include <span>

#include "ui/model/theme.h"

namespace ui {

/// The 256 colours of a map; index 0 is the most negative, 255 the most positive.
const std::array<QRgb, 256>& colourTable(DivergingMap map);
const std::array<QRgb, 256>& colourTable(SequentialMap map);

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

  bool operator==(const ColourScale&) const = default;

  /// Zero-centred scale ±max|v| over the finite entries of all panels; ±1 when there is nothing but zeros.
  static ColourScale diverging(DivergingMap map, std::initializer_list<std::span<const double>> panels);
  static ColourScale diverging(DivergingMap map, double limit);

  /// From the least to the greatest finite entry of all panels; 0 to 1 when there is none.
  static ColourScale sequential(SequentialMap map, std::initializer_list<std::span<const double>> panels);
  static ColourScale sequential(SequentialMap map, double lo, double hi);

  /// The smallest scale of the same kind that covers this one and the finite entries of `values` too.
  ColourScale covering(std::span<const double> values) const;

  /// Table index 0…255 of a number that is not NaN; infinities take the ends.
  int index(double v) const;

  /// Colour of any number; NaN is grey, infinities take the end colours.
  QRgb colour(double v) const;

  /// Whether the finite `v` lies outside the limits and is therefore drawn clipped.
  bool clips(double v) const;

  const std::array<QRgb, 256>& table() const;
};

}  // namespace ui
