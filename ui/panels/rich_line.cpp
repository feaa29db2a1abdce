#include "ui/panels/rich_line.h"

#include <QPainter>
#include <cmath>

#include "ui/figures/math_awaited.h"
#include "ui/figures/math_text.h"
#include "ui/figures/math_typesetter.h"
#include "ui/figures/tex_problem.h"
#include "ui/figures/text_style.h"

namespace ui {
namespace {

TextStyle styleOf(const LinePiece& piece, double pixelSize) {
  return {.pixelSize = pixelSize, .weight = piece.bold ? QFont::DemiBold : QFont::Normal};
}

MathText mathOf(const LinePiece& piece) {
  const MathText math = MathText::parse(piece.text);
  return piece.bold ? math.bold() : math;
}

QString plain(const std::vector<LinePiece>& pieces) {
  QString text;
  for (const LinePiece& piece : pieces) text += piece.isTex ? mathOf(piece).plain() : piece.text;
  return text;
}

constexpr double kGap = 12;  // between the two parts
// Formulas are a little larger than the text around them, as the serif's letters are smaller.
constexpr double mathScale = 1.1;

double widthOfPiece(const LinePiece& piece, double pixelSize) {
  return piece.isTex ? mathOf(piece).width(pixelSize * mathScale) : textWidth(piece.text, styleOf(piece, pixelSize));
}

}  // namespace

RichLine::RichLine(double pixelSize, QWidget* parent) : QWidget(parent), pixelSize_(pixelSize) {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void RichLine::setTheme(const Theme& theme) {
  if (theme_ == &theme) return;
  theme_ = &theme;
  update();
}

void RichLine::setPieces(std::vector<LinePiece> left, std::vector<LinePiece> right) {
  if (left == left_.pieces && right == right_.pieces) return;
  left_.pieces = std::move(left);
  right_.pieces = std::move(right);
  const QSize before = sizeHint();
  describe();
  measure();
  if (sizeHint() != before) updateGeometry();
  update();
}

void RichLine::describe() {
  const QString text = plain(left_.pieces) + (right_.pieces.empty() ? QString() : "  " + plain(right_.pieces));
  setAccessibleName(text);
  QStringList lines{text};
  for (const Part* pieces : {&left_, &right_}) {
    for (const LinePiece& piece : pieces->pieces) {
      if (piece.isTex) lines << problemOfTex(piece.text);
    }
  }
  lines.removeAll(QString());
  setToolTip(lines.join(u'\n'));
}

void RichLine::Part::measure(double pixelSize) {
  widths.clear();
  width = 0;
  for (const LinePiece& piece : pieces) {
    widths.push_back(widthOfPiece(piece, pixelSize));
    width += widths.back();
  }
}

void RichLine::measure() {
  const MathWatch watch;
  left_.measure(pixelSize_);
  right_.measure(pixelSize_);
  awaitsFormulas_ = watch.awaits();
  countRows();
}

int RichLine::rowHeight() const { return static_cast<int>(std::ceil(pixelSize_ * 1.65)); }

QSize RichLine::sizeHint() const {
  const double gap = left_.pieces.empty() || right_.pieces.empty() ? 0 : kGap;
  return {static_cast<int>(std::ceil(left_.width + gap + right_.width)), rows_ * rowHeight()};
}

QSize RichLine::minimumSizeHint() const { return {40, rows_ * rowHeight()}; }

void RichLine::countRows() {
  const bool beside = left_.width == 0 || right_.width == 0 || sizeHint().width() <= width();
  if (rows_ == (beside ? 1 : 2)) return;
  rows_ = beside ? 1 : 2;
  updateGeometry();
}

void RichLine::resizeEvent(QResizeEvent*) { countRows(); }

void RichLine::customEvent(QEvent* event) {
  if (event->type() != formulasArrived() || !awaitsFormulas_) return;
  describe();
  measure();
  updateGeometry();
  update();
}

void RichLine::draw(QPainter& painter, QPointF middle, double limit, const Part& part) const {
  double x = middle.x();
  const double baseline = middle.y() + capHeight({.pixelSize = pixelSize_}) / 2;
  const bool cut = x + part.width > limit + 0.5;
  const double end = cut ? limit - textWidth("…", {.pixelSize = pixelSize_}) : limit;
  painter.save();
  for (std::size_t k = 0; k < part.pieces.size(); ++k) {
    const LinePiece& piece = part.pieces[k];
    if (cut) painter.setClipRect(QRectF(0, 0, end, height()));
    const QColor& ink = theme_->*piece.ink;
    if (piece.isTex) mathOf(piece).draw(painter, {x, baseline}, pixelSize_ * mathScale, ink);
    else drawText(painter, {x, baseline}, piece.text, styleOf(piece, pixelSize_), ink);
    x += part.widths[k];
  }
  painter.restore();
  if (cut) drawText(painter, {end, baseline}, "…", {.pixelSize = pixelSize_}, theme_->muted);
}

void RichLine::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  // A formula may be there before the message that it has come, or was measured before formulas were typeset at all.
  const double before = left_.width + right_.width;
  measure();
  if (left_.width + right_.width != before) updateGeometry();
  const double rightWidth = std::min<double>(right_.width, width());
  const double middle = height() / (2.0 * rows_);
  draw(painter, {0, middle}, rows_ == 1 ? width() - rightWidth : width(), left_);
  draw(painter, {width() - rightWidth, height() - middle}, width(), right_);
}

}  // namespace ui
