#include "ui/figures/huge_painter.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

#include "ui/figures/common_power.h"
#include "ui/figures/equation_metrics.h"
#include "ui/figures/heatmap_painter.h"
#include "ui/figures/huge_card.h"
#include "ui/figures/huge_words.h"
#include "ui/figures/number_text.h"
#include "ui/figures/panel_legends.h"
#include "ui/figures/scale_legend.h"
#include "ui/figures/text_setting.h"

namespace ui {
namespace {

using core::Index;

/// Where a pixel covers several of so many blocks, a crosshair marks what a frame cannot.
constexpr Index manyBlocks = 512;
constexpr double leastFrame = 9;
/// Gradients of more entries are drawn as they were pooled once.
constexpr Index mostPooledAtPaint = Index(1) << 20;
constexpr double legendGap = 14;  ///< beside a bar, clear of the arrow at its end
constexpr double leastBar = 60;
/// A frame of the window of numbers is drawn in the overview from this size on.
constexpr double leastNumbersFrame = 5;

/// Words of huge equations, for translators.
struct Words {
  Q_DECLARE_TR_FUNCTIONS(HugeEquation)
};

HeatmapGeometry geometryIn(const QRectF& area, int rows, int columns) {
  return {area.topLeft(), rows, columns, area.width() / columns, area.height() / rows};
}

HeatmapData dataOf(const HugePart& part) { return {part.numbers, part.rows, part.columns}; }

void drawHeader(QPainter& painter, const QRectF& area, const Sentence& title, const Sentence& subtitle,
                const Theme& theme, double titleRoom = 0) {
  if (area.isEmpty()) return;
  const QPointF corner = area.topLeft();
  drawPieces(painter,
             placedLine(title, corner + QPointF(0, titleBaseline), area.width() - titleRoom, titleSize),
             theme);
  drawPieces(painter, placedLine(subtitle, corner + QPointF(0, subtitleBaseline), area.width(), subtitleSize()),
             theme);
}

void drawHeaders(QPainter& painter, const HugePicture& picture, const HugeLayout& layout,
                 const Theme& theme) {
  const EquationContent& content = *picture.content;
  const auto muted = [](const QString& text) { return Sentence{textPiece(text, Piece::Ink::Muted)}; };
  const PanelHeader upstream = panelHeader(content, PanelRole::Upstream, Reading::VectorOfArrays);
  const PanelHeader local = panelHeader(content, PanelRole::Local, Reading::VectorOfArrays);
  const PanelHeader downstream = panelHeader(content, PanelRole::Downstream, Reading::VectorOfArrays);
  const bool stacked = layout.stacked;
  const auto shapeAnd = [&](const core::Tensor& gradient, const QString& words) {
    // A stack is the matrix (K × M) or (K × N) of a product of matrices.
    const Index rows = content.equation.upstreamRows();
    const QString shape =
        stacked ? QStringLiteral("%1 \u00d7 %2").arg(countText(rows), countText(gradient.size() / rows))
                : shapeText(gradient.shape().axes());
    return muted(shape + QStringLiteral(", ") + words);
  };
  const auto fieldIn = [&](const QRectF& header) {
    return header.contains(layout.rowField.center()) ? header.right() - layout.rowField.left() : 0;
  };
  drawHeader(painter, layout.upstreamHeader, upstream.title,
             shapeAnd(content.equation.upstream, content.upstreamSource), theme,
             fieldIn(layout.upstreamHeader));
  drawHeader(painter, layout.localHeader, local.title, muted(overviewSubtitle(picture)), theme,
             fieldIn(layout.localHeader));
  drawHeader(painter, layout.downstreamHeader, downstream.title,
             shapeAnd(content.equation.downstream, content.downstreamGoal), theme);
  drawHeader(painter, layout.blockHeader, {textPiece(blockTitle(picture), Piece::Ink::Body, true)},
             muted(blockSubtitle(picture)), theme,
             std::max(layout.field.width(), fieldIn(layout.blockHeader)));
}

void drawGradient(QPainter& painter, const core::Tensor& gradient, const PooledMatrix& image,
                  std::pair<Index, Index> extent, const QRectF& area, const ColourScale& scale,
                  const Theme& theme) {
  if (area.isEmpty() || gradient.size() == 0) return;
  if (gradient.size() > mostPooledAtPaint && image.rows > 0) {
    drawHeatmap(painter, geometryIn(area, image.rows, image.cols), image.data(), scale, {}, theme);
    return;
  }
  const HeatmapData data{gradient.data(), static_cast<int>(extent.first), static_cast<int>(extent.second)};
  drawHeatmap(painter, geometryIn(area, data.rows, data.cols), data, scale, {}, theme);
}

/// With the keys below the bar, or right of it where there is no room below; the badge of a panel that is
/// magnified at the end.
void drawLegend(QPainter& painter, QPointF at, double width, const EquationScales& scales, PanelRole role,
                bool beside, const Theme& theme) {
  if (width <= 0) return;
  const auto k = static_cast<std::size_t>(role);
  const ColourScale scale = ColourScale::diverging(theme.gradientMap, scales.limits[k]);
  const LegendKeys& keys = scales.keys[k];
  const QString badge = scales.badge(k);
  double bar = width;
  if (!badge.isEmpty())
    bar -= textWidth(badge, {.pixelSize = textSizes().index, .weight = QFont::DemiBold}) + 12 + legendGap;
  const double keysWidth = beside ? scaleKeysWidth(scale, keys, theme.zeroDots, true) : 0;
  if (keysWidth > 0) bar -= keysWidth + legendGap;
  bar = std::max(bar, leastBar);
  if (beside) {
    drawScaleLegend(painter, at, bar, scale,
                    {.clippedBelow = keys.clippedBelow, .clippedAbove = keys.clippedAbove}, theme, {}, false);
    drawScaleKeys(painter, at + QPointF(bar + legendGap, -7), scale, keys, theme, true);
  } else {
    drawScaleLegend(painter, at, bar, scale, keys, theme);
  }
  if (!badge.isEmpty())
    drawScaleBadge(painter, at + QPointF(bar + legendGap + (keysWidth > 0 ? keysWidth + legendGap : 0), 4.5),
                   badge, theme);
}

void drawOutline(QPainter& painter, const QRectF& area, const QColor& colour) {
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(colour, 1));
  painter.drawRect(area.adjusted(-0.5, -0.5, 0.5, 0.5));
}

/// What an overview shows that is not read yet: as much of the last one as it has, on a plain ground.
void drawOverview(QPainter& painter, const HugePicture& picture, const HugeLayout& layout,
                  const ColourScale& scale, const Theme& theme) {
  const QRectF& area = layout.overview;
  painter.fillRect(area, QColor(scale.colour(0)));
  const HugePart* part = picture.overview();
  if (part && part->rows > 0 && part->columns > 0) {
    const core::Window& seen = picture.place.seen;
    if (part->window == seen) {
      HeatmapStyle style;
      const HeatmapGeometry geometry = geometryIn(area, part->rows, part->columns);
      if (!part->isPooled())
        style.numbers = numbersThatFit({dataOf(*part)}, geometry.cellWidth, geometry.cellHeight);
      drawHeatmap(painter, geometry, dataOf(*part), scale, style, theme);
    } else if (const QRectF target = rectIn(area, seen, part->window); !target.isEmpty()) {
      const QRectF cells(0, 0, part->columns, part->rows);
      painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
      painter.drawImage(target, heatmapImage(dataOf(*part), scale, theme, {part->columns, part->rows}),
                        rectIn(cells, part->window, seen));
      const double across = area.width() / static_cast<double>(seen.columnCount),
                   down = area.height() / static_cast<double>(seen.rowCount);
      const QRectF around(area.left() + static_cast<double>(part->window.column - seen.column) * across,
                          area.top() + static_cast<double>(part->window.row - seen.row) * down,
                          static_cast<double>(part->window.columnCount) * across,
                          static_cast<double>(part->window.rowCount) * down);
      painter.save();
      painter.setClipRect(area);
      drawClippedMarks(painter, around, dataOf(*part), scale);
      painter.restore();
    }
  }
  drawOutline(painter, area, theme.line);
}

void drawNote(QPainter& painter, const HugePicture& picture, const HugeLayout& layout, const Theme& theme) {
  const HugePart* part = picture.overview();
  if (part && part->isComplete() && part->window == picture.place.seen && part->largestFinite() == 0 &&
      std::ranges::all_of(part->numbers, [](double v) { return v == 0; })) {
    drawTextCentred(painter, layout.overview.center(), Words::tr("every entry here is 0"), {.pixelSize = 12},
                    theme.muted);
    return;
  }
  if (layout.overview.width() < 400) return;
  const QString note = offDiagonalNote(picture);
  if (note.isEmpty()) return;
  const QRectF area(layout.overview.left() + 30, layout.overview.top() + layout.overview.height() * 0.68, 190,
                    64);
  drawPieces(painter, placedLines({textPiece(note, Piece::Ink::Muted)}, area, 12), theme);
}

void drawMinimap(QPainter& painter, const HugePicture& picture, const HugeLayout& layout,
                 const ColourScale& scale, const Theme& theme) {
  if (layout.minimap.isEmpty()) return;
  painter.fillRect(layout.minimap.adjusted(-3, -3, 3, 3), theme.panel);
  drawOutline(painter, layout.minimap.adjusted(-3, -3, 3, 3), theme.line);
  painter.fillRect(layout.minimap, QColor(scale.colour(0)));
  if (const HugePart* whole = picture.readings.whole.get(); whole && whole->rows > 0 && whole->columns > 0) {
    const int side = static_cast<int>(layout.minimap.width());
    const PooledMatrix small = pooled(dataOf(*whole), side, side);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.drawImage(layout.minimap, heatmapImage(small.data(), scale, theme, {side, side}));
    drawClippedMarks(painter, layout.minimap, small.data(), scale);
  }
  drawOutline(painter, layout.minimap, theme.line);
  const QRectF frame = frameIn(layout.minimap, picture.grid.whole(), picture.place.seen, 6);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme.ringOuter, 4));
  painter.drawRect(frame);
  painter.setPen(QPen(theme.accent, 2));
  painter.drawRect(frame);
}

