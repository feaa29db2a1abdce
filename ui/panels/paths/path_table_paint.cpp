// Painting of the table of paths.
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

#include "ui/figures/equation_metrics.h"
#include "ui/figures/heatmap_image.h"
#include "ui/figures/heatmap_painter.h"
#include "ui/figures/text_style.h"
#include "ui/model/names.h"
#include "ui/panels/paths/path_marks.h"
#include "ui/panels/paths/path_table.h"
#include "ui/panels/paths/path_table_metrics.h"
#include "ui/panels/paths/path_words.h"

namespace ui {
namespace {

const TextStyle signStyle{.pixelSize = 19, .family = TextStyle::Family::Math};

/// A Jacobian as a matrix: rows of the last node; of a scalar one the last axis of the other node runs to the
/// right.
HeatmapData matrixOf(const core::Tensor& tensor, core::Index toSize, const core::Shape& fromShape) {
  core::Index columns = std::max<core::Index>(tensor.size() / std::max<core::Index>(toSize, 1), 1);
  if (toSize == 1 && fromShape.rank() > 1)
    columns = std::max<core::Index>(fromShape[fromShape.rank() - 1], 1);
  return {tensor.data(), static_cast<int>(tensor.size() / columns), static_cast<int>(columns)};
}

}  // namespace

void PathTable::paintEvent(QPaintEvent*) {
  QPainter painter(viewport());
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(viewport()->rect(), theme_.panel);
  if (!list_) {
    drawTextCentred(painter, QRectF(viewport()->rect()).center(), tr("Counting the paths…"),
                    {.pixelSize = 14}, theme_.muted);
    return;
  }
  const Columns at = columns();
  paintHeader(painter, at);
  painter.save();
  painter.setClipRect(QRectF(0, headerHeight - 2, viewport()->width(), rowsBottom() - headerHeight + 3));
  const double scroll = verticalScrollBar()->value();
  const auto first = static_cast<std::size_t>(std::max(0.0, scroll / rowHeight));
  for (std::size_t place = first; place < order_.size(); ++place) {
    const QRectF rect = rowAt(place);
    if (rect.top() > rowsBottom()) break;
    paintRow(painter, order_[place], rect, at);
  }
  painter.restore();
  paintSum(painter, at);
  paintCard(painter, at);
  if (hasFocus() && !litRow()) {
    painter.setPen(QPen(theme_.focus, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(viewport()->rect()).adjusted(2, 2, -2, -2), 5, 5);
  }
}

void PathTable::paintHeader(QPainter& painter, const Columns& at) const {
  const core::Graph& graph = list_->trace->graph();
  const double title = 22, subtitle = 41;
  const double left = tableMargin + 12;
  drawPieces(painter,
             placedLine({textPiece(tr("Path"), Piece::Ink::Body, true)}, {left, title}, at.factors - left,
                        titleSize),
             theme_);
  const Sentence ends{textPiece(tr("from "), Piece::Ink::Muted),
                      mathPiece(nameTex(graph.node(list_->from)), Piece::Ink::Muted),
                      textPiece(tr(" to "), Piece::Ink::Muted),
                      mathPiece(nameTex(graph.node(list_->to)), Piece::Ink::Muted)};
  drawPieces(painter, placedLine(ends, {left, subtitle}, at.factors - left, subtitleSize()), theme_);
  // Over the longest product, as far as there is room.
  const double shown = std::min(neededFactors(), at.factorsEnd - at.factors);
  const double factors = std::min(at.factorsEnd - shown, at.factorsEnd - 210);
  const double x = std::max(factors, at.factors - 12);
  const double room = at.factorsEnd + equalsWidth - x;
  drawPieces(painter,
             placedLine({textPiece(tr("Local gradients"), Piece::Ink::Local, true)}, {x, title},
                        at.product - x - 70, titleSize),
             theme_);
  drawPieces(painter,
             placedLine({textPiece(tr("multiplied along the path, last one first"), Piece::Ink::Muted)},
                        {x, subtitle}, room + 60, subtitleSize()),
             theme_);
  const double width = list_->isScalar() ? factorWidth : tensorWidth;
  drawText(painter, {at.product + width, title}, Qt::AlignRight, tr("Product"),
           {.pixelSize = titleSize, .weight = QFont::DemiBold}, theme_.downstream);
}

void PathTable::paintCell(QPainter& painter, const QRectF& rect, double number, bool lit) const {
  const QRgb fill = scale_.colour(number);
  painter.setPen(QPen(theme_.cellLine, 0.8));
  painter.setBrush(QColor(fill));
  painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 2, 2);
  const QString text = shortNumber(number);
  const double wide = textWidth(text, {.pixelSize = 14, .weight = QFont::DemiBold});
  const double size = std::min(14.0, 14.0 * (rect.width() - 6) / std::max(wide, 1.0));
  drawTextCentred(painter, rect.center(), text, {.pixelSize = size, .weight = QFont::DemiBold}, textOn(fill));
  if (lit) drawRing(painter, rect, theme_);
}

void PathTable::paintTensor(QPainter& painter, const QRectF& rect, const core::Tensor& tensor,
                            bool lit) const {
  const core::Plan& plan = list_->trace->plan();
  HeatmapData cells = matrixOf(tensor, plan.node(list_->to).shape.size(), plan.node(list_->from).shape);
  if (cells.rows == 0 || cells.cols == 0) return;
  PooledMatrix small;
  if (cells.cols > rect.width() || cells.rows > rect.height()) {
    small = pooled(cells, std::min(cells.rows, static_cast<int>(rect.height())),
                   std::min(cells.cols, static_cast<int>(rect.width())));
    cells = small.data();
  }
  const double cellWidth = std::min(22.0, rect.width() / cells.cols);
  const double cellHigh = std::min(17.0, rect.height() / cells.rows);
  const QSizeF size(cellWidth * cells.cols, cellHigh * cells.rows);
  const HeatmapGeometry geometry{
      {rect.left() + 2, rect.center().y() - size.height() / 2}, cells.rows, cells.cols, cellWidth, cellHigh};
  drawHeatmap(painter, geometry, cells, scale_, {.gap = 1}, theme_);
  if (lit) drawRing(painter, geometry.bounds(), theme_);
}

void PathTable::paintRow(QPainter& painter, std::size_t row, const QRectF& rect, const Columns& at) const {
  const PathRow& path = list_->rows[row];
  const auto lit = litRow();
  const auto wire = litWire();
  const bool isLit = lit == row;
  const bool uses = wire && std::ranges::find(path.wires, *wire) != path.wires.end();
  if (isLit || uses) {
    painter.setPen(QPen(isLit ? theme_.local : theme_.line, isLit ? 1.4 : 1));
    painter.setBrush(isLit ? theme_.localTint : theme_.panelSoft);
    painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 6, 6);
  }
  const double baseline = rect.center().y() + 5;
  const QColor ink = isLit ? theme_.local : theme_.muted;
  drawText(painter, {tableMargin + 12, baseline}, Qt::AlignLeft, QString::number(path.found),
           {.pixelSize = 13, .weight = isLit ? QFont::DemiBold : QFont::Normal}, ink);
  const double room = at.factors - 20 - at.path;
  drawPieces(
      painter,
      placedLine(pathSentence(*list_, path, room, pathLetters), {at.path, baseline}, room + 4, pathLetters),
      theme_);

