#include "ui/start_hint.h"

#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/figures/icons.h"
#include "ui/panels/key_text.h"

namespace ui {
namespace {

constexpr int kEquationTop = 148;  // where the line with the three roles stands

}  // namespace

StartHint::StartHint(QWidget* parent)
    : QWidget(parent),
      cross_(new QToolButton(this)),
      forward_(new KeyText(tr("<Ctrl ⏎>   computes every value, forward"), 13, this)),
      backward_(new KeyText(tr("<]>   takes one step backward"), 13, this)),
      space_(new KeyText(tr("<Space>   finds any function"), 13, this)) {
  setAccessibleName(tr("New here? Three keys are enough"));
  cross_->setAutoRaise(true);
  cross_->setFixedSize(24, 24);
  cross_->setIconSize(QSize(13, 13));
  cross_->setAccessibleName(tr("Do not show this again"));
  cross_->setToolTip(cross_->accessibleName());
  connect(cross_, &QToolButton::clicked, this, &StartHint::closed);

  auto* first = new QPushButton(tr("Start with lesson 1"), this);
  first->setAccessibleName(first->text());
  first->setToolTip(tr("Open the scalar chain"));
  connect(first, &QPushButton::clicked, this, &StartHint::firstLessonRequested);

  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(16, 42, 16, 14);
  column->setSpacing(8);
  for (KeyText* line : {forward_, backward_, space_}) column->addWidget(line);
  column->addSpacing(62);
  column->addWidget(first, 0, Qt::AlignLeft);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void StartHint::setTheme(const Theme& theme) {
  theme_ = &theme;
  cross_->setIcon(iconNamed(QStringLiteral("close"), theme.muted));
  forward_->setInks(theme.ink, theme.value);
  backward_->setInks(theme.ink, theme.downstream);
  space_->setInks(theme.ink, theme.muted);
  update();
}

void StartHint::paintEvent(QPaintEvent*) {
  cross_->move(width() - 32, 10);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(theme_->panel);
  painter.setPen(theme_->line);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10);
  QFont bold = font();
  bold.setWeight(QFont::DemiBold);
  painter.setFont(bold);
  painter.setPen(theme_->ink);
  painter.drawText(QPointF(16, 27), accessibleName());
  painter.setPen(theme_->lineSoft);
  painter.drawLine(QPointF(16, kEquationTop - 14), QPointF(width() - 16, kEquationTop - 14));
  QPointF at(16, kEquationTop + 10);
  const auto word = [&](const QString& text, const QColor& ink) {
    painter.setPen(ink);
    painter.drawText(at, text);
    at.rx() += QFontMetricsF(painter.font()).horizontalAdvance(text) + 6;
  };
  word(tr("upstream"), theme_->upstream);
  word(QStringLiteral("·"), theme_->muted);
  word(tr("local"), theme_->local);
  word(QStringLiteral("="), theme_->muted);
  word(tr("downstream"), theme_->downstream);
  painter.setFont(font());
  painter.setPen(theme_->muted);
  painter.drawText(QPointF(16, kEquationTop + 30), tr("Every step backward shows this product."));
}

}  // namespace ui
