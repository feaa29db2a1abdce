#include "ui/panels/equation_view.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/figures/heatmap_painter.h"
#include "ui/figures/math_awaited.h"
#include "ui/figures/math_typesetter.h"
#include "ui/figures/nice_step.h"

namespace ui {
namespace {

constexpr int glideTime = 350;  // ms

}  // namespace

EquationView::EquationView(QWidget* parent) : QWidget(parent), theme_(lightTheme()) {
  setObjectName(QStringLiteral("equationView"));
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Equation: upstream times local is downstream"));
  boxes_ = new ProductBoxes(this);
  connect(boxes_, &ProductBoxes::finished, this, &EquationView::answerWanted);
  glideClock_.setDuration(glideTime);
  glideClock_.setStartValue(0.0);
  glideClock_.setEndValue(1.0);
  glideClock_.setEasingCurve(QEasingCurve::InOutCubic);
  connect(&glideClock_, &QVariantAnimation::valueChanged, this, [this] { update(); });
}

void EquationView::setTheme(const Theme& theme) {
  theme_ = theme;
  still_.clear();
  boxes_->setTheme(theme);
  update();
}

void EquationView::setContent(std::shared_ptr<const EquationContent> content) {
  const bool sameProduct = content_ && content && content_->equation.node == content->equation.node &&
                           content_->equation.argument == content->equation.argument &&
                           content_->rows() == content->rows() && content_->columns() == content->columns() &&
                           content_->equation.stack == content->equation.stack;
  content_ = std::move(content);
  hover_ = {};
  outer_.reset();
  glideClock_.stop();
  if (!sameProduct) {
    releaseInput();
    pinned_.reset();
    pinnedNumber_ = -1;
    options_.cut = {};
    options_.page = {};
  }
  hoveredNumber_ = -1;
  if (!sameProduct || !content_->equation.hidden) boxes_->forget();
  layOut();
  tell();
}

void EquationView::setOptions(EquationOptions options) {
  options.tensors = options_.tensors;
  options.cut = options_.cut;
  options.page = options_.page;
  options.columns = options_.columns;
  options.window = options_.window;
  glideTo(options);
}

void EquationView::setTensors(TensorReading reading) {
  EquationOptions options = options_;
  options.tensors = reading;
  glideTo(options);
}

void EquationView::setColumns(bool columns) {
  EquationOptions options = options_;
  options.columns = columns;
  glideTo(options);
}

void EquationView::moveSlider(const AxisSlider& slider, int at) {
  glideClock_.stop();
  options_ = moved(options_, slider, at);
  layOut();
}

void EquationView::setPlace(const SlicePlace& place) {
  if (place == this->place()) return;
  options_.cut = place.cut;
  options_.page = place.page;
  layOut();
}

void EquationView::glideTo(const EquationOptions& options) {
  const bool moves = options.reading != options_.reading || options.tensors != options_.tensors ||
                     options.columns != options_.columns;
  const EquationLayout before = layout_;
  options_ = options;
  if (moves) options_.page = {};
  layOut();
  if (!moves) return;
  glideClock_.stop();
  if (!content_ || reducedMotion_ || !isVisible() || content_->isScalar()) return;
  glide_ = EquationGlide(*content_, before, layout_, theme_);
  if (!glide_.isEmpty()) glideClock_.start();
}

void EquationView::layOut() {
  const MathWatch watch;
  layout_ = content_ ? layoutEquation(*content_, options_, size()) : EquationLayout{};
  if (!canPoint()) pinned_.reset();
  awaitsFormulas_ = watch.awaits();
  if (pinnedNumber_ >= static_cast<int>(scalarNumbers(layout_).size())) pinnedNumber_ = -1;
  still_.clear();
  placeBoxes();
  update();
  emit slidersChanged();
}

void EquationView::placeBoxes() {
  if (!content_ || !content_->equation.hidden) return boxes_->hide();
  const std::optional<EquationEntry> asked = content_->isScalar() ? EquationEntry{} : pinned_;
  const EquationLight now = light();
  if (!asked || asked->panel != PanelRole::Downstream || (!content_->isScalar() && now.entry != asked)) return boxes_->hide();
  boxes_->show(*content_, *asked, placedSentence(*content_, layout_, now));
}

void EquationView::lightOuter(std::optional<EquationEntry> entry) {
  if (entry == outer_) return;
  outer_ = entry;
  setAccessibleDescription(sentence());
  update();
}

EquationLight EquationView::light() const {
  if (hover_.entry || hover_.side != ProductSide::None) return hover_;
  return {.entry = outer_ && canPoint() ? outer_ : pinned_};
}

QString EquationView::sentence() const {
  if (!content_) return {};
  const EquationLight now = light();
  if (now.entry) return plainText(entrySentence(*content_, *now.entry, layout_.columns));
  if (now.side != ProductSide::None) return plainText(sideSentence(*content_, now.side));
  return plainText(idleSentence(*content_));
}

void EquationView::tell() {
  const EquationLight now = light();
  const bool something = content_ && (now.entry || now.side != ProductSide::None);
  setAccessibleDescription(sentence());
  placeBoxes();
  emit lit(something ? sentence() : QString());
  emit entryLit(now.entry);
  lightNumber(hoveredNumber_, pinnedNumber_);
  update();
}

int EquationView::numberAt(QPointF point) const {
  const std::vector<ScalarNumber> numbers = content_ ? scalarNumbers(layout_) : std::vector<ScalarNumber>();
  const auto found =
      std::ranges::find_if(numbers, [&](const ScalarNumber& one) { return one.area.contains(point); });
  return found != numbers.end() ? static_cast<int>(found - numbers.begin()) : -1;
}

void EquationView::lightNumber(int hovered, int pinned) {
  hoveredNumber_ = hovered;
  pinnedNumber_ = pinned;
  const std::vector<ScalarNumber> numbers = content_ ? scalarNumbers(layout_) : std::vector<ScalarNumber>();
  const int lit = litNumber();
  emit numberLit(lit >= 0 && lit < static_cast<int>(numbers.size())
                     ? std::optional(numbers[static_cast<std::size_t>(lit)].wire)
                     : std::nullopt);
  update();
}

void EquationView::light(const EquationLight& hover) {
  if (hover == hover_) return;
  hover_ = hover;
  tell();
}

void EquationView::pin(std::optional<EquationEntry> entry) {
  if (entry == pinned_) return;
  pinned_ = entry;
  tell();
}

void EquationView::movePin(int rows, int columns) {
  if (!canPoint()) {
    const int count = static_cast<int>(scalarNumbers(layout_).size());
    const int step = rows + columns;
    if (count > 0)
      lightNumber(
          -1, litNumber() < 0 ? (step > 0 ? 0 : count - 1) : std::clamp(litNumber() + step, 0, count - 1));
    return;
  }
  if (!pinned_) {
    pin(hover_.entry.value_or(EquationEntry{PanelRole::Downstream, 0, 0}));
  } else {
    pin(neighbour(layout_, *pinned_, rows, columns));
  }
  hover_ = {};
  tell();
}

ProductSide EquationView::sideAt(QPointF point) const {
  for (const PanelRole role : {PanelRole::Upstream, PanelRole::Local, PanelRole::Downstream}) {
    for (const PlacedPiece& placed : placedSubtitle(*content_, layout_, role, ProductSide::None)) {
      if (placed.piece.tag != 0 && placed.area().contains(point))
        return static_cast<ProductSide>(placed.piece.tag);
    }
  }
  return ProductSide::None;
}

bool EquationView::copyLit(Copied as) const {
  if (!content_ || content_->equation.hidden) return false;
  const std::optional<EquationEntry> entry = content_->isScalar() ? EquationEntry{} : light().entry;
  if (!entry) return false;
  const bool latex = as == Copied::Latex;
  QGuiApplication::clipboard()->setText(latex ? copyLatex(*content_, *entry) : copyText(*content_, *entry));
  return true;
}

void EquationView::copy(Copied as) {
  const EquationLight now = light();
  const bool product =
      content_ && (content_->isScalar() || (now.entry && now.entry->panel == PanelRole::Downstream));
  if (!copyLit(as)) {
    emit said(tr("Point at a cell first, then copy"));
  } else if (product) {
    emit said(as == Copied::Latex ? tr("Inner product copied as LaTeX") : tr("Inner product copied"));
  } else {
    emit said(as == Copied::Latex ? tr("Entry copied as LaTeX") : tr("Entry copied"));
  }
}

void EquationView::contextMenuEvent(QContextMenuEvent* event) {
  if (!content_) return;
  if (canPoint() && event->reason() == QContextMenuEvent::Mouse) {
    if (const auto entry = layout_.entryAt(event->pos())) pin(entry);
  }
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  const bool something = content_->isScalar() || light().entry;
  for (const auto& [text, keys, as] :
       {std::tuple(tr("&Copy"), QKeySequence(QKeySequence::Copy), Copied::Text),
        std::tuple(tr("Copy as &LaTeX"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), Copied::Latex)}) {
    QAction* action = menu->addAction(text);
    action->setShortcut(keys);
    action->setEnabled(something);
    connect(action, &QAction::triggered, this, [this, as = as] { copy(as); });
  }
  menu->popup(event->globalPos());
}

void EquationView::grabInput() {
  if (holdsInput_) return;
  holdsInput_ = true;
  options_.window = layout_.curve.window;
  emit inputGrabbed();
}

void EquationView::releaseInput() {
  if (!holdsInput_) return;
  holdsInput_ = false;
  options_.window.reset();
  layOut();
  emit inputReleased();
}

bool EquationView::stepInput(int key) {
  const int steps = key == Qt::Key_Right ? 1 : key == Qt::Key_Left ? -1 : 0;
  if (steps == 0 || !canMoveInput()) return false;
  const SlopeCurve& curve = layout_.curve;
  const double step = niceStep(curve.window.x.second - curve.window.x.first, 80);
  grabInput();
  // On the grid of the steps, so that 0 and whole numbers are met.
  emit inputMoved((std::round(curve.x / step) + steps) * step);
  return true;
}

void EquationView::mouseMoveEvent(QMouseEvent* event) {
  if (holdsInput_ && (event->buttons() & Qt::LeftButton)) return emit inputMoved(layout_.curve.xAt(event->position().x()));
  if (canMoveInput()) setCursor(layout_.curve.isAtPoint(event->position()) ? Qt::SizeHorCursor : Qt::ArrowCursor);
  if (const int number = numberAt(event->position()); number != hoveredNumber_)
    lightNumber(number, pinnedNumber_);
  // While a box is filled in the product stays.
  if (!canPoint() || boxes_->hasFocus()) return;
  EquationLight hover{.entry = layout_.entryAt(event->position())};
  if (!hover.entry) hover.side = sideAt(event->position());
  light(hover);
  setCursor(hover.entry ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void EquationView::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton && canMoveInput() && layout_.curve.isAtPoint(event->position())) return grabInput();
  if (const int number = numberAt(event->position()); number >= 0 && event->button() == Qt::LeftButton)
    return lightNumber(number, number == pinnedNumber_ ? -1 : number);
  if (event->button() != Qt::LeftButton || !canPoint()) return QWidget::mousePressEvent(event);
  const std::optional<EquationEntry> entry = layout_.entryAt(event->position());
  if (entry && entry->panel == PanelRole::Downstream && content_->equation.hidden) {
    return emit hiddenChosen(entry->row, entry->column);
  }
  pin(entry == pinned_ ? std::nullopt : entry);
}

void EquationView::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) releaseInput();
}

