#include <QApplication>
#include <QClipboard>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QSpinBox>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

#include "ui/figures/huge_painter.h"
#include "ui/figures/huge_words.h"
#include "ui/figures/number_text.h"
#include "ui/panels/huge/huge_view.h"

// What mouse and keyboard do in the view of a huge equation.

namespace ui {
namespace {

using core::Index;

constexpr double zoomOfNotch = 1.5;
constexpr int notch = 120;
constexpr double grasp = 4;  ///< px around a frame that belong to it

bool isNear(const QRectF& frame, QPointF point) {
  return !frame.isEmpty() && frame.adjusted(-grasp, -grasp, grasp, grasp).contains(point);
}

/// How many entries a way of `px` pixels is.
Index entriesOf(double px, double length, Index count) {
  return static_cast<Index>(std::lround(px / std::max(length, 1.0) * static_cast<double>(count)));
}

}  // namespace

std::optional<HugeEntry> HugeView::entryUnder(QPointF point) const {
  if (!picture_.content) return std::nullopt;
  if (const auto entry = layout_.numbersEntry(picture_.place, point)) return entry;
  const HugePart* part = picture_.overview();
  const bool single = part && !part->isPooled() && part->window == picture_.place.seen;
  if (single && !layout_.minimap.contains(point)) return layout_.overviewEntry(picture_.place, point);
  return std::nullopt;
}

HugeView::Drag HugeView::dragAt(QPointF point) const {
  if (!picture_.content) return Drag::None;
  if (layout_.minimap.contains(point)) return Drag::Minimap;
  if (layout_.overview.contains(point)) {
    const QRectF numbers = numbersFrame(picture_, layout_);
    const QRectF frame = numbers.isEmpty() ? blockFrame(picture_, layout_) : numbers;
    const bool large = frame.width() > layout_.overview.width() / 2;
    return !large && isNear(frame, point) ? Drag::Numbers : Drag::Pan;
  }
  return layout_.block.contains(point) ? Drag::NumbersInBlock : Drag::None;
}

void HugeView::centreSeenAt(QPointF point) {
  const HugeEntry entry = entryAt(picture_.grid.whole(), picture_.grid.rows + picture_.grid.columns,
                                  (point.y() - layout_.minimap.top()) / layout_.minimap.height(),
                                  (point.x() - layout_.minimap.left()) / layout_.minimap.width());
  showSeen(centred(picture_.grid, picture_.place.seen, entry));
}

void HugeView::dragTo(QPointF point) {
  const QPointF way = point - pressedAt_;
  const core::Window& seen = placeAtPress_.seen;
  const QSizeF overview = layout_.overview.size();
  switch (drag_) {
    case Drag::None: break;
    case Drag::Pan:
      showSeen(moved(picture_.grid, seen, -entriesOf(way.y(), overview.height(), seen.rowCount),
                     -entriesOf(way.x(), overview.width(), seen.columnCount)));
      break;
    case Drag::Numbers:
      showNumbers(moved(picture_.grid, placeAtPress_.numbers,
                        entriesOf(way.y(), overview.height(), seen.rowCount),
                        entriesOf(way.x(), overview.width(), seen.columnCount)));
      break;
    case Drag::NumbersInBlock: {
      const core::Window shown = shownWindow(picture_.grid, picture_.block());
      const QPointF inside(std::clamp(point.x(), layout_.block.left(), layout_.block.right() - 1),
                           std::clamp(point.y(), layout_.block.top(), layout_.block.bottom() - 1));
      if (const auto entry = layout_.blockEntry(shown, inside)) {
        core::Window numbers = centred(picture_.grid, picture_.place.numbers, *entry);
        // Within the block, so that the panel does not jump to the next one under the pointer.
        numbers.row =
            std::clamp(numbers.row, shown.row, std::max(shown.row, shown.rowEnd() - numbers.rowCount));
        numbers.column = std::clamp(numbers.column, shown.column,
                                    std::max(shown.column, shown.columnEnd() - numbers.columnCount));
        showNumbers(numbers);
      }
      break;
    }
    case Drag::Minimap: centreSeenAt(point); break;
  }
}

void HugeView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !picture_.content) return QWidget::mousePressEvent(event);
  pressedAt_ = event->position();
  placeAtPress_ = picture_.place;
  dragged_ = false;
  if (const auto entry = layout_.numbersEntry(picture_.place, pressedAt_)) {
    return pin(entry == pinned_ ? std::nullopt : entry);
  }
  if (const auto entry = layout_.gradientEntry(*picture_.content, pressedAt_))
    return pin({}, entry == pinnedGradient_ ? std::nullopt : entry);
  drag_ = dragAt(pressedAt_);
  if (drag_ == Drag::Minimap || drag_ == Drag::NumbersInBlock) dragTo(pressedAt_);
}

