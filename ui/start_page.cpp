#include "ui/start_page.h"

#include <QDragEnterEvent>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMimeData>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/figures/icons.h"
#include "ui/lesson_card.h"
#include "ui/model/palette.h"
#include "ui/panels/key_button.h"
#include "ui/panels/key_text.h"
#include "ui/recent_list.h"
#include "ui/settings.h"
#include "ui/start_hint.h"

namespace ui {
namespace {

constexpr int kMargin = 24;
constexpr int kCardWidth = 212;
constexpr int kCardStep = 218;   // a card and the gap after it
constexpr int kSideWidth = 282;   // beside four columns of cards at 1440 px
constexpr int kMostColumns = 4;
constexpr int kGrid = 20;        // distance of the canvas' dots

QLabel* makeTitle(const QString& text, int pixels, QWidget* parent) {
  auto* label = new QLabel(text, parent);
  QFont font = label->font();
  font.setPixelSize(pixels);
  font.setWeight(QFont::DemiBold);
  label->setFont(font);
  return label;
}

}  // namespace

/// The canvas' ground with its dots.
class StartPage::Ground : public QWidget {
 public:
  using QWidget::QWidget;
  const Theme* theme = &lightTheme();

 protected:
  void paintEvent(QPaintEvent* event) override {
    QPainter painter(this);
    painter.fillRect(event->rect(), theme->canvas);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme->gridDot);
    for (int y = kGrid / 2; y < height(); y += kGrid)
      for (int x = kGrid / 2; x < width(); x += kGrid) painter.drawEllipse(QPointF(x, y), 1.05, 1.05);
  }
};

StartPage::StartPage(const std::vector<Example>& examples, QWidget* parent)
    : QScrollArea(parent), ground_(new Ground), page_(new QGridLayout(ground_)), cardArea_(new QWidget(ground_)),
      cardGrid_(new QGridLayout(cardArea_)), side_(nullptr) {
  setFrameShape(NoFrame);
  setWidgetResizable(true);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFocusPolicy(Qt::StrongFocus);
  setAcceptDrops(true);
  setAccessibleName(tr("Start page"));
  page_->setContentsMargins(kMargin, 22, kMargin, 24);
  page_->setHorizontalSpacing(28);
  page_->setVerticalSpacing(0);
  page_->addWidget(makeHead(), 0, 0);
  page_->addWidget(makeButtons(), 1, 0);
  auto* lessons = makeTitle(tr("Lessons"), 14, ground_);
  lessons->setContentsMargins(2, 18, 0, 5);
  page_->addWidget(lessons, 2, 0);
  cardGrid_->setContentsMargins(0, 0, 0, 0);
  cardGrid_->setSpacing(kCardStep - kCardWidth);
  for (const Example& example : examples) {
    if (!example.hasCard) continue;
    auto* card = new LessonCard(example, cardArea_);
    card->installEventFilter(this);
    connect(card, &QAbstractButton::clicked, this, [this, path = example.path] { emit exampleRequested(path); });
    cards_.push_back(card);
  }
  page_->addWidget(cardArea_, 3, 0, Qt::AlignLeft | Qt::AlignTop);
  side_ = makeSide(examples);
  page_->setColumnStretch(0, 1);
  setWidget(ground_);
  arrange();
  refresh();
}

QWidget* StartPage::makeHead() {
  auto* head = new QWidget(ground_);
  auto* row = new QHBoxLayout(head);
  row->setContentsMargins(2, 0, 0, 0);
  row->setSpacing(14);
  auto* mark = new QLabel(head);
  mark->setPixmap(programIcon().pixmap(QSize(46, 46), devicePixelRatioF()));
  row->addWidget(mark);
  auto* column = new QVBoxLayout;
  column->setSpacing(0);
  title_ = makeTitle(tr("An empty canvas"), 20, head);
  column->addWidget(title_);
  invitation_ = new KeyText(tr("Drag a function here, press <Space> to search, or open a lesson."), 13, head);
  column->addWidget(invitation_);
  row->addLayout(column, 1);
  return head;
}

QWidget* StartPage::makeButtons() {
  auto* area = new QWidget(ground_);
  auto* row = new QHBoxLayout(area);
  row->setContentsMargins(2, 18, 0, 0);
  row->setSpacing(8);
  newButton_ = new KeyButton(QStringLiteral("new"), tr("New graph"), tr("Ctrl N"), area);
  openButton_ = new KeyButton(QStringLiteral("open"), tr("Open…"), tr("Ctrl O"), area);
  newButton_->setToolTip(tr("Begin with an empty canvas"));
  openButton_->setToolTip(tr("Open a graph file"));
  for (KeyButton* button : {newButton_, openButton_}) {
    button->setFixedHeight(34);
    row->addWidget(button);
  }
  row->addStretch();
  connect(newButton_, &QToolButton::clicked, this, &StartPage::newRequested);
  connect(openButton_, &QToolButton::clicked, this, &StartPage::openRequested);
  return area;
}