void drawCrosshair(QPainter& painter, const QRectF& frame, const QRectF& area, const Theme& theme) {
  const QPointF c = frame.center();
  for (const auto& [colour, width] : {std::pair(theme.ringOuter, 4.0), std::pair(theme.ringInner, 1.6)}) {
    painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::FlatCap));
    for (const QPointF way : {QPointF(1, 0), QPointF(-1, 0), QPointF(0, 1), QPointF(0, -1)}) {
      const QLineF line(c + way * 6, c + way * 18);
      if (area.contains(line.p2())) painter.drawLine(line);
    }
  }
}

/// From a frame to what it magnifies.
void drawLens(QPainter& painter, const QRectF& frame, const QRectF& target, const Theme& theme) {
  if (frame.isEmpty() || target.isEmpty()) return;
  QColor fill = theme.muted;
  fill.setAlpha(30);
  QPainterPath path(frame.topRight());
  path.lineTo(target.topLeft());
  path.lineTo(target.bottomLeft());
  path.lineTo(frame.bottomRight());
  path.closeSubpath();
  painter.fillPath(path, fill);
  painter.setPen(QPen(theme.muted, 1));
  painter.drawLine(QLineF(frame.topRight(), target.topLeft()));
  painter.drawLine(QLineF(frame.bottomRight(), target.bottomLeft()));
}

