#pragma once

#include <QByteArray>
#include <vector>

#include "ui/figures/step_figure.h"

namespace ui {

/// How large a figure is in a file.
struct FigureSize {
  double widthMm = 160;
  double dpi = 200;  ///< of PNG
};

// One page as the bytes of a file; the same figure gives the same bytes.
QByteArray pngOf(const StepFigures& figures, int position, const FigureSize& size);
QByteArray svgOf(const StepFigures& figures, int position, const FigureSize& size);
/// All positions as pages of one document.
QByteArray pdfOf(const StepFigures& figures, const std::vector<int>& positions, const FigureSize& size);

/// Writes bytes whole or not at all. Throws `core::Error` that says why.
void writeWhole(const QString& path, const QByteArray& bytes);

}  // namespace ui
