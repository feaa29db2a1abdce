#include "ui/figures/equation_painter.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>

#include "ui/figures/block_fit.h"
#include "ui/figures/bracket.h"
#include "ui/figures/equation_metrics.h"
#include "ui/figures/heatmap_painter.h"
#include "ui/figures/math_text.h"
#include "ui/figures/text_setting.h"
#include "ui/figures/number_text.h"
#include "ui/figures/panel_legends.h"
#include "ui/figures/panel_painter.h"
#include "ui/figures/scale_legend.h"
#include "ui/figures/structure_card.h"

namespace ui {
namespace {

using core::Index;

constexpr std::array roles{PanelRole::Upstream, PanelRole::Local, PanelRole::Downstream};

/// Words of the equation, for translators.
struct Words {
  Q_DECLARE_TR_FUNCTIONS(Equation)
};

std::span<const double> numbersOf(const EquationContent& content, PanelRole role) {
  switch (role) {
    case PanelRole::Upstream: return content.equation.upstream.data();
    case PanelRole::Local: return content.local;
    case PanelRole::Downstream: break;
  }
  return content.equation.downstream.data();
}

HeatmapStyle styleOf(const EquationLayout& layout, const PanelLayout& panel) {
  HeatmapStyle style;
  style.brackets = layout.kind != EquationLayout::Kind::Scalars && hasBrackets(panel.gap);
  if (layout.kind == EquationLayout::Kind::Scalars) {
    style.corner = 5;
    style.gap = 2;
  }
  return style;
}

/// Cells whose numbers are asked for.
void drawHiddenPanel(QPainter& painter, const PanelLayout& panel, const HeatmapStyle& style, const Theme& theme) {
  for (Index block = 0; block < panel.arrangement.blocks(); ++block) {
    if (!panel.arrangement.entryAt(block, {0, 0})) continue;
    const HeatmapGeometry geometry = panel.blockGeometry(block);
    drawHatchedCells(painter, geometry, style, theme);
    if (geometry.cellWidth < 14 || geometry.cellHeight < 14) continue;
    const TextStyle sign{.pixelSize = std::min(15.0, geometry.cellHeight * 0.5), .weight = QFont::DemiBold};
    for (int row = 0; row < geometry.rows; ++row) {
      for (int col = 0; col < geometry.cols; ++col) {
        drawTextCentred(painter, geometry.rectOf(Cell{row, col}).center(), QStringLiteral("?"), sign, theme.muted);
      }
    }
  }
}

void drawPanel(QPainter& painter, const EquationContent& content, const EquationLayout& layout,
               PanelRole role, const Theme& theme) {
  const ColourScale scale = layout.scaleOf(role).inMapsOf(theme);
  const PanelLayout& panel = layout.panel(role);
  const HeatmapStyle style = styleOf(layout, panel);
  if (content.equation.hidden && role == PanelRole::Downstream) return drawHiddenPanel(painter, panel, style, theme);
  if (panel.pooled) {
    const PooledMatrix& image = role == PanelRole::Upstream ? content.upstream : content.downstream;
    drawHeatmap(painter, panel.first, image.data(), scale, style, theme);
    return;
  }
  drawPanelCells(painter, panel, numbersOf(content, role), scale, style, theme);
}

void drawOperators(QPainter& painter, const EquationLayout& layout, const Theme& theme) {
  const bool scalars = layout.kind == EquationLayout::Kind::Scalars;
  const TextStyle style{.pixelSize = 28, .family = TextStyle::Family::Math};
  drawTextCentred(painter, layout.times, scalars ? QStringLiteral("\u00d7") : QStringLiteral("\u00b7"), style,
                  theme.muted);
  drawTextCentred(painter, layout.equals, QStringLiteral("="), style, theme.muted);
}

void drawHeader(QPainter& painter, const EquationContent& content, const EquationLayout& layout,
                PanelRole role, ProductSide lit, const Theme& theme) {
  const QRectF& area = layout.headers[static_cast<std::size_t>(role)];
  const PanelHeader header = panelHeader(content, role, layout.reading, lit, layout.columns);
  drawPieces(painter,
             placedLine(header.title, area.topLeft() + QPointF(0, titleBaseline), area.width(), titleSize),
             theme);
  drawPieces(painter, placedSubtitle(content, layout, role, lit), theme);
}

/// a_1, a_2, … above the local and the downstream panel, where the columns are wide enough for them.
void drawNames(QPainter& painter, const EquationContent& content, const EquationLayout& layout,
               const EquationLight& light, const Theme& theme) {
  const HeatmapGeometry& cells = layout.panel(PanelRole::Local).first;
  if (layout.kind != EquationLayout::Kind::Heatmaps) return;
  if (layout.columns ? cells.cellHeight < 14 : cells.cellWidth < 22) return;
  const QStringList names = columnNames(content);
  if (names.isEmpty()) return;
  for (const PanelRole role : {PanelRole::Local, PanelRole::Downstream}) {
    const HeatmapGeometry& geometry = layout.panel(role).first;
    const int count = layout.columns ? geometry.rows : geometry.cols;
    for (int k = 0; k < count; ++k) {
      const bool lit = light.entry && light.entry->panel != PanelRole::Upstream && light.entry->column == k;
      const TextStyle style{.pixelSize = textSizes().index, .weight = lit ? QFont::Bold : QFont::Normal};
      const QString name = MathText::parse(names[k]).plain();
      const QColor& ink = lit ? theme.ringInner : theme.muted;
      if (layout.columns) {
        const QRectF cell = geometry.rectOf(Cell{k, 0});
        drawText(painter, QPointF(cell.left() - 11, cell.center().y() + 4), Qt::AlignRight, name, style, ink);
      } else if (const QRectF cell = geometry.rectOf(Cell{0, k}); textSetting().page) {
        // With true indices: not every font has the small digits.
        const MathText formula = MathText::parse(names[k], MathText::Style::Label);
        (lit ? formula.bold() : formula).draw(painter, {cell.center().x(), cell.top() - 8}, Qt::AlignHCenter, textSizes().index * 1.1, ink);
      } else {
        drawText(painter, {cell.center().x(), cell.top() - 8}, Qt::AlignHCenter, name, style, ink);
      }
    }
  }
}

/// "j=1", "2", "3" above an upstream vector whose entries weigh the blocks.
void drawWeightNames(QPainter& painter, const EquationContent& content, const EquationLayout& layout,
                     const Theme& theme) {
  const PanelLayout& panel = layout.panel(PanelRole::Upstream);
  if (content.equation.outputShape().rank() != 1 || panel.first.cellWidth < 22 || layout.columns) return;
  const TextStyle style{.pixelSize = textSizes().index};
  for (int col = 0; col < panel.first.cols; ++col) {
    const QRectF cell = panel.first.rectOf(Cell{0, col});
    const QString text = (col == 0 ? QStringLiteral("j=") : QString()) + QString::number(col + 1);
    drawText(painter, {cell.center().x(), cell.top() - 8}, Qt::AlignHCenter, text, style, theme.muted);
  }
}

void drawNotes(QPainter& painter, const EquationContent& content, const EquationLayout& layout,
               const EquationLight& light, const Theme& theme) {
  if (layout.notes == BlockNotes::None || content.columns() == 0) return;
  const PanelLayout& panel = layout.panel(PanelRole::Local);
  const bool beside = layout.notes == BlockNotes::Beside;
  const Index seedRow = light.entry && light.entry->panel != PanelRole::Local ? light.entry->row : 0;
  // Weights above the blocks where all of them have room.
  const double noteSize = textSizes().index;  // of the lines above blocks
  const double besideSize = textSizes().words;
  const double room = panel.first.size().width() + panel.gap.width() - 6;
  bool weight = true;
  std::vector<std::pair<Index, Index>> shown;  // block, j
  for (Index block = 0; block < panel.arrangement.blocks(); ++block) {
    if (const auto entry = panel.arrangement.entryAt(block, {0, 0}))
      shown.emplace_back(block, *entry / content.columns());
  }
  for (const auto& [block, j] : shown) {
    if (beside || !weight) break;
    weight = sentenceWidth(blockTitle(content, j, seedRow, true), noteSize) <= room;
  }
  for (const auto& [block, j] : shown) {
    const QRectF bounds = panel.blockGeometry(block).bounds();
    if (!beside) {
      const Sentence title = blockTitle(content, j, seedRow, weight);
      drawPieces(painter, placedLine(title, bounds.topLeft() - QPointF(2, 8), room, noteSize), theme);
      continue;
    }
    const bool lit = light.entry && light.entry->panel != PanelRole::Upstream;
    const double x = bounds.right() + bracketReachX + 8;
    double y = bounds.center().y() + (lit ? -3 : 4);
    Sentence title = blockTitle(content, j, seedRow, true);
    if (sentenceWidth(title, besideSize) > blockNoteWidth && bounds.height() >= (lit ? 46 : 30)) {
      // The weight on a line of its own: the index vector is long.
      y -= 8;
      const Sentence index = blockTitle(content, j, seedRow, false);
      drawPieces(painter, placedLine(index, {x, y}, blockNoteWidth, besideSize), theme);
      title.erase(title.begin(), title.begin() + 2);
      y += 16;
    }
    drawPieces(painter, placedLine(title, {x, y}, blockNoteWidth, besideSize), theme);
    if (!lit) continue;
    drawPieces(painter,
               placedLine(blockEntry(content, j, light.entry->column), {x, y + 16}, blockNoteWidth, besideSize),
               theme);
  }
}

/// Of many outlines, as of one entry in each of a hundred blocks, each gets the plain ring that the eye
/// needs.
void drawRings(QPainter& painter, const std::vector<QRectF>& rects, const Theme& theme) {
  constexpr std::size_t mostSoft = 48;
  if (rects.size() <= mostSoft) {
    for (const QRectF& rect : rects) drawRing(painter, rect, theme);
    return;
  }
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme.ringOuter, 3));
  painter.drawRects(rects.data(), static_cast<int>(rects.size()));
  painter.setPen(QPen(theme.ringInner, 1));
  painter.drawRects(rects.data(), static_cast<int>(rects.size()));
  painter.restore();
}

