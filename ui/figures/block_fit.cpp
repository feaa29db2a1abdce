#include "ui/figures/block_fit.h"

#include <algorithm>
#include <cmath>

#include "ui/figures/equation_metrics.h"

namespace ui {
namespace {

constexpr double heightOfWidth = 40.0 / 52.0;
constexpr double widestOfHeight = 1.8;
/// Above this many blocks a side there are no brackets around each of them.
constexpr int mostBracketed = 6;

int parts(int all, int each) { return each > 0 ? std::max(1, (all + each - 1) / each) : 1; }

double whole(double pixels) { return pixels < 1 ? pixels : std::floor(pixels); }

/// The largest cell with which the blocks fit.
CellSize cellThatFits(const Arrangement& a, QSizeF room, QSizeF gap, double widest) {
  const double cols = std::max(1.0, double(a.outerCols()) * a.cols());
  const double rows = std::max(1.0, double(a.outerRows()) * a.rows());
  const double roomX = std::max(room.width() - (a.outerCols() - 1) * gap.width(), 1.0) / cols;
  const double roomY = std::max(room.height() - (a.outerRows() - 1) * gap.height(), 1.0) / rows;
  const double width = whole(std::min(roomX, widest));
  const double height = whole(std::min(roomY, std::max(width * heightOfWidth, std::min(width, 1.0))));
  return {whole(std::min(width, std::max(height * widestOfHeight, std::min(height, 1.0)))), height};
}

}  // namespace

BlockPage pageOf(const Arrangement& all, int rows, int cols, int page) {
  const int down = parts(all.outerRows(), rows);
  const int across = parts(all.outerCols(), cols);
  const int pages = down * across;
  page = std::clamp(page, 0, pages - 1);
  if (pages == 1) return {all, 1, 0};
  return {all.window(page / across * rows, rows, page % across * cols, cols), pages, page};
}

QSizeF blockGap(int rows, int cols) {
  if (rows <= mostBracketed && cols <= mostBracketed) return {blockGapX, blockGapY};
  return std::max(rows, cols) <= 2 * mostBracketed ? QSizeF(8, 8) : QSizeF(4, 4);
}

bool hasBrackets(QSizeF gap) { return gap.width() >= blockGapX; }

QSizeF blocksSize(const Arrangement& a, CellSize cell, QSizeF gap) {
  return {a.outerCols() * a.cols() * cell.width + (a.outerCols() - 1) * gap.width(),
          a.outerRows() * a.rows() * cell.height + (a.outerRows() - 1) * gap.height()};
}

std::vector<std::pair<int, int>> pageSizes(const Arrangement& all) {
  std::vector<std::pair<int, int>> sizes;
  if (all.isList()) {
    const int total = all.outerRows();
    sizes.emplace_back(std::min(total, mostMultiples * mostMultiples), 1);
    for (const int count : {48, 36, 24, 16, 12, 9, 8, 6, 4, 3, 2, 1}) {
      if (count < sizes.front().first) sizes.emplace_back(count, 1);
    }
    return sizes;
  }
  int rows = std::max(all.outerRows(), 1);
  int cols = std::max(all.outerCols(), 1);
  sizes.emplace_back(rows, cols);
  while (rows > 1 || cols > 1) {
    const bool down = rows * all.rows() >= cols * all.cols() ? rows > 1 : cols == 1;
    (down ? rows : cols) = parts(down ? rows : cols, 2);
    sizes.emplace_back(rows, cols);
  }
  return sizes;
}

BlockFit fitBlocks(const Arrangement& all, QSizeF room, double widest, double least, int page) {
  BlockFit best;
  for (const auto& [rows, cols] : pageSizes(all)) {
    const BlockPage part = pageOf(all, rows, cols, page);
    bool legible = false;
    best.cell = {};
    const int most = all.isList() ? std::min(rows, mostMultiples) : 1;
    for (int columns = 1; columns <= most; ++columns) {
      const Arrangement wrapped = part.arrangement.wrapped(columns);
      if (all.isList() && wrapped.outerRows() > std::max(mostMultiples, 1) && columns < most) continue;
      const QSizeF gap = blockGap(wrapped.outerRows(), wrapped.outerCols());
      const CellSize cell = cellThatFits(wrapped, room, gap, widest);
      if (cell.width * cell.height <= best.cell.width * best.cell.height) continue;
      best = {{wrapped, part.pages, part.page}, cell, gap};
      legible = cell.width >= least && cell.height >= least * 0.7;
    }
    if (legible) break;
  }
  return best;
}

}  // namespace ui
