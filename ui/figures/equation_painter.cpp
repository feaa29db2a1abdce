#include "ui/figures/equation_painter.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>

#include "ui/figures/bracket.h"
#include "ui/figures/equation_metrics.h"
#include "ui/figures/heatmap_painter.h"
#include "ui/figures/math_text.h"
#include "ui/figures/number_text.h"
#include "ui/figures/scale_legend.h"
#include "ui/figures/structure_card.h"

namespace ui {
namespace {

using core::Index;

constexpr std::array roles{PanelRole::Upstream, PanelRole::Local, PanelRole::Downstream};

/// Of the lines above blocks.
constexpr double noteSize = 11;

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
  style.numbers = panel.numbers;
  style.brackets = layout.kind != EquationLayout::Kind::Scalars;
  style.blockRows = panel.arrangement.ruleRows();
  style.blockCols = panel.arrangement.ruleCols();
  if (layout.kind == EquationLayout::Kind::Scalars) {
    style.corner = 5;
    style.gap = 2;
  }
  return style;
}

void drawPanel(QPainter& painter, const EquationContent& content, const EquationLayout& layout,
               PanelRole role, const ColourScale& scale, const Theme& theme) {
  const PanelLayout& panel = layout.panel(role);
  const HeatmapStyle style = styleOf(layout, panel);
  if (panel.pooled) {
    const PooledMatrix& image = role == PanelRole::Upstream ? content.upstream : content.downstream;
    drawHeatmap(painter, panel.first, image.data(), scale, style, theme);
    return;
  }
  const std::span<const double> numbers = numbersOf(content, role);
  for (Index block = 0; block < panel.arrangement.blocks(); ++block) {
    if (!panel.arrangement.entryAt(block, {0, 0})) continue;
    const HeatmapGeometry geometry = panel.blockGeometry(block);
    if (panel.arrangement.isPlain()) {
      drawHeatmap(painter, geometry, {numbers, geometry.rows, geometry.cols}, scale, style, theme);
    } else {
      const std::vector<double> own = panel.arrangement.gather(numbers, block);
      drawHeatmap(painter, geometry, {own, geometry.rows, geometry.cols}, scale, style, theme);
    }
  }
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
  const PanelHeader header = panelHeader(content, role, layout.reading, lit);
  drawPieces(painter,
             placedLine(header.title, area.topLeft() + QPointF(0, titleBaseline), area.width(), titleSize),
             theme);
  drawPieces(painter, placedSubtitle(content, layout, role, lit), theme);
}

/// a_1, a_2, … above the local and the downstream panel, where the columns are wide enough for them.
void drawNames(QPainter& painter, const EquationContent& content, const EquationLayout& layout,
               const EquationLight& light, const Theme& theme) {
  if (layout.kind != EquationLayout::Kind::Heatmaps || layout.panel(PanelRole::Local).first.cellWidth < 22)
    return;
  const QStringList names = columnNames(content);
  if (names.isEmpty()) return;
  for (const PanelRole role : {PanelRole::Local, PanelRole::Downstream}) {
    const HeatmapGeometry& geometry = layout.panel(role).first;
    for (int col = 0; col < geometry.cols; ++col) {
      const bool lit = light.entry && light.entry->panel != PanelRole::Upstream && light.entry->column == col;
      const QRectF cell = geometry.rectOf(Cell{0, col});
      const TextStyle style{.pixelSize = 11, .weight = lit ? QFont::Bold : QFont::Normal};
      drawText(painter, {cell.center().x(), cell.top() - 8}, Qt::AlignHCenter,
               MathText::parse(names[col]).plain(), style, lit ? theme.ringInner : theme.muted);
    }
  }
}

/// "j=1", "2", "3" above an upstream vector whose entries weigh the blocks.
void drawWeightNames(QPainter& painter, const EquationContent& content, const EquationLayout& layout,
                     const Theme& theme) {
  const PanelLayout& panel = layout.panel(PanelRole::Upstream);
  if (content.equation.outputShape().rank() != 1 || panel.first.cellWidth < 22) return;
  const TextStyle style{.pixelSize = 11};
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
  const double room = panel.first.size().width() + blockGapX - 6;
  bool weight = true;
  for (Index j = 0; j < content.rows() && !beside; ++j) {
    weight = weight && sentenceWidth(blockTitle(content, j, seedRow, true), noteSize) <= room;
  }
  for (Index j = 0; j < content.rows(); ++j) {
    const Index block = panel.arrangement.placeOf(j * content.columns()).block;
    const QRectF bounds = panel.blockGeometry(block).bounds();
    if (!beside) {
      const Sentence title = blockTitle(content, j, seedRow, weight);
      drawPieces(painter, placedLine(title, bounds.topLeft() - QPointF(2, 8), room, noteSize), theme);
      continue;
    }
    const bool lit = light.entry && light.entry->panel != PanelRole::Upstream;
    const double x = bounds.right() + bracketReachX + 8;
    const double y = bounds.center().y() + (lit ? -3 : 4);
    drawPieces(painter, placedLine(blockTitle(content, j, seedRow, true), {x, y}, blockNoteWidth, 12), theme);
    if (!lit) continue;
    drawPieces(painter,
               placedLine(blockEntry(content, j, light.entry->column), {x, y + 16}, blockNoteWidth, 12),
               theme);
  }
}

void drawSentence(QPainter& painter, const EquationContent& content, const EquationLayout& layout,
                  const EquationLight& light, const Theme& theme) {
  if (layout.sentence.height() < 18) return;
  painter.setPen(QPen(theme.lineSoft, 1));
  painter.setBrush(theme.panelSoft);
  painter.drawRoundedRect(layout.sentence, 7, 7);
  Sentence sentence = light.entry                       ? entrySentence(content, *light.entry)
                      : light.side != ProductSide::None ? sideSentence(content, light.side)
                                                        : idleSentence(content);
  if (layout.fellBack && !light.entry && light.side == ProductSide::None) {
    sentence.insert(
        sentence.begin(),
        textPiece(Words::tr("Drawn flattened: blocks would be too small here. "), Piece::Ink::Muted));
  }
  drawPieces(painter, placedLines(sentence, layout.sentence.adjusted(13, 3, -13, -3), 13.5), theme);
}

}  // namespace