void HugeView::mouseMoveEvent(QMouseEvent* event) {
  const QPointF point = event->position();
  if (drag_ != Drag::None && event->buttons().testFlag(Qt::LeftButton)) {
    dragged_ |= (point - pressedAt_).manhattanLength() >= 3;
    if (dragged_) {
      setCursor(drag_ == Drag::Pan && !picture_.isZoomed() ? Qt::ArrowCursor : Qt::ClosedHandCursor);
      dragTo(point);
    }
    return;
  }
  const std::optional<HugeEntry> entry = entryUnder(point);
  const std::optional<EquationEntry> gradient =
      picture_.content && !entry ? layout_.gradientEntry(*picture_.content, point) : std::nullopt;
  light(entry, gradient);
  switch (dragAt(point)) {
    case Drag::Numbers: setCursor(Qt::OpenHandCursor); break;
    case Drag::Pan: setCursor(picture_.isZoomed() ? Qt::OpenHandCursor : Qt::CrossCursor); break;
    case Drag::Minimap:
    case Drag::NumbersInBlock: setCursor(Qt::PointingHandCursor); break;
    case Drag::None: setCursor(entry || gradient ? Qt::PointingHandCursor : Qt::ArrowCursor);
  }
}

void HugeView::mouseReleaseEvent(QMouseEvent* event) {
  const Drag ended = std::exchange(drag_, Drag::None);
  if (event->button() != Qt::LeftButton || ended != Drag::Pan || dragged_) return;
  const std::optional<HugeEntry> entry = layout_.overviewEntry(picture_.place, event->position());
  if (!entry) return;
  // A click: the block and the numbers there. An entry of its own is kept.
  if (entryUnder(event->position())) pin(entry == pinned_ ? std::nullopt : entry);
  showNumbers(centred(picture_.grid, picture_.place.numbers, *entry));
}

void HugeView::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !picture_.content) return;
  const QPointF point = event->position();
  if (layout_.minimap.contains(point)) return showWhole();
  if (const auto entry = layout_.overviewEntry(picture_.place, point)) {
    const BlockPlace place = blockAt(picture_.grid, entry->row, entry->column);
    const core::Window block = windowOf(picture_.grid, place);
    const HugeEntry middle{block.row + block.rowCount / 2, block.column + block.columnCount / 2};
    showNumbers(centred(picture_.grid, picture_.place.numbers, middle));
    zoomToBlock(place);
  } else if (layout_.numbersEntry(picture_.place, point)) {
    mousePressEvent(event);
  }
}

void HugeView::wheelEvent(QWheelEvent* event) {
  if (!picture_.content) return QWidget::wheelEvent(event);
  const QPointF point = event->position();
  const double steps =
      static_cast<double>(event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x()) /
      notch;
  if (layout_.overview.contains(point)) {
    const QRectF& area = layout_.overview;
    const bool onMap = layout_.minimap.contains(point);
    const double down = onMap ? 0.5 : (point.y() - area.top()) / area.height();
    const double across = onMap ? 0.5 : (point.x() - area.left()) / area.width();
    showSeen(zoomed(picture_.grid, picture_.place.seen, layout_.overviewCells(), down, across,
                    std::pow(zoomOfNotch, steps)));
    light(entryUnder(point));
    return event->accept();
  }
  if (layout_.block.contains(point) || layout_.numbers.bounds().contains(point)) {
    const bool sideways = event->modifiers().testFlag(Qt::ShiftModifier) || event->angleDelta().y() == 0;
    const auto count = static_cast<Index>(std::lround(-3 * steps));
    showNumbers(moved(picture_.grid, picture_.place.numbers, sideways ? 0 : count, sideways ? count : 0));
    light(entryUnder(point));
    return event->accept();
  }
  QWidget::wheelEvent(event);
}

