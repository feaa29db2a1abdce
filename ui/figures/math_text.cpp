#include "ui/figures/math_text.h"

#include <QCache>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "ui/figures/math_drawing.h"
#include "ui/figures/math_layout.h"
#include "ui/figures/math_parser.h"
#include "ui/figures/math_awaited.h"
#include "ui/figures/math_store.h"
#include "ui/figures/math_tex.h"
#include "ui/figures/text_setting.h"
#include "ui/figures/text_style.h"
#include "ui/model/names.h"

namespace ui {
namespace {

constexpr int remembered = 2000;
constexpr double leastAscent = 0.69;
constexpr double leastDescent = 0.22;
constexpr double capitals = 0.66;
constexpr qsizetype longestTypeset = 2000;

thread_local int filesInWork = 0;

/// Whether a number with a decimal point stands in it: a reading changes with every frame, a formula does
/// not.
bool holdsMeasuredNumber(const QString& tex) {
  for (qsizetype at = tex.indexOf(u'.'); at >= 0; at = tex.indexOf(u'.', at + 1)) {
    if (at > 0 && tex[at - 1].isDigit() && at + 1 < tex.size() && tex[at + 1].isDigit()) return true;
  }
  return false;
}

void drawGlyphs(QPainter& painter, const MathBox::Glyphs& glyphs, QPointF origin, double pixelSize,
                const QColor& colour) {
  const TextStyle style{.pixelSize = pixelSize * glyphs.size,
                        .weight = glyphs.bold ? QFont::Bold : QFont::Normal,
                        .italic = glyphs.italic,
                        .family = TextStyle::Family::Math};
  const QPointF at = origin + glyphs.at * pixelSize;
  // Indices are smaller than the text that they belong to: who asks for the smallest text means that one.
  TextSetting setting = textSetting();
  if (glyphs.size < 1) setting.smallest = nullptr;
  const TextScope scope(setting);
  if (glyphs.stretch == 1) {
    drawText(painter, at, glyphs.text, style, colour);
    return;
  }
  const QTransform before = painter.transform();
  painter.translate(at);
  painter.scale(1, glyphs.stretch);
  drawText(painter, QPointF(0, 0), glyphs.text, style, colour);
  painter.setTransform(before);
}

}  // namespace

/// A formula as this thread knows it.
struct MathText::Remembered {
  MathText text;
  bool known = true;     ///< the layout here shows all of it
  bool changes = false;  ///< holds a measured number
  quint64 lookedAt = 0;  ///< revision of the store at the last look
  std::optional<MathRequest> wish = {};
};

MathText MathText::laidOut(const QString& tex, Style style, bool& known) {
  const MathNode formula = parseMath(tex);
  known = isWhollyKnown(formula);
  MathText text;
  text.tex_ = tex;
  text.style_ = style;
  text.plain_ = plainMath(formula).trimmed();
  if (!formula.isEmpty()) {
    text.layout_ = std::make_shared<const MathBox>(layoutMath(formula, style == Style::Display));
  }
  return text;
}

MathRequest MathText::request(const QString& tex, Style style) {
  if (style == Style::Display) return {withoutComments(tex), true};
  return {withoutComments(lineTex(tex, parseMath(tex))), false};
}

MathText MathText::parse(const QString& tex, Style style) {
  thread_local QCache<std::pair<QString, int>, Remembered> cache(remembered);
  const std::pair key(tex, 8 * static_cast<int>(textSetting().fonts) + static_cast<int>(style));
  Remembered* entry = cache.object(key);
  if (!entry) {
    entry = new Remembered;
    entry->text = laidOut(tex, style, entry->known);
    entry->changes = holdsMeasuredNumber(tex);
    cache.insert(key, entry);
  }
  const bool isForFile = filesInWork > 0;
  if (isForFile && entry->known) {
    MathText own = entry->text;
    own.answer_ = nullptr;
    own.awaited_ = false;
    return own;
  }
  const bool wanted = !entry->known || (style != Style::Label && !entry->changes);
  const quint64 revision = MathStore::revision();
  if (!wanted || entry->text.answer_ || (entry->lookedAt == revision && !isForFile) ||
      tex.size() > longestTypeset || entry->text.isEmpty()) {
    if (entry->text.awaited_) countAwaited();
    return entry->text;
  }
  entry->lookedAt = revision;
  if (const std::shared_ptr<MathStore> store = MathStore::current()) {
    if (!entry->wish) entry->wish = request(tex, style);
    entry->text.answer_ = isForFile ? store->wait(*entry->wish) : store->find(*entry->wish);
    entry->text.awaited_ = !entry->text.answer_;
    if (entry->text.awaited_) countAwaited();
  }
  return entry->text;
}

MathText MathText::fromId(const QString& id) { return parse(symbolTex(id)); }

MathText MathText::bold() const {
  return isEmpty() ? *this : parse(u"\\boldsymbol{"_qs + tex_ + u'}', style_);
}

QString MathText::plain() const { return plain_; }

bool MathText::isTypeset() const { return answer_ && answer_->drawing; }

QString MathText::problem() const { return answer_ ? answer_->problem : QString(); }

double MathText::width(double pixelSize) const {
  if (isTypeset()) return answer_->drawing->width * pixelSize;
  return isEmpty() ? 0 : layout_->width * pixelSize;
}

double MathText::inkAscent() const { return isTypeset() ? answer_->drawing->ascent : layout_->ascent; }

double MathText::inkDescent() const { return isTypeset() ? answer_->drawing->descent : layout_->descent; }

double MathText::ascent(double pixelSize) const {
  return isEmpty() ? 0 : std::max(inkAscent(), leastAscent) * pixelSize;
}

double MathText::descent(double pixelSize) const {
  return isEmpty() ? 0 : std::max(inkDescent(), leastDescent) * pixelSize;
}

QSizeF MathText::size(double pixelSize) const {
  return {width(pixelSize), ascent(pixelSize) + descent(pixelSize)};
}

void MathText::draw(QPainter& painter, QPointF baselineLeft, double pixelSize, const QColor& colour) const {
  if (isEmpty() || !(pixelSize > 0)) return;
  if (awaited_) noteAwaited(painter);
  if (isTypeset()) return drawMath(painter, *answer_->drawing, baselineLeft, pixelSize, colour);
  for (const MathBox::Glyphs& glyphs : layout_->glyphs)
    drawGlyphs(painter, glyphs, baselineLeft, pixelSize, colour);
  for (const QRectF& rule : layout_->rules) {
    painter.fillRect(QRectF(baselineLeft + rule.topLeft() * pixelSize, rule.size() * pixelSize), colour);
  }
  if (layout_->lines.empty()) return;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(Qt::NoBrush);
  for (const MathBox::Line& line : layout_->lines) {
    QPolygonF points = line.points;
    for (QPointF& point : points) point = baselineLeft + point * pixelSize;
    painter.setPen(QPen(colour, line.width * pixelSize, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter.drawPolyline(points);
  }
  painter.restore();
}

void MathText::draw(QPainter& painter, QPointF anchor, Qt::AlignmentFlag alignment, double pixelSize,
                    const QColor& colour) const {
  const double share = alignment == Qt::AlignRight ? 1 : alignment == Qt::AlignHCenter ? 0.5 : 0;
  draw(painter, anchor - QPointF(share * width(pixelSize), 0), pixelSize, colour);
}

void MathText::drawCentred(QPainter& painter, QPointF centre, double pixelSize, const QColor& colour) const {
  if (isEmpty()) return;
  // One line goes by its capitals, a stacked formula by its extent.
  const bool line = inkAscent() < 1.0 && inkDescent() < 0.5;
  const double rise = line ? capitals / 2 : (inkAscent() - inkDescent()) / 2;
  draw(painter, centre + QPointF(0, rise * pixelSize), Qt::AlignHCenter, pixelSize, colour);
}

MathForFiles::MathForFiles() { ++filesInWork; }

MathForFiles::~MathForFiles() { --filesInWork; }

}  // namespace ui
