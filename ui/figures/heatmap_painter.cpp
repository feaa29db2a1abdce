#include "ui/figures/heatmap_painter.h"

#include <QPaintEngine>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "ui/figures/bracket.h"
#include "ui/figures/heatmap_image.h"
#include "ui/figures/heatmap_marks.h"
#include "ui/figures/text_style.h"

namespace ui {
namespace {

constexpr int mostRectangles = 32 * 32;
/// On the screen a rounded rectangle takes 10 µs, and a panel has a frame's time for everything.
constexpr int mostRectanglesOnScreen = 20 * 20;
/// Below this many pixels, gaps and corners would be all there is to see.
constexpr double leastRectangle = 4;
constexpr double leastHairline = 9;
constexpr double leastMark = 7;

/// Restores pen, brush, hints and transformation of a painter.
class Saved {
public:
  explicit Saved(QPainter& painter) : painter_(painter) { painter_.save(); }
  ~Saved() { painter_.restore(); }
  Saved(const Saved&) = delete;
  Saved& operator=(const Saved&) = delete;

private:
  QPainter& painter_;
};

bool isVector(const QPainter& painter) {
  const QPaintEngine* engine = painter.paintEngine();
  return engine != nullptr && (engine->type() == QPaintEngine::SVG || engine->type() == QPaintEngine::Pdf ||
                               engine->type() == QPaintEngine::Picture);
}

/// The cells that the painter's clip lets through: a scrolled panel draws what is seen of it.
CellRange visibleCells(const QPainter& painter, const HeatmapGeometry& geometry) {
  if (!painter.hasClipping()) return {0, 0, geometry.rows, geometry.cols};
  const QRectF clip = painter.clipBoundingRect().translated(-geometry.origin);
  const auto first = [](double at, double size, int count) {
    return std::clamp(static_cast<int>(std::floor(std::clamp(at / size, -1.0, 1e9))), 0, count);
  };
  const int row = first(clip.top(), geometry.cellHeight, geometry.rows);
  const int col = first(clip.left(), geometry.cellWidth, geometry.cols);
  const int rowEnd = first(clip.bottom() + geometry.cellHeight, geometry.cellHeight, geometry.rows);
  const int colEnd = first(clip.right() + geometry.cellWidth, geometry.cellWidth, geometry.cols);
  return {row, col, std::max(0, rowEnd - row), std::max(0, colEnd - col)};
}

template <typename Draw>
void forEachCell(const CellRange& range, Draw draw) {
  for (int row = range.row; row < range.row + range.rows; ++row) {
    for (int col = range.col; col < range.col + range.cols; ++col) draw(Cell{row, col});
  }
}

QRectF inset(const QRectF& rect, double gap) { return rect.adjusted(gap / 2, gap / 2, -gap / 2, -gap / 2); }

/// Gap and corner of small cells shrink with them.
HeatmapStyle fitted(HeatmapStyle style, const HeatmapGeometry& geometry) {
  const double side = std::min(geometry.cellWidth, geometry.cellHeight);
  style.gap = std::min(style.gap, side / 9);
  style.corner = std::min(style.corner, side / 8);
  return style;
}

void drawRectangles(QPainter& painter, const HeatmapGeometry& geometry, const HeatmapData& data,
                    const ColourScale& scale, const HeatmapStyle& style, const Theme& theme,
                    const CellRange& cells) {
  const double side = std::min(geometry.cellWidth, geometry.cellHeight);
  const QPen hairline = side >= leastHairline ? QPen(theme.cellLine, 0.8) : QPen(Qt::NoPen);
  const bool marks = side >= (isSignless(scale.divergingMap) ? leastRectangle : leastMark);
  forEachCell(cells, [&](Cell cell) {
    const QRectF rect = inset(geometry.rectOf(cell), style.gap);
    const bool missing = data.isMissing(cell.row, cell.col);
    if (missing) drawHatch(painter, rect, theme.panelSoft, theme.nodeLine);
    painter.setPen(hairline);
    if (missing) {
      painter.setBrush(Qt::NoBrush);
    } else {
      painter.setBrush(QColor(scale.colour(data.at(cell.row, cell.col))));
    }
    if (style.corner > 0.8) {
      painter.drawRoundedRect(rect, style.corner, style.corner);
    } else {
      painter.drawRect(rect);
    }
    if (missing || !marks) return;
    const double v = data.at(cell.row, cell.col);
    const QColor on = textOn(scale.colour(v));
    if (scale.hatches(v)) drawNegativeHatch(painter, rect, on);
    if (std::isnan(v)) {
      drawNanMark(painter, rect);
    } else if (std::isinf(v)) {
      drawInfinityMark(painter, rect, v > 0, on);
    } else if (scale.clips(v)) {
      drawClippedMark(painter, rect, on);
    } else if (v == 0 && theme.zeroDots && !style.numbers) {
      drawZeroDot(painter, rect, on);
    }
  });
}

/// How many pixels the image of a heatmap gets: on the screen one a device pixel; in files 300 an inch, at
/// most 1024, and 8 a cell where that is affordable, since viewers blur what they enlarge.
QSize imageSize(const QPainter& painter, const HeatmapGeometry& geometry) {
  const QPaintDevice* device = painter.device();
  const QSizeF onDevice = painter.worldTransform().mapRect(geometry.bounds()).size();
  const auto pixels = [&](double length, int cells, int dotsPerInch) {
    double wanted = length * (device != nullptr ? device->devicePixelRatioF() : 1);
    if (isVector(painter)) {
      wanted = std::min(1024.0, length / dotsPerInch * 300);
      if (cells * 8 <= 1024) wanted = std::max(wanted, cells * 8.0);
    }
    return std::clamp(static_cast<int>(std::lround(std::min(wanted, 8192.0))), 1, 8192);
  };
  return {
      pixels(onDevice.width(), geometry.cols, device != nullptr ? std::max(1, device->logicalDpiX()) : 96),
      pixels(onDevice.height(), geometry.rows, device != nullptr ? std::max(1, device->logicalDpiY()) : 96)};
}

void drawImage(QPainter& painter, const HeatmapGeometry& geometry, const HeatmapData& data,
               const ColourScale& scale, const Theme& theme) {
  const QSize pixels = imageSize(painter, geometry);
  painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
  if (data.rows > pixels.height() || data.cols > pixels.width()) {
    const PooledMatrix small = pooled(data, pixels.height(), pixels.width());
    painter.drawImage(geometry.bounds(), heatmapImage(small.data(), scale, theme, pixels));
    drawClippedMarks(painter, geometry.bounds(), small.data(), scale);
  } else {
    painter.drawImage(geometry.bounds(), heatmapImage(data, scale, theme, pixels));
    drawClippedMarks(painter, geometry.bounds(), data, scale);
  }
  // The outline lies outside, so that it hides no entry; the zero of a dark map is nearly the panel's colour.
  const QRectF outer = geometry.bounds().adjusted(-1, -1, 1, 1);
  painter.fillRect(QRectF(outer.topLeft(), QSizeF(outer.width(), 1)), theme.line);
  painter.fillRect(QRectF(outer.bottomLeft() - QPointF(0, 1), QSizeF(outer.width(), 1)), theme.line);
  painter.fillRect(QRectF(outer.topLeft(), QSizeF(1, outer.height())), theme.line);
  painter.fillRect(QRectF(outer.topRight() - QPointF(1, 0), QSizeF(1, outer.height())), theme.line);
}

void drawNumbers(QPainter& painter, const HeatmapGeometry& geometry, const HeatmapData& data,
                 const ColourScale& scale, const CellNumbers& numbers, const CellRange& cells) {
  // Pixels make white text on a dark ground look heavier than black on a pale one; outlines in files do not.
  const QFont::Weight whiteWeight = isVector(painter) ? QFont::Medium : QFont::Normal;
  forEachCell(cells, [&](Cell cell) {
    const double v = data.at(cell.row, cell.col);
    if (!std::isfinite(v) || data.isMissing(cell.row, cell.col)) return;
    const QColor ink = textOn(scale.colour(v));
    const TextStyle style{.pixelSize = numbers.pixelSize,
                          .weight = ink == QColor(Qt::white) ? whiteWeight : QFont::Medium};
    const QPointF centre = geometry.rectOf(cell).center();
    const QString text = numbers.text(v);
    if (scale.hatches(v)) {
      // The hatch leaves the number free.
      const QSizeF plate(textWidth(text, style) + 4, capHeight(style) + 5);
      painter.fillRect(QRectF(centre - QPointF(plate.width() / 2, plate.height() / 2), plate),
                       QColor(scale.colour(v)));
    }
    drawTextCentred(painter, centre, text, style, ink);
  });
}

void drawBlockRules(QPainter& painter, const HeatmapGeometry& geometry, const HeatmapStyle& style,
                    const Theme& theme) {
  const QRectF bounds = geometry.bounds();
  painter.setPen(QPen(theme.muted, 2, Qt::SolidLine, Qt::FlatCap));
  for (int row = style.blockRows; style.blockRows > 0 && row < geometry.rows; row += style.blockRows) {
    const double y = bounds.top() + row * geometry.cellHeight;
    painter.drawLine(QLineF(bounds.left() - 1, y, bounds.right() + 1, y));
  }
  for (int col = style.blockCols; style.blockCols > 0 && col < geometry.cols; col += style.blockCols) {
    const double x = bounds.left() + col * geometry.cellWidth;
    painter.drawLine(QLineF(x, bounds.top() - 1, x, bounds.bottom() + 1));
  }
}

}  // namespace

void drawClippedMarks(QPainter& painter, const QRectF& bounds, const HeatmapData& data,
                      const ColourScale& scale) {
  constexpr double square = 11;
  const HeatmapGeometry cells{bounds.topLeft(), data.rows, data.cols, bounds.width() / data.cols,
                              bounds.height() / data.rows};
  const bool own = std::min(cells.cellWidth, cells.cellHeight) >= leastMark;
  std::set<std::pair<int, int>> marked;
  for (int row = 0; row < data.rows; ++row) {
    for (int col = 0; col < data.cols; ++col) {
      const double v = data.at(row, col);
      if (!std::isfinite(v) || !scale.clips(v) || data.isMissing(row, col)) continue;
      QRectF rect = cells.rectOf(Cell{row, col});
      if (!own) {
        const std::pair at(static_cast<int>(row * cells.cellHeight / square),
                           static_cast<int>(col * cells.cellWidth / square));
        if (!marked.insert(at).second) continue;
        // Within the panel, the corner at the cell.
        rect = QRectF(std::max(bounds.left(), rect.right() - square), rect.top(), square, square);
        if (rect.bottom() > bounds.bottom()) rect.moveBottom(bounds.bottom());
      }
      drawClippedMark(painter, rect, textOn(scale.colour(v)));
    }
  }
}

void drawHeatmap(QPainter& painter, const HeatmapGeometry& geometry, const HeatmapData& data,
                 const ColourScale& scale, const HeatmapStyle& style, const Theme& theme) {
  const Saved saved(painter);
  painter.setRenderHint(QPainter::Antialiasing);
  const double side = std::min(geometry.cellWidth, geometry.cellHeight);
  const CellRange cells = visibleCells(painter, geometry);
  const std::int64_t count = static_cast<std::int64_t>(data.rows) * data.cols;
  const bool vector = isVector(painter);
  if (count <= (vector ? mostRectangles : mostRectanglesOnScreen) && side >= leastRectangle &&
      (vector || !style.image)) {
    drawRectangles(painter, geometry, data, scale, fitted(style, geometry), theme, cells);
  } else if (data.rows > 0 && data.cols > 0) {
    drawImage(painter, geometry, data, scale, theme);
  }
  if (style.numbers) drawNumbers(painter, geometry, data, scale, style.numbers, cells);
  drawBlockRules(painter, geometry, style, theme);
  if (style.brackets) drawBrackets(painter, geometry.bounds(), theme.muted);
}

void drawHatchedCells(QPainter& painter, const HeatmapGeometry& geometry, const HeatmapStyle& style,
                      const Theme& theme) {
  const Saved saved(painter);
  painter.setRenderHint(QPainter::Antialiasing);
  const HeatmapStyle fit = fitted(style, geometry);
  const bool cells = geometry.rows * static_cast<std::int64_t>(geometry.cols) <= mostRectangles;
  const CellRange all{0, 0, cells ? geometry.rows : 1, cells ? geometry.cols : 1};
  const HeatmapGeometry drawn =
      cells ? geometry
            : HeatmapGeometry{geometry.origin, 1, 1, geometry.size().width(), geometry.size().height()};
  forEachCell(all, [&](Cell cell) {
    const QRectF rect = inset(drawn.rectOf(cell), fit.gap);
    drawHatch(painter, rect, theme.panelSoft, theme.lineSoft);
    painter.setPen(QPen(theme.nodeLine, 0.8));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(rect, fit.corner, fit.corner);
  });
  if (style.brackets) drawBrackets(painter, geometry.bounds(), theme.muted);
}

void drawRing(QPainter& painter, const QRectF& rect, const Theme& theme) {
  const Saved saved(painter);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme.ringOuter, 5));
  painter.drawRoundedRect(rect, 3, 3);
  painter.setPen(QPen(theme.ringInner, 2.6));
  painter.drawRoundedRect(rect, 3, 3);
}

}  // namespace ui