void HugeView::leaveEvent(QEvent*) { light({}); }

void HugeView::moveGradientPin(Index rows, Index columns) {
  EquationEntry next = *pinnedGradient_;
  const bool up = next.panel == PanelRole::Upstream;
  const Index entries = up ? picture_.content->rows() : picture_.content->columns();
  const Index across = (up ? layout_.upstreamExtent : layout_.downstreamExtent).second;
  // Rows of a stack, else of the image into which one row is folded.
  if (layout_.stacked)
    next.row = std::clamp<Index>(next.row + rows, 0, picture_.content->equation.upstreamRows() - 1);
  else if (const Index moved = next.column + rows * across; moved >= 0 && moved < entries)
    next.column = moved;
  next.column = std::clamp<Index>(next.column + columns, 0, entries - 1);
  hover_.reset();
  hoverGradient_.reset();
  pin({}, next);
}

void HugeView::movePin(Index rows, Index columns) {
  if (pinnedGradient_) return moveGradientPin(rows, columns);
  if (!pinned_) return showNumbers(moved(picture_.grid, picture_.place.numbers, rows, columns));
  const HugeEntry next{std::clamp<Index>(pinned_->row + rows, 0, picture_.grid.rows - 1),
                       std::clamp<Index>(pinned_->column + columns, 0, picture_.grid.columns - 1)};
  hover_.reset();
  showNumbers(holding(picture_.grid, picture_.place.numbers, next));
  pin(next);
}

void HugeView::zoomAboutEntry(double factor) {
  const core::Window& seen = picture_.place.seen;
  const core::Window& numbers = picture_.place.numbers;
  const HugeEntry entry = picture_.lit.value_or(
      HugeEntry{numbers.row + numbers.rowCount / 2, numbers.column + numbers.columnCount / 2});
  const auto share = [](Index at, Index first, Index count) {
    return std::clamp(
        (static_cast<double>(at - first) + 0.5) / static_cast<double>(std::max<Index>(count, 1)), 0.0, 1.0);
  };
  showSeen(zoomed(picture_.grid, seen, layout_.overviewCells(), share(entry.row, seen.row, seen.rowCount),
                  share(entry.column, seen.column, seen.columnCount), factor));
}

bool HugeView::isOwnKey(int key) {
  switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_Plus:
    case Qt::Key_Equal:
    case Qt::Key_Minus:
    case Qt::Key_0:
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space: return true;
    default: return false;
  }
}

bool HugeView::handleKey(int key, Qt::KeyboardModifiers modifiers) {
  const core::Window& numbers = picture_.place.numbers;
  const bool windowwise = modifiers.testFlag(Qt::ControlModifier);
  const Index rows = windowwise ? numbers.rowCount : 1;
  const Index columns = windowwise ? numbers.columnCount : 1;
  const bool sideways = modifiers.testFlag(Qt::ShiftModifier);
  const auto page = [&](Index sign) {
    movePin(sideways ? 0 : sign * numbers.rowCount, sideways ? sign * numbers.columnCount : 0);
  };
  if (modifiers.testFlag(Qt::AltModifier)) {
    if (!layout_.stacked || (key != Qt::Key_Up && key != Qt::Key_Down)) return false;
    chooseRow(row_ + (key == Qt::Key_Down ? 1 : -1));
    return true;
  }
  switch (key) {
    case Qt::Key_Left: movePin(0, -columns); return true;
    case Qt::Key_Right: movePin(0, columns); return true;
    case Qt::Key_Up: movePin(-rows, 0); return true;
    case Qt::Key_Down: movePin(rows, 0); return true;
    case Qt::Key_PageUp: page(-1); return true;
    case Qt::Key_PageDown: page(1); return true;
    case Qt::Key_Home:
    case Qt::Key_End: {
      pin({});
      const Index number = key == Qt::Key_Home ? 0 : picture_.grid.count() - 1;
      const core::Window block = windowOf(picture_.grid, blockOf(picture_.grid, number));
      showNumbers(
          moved(picture_.grid, {block.row, block.column, numbers.rowCount, numbers.columnCount}, 0, 0));
      return true;
    }
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoomAboutEntry(2); return true;
    case Qt::Key_Minus: zoomAboutEntry(0.5); return true;
    case Qt::Key_0: showWhole(); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
      pin(pinned_ ? std::nullopt : std::optional(hover_.value_or(HugeEntry{numbers.row, numbers.column})));
      return true;
    default: return false;
  }
}

