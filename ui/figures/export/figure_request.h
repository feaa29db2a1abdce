#pragma once

#include <optional>
#include <set>

#include "core/graph/node.h"
#include "ui/figures/arrangement.h"
#include "ui/figures/equation_words.h"
#include "ui/figures/text_setting.h"
#include "ui/model/nudge_choice.h"
#include "ui/model/scale_choice.h"
#include "ui/model/theme.h"

namespace ui {

enum class FigureWhat { Graph, Equation, Both, Panel, Chart };

/// The charts of a run.
enum class ChartKind {
  Norms,     ///< of the gradients along the backward pass
  Curve,     ///< of an elementwise node, with its slopes
  Values,    ///< a histogram
  Gradients, ///< a histogram of magnitudes
  Nudge      ///< the error of J·Δx over the length of Δx
};

/// How a graph is drawn in a figure.
enum class FigureStyle {
  Boxes,      ///< as on the screen
  Circuit,    ///< gates; the value above each wire, the gradient below
  Variables,  ///< nodes are variables, the operation stands beside them
  Edges       ///< as `Variables`, the local derivative on each edge; of scalars only
};

enum class FigureTheme { Light, Dark, Print };

/// What a figure shows and how: everything but the graph and its run.
struct FigureRequest {
  FigureWhat what = FigureWhat::Both;
  PanelRole panel = PanelRole::Local;      ///< of `FigureWhat::Panel`
  ChartKind chart = ChartKind::Norms;      ///< of `FigureWhat::Chart`
  bool logarithmic = true;                 ///< the axis of the norms
  NudgeChoice nudge = {};                  ///< of `ChartKind::Nudge`; the one of `nodes` is its target, or the leaf that is changed
  std::set<core::NodeId> nodes = {};       ///< only these and the wires among them; empty: all. Of a chart: the one node of it
  std::optional<std::size_t> argument = {};  ///< whose equation; empty: the first that takes part
  std::optional<core::Index> entry = {};   ///< of the downstream gradient: outlined, and written as an inner product
  Reading reading = Reading::VectorOfArrays;
  bool keepReading =
      false;  ///< also on a page so low that blocks would be flattened, were the reading not asked for
  ScaleChoice scale = {};  ///< of gradients; without a scope: the whole run's where there are several pages, which are to be compared, else as on the screen

  FigureStyle style = FigureStyle::Boxes;
  FigureTheme theme = FigureTheme::Light;
  bool transparent = false;
  bool title = true, legend = true, values = true, gradients = true, names = true;

  FontChoice fonts = FontChoice::Program;
  TextLanguage language = TextLanguage::English;
  double textPt = 8;  ///< of the text in nodes, at the final size
  double widthMm = 160;
  std::optional<double> heightMm = {};  ///< empty: as high as needed

  bool operator==(const FigureRequest&) const = default;
};

inline constexpr double mmPerInch = 25.4;
inline constexpr double pointsPerInch = 72;
/// Text in nodes has this size in the units of drawings, px.
inline constexpr double bodyPixels = 13;
/// Smaller text than this can hardly be read.
inline constexpr double leastLegiblePt = 6;

inline double pointsOfMm(double mm) { return mm / mmPerInch * pointsPerInch; }
/// Units of the drawing in one point of the page.
inline double pixelsPerPoint(const FigureRequest& request) { return bodyPixels / request.textPt; }

/// Whether the figure shows a step; an error over step lengths is the same at every step.
inline bool isOfStep(const FigureRequest& request) {
  return request.what != FigureWhat::Chart || request.chart != ChartKind::Nudge;
}

/// The theme of a figure; a transparent one has no ground.
Theme themeOf(const FigureRequest& request);

}  // namespace ui