std::vector<PlacedPiece> placedSubtitle(const EquationContent& content, const EquationLayout& layout,
                                        PanelRole role, ProductSide lit) {
  const QRectF& area = layout.headers[static_cast<std::size_t>(role)];
  const PanelHeader header = panelHeader(content, role, layout.reading, lit);
  return placedLine(header.subtitle, area.topLeft() + QPointF(0, subtitleBaseline), area.width(),
                    subtitleSize);
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

void paintEquationCells(QPainter& painter, const EquationContent& content, const EquationLayout& layout,
                        const Theme& theme) {
  painter.setRenderHint(QPainter::Antialiasing);
  const ColourScale scale = ColourScale::diverging(theme.gradientMap, content.limit);
  const bool structure = layout.kind == EquationLayout::Kind::Structure;
  for (const PanelRole role : roles) {
    if (structure && role == PanelRole::Local) continue;
    drawPanel(painter, content, layout, role, scale, theme);
  }
  if (structure) drawStructureCard(painter, content, layout.card, theme);
  drawOperators(painter, layout, theme);
  drawScaleLegend(painter, layout.legend.topLeft(), std::min(150.0, layout.legend.width()), scale,
                  content.marks, theme);
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
      for (const QRectF& rect : litOutlines(layout, *light.entry, role)) drawRing(painter, rect, theme);
    }
  }
  drawSentence(painter, content, layout, light, theme);
}

void paintEquation(QPainter& painter, const EquationContent& content, const EquationLayout& layout,
                   const EquationLight& light, const Theme& theme) {
  paintEquationCells(painter, content, layout, theme);
  paintEquationLight(painter, content, layout, light, theme);
}

}  // namespace ui