void HugeView::keyPressEvent(QKeyEvent* event) {
  // The number field passes on what ends an edit.
  if (!picture_.content || field_->hasFocus() || rowField_->hasFocus()) return QWidget::keyPressEvent(event);
  if (event->matches(QKeySequence::Copy)) {
    emit said(copyInnerProduct() ? tr("Inner product copied") : tr("Point at a number first, then copy"));
    return;
  }
  if (event->key() == Qt::Key_Escape && (pinned_ || pinnedGradient_ || picture_.isZoomed())) {
    hover_.reset();
    hoverGradient_.reset();
    if (pinned_ || pinnedGradient_) return pin({});
    return showWhole();
  }
  if (!handleKey(event->key(), event->modifiers())) QWidget::keyPressEvent(event);
}

bool HugeView::copyInnerProduct() const {
  if (!picture_.product() || !picture_.readings.product) return false;
  QGuiApplication::clipboard()->setText(asciiText(sentence()).replace(QChar(0x2202), u'd'));
  return true;
}

void HugeView::contextMenuEvent(QContextMenuEvent* event) {
  if (!picture_.content) return;
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->addAction(tr("Show this block"), this, [this] { zoomToBlock(picture_.block()); });
  QAction* whole = menu->addAction(tr("Show everything"), this, &HugeView::showWhole);
  whole->setEnabled(picture_.isZoomed());
  menu->addSeparator();
  QAction* copy = menu->addAction(tr("Copy the inner product"), this, [this] { copyInnerProduct(); });
  copy->setEnabled(picture_.product() && picture_.readings.product);
  menu->popup(event->globalPos());
}

QString HugeView::tipAt(QPointF point) const {
  if (const auto entry = entryUnder(point)) return entryText(picture_, *entry, valueOf(*entry));
  if (const auto entry = layout_.gradientEntry(*picture_.content, point))
    return entryTip(*picture_.content, *entry);
  if (layout_.minimap.contains(point))
    return tr("Drag to move what the overview shows; double-click to show everything.");
  const HugePart* part = picture_.overview();
  if (!layout_.overview.contains(point) || !part || part->window != picture_.place.seen || part->rows == 0)
    return {};
  const auto cellOf = [](double at, double length, int cells) {
    return std::clamp(static_cast<int>(at / length * cells), 0, cells - 1);
  };
  const int r = cellOf(point.y() - layout_.overview.top(), layout_.overview.height(), part->rows);
  const int c = cellOf(point.x() - layout_.overview.left(), layout_.overview.width(), part->columns);
  const core::CellAxis rows(part->window.row, part->window.rowCount, part->rows);
  const core::CellAxis columns(part->window.column, part->window.columnCount, part->columns);
  return cellText(
      picture_,
      {rows.begin(r), columns.begin(c), rows.end(r) - rows.begin(r), columns.end(c) - columns.begin(c)},
      part->numbers[static_cast<std::size_t>(r) * static_cast<std::size_t>(part->columns) +
                    static_cast<std::size_t>(c)]);
}

bool HugeView::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip && picture_.content) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const QString tip = tipAt(help->pos());
    if (tip.isEmpty()) {
      QToolTip::hideText();
      event->ignore();
    } else {
      QToolTip::showText(help->globalPos(), tip, this, QRect(help->pos(), QSize(1, 1)));
    }
    return true;
  }
  // Keys that mean something here are not taken by the window's shortcuts of the same key.
  if (event->type() == QEvent::ShortcutOverride && picture_.content) {
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool alt = key->modifiers().testFlag(Qt::AltModifier);
    const bool rows = layout_.stacked && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down);
    if (alt ? rows : isOwnKey(key->key())) event->accept();
  }
  return QWidget::event(event);
}

}  // namespace ui
