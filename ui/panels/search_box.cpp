#include "ui/panels/search_box.h"

#include <QApplication>
#include <QGraphicsDropShadowEffect>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <algorithm>

#include "core/functions/catalogue.h"
#include "ui/figures/number_text.h"
#include "ui/model/palette.h"
#include "ui/panels/function_card.h"
#include "ui/panels/function_view.h"
#include "ui/panels/key_text.h"
#include "ui/panels/search_field.h"

namespace ui {
namespace {

constexpr QSize kSize(540, 368);
constexpr int kListWidth = 252;
constexpr int kHead = 44;
constexpr int kFoot = 34;

bool fits(const SearchRequest& request, const core::Function& function) {
  if (request.purpose != SearchRequest::Purpose::Connect) return true;
  return request.shape ? takes(function, *request.shape) : !function.isLeaf();
}

}  // namespace

SearchBox::SearchBox(QWidget* parent)
    : QFrame(parent),
      field_(new SearchField(this)),
      facts_(new QLabel(this)),
      view_(new FunctionView(FunctionView::Look::Search, this)),
      rest_(new QWidget(this)),
      restText_(new QLabel(rest_)),
      showAllButton_(new QPushButton(tr("Show all"), rest_)),
      card_(new FunctionCard(this, FunctionCard::Place::Inside)),
      moveKeys_(new KeyText(tr("<↑> <↓> choose"), 12, this)),
      placeKeys_(new KeyText(tr("<⏎> place and connect"), 12, this)),
      placeOnlyKeys_(new KeyText(tr("<Shift ⏎> place only"), 12, this)),
      leaveKeys_(new KeyText(tr("<Esc> leave"), 12, this)) {
  resize(kSize);
  setAccessibleName(tr("Find a function"));
  field_->setFrame(false);
  field_->setObjectName(QStringLiteral("bare"));
  showAllButton_->setObjectName(QStringLiteral("link"));
  showAllButton_->setAccessibleName(tr("Show all functions, also those that do not fit"));
  showAllButton_->setToolTip(showAllButton_->accessibleName());
  restText_->setWordWrap(true);
  view_->setAccessibleName(tr("Functions found"));

  auto* rest = new QGridLayout(rest_);
  rest->setContentsMargins(6, 6, 6, 2);
  rest->addWidget(restText_, 0, 0);
  rest->addWidget(showAllButton_, 1, 0, Qt::AlignLeft);

  auto* head = new QHBoxLayout;
  head->setContentsMargins(8, 0, 14, 0);
  head->addWidget(field_, 1);
  head->addWidget(facts_);
  auto* listArea = new QWidget(this);
  listArea->setFixedWidth(kListWidth);
  auto* list = new QVBoxLayout(listArea);
  list->setContentsMargins(8, 8, 4, 4);
  list->setSpacing(0);
  list->addWidget(view_, 1);
  list->addWidget(rest_);
  auto* foot = new QHBoxLayout;
  foot->setContentsMargins(14, 0, 14, 0);
  foot->setSpacing(15);
  for (QWidget* keys : {moveKeys_, placeKeys_, placeOnlyKeys_}) foot->addWidget(keys);
  foot->addStretch();
  foot->addWidget(leaveKeys_);
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(1, 1, 1, 1);
  grid->setSpacing(0);
  grid->addLayout(head, 0, 0, 1, 2);
  grid->addWidget(listArea, 1, 0);
  grid->addWidget(card_, 1, 1);
  grid->addLayout(foot, 2, 0, 1, 2);
  grid->setRowMinimumHeight(0, kHead);
  grid->setRowMinimumHeight(2, kFoot);
  grid->setRowStretch(1, 1);
  grid->setColumnStretch(1, 1);

  connect(field_, &QLineEdit::textChanged, this, &SearchBox::filter);
  connect(field_, &SearchField::moveAsked, view_, &FunctionView::move);
  connect(field_, &SearchField::escaped, this, &SearchBox::dismiss);
  connect(field_, &QLineEdit::returnPressed, this,
          [this] { choose(!QApplication::keyboardModifiers().testFlag(Qt::ShiftModifier)); });
  connect(view_, &FunctionView::chosen, this, [this] { choose(true); });
  connect(view_, &QListView::clicked, this, [this] { choose(true); });
  connect(view_->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
    view_->current() != nullptr ? card_->setFunction(*view_->current()) : card_->clear();
  });
  connect(showAllButton_, &QPushButton::clicked, this, [this] {
    showAll_ = true;
    filter(field_->text());
    field_->setFocus();
  });
  auto* shadow = new QGraphicsDropShadowEffect(this);
  shadow->setBlurRadius(36);
  shadow->setOffset(0, 10);
  setGraphicsEffect(shadow);
  hide();
}

