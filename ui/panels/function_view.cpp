#include "ui/panels/function_view.h"

#include <QDrag>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include "ui/figures/math_text.h"
#include "ui/model/names.h"
#include "ui/panels/glyph.h"

namespace ui {
namespace {

constexpr double kFormulaSize = 12;
constexpr double kSmallestFormula = 8;

QString nameOf(const core::Function& function) {
  return QString::fromUtf8(function.name.data(), static_cast<qsizetype>(function.name.size()));
}

/// Draws `text` at the baseline point; the part that begins with `query` is bold in `strong`.
void drawFound(QPainter& painter, QPointF at, const QString& text, const QString& query, const QColor& strong) {
  const qsizetype begin = query.isEmpty() ? -1 : text.indexOf(query, 0, Qt::CaseInsensitive);
  if (begin < 0) {
    painter.drawText(at, text);
    return;
  }
  const QPen plain = painter.pen();
  const QFont font = painter.font();
  QFont bold = font;
  bold.setWeight(QFont::Bold);
  const auto part = [&](const QString& piece, bool found) {
    painter.setFont(found ? bold : font);
    painter.setPen(found ? QPen(strong) : plain);
    painter.drawText(at, piece);
    at.rx() += QFontMetricsF(painter.font()).horizontalAdvance(piece);
  };
  part(text.left(begin), false);
  part(text.mid(begin, query.size()), true);
  part(text.mid(begin + query.size()), false);
}

}  // namespace

class FunctionView::Delegate : public QStyledItemDelegate {
 public:
  Delegate(Look look, FunctionView* view) : QStyledItemDelegate(view), look_(look), view_(view) {}

  QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override {
    if (view_->model_->functionAt(index) == nullptr) return {100, index.row() == 0 ? 24 : 28};
    return {100, look_ == Look::Palette ? 28 : 38};
  }

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    painter->save();
    const core::Function* function = view_->model_->functionAt(index);
    if (function == nullptr) {
      drawHeading(*painter, option.rect, index.data().toString());
    } else {
      drawFunction(*painter, option, *function);
    }
    painter->restore();
  }

  const Theme* theme = &lightTheme();
  QString query;

 private:
  void drawHeading(QPainter& painter, const QRect& row, const QString& text) const {
    QFont font = painter.font();
    font.setPixelSize(11);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(theme->muted);
    painter.drawText(row.adjusted(2, 0, 0, -4), Qt::AlignLeft | Qt::AlignBottom, text);
  }

  void drawFunction(QPainter& painter, const QStyleOptionViewItem& option, const core::Function& function) const {
    painter.setRenderHint(QPainter::Antialiasing);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool hover = option.state.testFlag(QStyle::State_MouseOver);
    const QRectF row = option.rect;
    if (selected || hover) {
      painter.setPen(Qt::NoPen);
      painter.setBrush(theme->accentTint);
      painter.drawRoundedRect(row, 5, 5);
    }
    if (selected && option.state.testFlag(QStyle::State_HasFocus)) {
      painter.setBrush(Qt::NoBrush);
      painter.setPen(QPen(theme->focus, 1.5));
      painter.drawRoundedRect(row.adjusted(1, 1, -1, -1), 5, 5);
    }
    const QRectF box(row.left() + 6, row.center().y() - 10, 26, 20);
    drawGlyph(painter, box, function, *theme);

    const QString hint = hintOf(function);
    QFont small = option.font;
    small.setPixelSize(11);
    const double hintWidth = QFontMetricsF(small).horizontalAdvance(hint);
    const double left = box.right() + 8;
    const double room = row.right() - 8 - hintWidth - 6 - left;
    painter.setFont(small);
    painter.setPen(theme->muted);
    painter.drawText(row.adjusted(0, 0, -7, 0), Qt::AlignRight | Qt::AlignVCenter, hint);
    if (look_ == Look::Palette) {
      QFont font = option.font;
      font.setPixelSize(13);
      painter.setFont(font);
      painter.setPen(theme->ink);
      const QString text = QFontMetricsF(font).elidedText(title(function), Qt::ElideRight, room);
      painter.drawText(QRectF(left, row.top(), room + 4, row.height()), Qt::AlignLeft | Qt::AlignVCenter, text);
      return;
    }
    const MathText below = MathText::parse(formulaTex(function));
    double size = kFormulaSize;
    while (below.width(size) > room && size > kSmallestFormula) size -= 0.5;
    if (below.width(size) <= room) below.draw(painter, QPointF(left, row.top() + 31), size, theme->muted);
    QFont font = option.font;
    font.setPixelSize(13);
    painter.setFont(font);
    painter.setPen(theme->ink);
    drawFound(painter, {left, row.top() + 16}, title(function), query, theme->accent);
  }

