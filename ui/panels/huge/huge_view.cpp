#include "ui/panels/huge/huge_view.h"

#include <QFocusEvent>
#include <QPainter>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>
#include <utility>

#include "ui/figures/huge_painter.h"
#include "ui/figures/huge_words.h"
#include "ui/figures/math_typesetter.h"

namespace ui {
namespace {

using core::Index;

/// Readings that take longer say how far they are.
constexpr int quick = 250;
/// Cells that the colours' limits are read with where no overview is shown.
constexpr Index cellsForLimits = 128;

}  // namespace

HugeView::HugeView(QWidget* parent) : QWidget(parent), reader_(this), theme_(lightTheme()) {
  setObjectName(QStringLiteral("hugeView"));
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Equation with a huge local gradient"));
  buildControls();
  connect(&reader_, &HugeReader::changed, this, &HugeView::onRead);
  connect(&reader_, &HugeReader::failed, this, &HugeView::said);
  showsState_.setInterval(quick);
  showsState_.setSingleShot(true);
  connect(&showsState_, &QTimer::timeout, this, &HugeView::showState);
}

HugeView::~HugeView() = default;

void HugeView::buildControls() {
  field_ = new QSpinBox(this);
  field_->setObjectName(QStringLiteral("blockNumber"));
  field_->setAccessibleName(tr("Number of the block"));
  field_->setToolTip(tr("Which block is shown beside the overview"));
  field_->setKeyboardTracking(false);
  field_->setAlignment(Qt::AlignRight);
  field_->hide();
  connect(field_, &QSpinBox::valueChanged, this, [this](int number) { showBlock(number - 1); });
  rowField_ = new QSpinBox(this);
  rowField_->setObjectName(QStringLiteral("stackRow"));
  rowField_->setAccessibleName(tr("Row of upstream and downstream"));
  rowField_->setToolTip(tr("Which row of upstream is multiplied in what is written (Alt+Up, Alt+Down)"));
  rowField_->setPrefix(QStringLiteral("k = "));
  rowField_->setKeyboardTracking(false);
  rowField_->setAlignment(Qt::AlignRight);
  rowField_->hide();
  connect(rowField_, &QSpinBox::valueChanged, this, [this](int number) { chooseRow(number - 1); });
  state_ = new QToolButton(this);
  state_->setObjectName(QStringLiteral("overviewState"));
  state_->setToolTip(tr("Stop reading the overview, or read it again"));
  state_->hide();
  connect(state_, &QToolButton::clicked, this, [this] {
    if (reader_.isReadingOverview()) {
      reader_.stopOverview();
    } else {
      reader_.readOn();
    }
  });
}

void HugeView::setTheme(const Theme& theme) {
  theme_ = theme;
  const auto hex = [](const QColor& colour) { return colour.name(); };
  state_->setStyleSheet(
      QStringLiteral("QToolButton { color: %1; background: %2; border: 1px solid %3; border-radius: 5px;"
                     " padding: 2px 8px; font-size: 12px; }"
                     "QToolButton:focus { border: 2px solid %4; padding: 1px 7px; }")
          .arg(hex(theme.ink), hex(theme.panel), hex(theme.line), hex(theme.focus)));
  invalidate();
}

void HugeView::setContent(std::shared_ptr<const EquationContent> content,
                          std::shared_ptr<const core::Trace> trace) {
  if (!content && !picture_.content) return;
  const auto old = std::exchange(picture_.content, std::move(content));
  const EquationContent* now = picture_.content.get();
  const bool sameProduct = old && now && old->equation.node == now->equation.node &&
                           old->equation.argument == now->equation.argument && old->rows() == now->rows() &&
                           old->columns() == now->columns() && old->equation.stack == now->equation.stack;
  std::shared_ptr<const Equation> equation;
  if (now) equation = {picture_.content, &now->equation};
  const BlockGrid gridBefore = picture_.grid;
  picture_.checking = trace != nullptr;
  reader_.setSubject(std::move(equation), std::move(trace), sameProduct);
  picture_.grid = reader_.grid();
  hover_.reset();
  hoverGradient_.reset();
  if (!sameProduct || picture_.grid != gridBefore) {
    pinned_.reset();
    pinnedGradient_.reset();
    row_ = picture_.row = 0;
    drag_ = Drag::None;
    picture_.place = {picture_.grid.whole(), {}};
  }
  refresh();
  tell();
}

void HugeView::setScale(const ScaleChoice& choice, const std::optional<Magnitudes>& run) {
  if (choice == picture_.scale && run == picture_.run) return;
  picture_.scale = choice;
  picture_.run = run;
  invalidate();
}

void HugeView::refresh() {
  if (picture_.content) {
    // As many numbers as there is room for.
    const CellRange shown = numbersShown(size());
    core::Window& numbers = picture_.place.numbers;
    numbers.rowCount = std::min<Index>(shown.rows, picture_.grid.rows);
    numbers.columnCount = std::min<Index>(shown.cols, picture_.grid.columns);
    numbers = moved(picture_.grid, numbers, 0, 0);
    layout_ = layoutHuge(*picture_.content, picture_, size());
  } else {
    layout_ = {};
  }
  const Index count = picture_.content ? picture_.grid.count() : 0;
  field_->setVisible(count > 1 && !layout_.field.isEmpty());
  field_->setGeometry(layout_.field.toAlignedRect());
  {
    const QSignalBlocker quiet(field_);
    field_->setRange(1, static_cast<int>(std::clamp<Index>(count, 1, 1'000'000'000)));
    const Index number = picture_.content ? numberOf(picture_.grid, picture_.block()) : 0;
    if (number >= 0) field_->setValue(static_cast<int>(number + 1));
    field_->setSuffix({});
  }
  rowField_->setVisible(picture_.content && !layout_.rowField.isEmpty());
  rowField_->setGeometry(layout_.rowField.toAlignedRect());
  showRow();
  wish();
  showState();
  invalidate();
}

void HugeView::wish() {
  if (!picture_.content || !isVisible()) return;
  reader_.wishNumbers(picture_.place.numbers);
  reader_.wishWhole(layout_.hasOverview() ? layout_.overviewCells() : cellsForLimits);
  reader_.wishSeen(layout_.hasOverview() ? picture_.place.seen : picture_.grid.whole(),
                   layout_.overviewCells());
  if (!layout_.block.isEmpty()) {
    reader_.wishBlock(shownWindow(picture_.grid, picture_.block()),
                      static_cast<Index>(layout_.block.height()), static_cast<Index>(layout_.block.width()));
  }
  reader_.wishProduct(picture_.product());
  if (reader_.isReadingOverview() && !showsState_.isActive()) showsState_.start();
  picture_.readings = reader_.readings();
}

void HugeView::onRead() {
  const bool hadProduct = picture_.readings.product.has_value();
  const bool hadWhole = picture_.readings.whole == reader_.readings().whole;
  picture_.readings = reader_.readings();
  if (!hadWhole) emit scalesChanged();
  showState();
  if (hadProduct != picture_.readings.product.has_value() || picture_.product()) tell();
  invalidate();
}

void HugeView::showState() {
  picture_.reading = reader_.isReadingOverview();
  picture_.stopped = reader_.isStopped();
  const HugePart* part = picture_.content ? picture_.overview() : nullptr;
  const bool slow = picture_.reading && !showsState_.isActive();
  const bool shown = picture_.content && layout_.hasOverview() &&
                     (slow || picture_.stopped || (picture_.reading && part && !part->isComplete()));
  state_->setVisible(shown);
  if (!shown) return;
  state_->setText(QStringLiteral("%1 \u2014 %2")
                      .arg(overviewState(picture_), picture_.reading ? tr("Stop") : tr("Read on")));
  state_->setAccessibleName(state_->text());
  state_->adjustSize();
  state_->move(layout_.state.topLeft().toPoint());
}

void HugeView::invalidate() {
  still_.clear();
  update();
}

QString HugeView::sentence() const {
  if (!picture_.content) return {};
  const auto [first, second] = productSentences(picture_);
  return plainText(first) + u' ' + plainText(second);
}

std::optional<double> HugeView::valueOf(HugeEntry entry) const {
  for (const auto& part : {picture_.readings.numbers, picture_.readings.seen, picture_.readings.whole}) {
    if (!part || part->isPooled() || !part->isComplete() || !contains(part->window, entry)) continue;
    return part->numbers[static_cast<std::size_t>((entry.row - part->window.row) * part->columns +
                                                  entry.column - part->window.column)];
  }
  return std::nullopt;
}

void HugeView::tell() {
  const std::optional<HugeEntry> entry = hover_ ? hover_ : hoverGradient_ ? std::nullopt : pinned_;
  const std::optional<EquationEntry> gradient = hoverGradient_ ? hoverGradient_
                                                : hover_       ? std::nullopt
                                                               : pinnedGradient_;
  const bool same = std::exchange(picture_.lit, entry) == entry;
  if (std::exchange(picture_.gradient, gradient) != gradient || !same)
    emit entryLit(entry ? std::optional(EquationEntry{PanelRole::Local, entry->row, entry->column})
                        : gradient);
  picture_.row = gradient ? gradient->row : row_;
  showRow();
  if (picture_.content) {
    reader_.wishProduct(picture_.product());
    picture_.readings = reader_.readings();
  }
  QString text;
  if (picture_.content && entry)
    text = entryText(picture_, *entry, valueOf(*entry)) + QStringLiteral(". ") + sentence();
  else if (picture_.content && gradient)
    text = sentence();
  setAccessibleDescription(text.isEmpty() ? sentence() : text);
  emit lit(text);
  update();
}

void HugeView::light(std::optional<HugeEntry> hover, std::optional<EquationEntry> gradient) {
  if (hover == hover_ && gradient == hoverGradient_) return;
  hover_ = hover;
  hoverGradient_ = gradient;
  tell();
}

void HugeView::pin(std::optional<HugeEntry> entry, std::optional<EquationEntry> gradient) {
  if (entry == pinned_ && gradient == pinnedGradient_) return;
  pinned_ = entry;
  pinnedGradient_ = gradient;
  if (gradient) row_ = gradient->row;
  tell();
}

void HugeView::chooseRow(Index row) {
  const Index last = picture_.content ? picture_.content->equation.upstreamRows() - 1 : 0;
  row_ = std::clamp<Index>(row, 0, std::max<Index>(last, 0));
  hoverGradient_.reset();
  if (pinnedGradient_) pinnedGradient_->row = row_;
  tell();
}

void HugeView::showRow() {
  const QSignalBlocker quiet(rowField_);
  const Index count = picture_.content ? picture_.content->equation.upstreamRows() : 1;
  rowField_->setRange(1, static_cast<int>(std::clamp<Index>(count, 1, 1'000'000'000)));
  rowField_->setValue(static_cast<int>(picture_.row + 1));
}

void HugeView::showSeen(const core::Window& seen) {
  if (seen == picture_.place.seen) return;
  picture_.place.seen = seen;
  refresh();
}

void HugeView::showNumbers(const core::Window& numbers) {
  if (numbers == picture_.place.numbers) return;
  picture_.place.numbers = numbers;
  refresh();
}

void HugeView::showBlock(Index number) {
  if (!picture_.content || number < 0 || number >= picture_.grid.count()) return;
  const core::Window before = windowOf(picture_.grid, picture_.block());
  const BlockPlace place = blockOf(picture_.grid, number);
  const core::Window block = windowOf(picture_.grid, place);
  core::Window numbers = picture_.place.numbers;
  const auto within = [](Index offset, Index count, Index size) {
    return std::clamp<Index>(offset, 0, std::max<Index>(size - count, 0));
  };
  numbers.row = block.row + within(numbers.row - before.row, numbers.rowCount, block.rowCount);
  numbers.column =
      block.column + within(numbers.column - before.column, numbers.columnCount, block.columnCount);
  // The overview follows where it does not show the block.
  const HugeEntry middle{block.row + block.rowCount / 2, block.column + block.columnCount / 2};
  picture_.place.numbers = moved(picture_.grid, numbers, 0, 0);
  if (picture_.block() != place) picture_.place.numbers = centred(picture_.grid, numbers, middle);
  if (!contains(picture_.place.seen, middle))
    picture_.place.seen = centred(picture_.grid, picture_.place.seen, middle);
  refresh();
}

void HugeView::zoomToBlock(BlockPlace place) {
  core::Window seen = shownWindow(picture_.grid, place);
  const Index rows = std::min(seen.rowCount / 16, (picture_.grid.rows - seen.rowCount) / 2);
  const Index columns = std::min(seen.columnCount / 16, (picture_.grid.columns - seen.columnCount) / 2);
  seen.rowCount += 2 * rows;
  seen.columnCount += 2 * columns;
  showSeen(moved(picture_.grid, seen, -rows, -columns));
}

void HugeView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), theme_.panel);
  if (!picture_.content) return;
  still_.paint(painter, *this, theme_.panel, [this](QPainter& once) { paintHugeStill(once, picture_, layout_, theme_); });
  paintHugeLight(painter, picture_, layout_, theme_);
  if (focusRing_) {
    painter.setPen(QPen(theme_.focus, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(2, 2, -2, -2), 5, 5);
  }
}

void HugeView::customEvent(QEvent* event) {
  if (event->type() == formulasArrived() && still_.awaitsFormulas()) refresh();
}

void HugeView::resizeEvent(QResizeEvent*) { refresh(); }

void HugeView::showEvent(QShowEvent*) { wish(); }

void HugeView::hideEvent(QHideEvent*) { light({}); }

void HugeView::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  focusRing_ = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason ||
               event->reason() == Qt::ShortcutFocusReason;
  update();
}

void HugeView::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  focusRing_ = false;
  update();
}

}  // namespace ui