/// The part of a falling line below `top`: over the block it would hide entries.
void drawBelow(QPainter& painter, const QLineF& line, double top) {
  if (line.y2() <= top) return;
  const double share = std::clamp((top - line.y1()) / (line.y2() - line.y1()), 0.0, 1.0);
  painter.drawLine(QLineF(line.pointAt(share), line.p2()));
}

void drawFrames(QPainter& painter, const HugePicture& picture, const HugeLayout& layout, const Theme& theme) {
  if (!layout.hasOverview()) return;
  const bool hasBlock = !layout.block.isEmpty();
  const QRectF block = blockFrame(picture, layout);
  const QRectF numbers = numbersFrame(picture, layout);
  const QRectF source = hasBlock || numbers.isEmpty() ? block : numbers;
  drawLens(painter, source, hasBlock ? layout.block : layout.numbers.bounds(), theme);
  if (!block.isEmpty()) {
    drawRing(painter, block, theme);
    const bool many =
        picture.grid.count() > manyBlocks && block.width() <= leastFrame && block.height() <= leastFrame;
    if (many) drawCrosshair(painter, block, layout.overview, theme);
    const TextStyle style{.pixelSize = 12, .weight = QFont::DemiBold};
    const QString label = blockLabel(picture);
    const double width = textWidth(label, style);
    const double out = many ? 22 : 8;
    const bool left = block.left() - out - width > layout.overview.left() + 4;
    const bool fits = left || block.right() + out + width < layout.overview.right() - 4;
    const QPointF at(left ? block.left() - out - width : block.right() + out, block.center().y() + 4);
    if (fits && block.width() < layout.overview.width() * 0.6) {
      painter.fillRect(QRectF(at.x() - 3, at.y() - 12, width + 6, 16), theme.panel);
      drawText(painter, at, label, style, theme.ink);
    }
  }
  if (!numbers.isEmpty()) drawRing(painter, numbers, theme);
  if (!hasBlock) return;
  const QRectF inBlock = numbersFrameInBlock(picture, layout);
  if (inBlock.isEmpty()) return;
  painter.setPen(QPen(theme.muted, 1));
  const double foot = layout.columnLabels.top() - 2;
  drawBelow(painter, QLineF(inBlock.bottomLeft(), {layout.numbers.bounds().left(), foot}),
            layout.block.bottom());
  drawBelow(painter, QLineF(inBlock.bottomRight(), {layout.numbers.bounds().right(), foot}),
            layout.block.bottom());
  drawRing(painter, inBlock, theme);
}