void EquationView::leaveEvent(QEvent*) {
  if (hoveredNumber_ >= 0) lightNumber(-1, pinnedNumber_);
  if (!boxes_->hasFocus()) light({});
}

void EquationView::keyPressEvent(QKeyEvent* event) {
  if (event->matches(QKeySequence::Copy)) return copy(Copied::Text);
  if (event->key() == Qt::Key_C && event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier))
    return copy(Copied::Latex);
  if (stepInput(event->key())) return;
  switch (event->key()) {
    case Qt::Key_Left: return movePin(0, -1);
    case Qt::Key_Right: return movePin(0, 1);
    case Qt::Key_Up: return movePin(-1, 0);
    case Qt::Key_Down: return movePin(1, 0);
    case Qt::Key_Escape:
      if (pinnedNumber_ >= 0) return lightNumber(-1, -1);
      if (!pinned_) break;
      hover_ = {};
      return pin({});
    default: break;
  }
  QWidget::keyPressEvent(event);
}

void EquationView::keyReleaseEvent(QKeyEvent* event) {
  if (!event->isAutoRepeat() && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)) releaseInput();
  QWidget::keyReleaseEvent(event);
}

void EquationView::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  focusRing_ = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason ||
               event->reason() == Qt::ShortcutFocusReason;
  update();
}

