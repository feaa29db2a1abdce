#include "ui/panels/exchange/comparison_table.h"

#include <QHelpEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

#include "ui/figures/heatmap_image.h"
#include "ui/figures/heatmap_painter.h"
#include "ui/model/names.h"

namespace ui {
namespace {

using core::Index;

constexpr double kNames = 112;  // the fixed column of the rows' names
constexpr double kTop = 44;     // a column's heading
constexpr double kPadding = 12;
constexpr double kGap = 10;
constexpr double kCellWidth = 38, kCellHeight = 20;
constexpr double kSign = 30;
constexpr Index kMostCells = 5;      // columns with numbers
constexpr double kPicture = 92;      // a pixmap's longer side
constexpr double kRowGap = 18;

/// A matrix: all axes but the last one down.
HeatmapData matrixOf(const core::Tensor& tensor) {
  const core::Shape& shape = tensor.shape();
  const Index columns = shape.rank() > 0 ? std::max<Index>(shape[shape.rank() - 1], 1) : 1;
  return {tensor.data(), static_cast<int>(tensor.size() / columns), static_cast<int>(columns)};
}

bool isPicture(const HeatmapData& data) { return data.cols > kMostCells || data.rows > kMostCells; }

void widen(double& limit, const std::optional<core::Tensor>& tensor) {
  if (!tensor) return;
  for (const double v : tensor->data()) {
    if (std::isfinite(v)) limit = std::max(limit, std::abs(v));
  }
}

QString signOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::Same: return QStringLiteral("=");
    case Verdict::Different: return QStringLiteral("≠");
    case Verdict::Shapes:
    case Verdict::Missing: break;
  }
  return {};
}

}  // namespace

ComparisonTable::ComparisonTable(QWidget* parent) : QAbstractScrollArea(parent), theme_(lightTheme()) {
  setFrameShape(QFrame::NoFrame);
  setAccessibleName(tr("Before and after, function by function"));
  setFocusPolicy(Qt::StrongFocus);
  viewport()->setMouseTracking(true);
}

void ComparisonTable::setTheme(const Theme& theme) {
  theme_ = theme;
  viewport()->update();
}

void ComparisonTable::setComparison(std::shared_ptr<const Comparison> comparison) {
  comparison_ = std::move(comparison);
  gradientLimit_ = jacobianLimit_ = 0;
  bool any = false;
  for (const ComparedNode& node : comparison_ ? comparison_->nodes : std::vector<ComparedNode>()) {
    for (const auto& tensor : {node.value.before, node.value.after}) {
      if (!tensor) continue;
      for (const double v : tensor->data()) {
        if (!std::isfinite(v)) continue;
        values_ = any ? std::pair(std::min(values_.first, v), std::max(values_.second, v)) : std::pair(v, v);
        any = true;
      }
    }
    for (const ComparedArgument& argument : node.arguments) {
      for (const auto& tensor : {argument.local.before, argument.local.after}) widen(jacobianLimit_, tensor);
      for (const auto& tensor : {argument.downstream.before, argument.downstream.after}) widen(gradientLimit_, tensor);
    }
  }
  if (!any) values_ = {0, 1};
  if (jacobianLimit_ == 0) jacobianLimit_ = 1;
  if (gradientLimit_ == 0) gradientLimit_ = 1;
  layOut();
  // The exchanged function is what one wants to see first.
  for (const Column& column : columns_) {
    if (!column.ruleChanged) continue;
    const double middle = column.x + column.width / 2 - (viewport()->width() - kNames) / 2;
    horizontalScrollBar()->setValue(static_cast<int>(middle));
  }
}

void ComparisonTable::setFilter(ComparisonFilter filter) {
  filter_ = filter;
  layOut();
}

bool ComparisonTable::isShown(const ComparedTensor& numbers) const {
  switch (filter_) {
    case ComparisonFilter::Same: return numbers.verdict == Verdict::Same;
    case ComparisonFilter::Different: return numbers.verdict == Verdict::Different || numbers.verdict == Verdict::Shapes;
    case ComparisonFilter::All: break;
  }
  return true;
}

