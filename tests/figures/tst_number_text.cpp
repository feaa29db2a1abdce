#include <QTest>

#include <cstdint>
#include <limits>
#include <vector>

#include "ui/figures/number_text.h"

using ui::numberText;

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();
using Shape = std::vector<std::int64_t>;

}  // namespace

class NumberTextTest : public QObject {
  Q_OBJECT
private slots:
  void numbersForCells_data() {
    QTest::addColumn<double>("v");
    QTest::addColumn<int>("decimals");
    QTest::addColumn<QString>("text");
    QTest::newRow("two decimals") << 0.75 << 2 << u"0.75"_qs;
    QTest::newRow("real minus") << -0.911 << 2 << u"\u22120.91"_qs;
    QTest::newRow("one decimal") << -0.96 << 1 << u"\u22121.0"_qs;
    QTest::newRow("no decimals") << 2.6 << 0 << u"3"_qs;
    QTest::newRow("no minus before zeros") << -0.004 << 2 << u"0.00"_qs;
    QTest::newRow("negative zero") << -0.0 << 2 << u"0.00"_qs;
    QTest::newRow("six digits") << 9999.99 << 2 << u"9999.99"_qs;
    QTest::newRow("seven digits") << 12345.0 << 2 << u"1.2 × 10⁴"_qs;
    QTest::newRow("rounding adds a digit") << 9999.999 << 2 << u"1.0 × 10⁴"_qs;
    QTest::newRow("huge") << -3e200 << 2 << u"\u22123.0 × 10²⁰⁰"_qs;
    QTest::newRow("nan") << notANumber << 2 << u"NaN"_qs;
    QTest::newRow("infinity") << infinity << 2 << u"∞"_qs;
    QTest::newRow("minus infinity") << -infinity << 2 << u"\u2212∞"_qs;
  }
  void numbersForCells() {
    QFETCH(double, v);
    QFETCH(int, decimals);
    QFETCH(QString, text);
    QCOMPARE(numberText(v, decimals), text);
  }

  void bareZeroIsOnlyForExactZeros() {
    QCOMPARE(numberText(0, 2, ui::Zero::Bare), u"0"_qs);
    QCOMPARE(numberText(-0.0, 2, ui::Zero::Bare), u"0"_qs);
    QCOMPARE(numberText(1e-9, 2, ui::Zero::Bare), u"0.00"_qs);
  }

  void powersOfTen() {
    QCOMPARE(ui::scientificText(2.2e-10), u"2.2 × 10⁻¹⁰"_qs);
    QCOMPARE(ui::scientificText(-9.99e3), u"\u22121.0 × 10⁴"_qs);
    QCOMPARE(ui::scientificText(0), u"0"_qs);
    QCOMPARE(ui::scientificText(notANumber), u"NaN"_qs);
  }

  void numbersThatStandAloneNeverLookLikeZero() {
    QCOMPARE(ui::loneNumberText(0), u"0.00"_qs);
    QCOMPARE(ui::loneNumberText(0.005), u"0.01"_qs);
    QCOMPARE(ui::loneNumberText(-0.0025), u"\u22120.0025"_qs);
    QCOMPARE(ui::loneNumberText(3.9e-7), u"3.9 × 10⁻⁷"_qs);
    QCOMPARE(ui::loneNumberText(-14), u"\u221214.00"_qs);
  }

  void significantDigits() {
    QCOMPARE(ui::significantText(0.19661, 3), u"0.197"_qs);
    QCOMPARE(ui::significantText(-1, 5), u"\u22121.0000"_qs);
    QCOMPARE(ui::significantText(0.367879, 4), u"0.3679"_qs);
    QCOMPARE(ui::significantText(9.996, 3), u"10.0"_qs);
    QCOMPARE(ui::significantText(1234.4, 2), u"1234"_qs);
    QCOMPARE(ui::significantText(2.8e-17, 2), u"2.8 × 10⁻¹⁷"_qs);
    QCOMPARE(ui::significantText(1234567, 3), u"1.23 × 10⁶"_qs);
  }

  void plainNumbersReadBackTheSame() {
    for (const double v : {0.1, -2.0, 1e-300, 1.0 / 3, -123456789.123}) {
      const QString text = ui::plainNumber(v);
      QCOMPARE(text.toDouble(), v);
      QVERIFY(text == QString::fromLatin1(text.toLatin1()));
    }
    QCOMPARE(ui::plainNumber(notANumber), u"nan"_qs);
    QCOMPARE(ui::plainNumber(-infinity), u"-inf"_qs);
  }

  void counts() {
    QCOMPARE(ui::countText(16777216), u"16,777,216"_qs);
    QCOMPARE(ui::countText(999), u"999"_qs);
    QCOMPARE(ui::countText(-1000), u"\u22121,000"_qs);
    QCOMPARE(ui::countText(-100), u"\u2212100"_qs);
  }

  void shapes() {
    QCOMPARE(ui::shapeText(Shape{}), u"scalar"_qs);
    QCOMPARE(ui::shapeText(Shape{5}), u"5"_qs);
    QCOMPARE(ui::shapeText(Shape{3, 5}), u"3 × 5"_qs);
    QCOMPARE(ui::shapeText(Shape{2, 0, 4}), u"2 × 0 × 4"_qs);
  }

  void shapesOfGeneralizedJacobians() {
    QCOMPARE(ui::shapeText(Shape{3}, Shape{3, 5}), u"3 × (3 × 5)"_qs);
    QCOMPARE(ui::shapeText(Shape{3}, Shape{5}), u"3 × 5"_qs);
    QCOMPARE(ui::shapeText(Shape{}, Shape{5}), u"1 × 5"_qs);
    QCOMPARE(ui::shapeText(Shape{2, 2}, Shape{4}), u"(2 × 2) × 4"_qs);
    QCOMPARE(ui::shapeText(Shape{}, Shape{}), u"1 × 1"_qs);
  }

  void indexVectorsCountFromOne() {
    QCOMPARE(ui::indexText(Shape{0, 2}), u"(1,3)"_qs);
    QCOMPARE(ui::indexText(Shape{1}), u"2"_qs);
    QCOMPARE(ui::indexText(Shape{}), u"()"_qs);
  }

  void copiesAreAscii() {
    QCOMPARE(ui::asciiText(u"\u22120.54"_qs), u"-0.54"_qs);
    QCOMPARE(ui::asciiText(u"\u22122.2 × 10⁻¹⁰"_qs), u"-2.2e-10"_qs);
    QCOMPARE(ui::asciiText(u"1.2 × 10⁴"_qs), u"1.2e4"_qs);
    QCOMPARE(ui::asciiText(u"3 × (3 × 5)"_qs), u"3 x (3 x 5)"_qs);
    QCOMPARE(ui::asciiText(u"\u2212∞ a₃ NaN"_qs), u"-inf a3 nan"_qs);
  }

  void smallDigits() {
    QCOMPARE(ui::subscriptText(120), u"₁₂₀"_qs);
    QCOMPARE(ui::superscriptText(-34), u"⁻³⁴"_qs);
  }
};

QTEST_GUILESS_MAIN(NumberTextTest)
#include "tst_number_text.moc"
