#include <QElapsedTimer>
#include <QImage>
#include <QPainter>
#include <QTest>

#include <cmath>
#include <limits>
#include <vector>

#include "ui/figures/heatmap_image.h"
#include "ui/figures/heatmap_painter.h"
#include "ui/figures/scale_legend.h"

using namespace ui;

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

struct Drawn {
  QImage image;
  HeatmapGeometry geometry;
  QRgb at(Cell cell, QPointF offset = {}) const {
    return image.pixel((geometry.rectOf(cell).center() + offset).toPoint());
  }
};

Drawn draw(const HeatmapData& data, double cell, const ColourScale& scale, const HeatmapStyle& style = {}) {
  Drawn drawn;
  drawn.geometry = {.rows = data.rows, .cols = data.cols, .cellWidth = cell, .cellHeight = cell};
  drawn.image = QImage(drawn.geometry.size().toSize(), QImage::Format_RGB32);
  drawn.image.fill(Qt::white);
  QPainter painter(&drawn.image);
  drawHeatmap(painter, drawn.geometry, data, scale, style, lightTheme());
  return drawn;
}

int distance(QRgb a, QRgb b) {
  return std::abs(qRed(a) - qRed(b)) + std::abs(qGreen(a) - qGreen(b)) + std::abs(qBlue(a) - qBlue(b));
}

const ColourScale unit = ColourScale::diverging(DivergingMap::Vik, 1);

}  // namespace

class HeatmapTest : public QObject {
  Q_OBJECT
private slots:
  void cellsHaveTheColoursOfTheScale() {
    const std::vector<double> numbers{-1, 0, 0.5, 1, -0.25, 0.75};
    const Drawn drawn = draw({numbers, 2, 3}, 20, unit);
    for (int i = 0; i < 6; ++i)
      QCOMPARE(drawn.at({i / 3, i % 3}), unit.colour(numbers[static_cast<size_t>(i)]));
  }

  void nanIsGreyWithABlackCross() {
    const std::vector<double> numbers{notANumber};
    const Drawn drawn = draw({numbers, 1, 1}, 40, unit);
    QVERIFY(distance(drawn.at({0, 0}), 0xff000000) < 60);
    QVERIFY(distance(drawn.at({0, 0}, {4, 4}), 0xff000000) < 60);
    QVERIFY(distance(drawn.at({0, 0}, {-4, 4}), 0xff000000) < 60);
    QCOMPARE(drawn.at({0, 0}, {12, 0}), nanColour);
    QCOMPARE(drawn.at({0, 0}, {0, 8}), nanColour);
  }

  void clippedCellsOfAnImageCarryTrianglesToo_data() {
    QTest::addColumn<int>("side");
    QTest::addColumn<double>("cell");
    QTest::newRow("cells with room for a mark") << 40 << 10.0;
    QTest::newRow("small cells") << 100 << 3.0;
    QTest::newRow("many entries a pixel") << 1200 << 0.25;
  }
  void clippedCellsOfAnImageCarryTrianglesToo() {
    QFETCH(const int, side);
    QFETCH(const double, cell);
    std::vector<double> numbers(static_cast<std::size_t>(side) * static_cast<std::size_t>(side), 0.5);
    const HeatmapStyle style{.image = true};
    const auto black = [](const Drawn& drawn) {
      int count = 0;
      for (int y = 0; y < drawn.image.height(); ++y)
        for (int x = 0; x < drawn.image.width(); ++x) count += distance(drawn.image.pixel(x, y), textOn(unit.colour(3)).rgb()) < 30;
      return count;
    };
    const int without = black(draw({numbers, side, side}, cell, unit, style));
    numbers[static_cast<std::size_t>(side) * static_cast<std::size_t>(side) / 2 + static_cast<std::size_t>(side) / 2] = 3;
    const Drawn drawn = draw({numbers, side, side}, cell, unit, style);
    QVERIFY(black(drawn) > without);
    // One mark, whatever the number of cells in it.
    QVERIFY(black(drawn) - without < 60);
  }

