#include "ui/panels/paths/written_table.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

#include "ui/figures/math_text.h"
#include "ui/figures/text_style.h"
#include "ui/model/names.h"
#include "ui/panels/paths/path_table_metrics.h"

namespace ui {
namespace {

constexpr double rowPitch = 62;
constexpr double cardHeight = 50;
constexpr double firstRow = 50;
constexpr double letters = 14, ruleLetters = 12.5;
constexpr double padding = 9;
constexpr double between = 18;
constexpr double endRoom = 12;

}  // namespace

WrittenTable::WrittenTable(QWidget* parent) : QAbstractScrollArea(parent), theme_(lightTheme()) {
  setObjectName(QStringLiteral("writtenTable"));
  setAccessibleName(tr("The derivative written out as a sum of products"));
  setFrameShape(QFrame::NoFrame);
  setFocusPolicy(Qt::StrongFocus);
  viewport()->setMouseTracking(true);
}

void WrittenTable::setTheme(const Theme& theme) {
  theme_ = theme;
  viewport()->update();
}

void WrittenTable::setList(std::shared_ptr<const PathList> list) {
  list_ = std::move(list);
  rows_.clear();
  widest_ = 0;
  hover_.reset();
  if (list_) {
    const core::Graph& graph = list_->trace->graph();
    left_ = MathText::parse(derivativeTex(nameTex(graph.node(list_->to)), nameTex(graph.node(list_->from))))
                .width(letters * 1.1) +
            34;
    for (const PathRow& row : list_->rows) {
      std::vector<Factor>& factors = rows_.emplace_back();
      double x = left_;
      for (WrittenFactor& written : writtenFactors(*list_, row)) {
        const double width = std::max(MathText::parse(written.derivative).width(letters),
                                      MathText::parse(written.rule).width(ruleLetters)) +
                             2 * padding;
        factors.push_back({std::move(written), x, width});
        x += width + between;
      }
      widest_ = std::max(widest_, x);
    }
  }
  setExchanged(std::nullopt);
}

void WrittenTable::setExchanged(std::optional<std::size_t> node) {
  exchanged_ = node;
  works_.clear();
  if (list_ && exchanged_)
    for (std::size_t w = 0; w < list_->wires.size(); ++w) works_.push_back(handWork(*list_, w, *exchanged_));
  arrange();
}

void WrittenTable::arrange() {
  const int height = static_cast<int>(firstRow + rows_.size() * rowPitch + endRoom);
  verticalScrollBar()->setPageStep(viewport()->height());
  verticalScrollBar()->setSingleStep(static_cast<int>(rowPitch / 2));
  verticalScrollBar()->setRange(0, std::max(0, height - viewport()->height()));
  horizontalScrollBar()->setPageStep(viewport()->width());
  horizontalScrollBar()->setSingleStep(40);
  horizontalScrollBar()->setRange(
      0, std::max(0, static_cast<int>(std::ceil(widest_ + 2 * tableMargin)) - viewport()->width()));
  viewport()->update();
}

QRectF WrittenTable::factorRect(std::size_t row, std::size_t factor) const {
  const Factor& shown = rows_[row][factor];
  return {tableMargin + shown.x - horizontalScrollBar()->value(),
          firstRow + row * rowPitch - verticalScrollBar()->value(), shown.width, cardHeight};
}

std::vector<std::vector<HandWork>> WrittenTable::marks() const {
  std::vector<std::vector<HandWork>> all;
  for (const std::vector<Factor>& row : rows_) {
    std::vector<HandWork>& own = all.emplace_back();
    for (const Factor& factor : row)
      own.push_back(works_.empty() ? HandWork::Stays : works_[factor.written.wire]);
  }
  return all;
}

void WrittenTable::mouseMoveEvent(QMouseEvent* event) {
  const double y = event->position().y() - firstRow + verticalScrollBar()->value();
  const auto row = y >= 0 ? std::optional(static_cast<std::size_t>(y / rowPitch)) : std::nullopt;
  const auto next = row && *row < rows_.size() ? row : std::nullopt;
  if (next == hover_) return;
  hover_ = next;
  viewport()->update();
  emit litChanged(hover_);
}

void WrittenTable::leaveEvent(QEvent* event) {
  QAbstractScrollArea::leaveEvent(event);
  if (!hover_) return;
  hover_.reset();
  viewport()->update();
  emit litChanged(hover_);
}

void WrittenTable::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    for (std::size_t k = 0; k < rows_[row].size(); ++k) {
      if (!factorRect(row, k).contains(event->position())) continue;
      const std::size_t node = list_->wires[rows_[row][k].written.wire].to;
      return emit exchangeAsked(exchanged_ == node ? std::nullopt : std::optional(node));
    }
  }
  emit exchangeAsked({});
}