void drawSentence(QPainter& painter, const EquationContent& content, const EquationLayout& layout,
                  const EquationLight& light, const Theme& theme) {
  if (layout.sentence.height() < 18) return;
  painter.setPen(QPen(theme.lineSoft, 1));
  painter.setBrush(theme.panelSoft);
  painter.drawRoundedRect(layout.sentence, 7, 7);
  const std::vector<PlacedPiece> pieces = placedSentence(content, layout, light);
  drawPieces(painter, pieces, theme);
  painter.setBrush(theme.panel);
  painter.setPen(QPen(theme.nodeLine, 1.2, Qt::DashLine));
  for (const PlacedPiece& placed : pieces) {
    if (placed.piece.tag >= boxTag) painter.drawRoundedRect(boxArea(placed), 4, 4);
  }
  if (!layout.remark.isEmpty())
    drawPieces(painter, placedLine(riseSentence(content), layout.remark.topLeft() + QPointF(0, 15), layout.remark.width(), 12), theme);
}

}  // namespace

QRectF boxArea(const PlacedPiece& placed) {
  const double height = placed.pixelSize + 11;
  return {placed.baseline.x() + 2, placed.baseline.y() - placed.pixelSize * 0.36 - height / 2, placed.width - 4, height};
}

std::vector<PlacedPiece> placedSentence(const EquationContent& content, const EquationLayout& layout, const EquationLight& light) {
  if (layout.sentence.height() < 18) return {};
  Sentence sentence = light.entry                       ? entrySentence(content, *light.entry, layout.columns)
                      : light.side != ProductSide::None ? sideSentence(content, light.side)
                                                        : idleSentence(content);
  if (layout.fellBack && !light.entry && light.side == ProductSide::None) {
    sentence.insert(
        sentence.begin(),
        textPiece(Words::tr("Drawn flattened: no block would be legible here. "), Piece::Ink::Muted));
  }
  return placedLines(sentence, layout.sentence.adjusted(sentenceInset, 3, -sentenceInset, -3), sentenceSize());
}