void SearchBox::setTheme(const Theme& theme) {
  theme_ = &theme;
  field_->setTheme(theme);
  view_->setTheme(theme);
  card_->setTheme(theme);
  for (KeyText* keys : {moveKeys_, placeKeys_, placeOnlyKeys_, leaveKeys_}) keys->setInks(theme.muted, theme.muted);
  QPalette muted = facts_->palette();
  muted.setColor(QPalette::WindowText, theme.muted);
  facts_->setPalette(muted);
  restText_->setPalette(muted);
  static_cast<QGraphicsDropShadowEffect*>(graphicsEffect())->setColor(QColor(0, 0, 0, theme.dark ? 150 : 60));
  update();
}

void SearchBox::open(const QPoint& where, const SearchRequest& request,
                     std::function<void(const QString&, bool)> chosen) {
  request_ = request;
  chosen_ = std::move(chosen);
  showAll_ = false;
  const QRect room = parentWidget()->rect().adjusted(8, 8, -8, -8);
  resize(kSize.boundedTo(room.size()));
  move(std::clamp(where.x(), room.left(), std::max(room.left(), room.right() - width())),
       std::clamp(where.y(), room.top(), std::max(room.top(), room.bottom() - height())));
  facts_->setText(factsText());
  listFooter();
  field_->clear();
  filter({});
  show();
  raise();
  field_->setFocus(Qt::PopupFocusReason);
  qApp->installEventFilter(this);
}

void SearchBox::dismiss() {
  if (!isVisible()) return;
  qApp->removeEventFilter(this);
  hide();
  chosen_ = nullptr;
  emit dismissed();
}

QString SearchBox::factsText() const {
  switch (request_.purpose) {
    case SearchRequest::Purpose::Replace: return tr("in the selected node's place");
    case SearchRequest::Purpose::Connect: break;
    case SearchRequest::Purpose::Place: return {};
  }
  if (!request_.shape) return tr("takes %1").arg(request_.from);
  const core::Shape& shape = *request_.shape;
  switch (shape.rank()) {
    case 0: return tr("takes %1, a number").arg(request_.from);
    case 1: return tr("takes %1, a vector of %2").arg(request_.from).arg(shape[0]);
    default: return tr("takes %1, %2").arg(request_.from, shapeText(shape.axes()));
  }
}

void SearchBox::listFooter() {
  const bool connecting = request_.purpose == SearchRequest::Purpose::Connect;
  const bool replacing = request_.purpose == SearchRequest::Purpose::Replace;
  placeOnlyKeys_->setText(replacing ? tr("<Shift ⏎> compare first") : tr("<Shift ⏎> place only"));
  placeOnlyKeys_->setVisible(connecting || replacing);
  const QString enter = connecting ? tr("<⏎> place and connect")
                        : replacing ? tr("<⏎> replace")
                                    : tr("<⏎> place");
  placeKeys_->setText(enter);
  leaveKeys_->setText(connecting ? tr("<Esc> take the wire back") : tr("<Esc> leave"));
}

void SearchBox::filter(const QString& text) {
  std::vector<const core::Function*> fitting;
  std::vector<const core::Function*> others;
  for (const core::Function& function : core::catalogue())
    (showAll_ || fits(request_, function) ? fitting : others).push_back(&function);
  const auto found = searchFunctions(text, fitting);
  const auto left = text.trimmed().isEmpty() ? decltype(found){} : searchFunctions(text, others);
  view_->functions().setFunctions(found);
  view_->setQuery(text);
  view_->setCurrentIndex(view_->functions().firstFunction());
  if (found.empty()) card_->clear();
  rest_->setVisible(found.empty() || !left.empty());
  showAllButton_->setVisible(!left.empty());
  restText_->setText(left.empty()       ? tr("No function is called that.")
                     : left.size() == 1 ? tr("1 function does not fit here.")
                                        : tr("%1 functions do not fit here.").arg(left.size()));
}

void SearchBox::choose(bool connectWire) {
  const core::Function* function = view_->current();
  if (function == nullptr || !chosen_) return;
  const auto chosen = std::exchange(chosen_, nullptr);
  dismiss();
  chosen(QString::fromUtf8(function->name.data(), static_cast<qsizetype>(function->name.size())), connectWire);
}

bool SearchBox::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::MouseButtonPress && watched->isWidgetType()) {
    const auto* widget = static_cast<QWidget*>(watched);
    if (widget != this && !isAncestorOf(widget)) dismiss();
  }
  return QFrame::eventFilter(watched, event);
}

void SearchBox::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
  painter.setBrush(theme_->panel);
  painter.setPen(theme_->nodeLine);
  painter.drawRect(box);
  painter.setPen(theme_->lineSoft);
  painter.drawLine(QPointF(1, kHead + 1), QPointF(width() - 1, kHead + 1));
  painter.drawLine(QPointF(1, height() - kFoot - 1), QPointF(width() - 1, height() - kFoot - 1));
  painter.drawLine(QPointF(kListWidth + 1, kHead + 1), QPointF(kListWidth + 1, height() - kFoot - 1));
}

}  // namespace ui
