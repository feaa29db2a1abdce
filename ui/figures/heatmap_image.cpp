#include "ui/figures/heatmap_image.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

/// First source index of part `part` when `length` entries are dealt to `parts`.
int startOf(int part, int length, int parts) {
  return static_cast<int>(static_cast<std::int64_t>(part) * length / parts);
}

/// Cells of fewer pixels have no hairlines between them.
constexpr int leastCell = 4;

/// `over` with its alpha on top of an opaque colour.
QRgb mixed(QRgb under, const QColor& over) {
  const int a = over.alpha();
  const auto channel = [a](int below, int above) { return (below * (255 - a) + above * a) / 255; };
  return qRgb(channel(qRed(under), over.red()), channel(qGreen(under), over.green()),
              channel(qBlue(under), over.blue()));
}

/// Hatches the negative cells of a map that tells only magnitudes. Cells of one pixel have no room for it.
void hatchNegative(QImage& image, const HeatmapData& data, const ColourScale& scale) {
  const int side = std::min(image.width() / std::max(data.cols, 1), image.height() / std::max(data.rows, 1));
  if (side < 2) return;
  const int period = side < 3 ? 3 : 4;  // every cell of that side gets at least one pixel
  for (int r = 0; r < data.rows; ++r) {
    for (int y = startOf(r, image.height(), data.rows); y < startOf(r + 1, image.height(), data.rows); ++y) {
      auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
      for (int c = 0; c < data.cols; ++c) {
        const double v = data.at(r, c);
        if (data.isMissing(r, c) || !scale.hatches(v)) continue;
        QColor on = textOn(scale.colour(v));
        on.setAlpha(170);
        const int end = startOf(c + 1, image.width(), data.cols);
        for (int x = startOf(c, image.width(), data.cols); x < end; ++x) {
          if ((x + period * image.height() - y) % period == 0) line[x] = mixed(line[x], on);
        }
      }
    }
  }
}

/// Order of magnitudes with NaN on top.
double weightOf(double v) { return std::isnan(v) ? HUGE_VAL : std::abs(v); }

}  // namespace

PooledMatrix pooled(const HeatmapData& data, int rows, int cols) {
  PooledMatrix result;
  result.rows = std::clamp(rows, 1, std::max(data.rows, 1));
  result.cols = std::clamp(cols, 1, std::max(data.cols, 1));
  const size_t count = static_cast<size_t>(result.rows) * static_cast<size_t>(result.cols);
  result.numbers.assign(count, 0);
  if (!data.missing.empty()) result.missing.assign(count, 1);
  size_t target = 0;
  for (int r = 0; r < result.rows; ++r) {
    const int rowEnd = startOf(r + 1, data.rows, result.rows);
    for (int c = 0; c < result.cols; ++c, ++target) {
      const int colStart = startOf(c, data.cols, result.cols);
      const int colEnd = startOf(c + 1, data.cols, result.cols);
      double best = 0;
      double weight = -1;
      for (int i = startOf(r, data.rows, result.rows); i < rowEnd; ++i) {
        for (int j = colStart; j < colEnd; ++j) {
          if (data.isMissing(i, j)) continue;
          const double v = data.at(i, j);
          const double w = weightOf(v);
          if (w > weight || (std::isnan(v) && !std::isnan(best))) {
            best = v;
            weight = w;
          }
        }
      }
      result.numbers[target] = best;
      if (weight >= 0 && !result.missing.empty()) result.missing[target] = 0;
    }
  }
  return result;
}

QImage heatmapImage(const HeatmapData& data, const ColourScale& scale, const Theme& theme, QSize pixels) {
  // RGB rather than indexed: NaN and missing need colours beside the map's 256, and an image is at most a
  // screen large.
  QImage image(pixels, QImage::Format_RGB32);
  const int width = pixels.width();
  const int height = pixels.height();
  const bool lines = width >= leastCell * data.cols && height >= leastCell * data.rows;
  std::vector<int> ends(static_cast<size_t>(data.cols));
  for (int c = 0; c < data.cols; ++c) ends[static_cast<size_t>(c)] = startOf(c + 1, width, data.cols);
  for (int r = 0; r < data.rows; ++r) {
    const int top = startOf(r, height, data.rows);
    const int bottom = startOf(r + 1, height, data.rows);
    if (top == bottom) continue;
    auto* first = reinterpret_cast<QRgb*>(image.scanLine(top));
    int x = 0;
    for (int c = 0; c < data.cols; ++c) {
      const QRgb colour = data.isMissing(r, c) ? theme.line.rgb() : scale.colour(data.at(r, c));
      const int end = ends[static_cast<size_t>(c)];
      if (lines && c > 0) first[x++] = mixed(colour, theme.cellLine);
      std::fill(first + x, first + end, colour);
      x = end;
    }
    for (int y = top + 1; y < bottom; ++y)
      std::copy(first, first + width, reinterpret_cast<QRgb*>(image.scanLine(y)));
    if (!lines || r == 0) continue;
    std::transform(first, first + width, first, [&](QRgb colour) { return mixed(colour, theme.cellLine); });
  }
  if (scale.isDiverging() && isSignless(scale.divergingMap)) hatchNegative(image, data, scale);
  return image;
}

}  // namespace ui
