#include "ui/figures/export/pdf_letters.h"

#include <QFont>
#include <QHash>
#include <QRawFont>
#include <QRegularExpression>

namespace ui {
namespace {

constexpr char16_t firstRadical = 0x2e80, lastRadical = 0x2fdf, firstLetter = 0x4e00, lastLetter = 0x9fff;

/// The letters that the font draws like radicals.
QHash<char16_t, char16_t> lettersOfRadicals() {
  QHash<char16_t, char16_t> letters;
  // Unicode knows the letters of most radicals.
  for (char16_t radical = firstRadical; radical <= lastRadical; ++radical) {
    const QString same = QString(QChar(radical)).normalized(QString::NormalizationForm_KC);
    if (same.size() == 1 && same[0] != QChar(radical)) letters[radical] = same[0].unicode();
  }
  QFont font;
  font.setFamily(QStringLiteral("Noto Sans CJK SC"));
  const QRawFont raw = QRawFont::fromFont(font);
  QString all;
  for (int c = firstLetter; c <= lastLetter; ++c) all += QChar(c);
  const QList<quint32> glyphs = raw.glyphIndexesForString(all);
  if (glyphs.size() != all.size()) return letters;
  QHash<quint32, char16_t> ofGlyph;
  for (qsizetype k = all.size(); k-- > 0;) ofGlyph[glyphs[k]] = all[k].unicode();
  for (char16_t radical = firstRadical; radical <= lastRadical; ++radical) {
    const QList<quint32> glyph = raw.glyphIndexesForString(QString(QChar(radical)));
    if (glyph.size() == 1 && glyph[0] != 0 && ofGlyph.contains(glyph[0])) letters[radical] = ofGlyph[glyph[0]];
  }
  return letters;
}

}  // namespace

std::string withLettersForRadicals(const std::string& table) {
  static const QHash<char16_t, char16_t> letters = lettersOfRadicals();
  static const QRegularExpression radical(QStringLiteral("<(2[EF][0-9A-F]{2})>"));
  const QString text = QString::fromStdString(table);
  QString result;
  qsizetype done = 0;
  for (auto found = radical.globalMatch(text); found.hasNext();) {
    const QRegularExpressionMatch match = found.next();
    const auto code = static_cast<char16_t>(match.captured(1).toUShort(nullptr, 16));
    result += QStringView(text).mid(done, match.capturedStart() - done);
    result += letters.contains(code) ? QStringLiteral("<%1>").arg(letters[code], 4, 16, QChar(u'0')).toUpper() : match.captured();
    done = match.capturedEnd();
  }
  return result.append(QStringView(text).mid(done)).toStdString();
}

}  // namespace ui