  Look look_;
  FunctionView* view_;
};

FunctionView::FunctionView(Look look, QWidget* parent)
    : QListView(parent), model_(new FunctionModel(this)), delegate_(new Delegate(look, this)) {
  setModel(model_);
  setItemDelegate(delegate_);
  setFrameShape(QFrame::NoFrame);
  setObjectName(QStringLiteral("plain"));
  setMouseTracking(true);
  setSelectionMode(SingleSelection);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollMode(ScrollPerPixel);
  setDragEnabled(look == Look::Palette);
  setDragDropMode(look == Look::Palette ? DragOnly : NoDragDrop);
  setAccessibleName(tr("Functions"));
  connect(this, &QListView::doubleClicked, this, [this](const QModelIndex& index) {
    if (const core::Function* function = model_->functionAt(index)) emit chosen(nameOf(*function));
  });
}

const core::Function* FunctionView::current() const { return model_->functionAt(currentIndex()); }

void FunctionView::setTheme(const Theme& theme) {
  delegate_->theme = &theme;
  viewport()->update();
}

void FunctionView::setQuery(const QString& query) {
  delegate_->query = query.trimmed();
  viewport()->update();
}

void FunctionView::move(int step) {
  int row = currentIndex().row();
  do {
    row += step;
    if (row < 0 || row >= model_->rowCount()) return;
  } while (model_->functionAt(model_->index(row)) == nullptr);
  setCurrentIndex(model_->index(row));
  scrollTo(currentIndex());
}

void FunctionView::startDrag(Qt::DropActions) {
  const core::Function* function = current();
  if (function == nullptr) return;
  emit hovered({}, {});
  auto* drag = new QDrag(this);
  drag->setMimeData(model_->mimeData({currentIndex()}));
  const QPixmap pixmap = dragPixmap(*function, *delegate_->theme, devicePixelRatioF());
  drag->setPixmap(pixmap);
  drag->setHotSpot(QRectF({}, pixmap.deviceIndependentSize()).center().toPoint());
  drag->exec(Qt::CopyAction);
}

void FunctionView::mouseMoveEvent(QMouseEvent* event) {
  const QModelIndex index = indexAt(event->position().toPoint());
  if (index != hovered_ && event->buttons() == Qt::NoButton) {
    hovered_ = index;
    const core::Function* function = model_->functionAt(index);
    emit hovered(function != nullptr ? nameOf(*function) : QString(), visualRect(index));
  }
  QListView::mouseMoveEvent(event);
}

void FunctionView::leaveEvent(QEvent* event) {
  hovered_ = {};
  emit hovered({}, {});
  QListView::leaveEvent(event);
}

void FunctionView::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) {
    move(event->key() == Qt::Key_Down ? 1 : -1);
  } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
    if (const core::Function* function = current()) emit chosen(nameOf(*function));
  } else {
    QListView::keyPressEvent(event);
  }
}

QPixmap dragPixmap(const core::Function& function, const Theme& theme, double scale) {
  const QSizeF size(102, 58);
  QPixmap pixmap((size * scale).toSize());
  pixmap.setDevicePixelRatio(scale);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setOpacity(0.92);
  const bool leaf = function.isLeaf();
  const QRectF box = leaf ? QRectF(10, 6, 82, 46) : QRectF(1, 1, 100, 56);
  const bool parameter = function.name == "parameter";
  const bool input = function.name == "input";
  painter.setBrush(parameter ? theme.parameterTint : theme.nodeFill);
  painter.setPen(QPen(parameter ? theme.parameter : input ? theme.value : theme.nodeLine, 1.4,
                      leaf && !parameter && !input ? Qt::DashLine : Qt::SolidLine));
  const double radius = input ? 23 : leaf ? 5 : 9;
  painter.drawRoundedRect(box, radius, radius);
  painter.setPen(theme.ink);
  QFont font;
  font.setPixelSize(13);
  font.setWeight(QFont::DemiBold);
  painter.setFont(font);
  painter.drawText(box, Qt::AlignCenter, title(function));
  return pixmap;
}

}  // namespace ui
