#pragma once

#include <QImage>
#include <QStringList>

#include <atomic>
#include <memory>
#include <stop_token>
#include <vector>

#include "ui/export/export_settings.h"
#include "ui/model/sheet.h"

namespace ui {

/// What the dialog asks for: a graph and how it is to be drawn.
struct ExportWish {
  Sheet sheet;
  std::shared_ptr<const core::Trace> trace;  ///< of this graph; null: it has to run first
  ExportSettings settings;
  int cursor = 0;    ///< the step that the window shows
  int page = 0;      ///< of the figure
  double dpi = 96;   ///< of the screen
};

/// A figure that is laid out, and one page of it as the screen shows it.
struct RenderedFigure {
  std::shared_ptr<const FigurePages> figure;
  std::vector<int> positions;
  QStringList names;
  int page = 0;
  QImage picture;
  double smallestPt = 0;
};

// The work of the dialog, which runs in the background. It throws `core::Error` and `core::Stopped`.

RenderedFigure rendered(const ExportWish& wish, const std::stop_token& stop);
/// All pages, small.
std::vector<QImage> thumbnails(const FigurePages& figure, const std::vector<int>& positions, const std::stop_token& stop);

/// The files that an export makes: of its format, and with each figure its alternative text.
std::vector<PlannedFile> filesOf(const FigurePages& figure, const std::vector<int>& positions, const ExportSettings& settings,
                                 const FileWish& wish);
/// Writes them; `done` counts pages.
QStringList writeAll(const FigurePages& figure, const std::vector<PlannedFile>& files, const FileWish& wish,
                     std::atomic<int>& done, const std::stop_token& stop);
int pagesOf(const std::vector<PlannedFile>& files);

}  // namespace ui
