#pragma once

#include "ui/figures/equation_painter.h"
#include "ui/figures/export/figure_request.h"

namespace ui {

/// The equation of a step as a figure shows it: laid out for the width of a page, in two lines where one would leave no room
/// for the numbers.
struct EquationPage {
  EquationContent content;
  EquationLayout layout;
  EquationLight light;
  double height = 0;  ///< that it takes

  /// Whether its cells are too small for numbers.
  bool lacksNumbers() const;
};

/// The equation of the step that is shown, by the argument asked for; empty at steps that are not backward.
std::optional<EquationContent> contentAt(const Moment& moment, const FigureRequest& request);

/// `run`: the magnitudes of the whole run, where its scale is asked for.
EquationPage layoutOnPage(EquationContent content, const FigureRequest& request, QSizeF room,
                          const std::optional<Magnitudes>& run = {});

/// The whole equation, or one panel of it where that is asked for; its upper left corner is the origin.
void paintEquationPage(QPainter& painter, const EquationPage& page, const FigureRequest& request, const Theme& theme);

}  // namespace ui