std::vector<PlacedPiece> placedSubtitle(const EquationContent& content, const EquationLayout& layout,
                                        PanelRole role, ProductSide lit) {
  const QRectF& area = layout.headers[static_cast<std::size_t>(role)];
  const PanelHeader header = panelHeader(content, role, layout.reading, lit, layout.columns);
  return placedLine(header.subtitle, area.topLeft() + QPointF(0, subtitleBaseline), area.width(),
                    subtitleSize());
}

std::vector<QRectF> litOutlines(const EquationLayout& layout, const EquationEntry& entry, PanelRole role) {
  const PanelLayout& panel = layout.panel(role);
  switch (entry.panel) {
    case PanelRole::Upstream:
      if (role == PanelRole::Upstream) return panel.outlines(entry.row, entry.column);
      if (role == PanelRole::Local) return panel.outlines(entry.column, {});
      return {};
    case PanelRole::Local:
      if (role == PanelRole::Upstream) return panel.outlines({}, entry.row);
      if (role == PanelRole::Local) return panel.outlines(entry.row, entry.column);
      return panel.outlines({}, entry.column);
    case PanelRole::Downstream: break;
  }
  if (role == PanelRole::Upstream) return panel.outlines(entry.row, {});
  if (role == PanelRole::Local) return panel.outlines({}, entry.column);
  return panel.outlines(entry.row, entry.column);
}