  painter.save();
  painter.setClipRect(QRectF(at.factors - 4, rect.top(), at.factorsEnd - at.factors + 8, rect.height()),
                      Qt::IntersectClip);
  for (std::size_t k = 0; k < path.wires.size(); ++k) {
    const std::size_t w = path.wires[path.wires.size() - 1 - k];
    const PathWire& factor = list_->wires[w];
    const QRectF cell = factorRect(row, k);
    if (k > 0)
      drawTextCentred(painter, {cell.left() - dotWidth / 2, cell.center().y()}, QStringLiteral("\u00b7"),
                      signStyle, theme_.muted);
    if (cell.right() < at.factors || cell.left() > at.factorsEnd) continue;
    if (factor.number) {
      paintCell(painter, cell, *factor.number, wire == w);
      continue;
    }
    painter.setPen(QPen(theme_.local, 1));
    painter.setBrush(isLit ? theme_.panel : theme_.localTint);
    painter.drawRoundedRect(cell.adjusted(1, 1, -1, -1), 3, 3);
    const QString shape =
        QStringLiteral("%1\u2009\u00d7\u2009%2").arg(factor.local.rows()).arg(factor.local.columns());
    const double wide = textWidth(shape, {.pixelSize = 12.5});
    drawTextCentred(painter, cell.center(), shape,
                    {.pixelSize = std::min(12.5, 12.5 * (cell.width() - 8) / wide)}, theme_.local);
    if (wire == w) drawRing(painter, cell, theme_);
  }
  painter.restore();
  drawTextCentred(painter, {at.equals, rect.center().y()}, QStringLiteral("="), signStyle, theme_.muted);
  const QRectF product = productRect(row);
  if (path.product && list_->isScalar())
    paintCell(painter, product, (*path.product)[0], isLit);
  else if (path.product)
    paintTensor(painter, product, *path.product, isLit);
  else
    drawTextCentred(painter, product.center(), QStringLiteral("‖·‖ ≤ ") + shortNumber(path.size),
                    {.pixelSize = 12}, theme_.muted);
  if (!shares_) return;
  const double part = share(path);
  const QRectF bar(product.right() + 10, rect.center().y() + 5, shareWidth - 16, 5);
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme_.lineSoft);
  painter.drawRoundedRect(bar, 2, 2);
  painter.setBrush(theme_.downstream);
  painter.drawRoundedRect(QRectF(bar.topLeft(), QSizeF(bar.width() * part, bar.height())), 2, 2);
  drawText(painter, {bar.left(), rect.center().y() + 1}, tr("%1 %").arg(qRound(100 * part)),
           {.pixelSize = 11.5}, theme_.muted);
}