QSizeF ComparisonTable::sizeOf(const std::optional<core::Tensor>& tensor) const {
  if (!tensor || tensor->size() == 0) return {kCellWidth, kCellHeight};
  const HeatmapData cells = matrixOf(*tensor);
  if (!isPicture(cells)) return {cells.cols * kCellWidth, cells.rows * kCellHeight};
  const double scale = kPicture / std::max(cells.cols, cells.rows);
  return {std::max(cells.cols * scale, 12.0), std::max(cells.rows * scale, 12.0)};
}

void ComparisonTable::layOut() {
  columns_.clear();
  if (comparison_) {
    for (const ComparedNode& node : comparison_->nodes) {
      const core::Node& before = comparison_->before->graph().node(node.node);
      const core::Node& after = comparison_->after->graph().node(node.node);
      Column column{.node = node.node, .title = {}, .ruleChanged = node.ruleChanged, .pairs = {}};
      const QString name = node.ruleChanged ? tr("%1 → %2").arg(title(*before.function), title(*after.function)) : title(*before.function);
      column.title = {textPiece(name + QStringLiteral("  "), Piece::Ink::Body, true),
                      mathPiece(equationTex(comparison_->before->graph(), before), Piece::Ink::Muted)};
      const auto add = [&](Row row, const ComparedTensor& numbers, const core::Shape& shape = {}) {
        if (!isShown(numbers)) return;
        const bool taken = std::ranges::any_of(column.pairs, [row](const Pair& pair) { return pair.row == row; });
        if (!taken) column.pairs.push_back({row, &numbers, shape, {}});
      };
      add(Row::Value, node.value);
      bool input = false;
      for (const ComparedArgument& argument : node.arguments) {
        const bool first = !argument.isParameter && !std::exchange(input, input || !argument.isParameter);
        const core::Shape both({argument.localOutput.size(), argument.localInput.size()});
        add(first ? Row::LocalInput : Row::LocalParameter, argument.local, both);
        add(first ? Row::DownstreamInput : Row::DownstreamParameter, argument.downstream);
      }
      if (filter_ == ComparisonFilter::All || !column.pairs.empty() || node.ruleChanged) columns_.push_back(std::move(column));
    }
  }
  std::ranges::fill(rowHeights_, 0.0);
  for (Column& column : columns_) {
    column.width = sentenceWidth(column.title, 13) + (column.ruleChanged ? 110 : 90) + 2 * kPadding;
    for (Pair& pair : column.pairs) {
      const QSizeF a = sizeOf(pair.numbers->before), b = sizeOf(pair.numbers->after);
      pair.rect.setSize({a.width() + kSign + b.width(), std::max(a.height(), b.height())});
      column.width = std::max(column.width, pair.rect.width() + 2 * kPadding);
      double& height = rowHeights_[static_cast<int>(pair.row)];
      height = std::max(height, pair.rect.height());
    }
  }
  double y = kTop;
  for (int row = 0; row < 5; ++row) {
    rowTops_[row] = y;
    if (rowHeights_[row] > 0) y += std::max(rowHeights_[row], 34.0) + kRowGap;
  }
  double x = 0;
  for (Column& column : columns_) {
    column.x = x;
    for (Pair& pair : column.pairs) pair.rect.moveTopLeft({kPadding, rowTops_[static_cast<int>(pair.row)]});
    x += column.width + kGap;
  }
  horizontalScrollBar()->setRange(0, std::max(0, static_cast<int>(x - kGap - (viewport()->width() - kNames - 14))));
  horizontalScrollBar()->setPageStep(viewport()->width());
  verticalScrollBar()->setRange(0, std::max(0, static_cast<int>(y + 8) - viewport()->height()));
  verticalScrollBar()->setPageStep(viewport()->height());
  viewport()->update();
}

QRect ComparisonTable::columnRect(std::size_t node) const {
  for (const Column& column : columns_) {
    if (column.node == node)
      return QRectF(kNames + column.x - horizontalScrollBar()->value(), 6, column.width, viewport()->height() - 12).toRect();
  }
  return {};
}

