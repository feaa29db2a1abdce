#include "ui/panels/function_card.h"

#include <QPainter>
#include <algorithm>

#include "ui/figures/math_text.h"
#include "ui/figures/math_typesetter.h"
#include "ui/model/names.h"
#include "ui/model/palette.h"

namespace ui {
namespace {

constexpr int kWidth = 286;
constexpr double kMargin = 14;
constexpr double kLabelWidth = 44;
constexpr double kFormulaSize = 15;
constexpr double kSmallestFormula = 10;

QString fromView(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

}  // namespace

FunctionCard::FunctionCard(QWidget* parent, Place place)
    : QFrame(parent, place == Place::Floating ? Qt::ToolTip : Qt::Widget), place_(place) {
  setAccessibleName(tr("About this function"));
  if (place == Place::Floating) {
    setAttribute(Qt::WA_ShowWithoutActivating);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
  }
}

void FunctionCard::setTheme(const Theme& theme) {
  theme_ = &theme;
  update();
}

void FunctionCard::setFunction(const core::Function& function) {
  function_ = &function;
  setAccessibleDescription(tr("%1: %2. %3").arg(title(function), plainFormula(function), fromView(function.description)));
  if (place_ == Place::Floating) resize(sizeHint());
  update();
}

void FunctionCard::clear() {
  function_ = nullptr;
  update();
}

QSize FunctionCard::sizeHint() const { return {kWidth, static_cast<int>(layOut(nullptr) + 0.5)}; }

double FunctionCard::layOut(QPainter* painter) const {
  if (function_ == nullptr) return 0;
  const double width = (place_ == Place::Floating ? kWidth : this->width()) - 2 * kMargin;
  double y = kMargin - 2;
  QFont font = this->font();
  const auto paragraph = [&](const QString& text, const QColor& ink) {
    const QRectF room(kMargin, y, width, 1000);
    const QRectF taken = QFontMetricsF(font).boundingRect(room, Qt::TextWordWrap, text);
    if (painter != nullptr) {
      painter->setFont(font);
      painter->setPen(ink);
      painter->drawText(room, Qt::TextWordWrap, text);
    }
    y += taken.height();
  };
  const auto formula = [&](const QString& label, const QString& tex, const QColor& ink) {
    const MathText text = MathText::parse(tex, MathText::Style::Display);
    double size = kFormulaSize;
    while (text.width(size) > width - kLabelWidth && size > kSmallestFormula) size -= 0.5;
    const double middle = std::max(text.ascent(size), 12.0);
    if (painter != nullptr) {
      QFont small = this->font();
      small.setPixelSize(12);
      painter->setFont(small);
      painter->setPen(ink == theme_->ink ? theme_->muted : ink);
      painter->drawText(QPointF(kMargin, y + middle), label);
      text.draw(*painter, QPointF(kMargin + kLabelWidth, y + middle), size, ink);
    }
    y += middle + text.descent(size) + 4;
  };
  font.setPixelSize(14);
  font.setWeight(QFont::DemiBold);
  paragraph(title(*function_), theme_->ink);
  font.setWeight(QFont::Normal);
  font.setPixelSize(13);
  y += 6;
  formula(tr("value"), formulaTex(*function_), theme_->ink);
  if (!function_->isLeaf()) {
    const QStringList locals = localFormulasTex(*function_);
    for (const QString& local : locals) formula(local == locals.first() ? tr("local") : QString(), local, theme_->local);
  }
  y += 5;
  font.setPixelSize(12);
  paragraph(fromView(function_->description), theme_->muted);
  return y + kMargin - 2;
}

void FunctionCard::customEvent(QEvent* event) {
  if (event->type() != formulasArrived()) return;
  if (place_ == Place::Floating && function_ != nullptr) resize(sizeHint());
  updateGeometry();
}

void FunctionCard::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  if (place_ == Place::Floating) {
    painter.fillRect(rect(), theme_->panel);
    painter.setPen(theme_->nodeLine);
    painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
  } else {
    painter.fillRect(rect(), theme_->panelSoft);
  }
  layOut(&painter);
}

}  // namespace ui