void PathTable::paintSum(QPainter& painter, const Columns& at) const {
  const core::Graph& graph = list_->trace->graph();
  const QString derivative = derivativeTex(nameTex(graph.node(list_->to)), nameTex(graph.node(list_->from)));
  const double top = sumTop();
  const double width = list_->isScalar() ? factorWidth : tensorWidth;
  painter.setPen(QPen(theme_.muted, 1));
  painter.drawLine(QLineF(at.product - 14, top - 3, at.product + width + 10, top - 3));
  const QRectF cell(at.product, top + 3, width, cellHeight);
  const double baseline = cell.center().y() + 5;
  Sentence words{textPiece(through_         ? tr("sum of these paths  ")
                           : list_->isWhole ? tr("sum over paths  ")
                                            : tr("backward  ")),
                 mathPiece(derivative, Piece::Ink::Downstream), textPiece(QStringLiteral("  ="))};
  if (through_) words = {textPiece(sumText() + tr(", together  ="))};
  const double wide = sentenceWidth(words, 13.5);
  drawPieces(painter, placedLine(words, {at.product - 18 - wide, baseline}, wide + 2, 13.5), theme_);
  if (!list_->isWhole && !through_) {
    const double room = at.product - 30 - wide - tableMargin;
    drawPieces(painter,
               placedLines({textPiece(sumText(), Piece::Ink::Muted)},
                           {tableMargin + 4, top, std::max(room, 60.0), 40}, 12.5),
               theme_);
  }
  if (!list_->isFormed) return;
  const std::optional<core::Tensor> result = through_         ? std::optional(shownSum())
                                             : list_->isWhole ? list_->sum
                                                              : list_->backward;
  if (!result) return;
  if (list_->isScalar())
    paintCell(painter, cell, (*result)[0], false);
  else
    paintTensor(painter, cell, *result, false);
}

void PathTable::paintCard(QPainter& painter, const Columns& at) const {
  const QRectF card(tableMargin, sumTop() + sumRoom - 8, at.end - tableMargin, 40);
  if (card.bottom() > viewport()->height() - 2) return;
  painter.setPen(QPen(theme_.lineSoft, 1));
  painter.setBrush(theme_.panelSoft);
  painter.drawRoundedRect(card, 7, 7);
  drawPieces(painter, placedLines(cardSentence(), card.adjusted(14, 2, -12, -2), 13.5), theme_);
}

}  // namespace ui
