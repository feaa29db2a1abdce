#include "ui/export/export_work.h"

#include <algorithm>
#include <numeric>

#include "core/message.h"
#include "ui/figures/export/figure_words.h"

namespace ui {
namespace {

constexpr double kThumbnailPixels = 92;

std::vector<int> positionsOf(const ExportWish& wish, int last) {
  int from = std::clamp(wish.cursor, 0, last);
  int to = from;
  if (!isOfStep(wish.settings.request)) return {from};
  if (wish.settings.steps == ExportSteps::All) {
    from = 0;
    to = last;
  } else if (wish.settings.steps == ExportSteps::Range) {
    from = std::clamp(std::min(wish.settings.first, wish.settings.last), 0, last);
    to = std::clamp(std::max(wish.settings.first, wish.settings.last), 0, last);
  }
  std::vector<int> positions(static_cast<std::size_t>(to - from + 1));
  std::iota(positions.begin(), positions.end(), from);
  return positions;
}

}  // namespace

RenderedFigure rendered(const ExportWish& wish, const std::stop_token& stop) {
  auto figure = wish.trace ? std::make_shared<FigurePages>(wish.sheet, wish.trace, wish.settings.request)
                           : std::make_shared<FigurePages>(wish.sheet, wish.settings.request);
  RenderedFigure result;
  result.positions = positionsOf(wish, figure->last());
  figure->layOutFor(result.positions, stop);
  for (const int position : result.positions) result.names << stepName(figure->momentAt(position));
  result.page = std::clamp(wish.page, 0, static_cast<int>(result.positions.size()) - 1);
  if (stop.stop_requested()) throw core::Stopped();
  const int shown = result.positions[static_cast<std::size_t>(result.page)];
  result.picture = imageOf(*figure, shown, wish.dpi);
  result.smallestPt = figure->smallestPt(shown);
  result.figure = std::move(figure);
  return result;
}

std::vector<QImage> thumbnails(const FigurePages& figure, const std::vector<int>& positions, const std::stop_token& stop) {
  const double dpi = kThumbnailPixels / figure.request().widthMm * mmPerInch;
  std::vector<QImage> pictures;
  for (const int position : positions) {
    if (stop.stop_requested()) throw core::Stopped();
    pictures.push_back(imageOf(figure, position, dpi));
  }
  return pictures;
}

std::vector<PlannedFile> filesOf(const FigurePages& figure, const std::vector<int>& positions, const ExportSettings& settings,
                                 const FileWish& wish) {
  std::vector<PlannedFile> files = plannedFiles(figure, positions, settings.format, wish);
  if (!settings.alternativeText) return files;
  const std::vector<PlannedFile> texts = plannedFiles(figure, positions, FigureFormat::Txt, wish);
  files.insert(files.end(), texts.begin(), texts.end());
  return files;
}

QStringList writeAll(const FigurePages& figure, const std::vector<PlannedFile>& files, const FileWish& wish, std::atomic<int>& done,
                     const std::stop_token& stop) {
  QStringList written;
  int before = 0;
  for (const PlannedFile& file : files) {
    written += writeFile(figure, file, wish, [&](int pages) { done = before + pages; }, stop);
    before += static_cast<int>(file.positions.size());
    done = before;
  }
  return written;
}

int pagesOf(const std::vector<PlannedFile>& files) {
  int pages = 0;
  for (const PlannedFile& file : files) pages += static_cast<int>(file.positions.size());
  return pages;
}

}  // namespace ui