std::optional<std::size_t> ComparisonTable::columnAt(QPoint point) const {
  if (point.x() < kNames) return std::nullopt;
  for (std::size_t k = 0; k < columns_.size(); ++k) {
    if (columnRect(columns_[k].node).contains(point)) return k;
  }
  return std::nullopt;
}

void ComparisonTable::paintTensor(QPainter& painter, QPointF at, const core::Tensor& tensor, Row row) const {
  const HeatmapData matrix = matrixOf(tensor);
  const bool value = row == Row::Value;
  const bool local = row == Row::LocalInput || row == Row::LocalParameter;
  const ColourScale scale = value ? ColourScale::sequential(theme_.valueMap, values_.first, values_.second)
                                  : ColourScale::diverging(theme_.gradientMap, local ? jacobianLimit_ : gradientLimit_);
  const QSizeF size = sizeOf(tensor);
  const HeatmapGeometry cells{at, matrix.rows, matrix.cols, size.width() / std::max(matrix.cols, 1),
                              size.height() / std::max(matrix.rows, 1)};
  if (isPicture(matrix)) {
    drawHeatmap(painter, cells, matrix, scale, {.gap = 0, .corner = 0}, theme_);
    painter.setPen(QPen(theme_.line, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(cells.bounds());
    return;
  }
  drawHeatmap(painter, cells, matrix, scale, {.numbers = numbersThatFit({matrix}, cells.cellWidth, cells.cellHeight)}, theme_);
}

void ComparisonTable::paintPair(QPainter& painter, const Pair& pair) const {
  const ComparedTensor& numbers = *pair.numbers;
  const QPointF at = pair.rect.topLeft();
  const TextStyle small{.pixelSize = 12};
  if (!numbers.before && !numbers.after) {
    const bool huge = pair.shape.rank() == 2 && pair.shape.size() > 0;
    const QString text = huge ? tr("%1 × %2, not formed: %3")
                                    .arg(pair.shape[0])
                                    .arg(pair.shape[1])
                                    .arg(numbers.verdict == Verdict::Same ? tr("= not a bit changed") : tr("≠ numbers changed"))
                              : tr("none");
    return drawText(painter, at + QPointF(0, 14), text, small, theme_.muted);
  }
  const QSizeF first = sizeOf(numbers.before), second = sizeOf(numbers.after);
  if (numbers.before)
    paintTensor(painter, at, *numbers.before, pair.row);
  else
    drawText(painter, at + QPointF(0, 14), tr("none"), small, theme_.muted);
  const QPointF other = at + QPointF(first.width() + kSign, 0);
  if (numbers.after)
    paintTensor(painter, other, *numbers.after, pair.row);
  else
    drawText(painter, other + QPointF(0, 14), tr("none"), small, theme_.muted);
  const QString sign = signOf(numbers.verdict);
  const QColor& ink = numbers.verdict == Verdict::Different ? theme_.downstream : theme_.muted;
  drawTextCentred(painter, {at.x() + first.width() + kSign / 2, at.y() + std::min(first.height(), second.height()) / 2}, sign,
                  {.pixelSize = 16, .weight = QFont::DemiBold}, ink);
}

void ComparisonTable::paintColumn(QPainter& painter, const Column& column, bool lit) const {
  const QRectF card(column.x + 0.5, 6.5, column.width - 1, std::max<double>(viewport()->height(), verticalScrollBar()->maximum() + viewport()->height()) - 13);
  painter.setPen(QPen(lit || column.ruleChanged ? theme_.local : theme_.lineSoft, lit ? 2 : 1.2));
  painter.setBrush(column.ruleChanged ? theme_.localTint : theme_.panelSoft);
  painter.drawRoundedRect(card, 7, 7);
  painter.save();
  painter.translate(column.x, 0);
  drawPieces(painter, placedLine(column.title, {kPadding, 27}, column.width - 104, 13), theme_);
  const QString verdict = column.ruleChanged ? tr("rule changed") : tr("same rule");
  const TextStyle style{.pixelSize = 11, .weight = QFont::DemiBold};
  const double width = textWidth(verdict, style) + 14;
  const QRectF pill(column.width - kPadding - width, 14, width, 18);
  painter.setPen(column.ruleChanged ? Qt::NoPen : QPen(theme_.line, 1));
  painter.setBrush(column.ruleChanged ? theme_.local : theme_.panel);
  painter.drawRoundedRect(pill, 9, 9);
  drawTextCentred(painter, pill.center(), verdict, style, column.ruleChanged ? theme_.onRole : theme_.muted);
  for (const Pair& pair : column.pairs) paintPair(painter, pair);
  painter.restore();
}

void ComparisonTable::paintEvent(QPaintEvent*) {
  QPainter painter(viewport());
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(viewport()->rect(), theme_.panel);
  painter.save();
  painter.setClipRect(QRectF(kNames, 0, viewport()->width() - kNames, viewport()->height()));
  painter.translate(kNames - horizontalScrollBar()->value(), -verticalScrollBar()->value());
  for (std::size_t k = 0; k < columns_.size(); ++k) {
    if (columnRect(columns_[k].node).intersects(viewport()->rect())) paintColumn(painter, columns_[k], lit_ == k);
  }
  painter.restore();
  painter.translate(0, -verticalScrollBar()->value());
  const std::pair<QString, QString> names[5] = {{tr("Value"), tr("forward")},
                                                {tr("Local"), tr("to the input")},
                                                {tr("Downstream"), tr("to the input")},
                                                {tr("Local"), tr("to the parameter")},
                                                {tr("Downstream"), tr("to the parameter")}};
  const QColor inks[5] = {theme_.value, theme_.local, theme_.downstream, theme_.local, theme_.downstream};
  drawText(painter, {14, 27}, tr("before | after"), {.pixelSize = 12}, theme_.muted);
  for (int row = 0; row < 5; ++row) {
    if (rowHeights_[row] <= 0) continue;
    drawText(painter, {14, rowTops_[row] + 14}, names[row].first, {.pixelSize = 13, .weight = QFont::DemiBold}, inks[row]);
    drawText(painter, {14, rowTops_[row] + 30}, names[row].second, {.pixelSize = 11.5}, theme_.muted);
  }
}

void ComparisonTable::resizeEvent(QResizeEvent* event) {
  QAbstractScrollArea::resizeEvent(event);
  layOut();
}

void ComparisonTable::light(std::optional<std::size_t> column) {
  if (column == lit_) return;
  lit_ = column;
  viewport()->update();
  emit pointedAt(column ? std::optional(columns_[*column].node) : std::nullopt);
}

void ComparisonTable::mouseMoveEvent(QMouseEvent* event) { light(columnAt(event->position().toPoint())); }

void ComparisonTable::mouseReleaseEvent(QMouseEvent* event) {
  if (const auto column = columnAt(event->position().toPoint())) emit chosen(columns_[*column].node);
}

void ComparisonTable::keyPressEvent(QKeyEvent* event) {
  const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
  if (step != 0 && !columns_.empty()) {
    const int last = static_cast<int>(columns_.size()) - 1;
    const int to = std::clamp((lit_ ? static_cast<int>(*lit_) : step > 0 ? -1 : last + 1) + step, 0, last);
    light(static_cast<std::size_t>(to));
    const Column& column = columns_[static_cast<std::size_t>(to)];
    const QRect rect = columnRect(column.node);
    if (rect.left() < kNames) horizontalScrollBar()->setValue(static_cast<int>(column.x));
    if (rect.right() > viewport()->width())
      horizontalScrollBar()->setValue(horizontalScrollBar()->value() + rect.right() - viewport()->width() + 4);
    return;
  }
  if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && lit_) return emit chosen(columns_[*lit_].node);
  QAbstractScrollArea::keyPressEvent(event);
}

bool ComparisonTable::viewportEvent(QEvent* event) {
  if (event->type() == QEvent::Leave) light({});
  if (event->type() == QEvent::ToolTip) {
    auto* help = static_cast<QHelpEvent*>(event);
    const auto column = columnAt(help->pos());
    if (column) QToolTip::showText(help->globalPos(), tr("≠ and = compare every bit: +0 and −0 are different numbers."), viewport());
    return true;
  }
  return QAbstractScrollArea::viewportEvent(event);
}

}  // namespace ui