/// The numbers of the window, as far as they are there.
void drawNumbers(QPainter& painter, const HugePicture& picture, const HugeLayout& layout,
                 const ColourScale& scale, const Theme& theme) {
  const HeatmapGeometry& geometry = layout.numbers;
  if (geometry.rows == 0 || geometry.cols == 0) return;
  const core::Window& at = picture.place.numbers;
  const HugePart* part = picture.readings.numbers.get();
  std::vector<double> numbers(static_cast<std::size_t>(geometry.rows * geometry.cols));
  std::vector<std::uint8_t> missing(numbers.size(), 1);
  for (int r = 0; r < geometry.rows && part; ++r) {
    for (int c = 0; c < geometry.cols; ++c) {
      const HugeEntry entry{at.row + r, at.column + c};
      if (!contains(part->window, entry)) continue;
      const std::size_t n = static_cast<std::size_t>(r * geometry.cols + c);
      numbers[n] = part->numbers[static_cast<std::size_t>((entry.row - part->window.row) * part->columns +
                                                          entry.column - part->window.column)];
      missing[n] = 0;
    }
  }
  const HeatmapData data{numbers, geometry.rows, geometry.cols, missing};
  drawHeatmap(painter, geometry, data, scale, {.gap = 1, .corner = 2}, theme);
  const CommonPower power = CommonPower::of(picture.localMagnitudes().largest);
  for (int r = 0; r < geometry.rows; ++r) {
    for (int c = 0; c < geometry.cols; ++c) {
      const double v = data.at(r, c);
      if (data.isMissing(r, c) || !std::isfinite(v)) continue;
      drawTextCentred(painter, geometry.rectOf(Cell{r, c}).center(), power.text(v),
                      {.pixelSize = 11, .weight = QFont::Medium}, textOn(scale.colour(v)));
    }
  }
  if (power.exponent != 0) {
    drawText(painter, QPointF(layout.rowLabels.right(), layout.columnLabels.bottom() - 5), Qt::AlignRight,
             power.factor().trimmed(), {.pixelSize = 10.5}, theme.muted);
  }
}

