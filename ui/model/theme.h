#pragma once

#include <QColor>

namespace ui {

/// Zero-centred colour maps for everything that is a derivative; blue is negative in all that have a hue. The
/// greys tell the magnitude alone: negative cells are hatched.
enum class DivergingMap { Vik, Berlin, RdBu, Greys, DarkGreys };

/// Colour maps for values.
enum class SequentialMap { Viridis, Cividis, Batlow, Greys };

/// What the reader chose for gradients; a theme has its own default.
enum class GradientColours { AsTheme, Vik, Berlin, RdBu, Greys };

/// How numbers turn into colours wherever they are drawn.
struct ColourChoice {
  GradientColours gradients = GradientColours::AsTheme;
  SequentialMap values = SequentialMap::Viridis;
  bool divergingValues = false;  ///< values zero-centred, by the map of the gradients
  bool valuesByPanel = false;    ///< each panel from its least to its greatest value, not the whole graph's
  bool zeroDots = false;         ///< entries that are exactly 0 carry a dot

  bool operator==(const ColourChoice&) const = default;
};

/// What a number is to the active node; each role has one ink, and always a word beside it.
enum class Role { Value, Upstream, Local, Downstream };

/// Every colour of the program as a plain value, one instance a theme.
struct Theme {
  bool dark = false;

  QColor window;      ///< behind everything
  QColor panel;       ///< palette, dock, inspector, toolbar
  QColor panelSoft;   ///< fields, cards and the status bar on a panel
  QColor canvas;      ///< behind the graph
  QColor gridDot;     ///< the 20 px grid of the canvas
  QColor ink;         ///< body text
  QColor muted;       ///< second text
  QColor faint;       ///< hints, placeholders, steps not done yet
  QColor line;        ///< borders of controls and regions
  QColor lineSoft;    ///< rules inside a panel
  QColor accent;      ///< links, selection, the next sensible action
  QColor accentTint;  ///< background of what is selected or hovered
  QColor focus;       ///< keyboard focus ring
  QColor nodeFill;
  QColor nodeLine;
  QColor wire;    ///< wires that carry no gradient yet
  QColor shadow;  ///< under nodes and floating cards; has an alpha

  QColor value, valueTint;
  QColor upstream, upstreamTint;
  QColor local, localTint;
  QColor downstream, downstreamTint;
  QColor parameter, parameterTint;
  QColor error, errorTint, errorLine;
  QColor ok;

  QColor onRole;     ///< text on a badge filled with a role ink
  QColor onPrimary;  ///< text on the filled Backward button and the active step
  QColor onValue;    ///< text on the filled Forward button

  QColor ringInner;  ///< 2.6 px line of a highlighted cell, row or column, and of its label
  QColor ringOuter;  ///< 5 px line under it, so that the ring shows on pale and on dark cells
  QColor cellLine;   ///< hairline between heatmap cells; has an alpha

  DivergingMap gradientMap = DivergingMap::Vik;
  SequentialMap valueMap = SequentialMap::Viridis;
  bool divergingValues = false;  ///< as in `ColourChoice`
  bool valuesByPanel = false;
  bool zeroDots = false;

  /// The ink of a role.
  const QColor& inkOf(Role role) const;
  /// The pale background that goes with a role's ink.
  const QColor& tintOf(Role role) const;
};

const Theme& lightTheme();
const Theme& darkTheme();

/// The light theme on plain white, without grid dots and shadows: for figures on paper and slides.
const Theme& printTheme();

/// A theme with the colours that the reader chose for numbers.
Theme withColours(Theme theme, const ColourChoice& choice);

}  // namespace ui
