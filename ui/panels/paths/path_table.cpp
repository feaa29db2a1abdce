#include "ui/panels/paths/path_table.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "ui/figures/natural_text.h"
#include "ui/figures/number_text.h"
#include "ui/model/names.h"
#include "ui/panels/paths/path_marks.h"
#include "ui/panels/paths/path_table_metrics.h"
#include "ui/panels/paths/path_words.h"

namespace ui {
namespace {

double magnitude(const PathRow& row) {
  if (!row.product) return row.size;
  double sum = 0;
  for (const double v : row.product->data()) sum += std::isfinite(v) ? std::abs(v) : 0;
  return sum;
}

}  // namespace

PathTable::PathTable(QWidget* parent) : QAbstractScrollArea(parent), theme_(lightTheme()) {
  setObjectName(QStringLiteral("pathTable"));
  setAccessibleName(tr("Paths: each a product of local gradients"));
  setFrameShape(QFrame::NoFrame);
  setFocusPolicy(Qt::StrongFocus);
  viewport()->setMouseTracking(true);
  setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
}

void PathTable::setTheme(const Theme& theme) {
  theme_ = theme;
  if (list_) setList(list_);
  viewport()->update();
}

void PathTable::setList(std::shared_ptr<const PathList> list) {
  const bool same = list_ && list && list_->from == list->from && list_->to == list->to &&
                    list_->rows.size() == list->rows.size();
  list_ = std::move(list);
  hoverRow_.reset();
  hoverWire_.reset();
  if (!same) {
    pinned_.reset();
    wire_.reset();
    through_.reset();
  }
  scale_ = ColourScale::diverging(theme_.gradientMap, 1.0);
  total_ = 0;
  if (list_) {
    std::vector<double> numbers;
    for (const PathWire& wire : list_->wires)
      if (wire.number) numbers.push_back(*wire.number);
    scale_ = ColourScale::diverging(theme_.gradientMap, {std::span<const double>(numbers)});
    for (const PathRow& row : list_->rows) {
      total_ += magnitude(row);
      if (row.product) scale_ = scale_.covering(row.product->data());
    }
    for (const std::optional<core::Tensor>& result : {list_->sum, list_->backward})
      if (result) scale_ = scale_.covering(result->data());
  }
  arrange();
  // Where not all local gradients have room, those next to the product are seen first: every path has them.
  if (!same) horizontalScrollBar()->setValue(horizontalScrollBar()->maximum());
  tell();
}

void PathTable::setSort(Sort sort) {
  sort_ = sort;
  arrange();
}

void PathTable::setShares(bool on) {
  shares_ = on;
  arrange();
}

void PathTable::setThrough(std::optional<std::size_t> wire) {
  through_ = list_ && wire && *wire < list_->wires.size() ? wire : std::nullopt;
  arrange();
  if (pinned_ && std::ranges::find(order_, *pinned_) == order_.end()) pin({});
}

void PathTable::arrange() {
  order_.clear();
  longest_ = 0;
  if (list_) {
    for (std::size_t k = 0; k < list_->rows.size(); ++k) {
      const std::vector<std::size_t>& wires = list_->rows[k].wires;
      if (through_ && std::ranges::find(wires, *through_) == wires.end()) continue;
      order_.push_back(k);
      longest_ = std::max(longest_, wires.size());
    }
    const auto by = [&](auto key) { std::ranges::stable_sort(order_, std::less<>(), key); };
    if (sort_ == Sort::Size) by([&](std::size_t k) { return -list_->rows[k].size; });
    if (sort_ == Sort::Length) by([&](std::size_t k) { return list_->rows[k].wires.size(); });
  }
  const Columns at = columns();
  verticalScrollBar()->setPageStep(static_cast<int>(std::max(rowsBottom() - headerHeight, 1.0)));
  verticalScrollBar()->setSingleStep(static_cast<int>(rowHeight));
  verticalScrollBar()->setRange(
      0, static_cast<int>(std::max(0.0, order_.size() * rowHeight - (rowsBottom() - headerHeight))));
  horizontalScrollBar()->setPageStep(static_cast<int>(std::max(at.factorsEnd - at.factors, 1.0)));
  horizontalScrollBar()->setSingleStep(static_cast<int>(factorWidth + dotWidth));
  horizontalScrollBar()->setRange(
      0, static_cast<int>(std::max(0.0, std::ceil(neededFactors() - (at.factorsEnd - at.factors)))));
  viewport()->update();
}

double PathTable::neededFactors() const {
  return longest_ * factorWidth + (longest_ > 0 ? (longest_ - 1) * dotWidth : 0);
}

PathTable::Columns PathTable::columns() const {
  Columns at;
  const double width = viewport()->width();
  const bool tensors = list_ && !list_->isScalar();
  const double product = tensors ? tensorWidth : factorWidth;
  const double tail = product + 12 + (shares_ ? shareWidth : 0);
  double path = 90;
  if (list_) {
    const std::size_t looked = std::min<std::size_t>(order_.size(), 12);
    for (std::size_t k = 0; k < looked; ++k)
      path = std::max(
          path, sentenceWidth(pathSentence(*list_, list_->rows[order_[k]], 1e9, pathLetters), pathLetters));
  }
  path = std::min(path, std::max(width * 0.34, 90.0));
  const double widest = width - 2 * tableMargin;
  const double wanted = indexWidth + path + 26 + std::max(neededFactors(), 150.0) + equalsWidth + tail;
  const double block = std::clamp(wanted, std::min(536.0, widest), widest);
  at.path = tableMargin + indexWidth;
  at.factors = at.path + path + 26;
  at.end = tableMargin + block;
  at.product = at.end - tail;
  at.equals = at.product - equalsWidth / 2;
  at.factorsEnd = at.product - equalsWidth;
  return at;
}

double PathTable::rowsBottom() const {
  const double rows = headerHeight + order_.size() * rowHeight;
  return std::min(rows, std::max(viewport()->height() - cardRoom - sumRoom, headerHeight + rowHeight));
}

double PathTable::sumTop() const { return rowsBottom() + 8; }

QRectF PathTable::rowAt(std::size_t place) const {
  const double y = headerHeight + place * rowHeight - verticalScrollBar()->value();
  return {tableMargin, y, columns().end - tableMargin, rowHeight};
}

QRectF PathTable::rowRect(std::size_t row) const {
  const auto place = std::ranges::find(order_, row);
  return place == order_.end() ? QRectF() : rowAt(static_cast<std::size_t>(place - order_.begin()));
}

QRectF PathTable::factorRect(std::size_t row, std::size_t k) const {
  const QRectF rect = rowRect(row);
  if (rect.isNull()) return {};
  // Flush right: the first local gradients of all paths stand below each other.
  const std::size_t fromRight = list_->rows[row].wires.size() - 1 - k;
  const Columns at = columns();
  const double end = std::max(at.factorsEnd, at.factors + neededFactors()) - horizontalScrollBar()->value();
  const double right = end - fromRight * (factorWidth + dotWidth);
  return {right - factorWidth, rect.center().y() - cellHeight / 2, factorWidth, cellHeight};
}

QRectF PathTable::productRect(std::size_t row) const {
  const QRectF rect = rowRect(row);
  const double width = list_ && !list_->isScalar() ? tensorWidth : factorWidth;
  return rect.isNull() ? QRectF()
                       : QRectF(columns().product, rect.center().y() - cellHeight / 2, width, cellHeight);
}

std::optional<std::size_t> PathTable::placeAt(QPointF point) const {
  if (!list_ || point.y() < headerHeight || point.y() >= rowsBottom() || point.x() < tableMargin ||
      point.x() > columns().end)
    return std::nullopt;
  const double y = point.y() - headerHeight + verticalScrollBar()->value();
  const auto place = static_cast<std::size_t>(y / rowHeight);
  return place < order_.size() ? std::optional(place) : std::nullopt;
}

std::optional<std::size_t> PathTable::factorAt(std::size_t row, QPointF point) const {
  const Columns at = columns();
  if (point.x() < at.factors || point.x() > at.factorsEnd) return std::nullopt;
  for (std::size_t k = 0; k < list_->rows[row].wires.size(); ++k)
    if (factorRect(row, k).contains(point)) return k;
  return std::nullopt;
}

std::optional<std::size_t> PathTable::litRow() const { return hoverRow_ ? hoverRow_ : pinned_; }

void PathTable::tell() {
  const auto row = litRow();
  setAccessibleDescription(row ? rowText(*row) : sumText());
  viewport()->update();
  emit litChanged();
}

void PathTable::pin(std::optional<std::size_t> row) {
  if (row == pinned_ && !wire_) return;
  pinned_ = row;
  wire_.reset();
  if (row) showRow(*row);
  tell();
}

void PathTable::showRow(std::size_t row) {
  const QRectF rect = rowRect(row);
  if (rect.isNull()) return;
  QScrollBar* bar = verticalScrollBar();
  if (rect.top() < headerHeight)
    bar->setValue(bar->value() - static_cast<int>(std::ceil(headerHeight - rect.top())));
  if (rect.bottom() > rowsBottom())
    bar->setValue(bar->value() + static_cast<int>(std::ceil(rect.bottom() - rowsBottom())));
}

void PathTable::moveBy(int rows) {
  if (order_.empty()) return;
  const auto now = pinned_ ? std::ranges::find(order_, *pinned_) : order_.end();
  const auto last = static_cast<std::ptrdiff_t>(order_.size()) - 1;
  const std::ptrdiff_t place = now == order_.end()
                                   ? (rows > 0 ? 0 : last)
                                   : std::clamp<std::ptrdiff_t>(now - order_.begin() + rows, 0, last);
  hoverRow_.reset();
  hoverWire_.reset();
  pin(order_[static_cast<std::size_t>(place)]);
}

void PathTable::moveWire(int by) {
  if (!pinned_) return moveBy(1);
  const std::vector<std::size_t>& wires = list_->rows[*pinned_].wires;
  if (wires.empty()) return;
  // Written from the last wire to the first: to the right is towards the first.
  const auto now = wire_ ? std::ranges::find(wires, *wire_) : wires.end();
  const auto last = static_cast<std::ptrdiff_t>(wires.size()) - 1;
  const std::ptrdiff_t place = now == wires.end()
                                   ? (by > 0 ? last : 0)
                                   : std::clamp<std::ptrdiff_t>(now - wires.begin() - by, 0, last);
  wire_ = wires[static_cast<std::size_t>(place)];
  hoverRow_.reset();
  hoverWire_.reset();
  const Columns at = columns();
  const QRectF cell = factorRect(*pinned_, static_cast<std::size_t>(last - place));
  QScrollBar* bar = horizontalScrollBar();
  if (cell.left() < at.factors)
    bar->setValue(bar->value() - static_cast<int>(std::ceil(at.factors - cell.left())));
  if (cell.right() > at.factorsEnd)
    bar->setValue(bar->value() + static_cast<int>(std::ceil(cell.right() - at.factorsEnd)));
  tell();
}

double PathTable::share(const PathRow& row) const { return total_ > 0 ? magnitude(row) / total_ : 0; }

core::Tensor PathTable::shownSum() const {
  core::Tensor sum(list_->shape);
  for (const std::size_t row : order_) {
    if (!list_->rows[row].product) continue;
    std::ranges::transform(sum.data(), list_->rows[row].product->data(), sum.data().begin(), std::plus<>());
  }
  return sum;
}

QString PathTable::rowText(std::size_t row) const {
  const PathRow& path = list_->rows[row];
  QStringList factors;
  for (auto w = path.wires.rbegin(); w != path.wires.rend(); ++w) {
    const PathWire& wire = list_->wires[*w];
    factors << (wire.number
                    ? shortNumber(*wire.number)
                    : QStringLiteral("%1 \u00d7 %2").arg(wire.local.rows()).arg(wire.local.columns()));
  }
  QString text = tr("path %1: ").arg(path.found) + plainText(pathSentence(*list_, path, 1e9, pathLetters)) +
                 QStringLiteral(": ") + factors.join(QStringLiteral(" \u00b7 "));
  if (list_->isScalar() && path.product) text += QStringLiteral(" = ") + shortNumber((*path.product)[0]);
  return text;
}

QString PathTable::sumText() const {
  if (!list_) return tr("Counting the paths…");
  if (through_)
    return tr("%1 of %2 paths lead through this wire").arg(order_.size()).arg(naturalText(list_->count));
  if (!list_->isWhole)
    return tr("%1 of %2 shown, the largest first by product along the greedy path")
        .arg(list_->rows.size())
        .arg(naturalText(list_->count));
  return tr("sum over %n paths", nullptr, static_cast<int>(list_->rows.size()));
}

Sentence PathTable::cardSentence() const {
  if (!list_) return {};
  if (list_->isWhole) return sharedSentence(*list_);
  return {textPiece(
      tr("The sum is that of the backward pass, which needs %n steps; it is not the sum of these rows.",
         nullptr, static_cast<int>(list_->steps)))};
}

void PathTable::mouseMoveEvent(QMouseEvent* event) {
  const auto place = placeAt(event->position());
  const std::optional<std::size_t> row = place ? std::optional(order_[*place]) : std::nullopt;
  std::optional<std::size_t> wire;
  if (row) {
    if (const auto k = factorAt(*row, event->position()))
      wire = list_->rows[*row].wires[list_->rows[*row].wires.size() - 1 - *k];
  }
  viewport()->setCursor(row ? Qt::PointingHandCursor : Qt::ArrowCursor);
  if (row == hoverRow_ && wire == hoverWire_) return;
  hoverRow_ = row;
  hoverWire_ = wire;
  tell();
}

void PathTable::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  const auto place = placeAt(event->position());
  const std::optional<std::size_t> row = place ? std::optional(order_[*place]) : std::nullopt;
  pin(row == pinned_ ? std::nullopt : row);
}