void drawLabels(QPainter& painter, const HugePicture& picture, const HugeLayout& layout, const Theme& theme) {
  const QStringList rows = numberRows(picture);
  const QStringList columns = numberColumns(picture);
  const core::Window& at = picture.place.numbers;
  const HeatmapGeometry& g = layout.numbers;
  const auto style = [](bool lit) {
    return TextStyle{.pixelSize = 11, .weight = lit ? QFont::Bold : QFont::Normal};
  };
  for (int r = 0; r < g.rows && r < rows.size(); ++r) {
    const bool lit = picture.lit && picture.lit->row == at.row + r;
    drawText(painter, QPointF(layout.rowLabels.right(), g.rectOf(Cell{r, 0}).center().y() + 4),
             Qt::AlignRight, rows[r], style(lit), lit ? theme.ink : theme.muted);
  }
  for (int c = 0; c < g.cols && c < columns.size(); ++c) {
    const bool lit = picture.lit && picture.lit->column == at.column + c;
    drawText(painter, QPointF(g.rectOf(Cell{0, c}).center().x(), layout.columnLabels.bottom() - 5),
             Qt::AlignHCenter, columns[c], style(lit), lit ? theme.ink : theme.muted);
  }
}

void drawSentence(QPainter& painter, const HugePicture& picture, const HugeLayout& layout,
                  const Theme& theme) {
  const QRectF& area = layout.sentence;
  if (area.height() < 18) return;
  painter.setPen(QPen(theme.lineSoft, 1));
  painter.setBrush(theme.panelSoft);
  painter.drawRoundedRect(area, 7, 7);
  auto [first, second] = productSentences(picture);
  const QRectF inner = area.adjusted(13, 4, -13, -4);
  if (area.height() >= 44) {
    const QSizeF half(inner.width(), inner.height() / 2);
    drawPieces(painter, placedLines(first, {inner.topLeft(), half}, 13), theme);
    drawPieces(painter,
               placedLines(second, {inner.left(), inner.center().y(), half.width(), half.height()}, 13),
               theme);
    return;
  }
  first.push_back(textPiece(QStringLiteral(" ")));
  first.insert(first.end(), second.begin(), second.end());
  drawPieces(painter, placedLines(first, inner, 12.5), theme);
}

/// Rings around `rect` where it is seen, grown so that it can be.
void drawGrown(QPainter& painter, const QRectF& rect, const Theme& theme) {
  if (rect.isNull()) return;
  const double across = std::max(0.0, leastNumbersFrame - rect.width()) / 2,
               down = std::max(0.0, leastNumbersFrame - rect.height()) / 2;
  drawRing(painter, rect.adjusted(-across, -down, across, down), theme);
}

/// The chosen row of a stack in both gradients, and what the pointer is at: an upstream entry with its row of
/// the local gradient, a downstream one with its column, an entry of the local gradient with both.
void drawGradientLight(QPainter& painter, const HugePicture& picture, const HugeLayout& layout,
                       const Theme& theme) {
  const EquationContent& content = *picture.content;
  if (layout.stacked) {
    for (const PanelRole role : {PanelRole::Upstream, PanelRole::Downstream})
      drawGrown(painter, layout.rectOfRow(role, picture.row), theme);
  }
  if (picture.lit) {
    drawGrown(painter, layout.rectOfGradient(content, {PanelRole::Upstream, picture.row, picture.lit->row}),
              theme);
    drawGrown(painter,
              layout.rectOfGradient(content, {PanelRole::Downstream, picture.row, picture.lit->column}),
              theme);
  }
  if (!picture.gradient) return;
  const EquationEntry& entry = *picture.gradient;
  drawGrown(painter, layout.rectOfGradient(content, entry), theme);
  const bool up = entry.panel == PanelRole::Upstream;
  const core::Window line = up ? core::Window{entry.column, 0, 1, content.columns()}
                               : core::Window{0, entry.column, content.rows(), 1};
  const auto crosses = [&](const core::Window& seen) {
    return up ? entry.column >= seen.row && entry.column < seen.rowEnd()
              : entry.column >= seen.column && entry.column < seen.columnEnd();
  };
  if (layout.hasOverview() && crosses(picture.place.seen))
    drawGrown(painter, rectIn(layout.overview, picture.place.seen, line), theme);
  if (layout.numbers.rows > 0 && crosses(picture.place.numbers))
    drawGrown(painter, rectIn(layout.numbers.bounds(), picture.place.numbers, line), theme);
}

}  // namespace

QRectF blockFrame(const HugePicture& picture, const HugeLayout& layout) {
  return frameIn(layout.overview, picture.place.seen, shownWindow(picture.grid, picture.block()), leastFrame);
}