  void infinitiesPointUpAndDown() {
    const std::vector<double> numbers{infinity, -infinity};
    const Drawn drawn = draw({numbers, 1, 2}, 40, unit);
    QCOMPARE(drawn.at({0, 0}, {12, 0}), unit.table().back());
    QCOMPARE(drawn.at({0, 1}, {12, 0}), unit.table().front());
    // The base of ▲ is below, that of ▼ above the middle.
    QVERIFY(distance(drawn.at({0, 0}, {-4, 3}), 0xffffffff) < 60);
    QCOMPARE(drawn.at({0, 0}, {-4, -3}), unit.table().back());
    QVERIFY(distance(drawn.at({0, 1}, {-4, -3}), 0xffffffff) < 60);
    QCOMPARE(drawn.at({0, 1}, {-4, 3}), unit.table().front());
  }

  void missingIsHatchedWhateverTheNumber() {
    const std::vector<double> numbers{1, 1};
    const std::vector<std::uint8_t> missing{1, 0};
    const Drawn drawn = draw({numbers, 1, 2, missing}, 40, unit);
    QCOMPARE(drawn.at({0, 1}), unit.colour(1));
    int ground = 0;
    int lines = 0;
    for (int x = 4; x < 36; ++x) {
      const QRgb pixel = drawn.image.pixel(x, 20);
      QVERIFY(distance(pixel, unit.colour(1)) > 100);
      ground += distance(pixel, lightTheme().panelSoft.rgb()) < 20 ? 1 : 0;
      lines += distance(pixel, lightTheme().panelSoft.rgb()) > 60 ? 1 : 0;
    }
    QVERIFY(ground > 10);
    QVERIFY(lines >= 4);
  }

  void numbersBeyondTheLimitsAreMarked() {
    const std::vector<double> numbers{2, 1};
    const Drawn drawn = draw({numbers, 1, 2}, 40, unit);
    QVERIFY(distance(drawn.at({0, 0}, {15, -15}), unit.colour(2)) > 300);
    QCOMPARE(drawn.at({0, 1}, {15, -15}), unit.colour(1));
  }

  void hitTestIsTheInverseOfTheCellRectangle() {
    const HeatmapGeometry geometry{
        .origin = {13.5, -7}, .rows = 5, .cols = 7, .cellWidth = 11, .cellHeight = 6.5};
    for (int row = 0; row < 5; ++row) {
      for (int col = 0; col < 7; ++col) {
        const QRectF rect = geometry.rectOf(Cell{row, col});
        const Cell cell{row, col};
        QCOMPARE(geometry.cellAt(rect.center()).value(), cell);
        QCOMPARE(geometry.cellAt(rect.topLeft() + QPointF(0.01, 0.01)).value(), cell);
        QCOMPARE(geometry.cellAt(rect.bottomRight() - QPointF(0.01, 0.01)).value(), cell);
      }
    }
    QVERIFY(!geometry.cellAt({13.4, 0}));
    QVERIFY(!geometry.cellAt({14, -7.1}));
    QVERIFY(!geometry.cellAt(geometry.bounds().bottomRight() + QPointF(0.1, -1)));
    QVERIFY(!geometry.cellAt({notANumber, 0}));
  }

  void poolingKeepsTheLargestMagnitudeWithItsSign() {
    const std::vector<double> numbers{0.1, -0.9, 0.2, 0.3,  //
                                      0.4, 0.5,  0.1, -0.2};
    const PooledMatrix small = pooled({numbers, 2, 4}, 1, 2);
    QCOMPARE(small.numbers, (std::vector<double>{-0.9, 0.3}));
    const PooledMatrix uneven = pooled({numbers, 2, 4}, 2, 3);
    QCOMPARE(uneven.numbers, (std::vector<double>{0.1, -0.9, 0.3, 0.4, 0.5, -0.2}));
  }

  void poolingNeverHidesNan() {
    const std::vector<double> numbers{5, notANumber, infinity, 1};
    QVERIFY(std::isnan(pooled({numbers, 1, 4}, 1, 1).numbers[0]));
    const std::vector<std::uint8_t> missing{0, 1, 1, 1};
    const PooledMatrix rest = pooled({numbers, 1, 4, missing}, 1, 2);
    QCOMPARE(rest.numbers[0], 5.0);
    QCOMPARE(rest.missing, (std::vector<std::uint8_t>{0, 1}));
  }

