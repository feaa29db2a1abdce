#include "ui/figures/number_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr int mostDigits = 6;
constexpr QChar minus = u'\u2212';
constexpr QStringView times = u" \u00d7 ";
constexpr QStringView tenTo = u" \u00d7 10";
constexpr QStringView superscripts = u"\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";
constexpr QStringView subscripts = u"\u2080\u2081\u2082\u2083\u2084\u2085\u2086\u2087\u2088\u2089";

/// `text` of an ASCII number with a real minus sign, or without one when only zeros follow it.
QString withMinus(QString text) {
  if (!text.startsWith(u'-')) return text;
  text.remove(0, 1);
  const bool zero = std::ranges::all_of(text, [](QChar c) { return c == u'0' || c == u'.'; });
  return zero ? text : minus + text;
}

QString nonFiniteText(double v) {
  if (std::isnan(v)) return QStringLiteral("NaN");
  return v > 0 ? QStringLiteral("\u221e") : QStringLiteral("\u2212\u221e");
}

QString smallDigits(std::int64_t number, QStringView digits, QChar sign) {
  QString text;
  for (const QChar c : QString::number(number)) text += c == u'-' ? sign : digits[c.digitValue()];
  return text;
}

QString product(std::span<const std::int64_t> sizes) {
  QStringList parts;
  for (const std::int64_t size : sizes) parts += QString::number(size);
  return parts.join(times.toString());
}

/// One side of a Jacobian's shape, in parentheses when it has several axes.
QString group(std::span<const std::int64_t> sizes) {
  if (sizes.empty()) return QStringLiteral("1");
  return sizes.size() == 1 ? product(sizes) : u'(' + product(sizes) + u')';
}

}  // namespace

QString numberText(double v, int decimals, Zero zero) {
  if (!std::isfinite(v)) return nonFiniteText(v);
  if (v == 0 && zero == Zero::Bare) return QStringLiteral("0");
  if (std::abs(v) >= 1e7) return scientificText(v);
  const QString text = withMinus(QString::number(v, 'f', decimals));
  const auto digits = std::ranges::count_if(text, [](QChar c) { return c.isDigit(); });
  return digits > mostDigits ? scientificText(v) : text;
}

bool readsAsZero(double v) { return v != 0 && std::abs(v) < 0.005; }

QString loneNumberText(double v) { return readsAsZero(v) ? significantText(v, 2) : numberText(v); }

QString bracketedText(double v) { return u'(' + loneNumberText(v) + u')'; }

QString scientificText(double v, int decimals) {
  if (!std::isfinite(v)) return nonFiniteText(v);
  if (v == 0) return QStringLiteral("0");
  const QString text = QString::number(v, 'e', decimals);
  const qsizetype e = text.indexOf(u'e');
  return withMinus(text.left(e)) + tenTo.toString() + superscriptText(text.mid(e + 1).toInt());
}

QString significantText(double v, int digits) {
  if (!std::isfinite(v)) return nonFiniteText(v);
  if (v == 0) return QStringLiteral("0");
  // The exponent after rounding: 9.996 has three significant digits as 10.0.
  const QString rounded = QString::number(v, 'e', digits - 1);
  const int exponent = rounded.mid(rounded.indexOf(u'e') + 1).toInt();
  if (exponent < -4 || exponent >= mostDigits) return scientificText(v, digits - 1);
  return withMinus(QString::number(v, 'f', std::max(0, digits - 1 - exponent)));
}

QString plainNumber(double v) {
  if (std::isnan(v)) return QStringLiteral("nan");
  if (std::isinf(v)) return v > 0 ? QStringLiteral("inf") : QStringLiteral("-inf");
  return QString::number(v, 'g', QLocale::FloatingPointShortest);
}

QString countText(std::int64_t count) {
  QString text = QString::number(count);
  const qsizetype first = count < 0 ? 1 : 0;
  for (qsizetype i = text.size() - 3; i > first; i -= 3) text.insert(i, u',');
  return count < 0 ? minus + text.mid(1) : text;
}

QString shapeText(std::span<const std::int64_t> shape) {
  return shape.empty() ? QCoreApplication::translate("ui::NumberText", "scalar") : product(shape);
}

QString shapeText(std::span<const std::int64_t> output, std::span<const std::int64_t> input) {
  return group(output) + times.toString() + group(input);
}

QString indexText(std::span<const std::int64_t> index) {
  QStringList parts;
  for (const std::int64_t i : index) parts += QString::number(i + 1);
  return parts.size() == 1 ? parts.front() : u'(' + parts.join(u',') + u')';
}

QString subscriptText(std::int64_t number) { return smallDigits(number, subscripts, u'\u208b'); }

QString superscriptText(std::int64_t number) { return smallDigits(number, superscripts, u'\u207b'); }

QString asciiText(const QString& displayed) {
  QString text = displayed;
  text.replace(tenTo.toString() + QChar(u'\u207b'), u"e-"_qs);
  for (const QChar digit : superscripts) text.replace(tenTo.toString() + digit, u'e' + QString(digit));
  for (int d = 0; d < 10; ++d) {
    text.replace(superscripts[d], QChar(u'0' + d));
    text.replace(subscripts[d], QChar(u'0' + d));
  }
  text.replace(u'\u207b', u'-').replace(u'\u208b', u'-').replace(minus, u'-').replace(u'\u00d7', u'x');
  return text.replace(u"\u221e"_qs, u"inf"_qs).replace(u"NaN"_qs, u"nan"_qs);
}

}  // namespace ui
