#pragma once

#include <QString>

#include "ui/figures/export/figure_files.h"
#include "ui/figures/export/figure_request.h"

namespace ui {

/// Which steps a figure shows.
enum class ExportSteps { This, All, Range };

/// Everything that the export dialog lets choose; kept from one time to the next for each document.
struct ExportSettings {
  FigureRequest request{.what = FigureWhat::Graph, .heightMm = 90};
  ExportSteps steps = ExportSteps::All;
  int first = 0, last = 0;  ///< of a range
  FigureFormat format = FigureFormat::Pdf;
  bool alternativeText = true;
  QString pattern = QStringLiteral("{graph}-{what}");
  QString folder = {};  ///< empty: beside the document
  double dpi = 200;
  bool outlines = false;
  double secondsPerStep = 1;
  int plays = 0;
  bool poster = true;
};

/// `document`: the path of its file; empty for one that has none yet.
ExportSettings exportSettings(const QString& document);
void keepExportSettings(const QString& document, const ExportSettings& settings);

}  // namespace ui
