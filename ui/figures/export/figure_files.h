#pragma once

#include <QString>
#include <QStringList>

#include <stop_token>
#include <vector>

#include "ui/figures/export/figure_pages.h"
#include "ui/figures/export/picture_file.h"

namespace ui {

/// As what a figure is written, and where.
enum class FigureFormat { Png, Svg, Pdf, Tikz, Latex, Csv, Npy, Txt, Gif, Mp4, Apng };

struct FormatName {
  FigureFormat format;
  const char* name;       ///< as options and lists name it
  const char* extension;
  bool manyPages;         ///< one file holds all pages
};
const std::vector<FormatName>& formatNames();
const FormatName& nameOf(FigureFormat format);
std::optional<FigureFormat> formatOf(const QString& name);

/// How files are written.
struct FileWish {
  QString folder = QStringLiteral(".");
  QString graph = {};                 ///< {graph}: usually the file's name without extension
  QString pattern = {};               ///< empty: "{graph}", and "{graph}-{step}" where every page has its own file
  double dpi = 200;
  bool outlines = false;         ///< of SVG: text as paths
  double secondsPerStep = 1;     ///< of animations
  int plays = 0;                 ///< of gif and apng: how often they play; 0: for ever
  bool poster = true;            ///< beside an animation its first page as a picture
  bool fullHd = true;            ///< an animation fits 1920 × 1080, whatever `dpi` says
};

/// A file that is going to be written.
struct PlannedFile {
  FigureFormat format = FigureFormat::Pdf;
  QString path;                  ///< of numbers without the panel's name: "…-upstream.csv"
  std::vector<int> positions;
};

/// All files of the positions in one format. Throws `core::Error` for a pattern that knows a word that there is not.
std::vector<PlannedFile> plannedFiles(const FigurePages& figure, const std::vector<int>& positions, FigureFormat format,
                                      const FileWish& wish);

/// Writes one file, whole or not at all; gives the paths of what was written. Throws `core::Error`, `core::Stopped`.
QStringList writeFile(const FigurePages& figure, const PlannedFile& file, const FileWish& wish, const Progress& progress = {},
                      const std::stop_token& stop = {});

/// "{graph}-{what}" filled; `position` < 0 where a file holds all pages.
QString filledPattern(const QString& pattern, const FigurePages& figure, int position, const FileWish& wish);

/// The slides for these files in LaTeX beamer: one overlay a page.
QString beamerSnippet(const FigurePages& figure, const std::vector<PlannedFile>& files);

}  // namespace ui