QRectF numbersFrame(const HugePicture& picture, const HugeLayout& layout) {
  const QRectF rect = rectIn(layout.overview, picture.place.seen, picture.place.numbers);
  if (rect.width() < leastNumbersFrame && rect.height() < leastNumbersFrame) return {};
  return frameIn(layout.overview, picture.place.seen, picture.place.numbers, leastFrame);
}

QRectF numbersFrameInBlock(const HugePicture& picture, const HugeLayout& layout) {
  return frameIn(layout.block, shownWindow(picture.grid, picture.block()), picture.place.numbers, leastFrame);
}

void paintHugeStill(QPainter& painter, const HugePicture& picture, const HugeLayout& layout,
                    const Theme& theme) {
  if (!picture.content) return;
  painter.setRenderHint(QPainter::Antialiasing);
  const EquationContent& content = *picture.content;
  const EquationScales scales = hugeScales(picture);
  const auto scaleOf = [&](PanelRole role) {
    return ColourScale::diverging(theme.gradientMap, scales.limits[static_cast<std::size_t>(role)]);
  };
  drawHeaders(painter, picture, layout, theme);
  drawGradient(painter, content.equation.upstream, content.upstream, layout.upstreamExtent, layout.upstream,
               scaleOf(PanelRole::Upstream), theme);
  drawGradient(painter, content.equation.downstream, content.downstream, layout.downstreamExtent,
               layout.downstream, scaleOf(PanelRole::Downstream), theme);
  drawLegend(painter, layout.upstreamLegend, layout.upstreamBar, scales, PanelRole::Upstream, false, theme);
  drawLegend(painter, layout.downstreamLegend, layout.downstreamBar, scales, PanelRole::Downstream, false,
             theme);
  const TextStyle sign{.pixelSize = 26, .family = TextStyle::Family::Math};
  if (!layout.upstream.isEmpty())
    drawTextCentred(painter, layout.times, QStringLiteral("\u00b7"), sign, theme.muted);
  if (!layout.downstream.isEmpty())
    drawTextCentred(painter, layout.equals, QStringLiteral("="), sign, theme.muted);
  drawHugeCard(painter, picture, layout.card, theme);
  const ColourScale local = scaleOf(PanelRole::Local);
  if (layout.hasOverview()) {
    drawOverview(painter, picture, layout, local, theme);
    drawNote(painter, picture, layout, theme);
  }
  if (!layout.block.isEmpty()) {
    painter.fillRect(layout.block, QColor(local.colour(0)));
    if (const HugePart* part = picture.readings.block.get(); part && part->rows > 0 && part->columns > 0) {
      drawHeatmap(painter, geometryIn(layout.block, part->rows, part->columns), dataOf(*part), local, {},
                  theme);
    }
    drawOutline(painter, layout.block, theme.line);
  }
  drawFrames(painter, picture, layout, theme);
  drawMinimap(painter, picture, layout, local, theme);
  drawNumbers(painter, picture, layout, local, theme);
  drawLegend(painter, layout.localLegend, layout.localBar, scales, PanelRole::Local, true, theme);
  drawComputed(painter, picture, layout.computed, theme);
}

void paintHugeLight(QPainter& painter, const HugePicture& picture, const HugeLayout& layout,
                    const Theme& theme) {
  if (!picture.content) return;
  painter.setRenderHint(QPainter::Antialiasing);
  drawLabels(painter, picture, layout, theme);
  drawGradientLight(painter, picture, layout, theme);
  if (picture.lit) {
    const core::Window entry{picture.lit->row, picture.lit->column, 1, 1};
    if (contains(picture.place.numbers, *picture.lit)) {
      drawRing(painter, rectIn(layout.numbers.bounds(), picture.place.numbers, entry), theme);
    }
    if (layout.hasOverview() && contains(picture.place.seen, *picture.lit)) {
      const QRectF rect = rectIn(layout.overview, picture.place.seen, entry);
      if (rect.width() >= leastNumbersFrame && rect.height() >= leastNumbersFrame)
        drawRing(painter, rect, theme);
    }
  }
  drawSentence(painter, picture, layout, theme);
}

void paintHuge(QPainter& painter, const HugePicture& picture, const HugeLayout& layout, const Theme& theme) {
  paintHugeStill(painter, picture, layout, theme);
  paintHugeLight(painter, picture, layout, theme);
}

}  // namespace ui
