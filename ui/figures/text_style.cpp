#include "ui/figures/text_style.h"

#include <QCache>
#include <QFontMetricsF>
#include <QGlyphRun>
#include <QHash>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>
#include <QRawFont>
#include <QStringList>
#include <QTextLayout>

#include <algorithm>
#include <cmath>
#include <vector>

#include "ui/figures/text_setting.h"

namespace ui {
namespace {

/// Fonts are measured at this size and scaled: without hinting, metrics are proportional to the size.
constexpr int measuringSize = 100;

struct Measure {
  QFont font;
  QFontMetricsF metrics;
};

/// Family, weight and slant of a style in one number, with the fonts that are chosen.
int variantKey(const TextStyle& style) {
  return static_cast<int>(textSetting().fonts) * 8192 + style.weight * 4 + (style.italic ? 2 : 0) +
         (style.family == TextStyle::Family::Math ? 1 : 0);
}

/// Metrics of a style at the measuring size; a cache for each thread, since figures are also exported in the
/// background.
const Measure& measureOf(const TextStyle& style) {
  thread_local QHash<int, Measure> cache;
  const int key = variantKey(style);
  auto found = cache.find(key);
  if (found == cache.end()) {
    const QFont font = fontOf(style, measuringSize);
    found = cache.insert(key, Measure{font, QFontMetricsF(font)});
  }
  return *found;
}

/// The width at the measuring size. Layouts ask for the same few texts again and again, and each answer would have its
/// letters shaped anew.
double advanceOf(const QString& text, const TextStyle& style) {
  constexpr int most = 20000;
  thread_local QCache<std::pair<int, QString>, double> cache(most);  // what was not asked for longest goes first
  const std::pair key(variantKey(style), text);
  if (const double* known = cache.object(key)) return *known;
  const double width = measureOf(style).metrics.horizontalAdvance(text);
  cache.insert(key, new double(width));
  return width;
}

QStringList familiesOf(FontChoice fonts, bool symbols) {
  const QStringList chinese{u"Noto Sans CJK SC"_qs, u"WenQuanYi Micro Hei"_qs};
  const QStringList stix{u"STIXGeneral"_qs, u"STIX Two Text"_qs, u"STIX"_qs};
  const QString roman = u"Latin Modern Roman"_qs;
  switch (fonts) {
    case FontChoice::LatinModern: return QStringList{roman, u"Latin Modern Math"_qs} + stix + chinese;
    case FontChoice::Stix: return stix + chinese;
    case FontChoice::Program: break;
  }
  if (symbols) return stix + QStringList{roman, u"serif"_qs};
  return QStringList{u"Inter"_qs} + chinese + QStringList{u"sans-serif"_qs};
}

/// Tells who asks for the smallest letters about these.
void noteSize(const QPainter& painter, double pixelSize) {
  double* smallest = textSetting().smallest;
  if (smallest == nullptr) return;
  const QTransform& t = painter.worldTransform();
  *smallest = std::min(*smallest, pixelSize * std::sqrt(std::abs(t.determinant())));
}

/// A part of a text and where it stands, at the measuring size.
struct TextPart {
  QString text;
  QPointF at;
};

/// Of a text in one font: Inter draws a minus or a bracket beside digits with another glyph, higher up, and
/// Qt tells a PDF only of those glyphs that a letter alone has. Each such letter becomes a part of its own,
/// drawn with its own glyph where the other one would stand. The text itself where its letters and glyphs do
/// not go in pairs.
std::vector<TextPart> partsOfRun(const QString& text, const QGlyphRun& run) {
  const QList<quint32> glyphs = run.glyphIndexes();
  const QList<quint32> plain = run.rawFont().glyphIndexesForString(text);
  if (plain.size() != glyphs.size() || text.size() != glyphs.size()) return {{text, {}}};
  std::vector<TextPart> parts;
  const QPointF baseline = run.positions().front();
  bool goesOn = false;
  for (qsizetype k = 0; k < glyphs.size(); ++k) {
    const QPointF at = run.positions()[k] - baseline;
    const bool other = glyphs[k] != plain[k];
    if (other) {
      const QRectF wanted = run.rawFont().boundingRect(glyphs[k]),
                   there = run.rawFont().boundingRect(plain[k]);
      parts.push_back({text.mid(k, 1), at + wanted.center() - there.center()});
    } else if (goesOn) {
      parts.back().text += text[k];
    } else {
      parts.push_back({text.mid(k, 1), at});
    }
    goesOn = !other;
  }
  return parts;
}

/// Whether the letter comes from a Chinese font.
bool isChinese(QChar letter) { return letter.unicode() >= 0x2e80; }

/// Chinese has no italics: a slanted one is a distortion.
TextStyle uprightIfChinese(const QString& text, TextStyle style) {
  if (style.italic && std::any_of(text.begin(), text.end(), isChinese)) style.italic = false;
  return style;
}

/// The text in parts that a PDF reader finds again. Where several fonts take part the order of their glyphs
/// is not that of the text: stretches of Chinese stand between others.
const std::vector<TextPart>& readableParts(const QString& text, const TextStyle& style) {
  thread_local QHash<std::pair<int, QString>, std::vector<TextPart>> cache;
  if (cache.size() > 4000) cache.clear();
  const std::pair key(variantKey(style), text);
  if (const auto found = cache.find(key); found != cache.end()) return *found;
  QTextLayout layout(text, fontOf(style, measuringSize));
  layout.beginLayout();
  const QTextLine line = layout.createLine();
  layout.endLayout();
  const QList<QGlyphRun> runs = layout.glyphRuns();
  std::vector<TextPart> parts;
  if (runs.size() == 1) {
    parts = partsOfRun(text, runs.front());
  } else {
    for (qsizetype first = 0; first < text.size();) {
      qsizetype end = first;
      while (end < text.size() && isChinese(text[end]) == isChinese(text[first])) ++end;
      const bool isWhole = first == 0 && end == text.size();
      const QPointF at(line.cursorToX(static_cast<int>(first)), 0);
      const QString stretch = text.mid(first, end - first);
      if (isWhole || isChinese(text[first])) {
        parts.push_back({stretch, at});
      } else {
        const std::vector<TextPart> within = readableParts(stretch, style);
        for (const TextPart& part : within) parts.push_back({part.text, part.at + at});
      }
      first = end;
    }
  }
  return *cache.insert(key, std::move(parts));
}

bool isPdf(const QPainter& painter) {
  return painter.paintEngine() && painter.paintEngine()->type() == QPaintEngine::Pdf;
}

double scaleOf(const TextStyle& style) { return style.pixelSize / measuringSize; }

}  // namespace

QFont fontOf(const TextStyle& style, int pixelSize) {
  thread_local QHash<std::pair<int, int>, QFont> cache;
  const std::pair key(variantKey(style), pixelSize);
  if (const auto found = cache.constFind(key); found != cache.constEnd()) return *found;
  QFont font;
  const bool symbols = style.family == TextStyle::Family::Math;
  font.setFamilies(familiesOf(textSetting().fonts, symbols));
  font.setStyleHint(symbols || textSetting().fonts != FontChoice::Program ? QFont::Serif : QFont::SansSerif);
  font.setPixelSize(pixelSize);
  font.setWeight(style.weight);
  font.setItalic(style.italic);
  font.setHintingPreference(QFont::PreferNoHinting);
  cache.insert(key, font);
  return font;
}

QFont fontOf(const TextStyle& style) {
  return fontOf(style, std::max(1, static_cast<int>(std::lround(style.pixelSize))));
}

double textWidth(const QString& text, const TextStyle& given) {
  const TextStyle style = uprightIfChinese(text, given);
  return advanceOf(text, style) * scaleOf(style);
}

double capHeight(const TextStyle& style) { return measureOf(style).metrics.capHeight() * scaleOf(style); }

double textAscent(const TextStyle& style) { return measureOf(style).metrics.ascent() * scaleOf(style); }

double textDescent(const TextStyle& style) { return measureOf(style).metrics.descent() * scaleOf(style); }

void drawText(QPainter& painter, QPointF baseline, const QString& text, const TextStyle& given,
              const QColor& colour) {
  if (text.isEmpty() || !(given.pixelSize > 0)) return;
  const TextStyle style = uprightIfChinese(text, given);
  noteSize(painter, style.pixelSize);
  // QFont knows whole pixel sizes only; the rest of the size is a scale of the painter.
  const int whole = std::max(1, static_cast<int>(std::ceil(style.pixelSize - 1e-6)));
  if (textSetting().outlines) {
    QPainterPath outline;
    outline.addText(QPointF(0, 0), fontOf(style, measuringSize), text);
    const QTransform before = painter.transform();
    painter.translate(baseline);
    painter.scale(scaleOf(style), scaleOf(style));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(outline, colour);
    painter.setTransform(before);
    return;
  }
  painter.setPen(colour);
  painter.setFont(fontOf(style, whole));
  if (isPdf(painter)) {
    const QTransform before = painter.transform();
    painter.translate(baseline);
    const double rest = style.pixelSize / whole;
    if (std::abs(rest - 1) > 1e-6) painter.scale(rest, rest);
    for (const TextPart& part : readableParts(text, style))
      painter.drawText(part.at * whole / measuringSize, part.text);
    painter.setTransform(before);
    return;
  }
  if (const double rest = style.pixelSize / whole; std::abs(rest - 1) < 1e-6) {
    painter.drawText(baseline, text);
  } else {
    const QTransform before = painter.transform();
    painter.translate(baseline);
    painter.scale(rest, rest);
    painter.drawText(QPointF(0, 0), text);
    painter.setTransform(before);
  }
}

void drawText(QPainter& painter, QPointF anchor, Qt::AlignmentFlag alignment, const QString& text,
              const TextStyle& style, const QColor& colour) {
  const double share = alignment == Qt::AlignRight ? 1 : alignment == Qt::AlignHCenter ? 0.5 : 0;
  const double shift = share == 0 ? 0 : share * textWidth(text, style);
  drawText(painter, anchor - QPointF(shift, 0), text, style, colour);
}

void drawTextCentred(QPainter& painter, QPointF centre, const QString& text, const TextStyle& style,
                     const QColor& colour) {
  drawText(painter, centre + QPointF(0, capHeight(style) / 2), Qt::AlignHCenter, text, style, colour);
}

}  // namespace ui