void PathTable::mouseDoubleClickEvent(QMouseEvent* event) {
  const auto place = placeAt(event->position());
  if (!place) return;
  const std::size_t row = order_[*place];
  if (const auto k = factorAt(row, event->position()))
    emit throughAsked(list_->rows[row].wires[list_->rows[row].wires.size() - 1 - *k]);
  else
    emit openAsked(row);
}

void PathTable::leaveEvent(QEvent* event) {
  QAbstractScrollArea::leaveEvent(event);
  if (!hoverRow_) return;
  hoverRow_.reset();
  hoverWire_.reset();
  tell();
}

void PathTable::keyPressEvent(QKeyEvent* event) {
  if (event->matches(QKeySequence::Copy)) return emit copyAsked();
  const int page = std::max(1, static_cast<int>((rowsBottom() - headerHeight) / rowHeight) - 1);
  switch (event->key()) {
    case Qt::Key_Up: return moveBy(-1);
    case Qt::Key_Down: return moveBy(1);
    case Qt::Key_PageUp: return moveBy(-page);
    case Qt::Key_PageDown: return moveBy(page);
    case Qt::Key_Home: return order_.empty() ? void() : pin(order_.front());
    case Qt::Key_End: return order_.empty() ? void() : pin(order_.back());
    case Qt::Key_Left: return moveWire(-1);
    case Qt::Key_Right: return moveWire(1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (!wire_ && pinned_) return emit openAsked(*pinned_);
      if (!wire_) break;
      return emit throughAsked(wire_ == through_ ? std::nullopt : wire_);
    case Qt::Key_Escape:
      if (wire_) {
        wire_.reset();
        return tell();
      }
      if (pinned_) return pin({});
      if (through_) return emit throughAsked({});
      break;
    default: break;
  }
  event->ignore();
}

void PathTable::resizeEvent(QResizeEvent* event) {
  QAbstractScrollArea::resizeEvent(event);
  arrange();
}

void PathTable::scrollContentsBy(int, int) { viewport()->update(); }

bool PathTable::viewportEvent(QEvent* event) {
  if (event->type() == QEvent::ToolTip && list_) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto place = placeAt(help->pos());
    QString tip;
    if (place) {
      const PathRow& row = list_->rows[order_[*place]];
      tip = plainText(pathSentence(*list_, row, 1e9, pathLetters));
      if (const auto k = factorAt(order_[*place], help->pos())) {
        const PathWire& wire = list_->wires[row.wires[row.wires.size() - 1 - *k]];
        const core::Graph& graph = list_->trace->graph();
        tip = plainText(
            {mathPiece(derivativeTex(nameTex(graph.node(wire.to)), nameTex(graph.node(wire.from))))});
        tip += wire.number ? QStringLiteral(" = ") + significantText(*wire.number, 10)
                           : QStringLiteral(": ") + QString::fromStdString(wire.local.structureName());
        tip += u'\n' + tr("Double-click keeps only the paths through this wire");
      }
    }
    if (tip.isEmpty())
      QToolTip::hideText();
    else
      QToolTip::showText(help->globalPos(), tip, this);
    return true;
  }
  return QAbstractScrollArea::viewportEvent(event);
}

}  // namespace ui
