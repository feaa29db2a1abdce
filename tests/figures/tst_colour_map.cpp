#include <QTest>

#include <cmath>
#include <limits>
#include <vector>

#include "ui/figures/colour_map.h"

using ui::ColourScale;
using ui::DivergingMap;
using ui::SequentialMap;

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::array divergingMaps{DivergingMap::Vik, DivergingMap::Berlin};

double contrast(QRgb a, QRgb b) {
  const double x = ui::relativeLuminance(a);
  const double y = ui::relativeLuminance(b);
  return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

}  // namespace

class ColourMapTest : public QObject {
  Q_OBJECT
private slots:
  void negativeIsBlueAndPositiveIsRedBrown() {
    for (const DivergingMap map : divergingMaps) {
      const QRgb cold = ui::divergingColour(map, -0.6, 1);
      const QRgb warm = ui::divergingColour(map, 0.6, 1);
      QVERIFY(qBlue(cold) > qRed(cold) + 50);
      QVERIFY(qRed(warm) > qBlue(warm) + 50);
    }
  }

  void zeroIsTheCentreOnEveryScale() {
    for (const DivergingMap map : divergingMaps) {
      for (const double limit : {1e-300, 0.3, 1.0, 1e308}) {
        QCOMPARE(ui::divergingColour(map, 0.0, limit), ui::colourTable(map)[128]);
        QCOMPARE(ui::divergingColour(map, -0.0, limit), ui::colourTable(map)[128]);
      }
    }
  }

  void limitsTakeTheEndsAndMoreIsClipped() {
    const auto& table = ui::colourTable(DivergingMap::Vik);
    QCOMPARE(ui::divergingColour(DivergingMap::Vik, -2, 2), table[0]);
    QCOMPARE(ui::divergingColour(DivergingMap::Vik, 2, 2), table[255]);
    QCOMPARE(ui::divergingColour(DivergingMap::Vik, 1e300, 2), table[255]);
    QCOMPARE(ui::divergingColour(DivergingMap::Vik, -infinity, 2), table[0]);
    const ColourScale scale = ColourScale::diverging(DivergingMap::Vik, 2);
    QVERIFY(scale.clips(2.1) && scale.clips(-2.1) && !scale.clips(2) && !scale.clips(infinity));
  }

  void textPassesOnAllEntries() {
    std::vector<const std::array<QRgb, 256>*> tables{&ui::colourTable(SequentialMap::Viridis)};
    for (const DivergingMap map : divergingMaps) tables.push_back(&ui::colourTable(map));
    for (const auto* table : tables) {
      for (const QRgb colour : *table) {
        QVERIFY(contrast(colour, ui::textOn(colour).rgb()) >= 4.5);
        const QRgb other = ui::textOn(colour) == QColor(Qt::black) ? 0xffffffff : 0xff000000;
        QVERIFY(contrast(colour, ui::textOn(colour).rgb()) >= contrast(colour, other) - 0.05);
      }
    }
  }

  void lightnessIsMonotoneOnEachHalf() {
    for (const DivergingMap map : divergingMaps) {
      const auto& table = ui::colourTable(map);
      const bool rising = map == DivergingMap::Vik;
      for (size_t i = 1; i < 124; ++i) {
        const double step = ui::relativeLuminance(table[i]) - ui::relativeLuminance(table[i - 1]);
        QVERIFY(rising ? step > -1e-3 : step < 1e-3);
      }
    }
  }

  void scaleCoversTheFiniteEntriesOfAllPanels() {
    const std::vector<double> a{0.5, -1.25, notANumber};
    const std::vector<double> b{infinity, 1.0};
    const ColourScale scale = ColourScale::diverging(DivergingMap::Vik, {a, b});
    QCOMPARE(scale.lo, -1.25);
    QCOMPARE(scale.hi, 1.25);
    const std::vector<double> more{-3};
    QCOMPARE(scale.covering(more).hi, 3.0);
    QCOMPARE(scale.covering(more).lo, -3.0);
  }

  void zerosAloneScaleToOne() {
    const std::vector<double> zeros(4, 0.0);
    QCOMPARE(ColourScale::diverging(DivergingMap::Vik, {zeros}).hi, 1.0);
    QCOMPARE(ColourScale::diverging(DivergingMap::Vik, {}).hi, 1.0);
  }

  void valuesRunFromLeastToGreatest() {
    const std::vector<double> values{2, -1, 0.5, notANumber, -infinity};
    const ColourScale scale = ColourScale::sequential(SequentialMap::Viridis, {values});
    QCOMPARE(scale.lo, -1.0);
    QCOMPARE(scale.hi, 2.0);
    const auto& table = ui::colourTable(SequentialMap::Viridis);
    QCOMPARE(scale.colour(-1), table[0]);
    QCOMPARE(scale.colour(2), table[255]);
    QCOMPARE(scale.colour(-infinity), table[0]);
    QCOMPARE(scale.colour(infinity), table[255]);
    QCOMPARE(scale.colour(notANumber), ui::nanColour);
  }

  void extremeLimitsDoNotOverflow() {
    const ColourScale wide = ColourScale::sequential(SequentialMap::Viridis, -1.7e308, 1.7e308);
    QCOMPARE(wide.index(0), 128);
    QCOMPARE(wide.index(1.7e308), 255);
    const ColourScale point = ColourScale::sequential(SequentialMap::Viridis, 3, 3);
    QCOMPARE(point.index(3), 128);
    const ColourScale tiny = ColourScale::diverging(DivergingMap::Berlin, 5e-324);
    QCOMPARE(tiny.index(5e-324), 255);
  }
};

QTEST_GUILESS_MAIN(ColourMapTest)
#include "tst_colour_map.moc"