void paintEquationSigns(QPainter& painter, const EquationContent& content, const EquationLayout& layout,
                        const Theme& theme) {
  painter.setRenderHint(QPainter::Antialiasing);
  if (layout.kind == EquationLayout::Kind::Structure) drawStructureCard(painter, content, layout.card, theme);
  drawOperators(painter, layout, theme);
  drawLegends(painter, layout, theme);
  paintCurve(painter, content, layout.curve, content.inputIsFree, theme);
}

void paintEquationCells(QPainter& painter, const EquationContent& content, const EquationLayout& layout,
                        const Theme& theme) {
  painter.setRenderHint(QPainter::Antialiasing);
  for (const PanelRole role : roles) {
    if (layout.kind == EquationLayout::Kind::Structure && role == PanelRole::Local) continue;
    drawPanel(painter, content, layout, role, theme);
  }
  paintEquationSigns(painter, content, layout, theme);
}

void paintEquationLight(QPainter& painter, const EquationContent& content, const EquationLayout& layout,
                        const EquationLight& light, const Theme& theme) {
  painter.setRenderHint(QPainter::Antialiasing);
  for (const PanelRole role : roles) drawHeader(painter, content, layout, role, light.side, theme);
  drawNames(painter, content, layout, light, theme);
  if (layout.kind == EquationLayout::Kind::Blocks) {
    drawWeightNames(painter, content, layout, theme);
    drawNotes(painter, content, layout, light, theme);
  }
  if (light.entry && layout.kind != EquationLayout::Kind::Scalars) {
    for (const PanelRole role : roles) {
      if (layout.kind == EquationLayout::Kind::Structure && role == PanelRole::Local) continue;
      drawRings(painter, litOutlines(layout, *light.entry, role), theme);
    }
  }
  drawSentence(painter, content, layout, light, theme);
}

void paintEquation(QPainter& painter, const EquationContent& content, const EquationLayout& layout,
                   const EquationLight& light, const Theme& theme) {
  paintEquationCells(painter, content, layout, theme);
  paintEquationLight(painter, content, layout, light, theme);
}

void paintEquationPanel(QPainter& painter, const EquationContent& content, const EquationLayout& layout,
                        PanelRole role, const Theme& theme) {
  painter.setRenderHint(QPainter::Antialiasing);
  if (layout.kind == EquationLayout::Kind::Structure && role == PanelRole::Local) {
    drawStructureCard(painter, content, layout.card, theme);
  } else {
    drawPanel(painter, content, layout, role, theme);
  }
  drawHeader(painter, content, layout, role, ProductSide::None, theme);
  if (layout.legend.isNull()) return;  // a card has its own
  drawScaleLegend(painter, layout.legend.topLeft(), legendBar, layout.scaleOf(role).inMapsOf(theme),
                  layout.scales.keys[static_cast<std::size_t>(role)], theme);
}

}  // namespace ui