QWidget* StartPage::makeSide(const std::vector<Example>& examples) {
  auto* side = new QWidget(ground_);
  sideLayout_ = new QBoxLayout(QBoxLayout::TopToBottom, side);
  sideLayout_->setContentsMargins(0, 18, 0, 0);
  recentArea_ = new QWidget(side);
  recentArea_->setFixedWidth(kSideWidth);
  auto* column = new QVBoxLayout(recentArea_);
  column->setContentsMargins(0, 0, 0, 14);
  column->setSpacing(4);
  recent_ = new RecentList(recentArea_);
  column->addWidget(makeTitle(tr("Recent"), 14, recentArea_));
  column->addWidget(recent_);
  hint_ = new StartHint(side);
  hint_->setFixedWidth(kSideWidth);
  sideLayout_->setSpacing(28);
  sideLayout_->addWidget(recentArea_, 0, Qt::AlignTop);
  sideLayout_->addWidget(hint_, 0, Qt::AlignTop);
  connect(recent_, &RecentList::fileRequested, this, &StartPage::fileRequested);
  connect(recent_, &RecentList::changed, this, &StartPage::refresh);
  connect(hint_, &StartHint::closed, this, [this] {
    setHintWanted(false);
    refresh();
  });
  const QString first = examples.empty() ? QString() : examples.front().path;
  connect(hint_, &StartHint::firstLessonRequested, this, [this, first] { emit exampleRequested(first); });
  return side;
}

void StartPage::setTheme(const Theme& theme) {
  theme_ = &theme;
  ground_->theme = &theme;
  for (KeyButton* button : {newButton_, openButton_}) button->setTheme(theme);
  newButton_->setLook(KeyButton::Look::Filled, theme.accent, theme.onRole);
  openButton_->setLook(KeyButton::Look::Outline, theme.ink, theme.ink);
  invitation_->setInks(theme.muted, theme.muted);
  for (LessonCard* card : cards_) card->setTheme(theme);
  recent_->setTheme(theme);
  hint_->setTheme(theme);
  ground_->update();
}

void StartPage::refresh() {
  recent_->refresh();
  recentArea_->setVisible(recent_->count() > 0);
  hint_->setVisible(hintWanted());
}

void StartPage::arrange() {
  const int room = viewport()->width() - 2 * kMargin;
  const bool below = room < 3 * kCardStep + 28 + kSideWidth;
  const int forCards = below ? room : room - kSideWidth - 28;
  const int columns = std::clamp((forCards + kCardStep - kCardWidth) / kCardStep, 1, kMostColumns);
  if (columns == columns_ && below == sideBelow_) return;
  columns_ = columns;
  sideBelow_ = below;
  for (LessonCard* card : cards_) cardGrid_->removeWidget(card);
  for (std::size_t k = 0; k < cards_.size(); ++k)
    cardGrid_->addWidget(cards_[k], static_cast<int>(k) / columns, static_cast<int>(k) % columns);
  page_->removeWidget(side_);
  if (below) {
    page_->addWidget(side_, 4, 0, Qt::AlignLeft | Qt::AlignTop);
  } else {
    page_->addWidget(side_, 2, 1, 4, 1, Qt::AlignTop);
  }
  page_->setRowStretch(5, 1);
  const bool besides = below && room >= 2 * kSideWidth + 28;
  sideLayout_->setDirection(besides ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
  sideLayout_->setSpacing(besides ? 28 : 4);
}

bool StartPage::moveAmongCards(int key) {
  const auto found = std::ranges::find_if(cards_, [](const LessonCard* card) { return card->hasFocus(); });
  const int now = found == cards_.end() ? -1 : static_cast<int>(found - cards_.begin());
  const int step = key == Qt::Key_Left ? -1 : key == Qt::Key_Right ? 1 : key == Qt::Key_Up ? -columns_ : columns_;
  const int next = now < 0 ? 0 : now + step;
  if (next < 0 || next >= static_cast<int>(cards_.size())) return now >= 0;
  cards_[static_cast<std::size_t>(next)]->setFocus(Qt::OtherFocusReason);
  ensureWidgetVisible(cards_[static_cast<std::size_t>(next)]);
  return true;
}

bool StartPage::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::KeyPress) return QScrollArea::eventFilter(watched, event);
  const auto& press = static_cast<QKeyEvent&>(*event);
  switch (press.key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down: return moveAmongCards(press.key());
    case Qt::Key_Return:
    case Qt::Key_Enter: static_cast<QAbstractButton*>(watched)->click(); return true;
    case Qt::Key_Space: emit searchRequested(); return true;
    default: return QScrollArea::eventFilter(watched, event);
  }
}

void StartPage::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Escape: emit closeRequested(); return;
    case Qt::Key_Space: emit searchRequested(); return;
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
      if (moveAmongCards(event->key())) return;
      [[fallthrough]];
    default: QScrollArea::keyPressEvent(event);
  }
}

void StartPage::focusInEvent(QFocusEvent* event) {
  if (event->reason() == Qt::TabFocusReason && !cards_.empty()) cards_.front()->setFocus(Qt::TabFocusReason);
  QScrollArea::focusInEvent(event);
}

void StartPage::resizeEvent(QResizeEvent* event) {
  QScrollArea::resizeEvent(event);
  arrange();
}

void StartPage::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasFormat(QString::fromLatin1(kFunctionMime))) event->acceptProposedAction();
}

void StartPage::dragMoveEvent(QDragMoveEvent* event) {
  if (event->mimeData()->hasFormat(QString::fromLatin1(kFunctionMime))) event->acceptProposedAction();
}

void StartPage::dropEvent(QDropEvent* event) {
  const QByteArray name = event->mimeData()->data(QString::fromLatin1(kFunctionMime));
  if (name.isEmpty()) return;
  event->acceptProposedAction();
  emit functionDropped(QString::fromUtf8(name), mapToGlobal(event->position().toPoint()));
}

}  // namespace ui