void WrittenTable::keyPressEvent(QKeyEvent* event) {
  if (event->matches(QKeySequence::Copy)) return emit copyAsked();
  if (!list_) return event->ignore();
  const std::vector<std::size_t> nodes = exchangeable(*list_);
  const auto now = exchanged_ ? std::ranges::find(nodes, *exchanged_) : nodes.end();
  switch (event->key()) {
    case Qt::Key_Right:
      // As written, the last function stands first.
      if (nodes.empty()) break;
      return emit exchangeAsked(now == nodes.end()     ? nodes.back()
                                : now == nodes.begin() ? nodes.front()
                                                       : *(now - 1));
    case Qt::Key_Left:
      if (nodes.empty()) break;
      return emit exchangeAsked(now == nodes.end() || now + 1 == nodes.end() ? nodes.back() : *(now + 1));
    case Qt::Key_Up: return verticalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepSub);
    case Qt::Key_Down: return verticalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepAdd);
    case Qt::Key_Escape:
      if (!exchanged_) break;
      return emit exchangeAsked({});
    default: break;
  }
  event->ignore();
}

void WrittenTable::resizeEvent(QResizeEvent* event) {
  QAbstractScrollArea::resizeEvent(event);
  arrange();
}

void WrittenTable::scrollContentsBy(int, int) { viewport()->update(); }

void WrittenTable::paintFactor(QPainter& painter, const Factor& factor, const QRectF& rect,
                               HandWork work) const {
  QColor ink = theme_.local;
  if (work == HandWork::Derived) {
    ink = theme_.error;
    painter.setPen(QPen(theme_.error, 1.6));
    painter.setBrush(theme_.errorTint);
  } else if (work == HandWork::Substituted) {
    QPen pen(theme_.error, 1.2);
    pen.setDashPattern({3, 3});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
  } else {
    painter.setPen(QPen(theme_.lineSoft, 1));
    painter.setBrush(theme_.panelSoft);
  }
  painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
  const MathText derivative = MathText::parse(factor.written.derivative);
  const MathText rule = MathText::parse(factor.written.rule);
  const bool hasRule = !factor.written.rule.isEmpty();
  derivative.drawCentred(painter, {rect.center().x(), rect.top() + (hasRule ? 15 : rect.height() / 2)},
                         letters, ink);
  if (hasRule) rule.drawCentred(painter, {rect.center().x(), rect.top() + 36}, ruleLetters, theme_.ink);
  if (work != HandWork::Derived) return;
  const QString word = tr("anew");
  const TextStyle style{.pixelSize = 10, .weight = QFont::DemiBold};
  const double wide = textWidth(word, style) + 8;
  const QRectF badge(rect.right() - wide + 4, rect.top() - 7, wide, 14);
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme_.error);
  painter.drawRoundedRect(badge, 6, 6);
  drawTextCentred(painter, badge.center(), word, style, theme_.onRole);
}

void WrittenTable::paintEvent(QPaintEvent*) {
  QPainter painter(viewport());
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(viewport()->rect(), theme_.panel);
  if (!list_) {
    drawTextCentred(painter, QRectF(viewport()->rect()).center(), tr("Counting the paths…"),
                    {.pixelSize = 14}, theme_.muted);
    return;
  }
  const core::Graph& graph = list_->trace->graph();
  const double scroll = verticalScrollBar()->value();
  const double sideways = horizontalScrollBar()->value();
  drawText(painter, {tableMargin + 12 - sideways, 22 - scroll}, tr("Written out by hand"),
           {.pixelSize = 13, .weight = QFont::DemiBold}, theme_.ink);
  const QString note = list_->isWhole ? tr("one product for each path; below each factor its rule")
                                      : tr("the first of very many products; below each factor its rule");
  drawText(painter, {tableMargin + 12 - sideways, 40 - scroll}, note, {.pixelSize = 12}, theme_.muted);
  const auto first = static_cast<std::size_t>(std::max(0.0, (scroll - firstRow) / rowPitch));
  for (std::size_t row = first; row < rows_.size(); ++row) {
    const double top = firstRow + row * rowPitch - scroll;
    if (top > viewport()->height()) break;
    const double middle = top + cardHeight / 2;
    const double x = tableMargin + 12 - sideways;
    if (hover_ == row) {
      painter.setPen(Qt::NoPen);
      painter.setBrush(theme_.localTint);
      painter.drawRoundedRect(QRectF(tableMargin - 4 - sideways, top - 4, widest_ + 8, cardHeight + 8), 6, 6);
    }
    if (row == 0) {
      const QString derivative =
          derivativeTex(nameTex(graph.node(list_->to)), nameTex(graph.node(list_->from)));
      MathText::parse(derivative).draw(painter, {x, middle + 5}, letters * 1.1, theme_.downstream);
    }
    drawTextCentred(painter, {tableMargin + left_ - 14 - sideways, middle},
                    row == 0 ? QStringLiteral("=") : QStringLiteral("+"),
                    {.pixelSize = 18, .family = TextStyle::Family::Math}, theme_.muted);
    for (std::size_t k = 0; k < rows_[row].size(); ++k) {
      const QRectF rect = factorRect(row, k);
      if (k > 0)
        drawTextCentred(painter, {rect.left() - between / 2, middle}, QStringLiteral("\u00b7"),
                        {.pixelSize = 18, .family = TextStyle::Family::Math}, theme_.muted);
      if (rect.right() < 0 || rect.left() > viewport()->width()) continue;
      paintFactor(painter, rows_[row][k], rect,
                  works_.empty() ? HandWork::Stays : works_[rows_[row][k].written.wire]);
    }
  }
  if (hasFocus()) {
    painter.setPen(QPen(theme_.focus, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(viewport()->rect()).adjusted(2, 2, -2, -2), 5, 5);
  }
}

}  // namespace ui
