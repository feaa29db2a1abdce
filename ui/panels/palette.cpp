#include "ui/panels/palette.h"

#include <QLabel>
#include <QPainter>
#include <QTimer>
#include <QVBoxLayout>

#include "core/functions/catalogue.h"
#include "ui/panels/function_card.h"
#include "ui/panels/function_view.h"
#include "ui/panels/search_field.h"

namespace ui {
namespace {

constexpr int kWidth = 204;
constexpr int kCardDelay = 450;  // ms that the pointer rests before the card comes

}  // namespace

Palette::Palette(QWidget* parent)
    : QFrame(parent),
      field_(new SearchField(this)),
      view_(new FunctionView(FunctionView::Look::Palette, this)),
      nothing_(new QLabel(this)),
      card_(new FunctionCard(this)),
      cardTimer_(new QTimer(this)) {
  setFixedWidth(kWidth);
  setAccessibleName(tr("Palette"));
  field_->setKeyHint(tr("Space"));
  field_->setFixedHeight(32);
  nothing_->setText(tr("No function is called that."));
  nothing_->setWordWrap(true);
  nothing_->hide();
  view_->functions().setGroups(paletteGroups());
  view_->setAccessibleName(tr("Functions of the palette"));
  cardTimer_->setSingleShot(true);
  cardTimer_->setInterval(kCardDelay);

  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(10, 10, 5, 4);
  column->setSpacing(4);
  auto* head = new QVBoxLayout;
  head->setContentsMargins(0, 0, 5, 0);
  head->addWidget(field_);
  column->addLayout(head);
  column->addWidget(nothing_);
  column->addWidget(view_, 1);

  connect(field_, &QLineEdit::textChanged, this, &Palette::filter);
  connect(field_, &SearchField::moveAsked, view_, &FunctionView::move);
  connect(field_, &QLineEdit::returnPressed, this, [this] {
    if (view_->current() != nullptr) emit view_->chosen(QString::fromUtf8(view_->current()->name.data(),
                                                        static_cast<qsizetype>(view_->current()->name.size())));
  });
  connect(field_, &SearchField::escaped, this, [this] {
    if (field_->text().isEmpty()) emit left();
    field_->clear();
  });
  connect(view_, &FunctionView::chosen, this, &Palette::placeRequested);
  connect(view_, &FunctionView::hovered, this, [this](const QString& function, const QRect& row) {
    card_->hide();
    hovered_ = function;
    hoveredRow_ = row;
    function.isEmpty() ? cardTimer_->stop() : cardTimer_->start();
  });
  connect(cardTimer_, &QTimer::timeout, this, [this] { showCard(hovered_, hoveredRow_); });
}

void Palette::setTheme(const Theme& theme) {
  theme_ = &theme;
  field_->setTheme(theme);
  view_->setTheme(theme);
  card_->setTheme(theme);
  update();
}

void Palette::startSearch() {
  field_->setFocus(Qt::ShortcutFocusReason);
  field_->selectAll();
}

void Palette::showHeading(const QString& title) {
  field_->clear();
  const int row = view_->functions().rowOfHeading(title);
  if (row >= 0) view_->scrollTo(view_->functions().index(row), QAbstractItemView::PositionAtTop);
}

void Palette::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), theme_->panel);
  painter.fillRect(QRect(width() - 1, 0, 1, height()), theme_->line);
}

void Palette::hideEvent(QHideEvent* event) {
  cardTimer_->stop();
  card_->hide();
  QFrame::hideEvent(event);
}

void Palette::filter(const QString& text) {
  if (text.trimmed().isEmpty()) {
    view_->functions().setGroups(paletteGroups());
  } else {
    view_->functions().setFunctions(searchFunctions(text));
    view_->setCurrentIndex(view_->functions().firstFunction());
  }
  nothing_->setVisible(view_->functions().rowCount() == 0);
  view_->setQuery(text);
}

void Palette::showCard(const QString& function, const QRect& row) {
  const core::Function* found = core::findFunction(function.toStdString());
  if (found == nullptr || !isVisible()) return;
  card_->setFunction(*found);
  card_->move(view_->viewport()->mapToGlobal(QPoint(view_->width() + 6, row.top() - 8)));
  card_->show();
}

}  // namespace ui