  void aSingleEntryOfALargeMatrixStaysVisible() {
    std::vector<double> numbers(1000 * 1000, 0.0);
    numbers[555 * 1000 + 321] = -1;
    const HeatmapData data{numbers, 1000, 1000};
    QImage image(200, 200, QImage::Format_RGB32);
    QPainter painter(&image);
    const HeatmapGeometry geometry{.rows = 1000, .cols = 1000, .cellWidth = 0.2, .cellHeight = 0.2};
    drawHeatmap(painter, geometry, data, unit, {}, lightTheme());
    painter.end();
    QCOMPARE(image.pixel(64, 111), unit.colour(-1));
    QCOMPARE(image.pixel(66, 111), unit.colour(0));
  }

  void imagesShowTheSameCellsAsRectangles() {
    std::vector<double> numbers(40 * 40);
    for (size_t i = 0; i < numbers.size(); ++i) numbers[i] = std::sin(static_cast<double>(i));
    const Drawn drawn = draw({numbers, 40, 40}, 10, unit);
    for (int i = 0; i < 1600; ++i)
      QCOMPARE(drawn.at({i / 40, i % 40}), unit.colour(numbers[static_cast<size_t>(i)]));
  }

  void largeHeatmapsAreFast() {
    std::vector<double> numbers(64 * 64);
    for (size_t i = 0; i < numbers.size(); ++i) numbers[i] = std::sin(static_cast<double>(i));
    const HeatmapGeometry geometry{.rows = 64, .cols = 64, .cellWidth = 8, .cellHeight = 8};
    QImage image(512, 512, QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&image);
    double best = 1e9;
    for (int i = 0; i < 20; ++i) {
      QElapsedTimer timer;
      timer.start();
      drawHeatmap(painter, geometry, {numbers, 64, 64}, unit, {}, lightTheme());
      best = std::min(best, static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    QVERIFY2(best < 10,
             qPrintable(QString::number(best)));  // 1 ms; the rest is for sanitizers and busy machines
  }

  void numbersAppearWhereTheyFit() {
    const std::vector<double> numbers{-0.91, 0.75};
    const HeatmapData data{numbers, 1, 2};
    QCOMPARE(numbersThatFit({data}, 52, 40).decimals, 2);
    QCOMPARE(numbersThatFit({data}, 52, 40).pixelSize, 14.0);
    QCOMPARE(numbersThatFit({data}, 34, 24).decimals, 1);
    QVERIFY(!numbersThatFit({data}, 29, 40));
    QVERIFY(!numbersThatFit({data}, 52, 19));
    const std::vector<double> long_{-1234.56};
    QVERIFY(!numbersThatFit({{long_, 1, 1}}, 31, 24));
    QVERIFY(numbersThatFit({{long_, 1, 1}}, 62, 48).pixelSize < 16);
  }

  void panelsShareACellSize() {
    const std::vector<PanelExtent> panels{{1, 3}, {3, 5}, {1, 5}};
    QCOMPARE(commonCellSize(panels, {940, 200}, {260, 60}), (CellSize{52, 40}));
    const CellSize wide = commonCellSize(panels, {4000, 2000}, {0, 0});
    QCOMPARE(wide.width, 62.0);
    QCOMPARE(wide.height, 47.0);
    const std::vector<PanelExtent> tall{{100, 2}};
    const CellSize low = commonCellSize(tall, {900, 330}, {0, 30});
    QCOMPARE(low.height, 3.0);
    QVERIFY(low.width <= 6);
    const std::vector<PanelExtent> huge{{4096, 4096}};
    const CellSize tiny = commonCellSize(huge, {512, 512}, {0, 0});
    QCOMPARE(tiny, (CellSize{0.125, 0.125}));
    const CellSize squeezed = commonCellSize(panels, {0, 0}, {100, 100});
    QVERIFY(squeezed.width > 0 && squeezed.height > 0);
  }

  void ringsShowOnEveryCellColour() {
    const std::vector<double> numbers{-1, 1, 0};
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      QImage image(150, 50, QImage::Format_RGB32);
      QPainter painter(&image);
      const HeatmapGeometry geometry{.rows = 1, .cols = 3, .cellWidth = 50, .cellHeight = 50};
      drawHeatmap(painter, geometry, {numbers, 1, 3}, ColourScale::diverging(theme->gradientMap, 1), {},
                  *theme);
      drawRing(painter, QRectF(10, 10, 30, 30), *theme);
      painter.end();
      QVERIFY(distance(image.pixel(10, 25), theme->ringInner.rgb()) < 60);
      QVERIFY(distance(image.pixel(8, 25), theme->ringOuter.rgb()) < 240);
    }
  }

  void tinyNumbersKeepTheirDigitsWhereCellsHaveRoom() {
    const std::vector<double> one{4.2e-7};
    QCOMPARE(numbersThatFit({{one, 1, 1}}, 124, 84).text(4.2e-7), u"4.2 × 10⁻⁷"_qs);
    QCOMPARE(numbersThatFit({{one, 1, 1}}, 124, 84).text(0), u"0"_qs);
    QCOMPARE(numbersThatFit({{one, 1, 1}}, 124, 84).text(0.25), u"0.25"_qs);
    // They do not make the others small.
    const std::vector<double> mixed{4.2e-7, 0.75};
    QCOMPARE(numbersThatFit({{mixed, 1, 2}}, 52, 40).text(4.2e-7), u"4 × 10⁻⁷"_qs);
    QVERIFY(numbersThatFit({{mixed, 1, 2}}, 52, 40).pixelSize >= 0.7 * 14);
  }

  void noNumberButZeroIsWrittenAsZero() {
    const std::vector<double> numbers{0.017, -0.004, 0.75, -0.012, 0, -3.1e-9};
    for (double width = 30; width < 90; width += 3) {
      const CellNumbers fits = numbersThatFit({{numbers, 1, 6}}, width, 24);
      if (!fits) continue;
      for (const double v : numbers) {
        const QString text = fits.text(v);
        const bool readsZero = std::ranges::all_of(text, [](QChar c) { return QStringView(u"0.−").contains(c); });
        QVERIFY2(readsZero == (v == 0), qPrintable(text + QStringLiteral(" at %1").arg(width)));
      }
    }
    const std::vector<double> small{0.017, -0.02, 0.004};
    QCOMPARE(numbersThatFit({{small, 1, 3}}, 38, 24).text(0.004), u"0.004"_qs);
    QCOMPARE(numbersThatFit({{small, 1, 3}}, 38, 24).text(-0.02), u"−0.02"_qs);
  }

  void legendExplainsWhatOccurs() {
    const std::vector<double> numbers{notANumber, -infinity, 0.5, 3};
    const std::vector<std::uint8_t> missing{0, 0, 1, 0};
    const LegendKeys keys = legendKeys({{numbers, 2, 2, missing}}, unit);
    QCOMPARE(keys,
             (LegendKeys{.nan = true, .negativeInfinity = true, .missing = true, .clippedAbove = true}));
    QCOMPARE(legendKeys({{std::span(numbers).subspan(2, 1), 1, 1}}, unit), LegendKeys{});
    QVERIFY(scaleLegendSize(unit, keys, 150).height() > scaleLegendSize(unit, {}, 150).height());
  }

  void legendPrintsItsLimits() {
    QCOMPARE(limitsText(ColourScale::diverging(DivergingMap::Vik, 1.0309)), u"±1.03"_qs);
    QCOMPARE(limitsText(ColourScale::diverging(DivergingMap::Vik, 0.0048)), u"±0.0048"_qs);
    QCOMPARE(limitsText(ColourScale::sequential(SequentialMap::Viridis, -1, 1.7)), u"−1.00 to 1.70"_qs);
  }
};

QTEST_MAIN(HeatmapTest)
#include "tst_heatmap.moc"