void EquationView::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  releaseInput();
  focusRing_ = false;
  update();
}

bool EquationView::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip && content_) {
    const auto* help = static_cast<QHelpEvent*>(event);
    if (const auto entry = layout_.entryAt(help->pos())) {
      QToolTip::showText(help->globalPos(), entryTip(*content_, *entry), this,
                         layout_.rectOf(*entry).toAlignedRect());
    } else {
      QToolTip::hideText();
      event->ignore();
    }
    return true;
  }
  return QWidget::event(event);
}

void EquationView::resizeEvent(QResizeEvent*) { layOut(); }

void EquationView::customEvent(QEvent* event) {
  if (event->type() == formulasArrived() && (awaitsFormulas_ || still_.awaitsFormulas())) layOut();
}

void EquationView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), theme_.panel);
  if (!content_) return;
  if (isGliding()) {
    paintEquationSigns(painter, *content_, layout_, theme_);
    glide_.paint(painter, glideClock_.currentValue().toDouble());
    return paintEquationLight(painter, *content_, layout_, {}, theme_);
  }
  still_.paint(painter, *this, theme_.panel, [this](QPainter& once) { paintEquationCells(once, *content_, layout_, theme_); });
  paintEquationLight(painter, *content_, layout_, light(), theme_);
  if (const std::vector<ScalarNumber> numbers = scalarNumbers(layout_); litNumber() >= 0)
    drawRing(painter, numbers[static_cast<std::size_t>(litNumber())].area, theme_);
  if (focusRing_) {
    painter.setPen(QPen(theme_.focus, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(2, 2, -2, -2), 5, 5);
  }
}

}  // namespace ui
