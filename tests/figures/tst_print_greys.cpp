#include <QImage>
#include <QPainter>
#include <QSvgGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <vector>

#include "ui/figures/heatmap_painter.h"
#include "ui/figures/scale_legend.h"

using namespace ui;

namespace {

Theme greysOn(const Theme& ground) { return withColours(ground, {.gradients = GradientColours::Greys}); }

QImage draw(const HeatmapData& data, double cell, const Theme& theme, const HeatmapStyle& style = {}) {
  const HeatmapGeometry geometry{.rows = data.rows, .cols = data.cols, .cellWidth = cell, .cellHeight = cell};
  QImage image(geometry.size().toSize(), QImage::Format_RGB32);
  image.fill(theme.panel);
  QPainter painter(&image);
  drawHeatmap(painter, geometry, data, ColourScale::diverging(theme.gradientMap, 1), style, theme);
  painter.end();
  // As a printer without colours gives it.
  return image.convertToFormat(QImage::Format_Grayscale8);
}

/// How far apart the lightest and the darkest pixel of a cell's inside are.
int spread(const QImage& image, int row, int col, int cell) {
  const int inset = cell >= 6 ? 2 : cell >= 4 ? 1 : 0;
  int least = 255, most = 0;
  for (int y = row * cell + inset; y < (row + 1) * cell - inset; ++y) {
    for (int x = col * cell + inset; x < (col + 1) * cell - inset; ++x) {
      least = std::min<int>(least, image.scanLine(y)[x]);
      most = std::max<int>(most, image.scanLine(y)[x]);
    }
  }
  return most - least;
}

std::vector<double> numbers(int count) {
  std::vector<double> result;
  for (int k = 0; k < count; ++k) result.push_back((k % 2 == 0 ? 1 : -1) * (0.02 + 0.98 * k / count));
  return result;
}

}  // namespace

/// Heatmaps in greys, for print.
class PrintGreysTest : public QObject {
  Q_OBJECT
private slots:
  void theSignOfEveryCellCanBeToldWithoutHue() {
    for (const Theme& theme : {greysOn(printTheme()), greysOn(lightTheme()), greysOn(darkTheme())}) {
      // Rectangles, an image of cells of several pixels, and one of two pixels a cell.
      for (const auto& [side, cell] : {std::pair(4, 44), std::pair(9, 12), std::pair(15, 6), std::pair(41, 5),
                                       std::pair(41, 3), std::pair(61, 2)}) {
        const std::vector<double> all = numbers(side * side);
        const QImage image = draw({all, side, side}, cell, theme);
        const bool lines = side > 20 && cell >= 4;  // hairlines of an image
        for (int k = 0; k < side * side; ++k) {
          const int apart = spread(image, k / side, k % side, cell);
          const QByteArray where = QByteArray::number(side) + " cells of " + QByteArray::number(cell) + ": " +
                                   QByteArray::number(all[static_cast<size_t>(k)]) + " has " +
                                   QByteArray::number(apart);
          if (all[static_cast<size_t>(k)] < 0) {
            QVERIFY2(apart >= 25, where);
          } else if (!lines) {
            QVERIFY2(apart <= 12, where);
          }
        }
      }
    }
  }

  void magnitudesAreTheSameGreyForBothSigns() {
    for (const DivergingMap map : {DivergingMap::Greys, DivergingMap::DarkGreys}) {
      const ColourScale scale = ColourScale::diverging(map, 1);
      for (const double v : {0.1, 0.5, 1.0}) {
        QVERIFY(std::abs(qRed(scale.colour(v)) - qRed(scale.colour(-v))) <= 2);
        QCOMPARE(qRed(scale.colour(v)), qBlue(scale.colour(v)));
      }
    }
  }

  void theHatchLeavesTheNumberFree() {
    const std::vector<double> one{-0.54};
    const Theme theme = greysOn(printTheme());
    HeatmapStyle style;
    style.numbers = numbersThatFit({{one, 1, 1}}, 52, 40);
    const HeatmapGeometry geometry{.rows = 1, .cols = 1, .cellWidth = 52, .cellHeight = 40};
    QImage image(52, 40, QImage::Format_RGB32);
    QPainter painter(&image);
    const ColourScale scale = ColourScale::diverging(theme.gradientMap, 1);
    drawHeatmap(painter, geometry, {one, 1, 1}, scale, style, theme);
    painter.end();
    // Just above the digits nothing but the cell's own grey.
    int own = 0;
    for (int x = 14; x < 38; ++x) own += image.pixel(x, 13) == scale.colour(-0.54) ? 1 : 0;
    QVERIFY(own >= 22);
  }

  void vectorFilesKeepTheHatch() {
    const std::vector<double> all = numbers(9);
    const auto lines = [&](const Theme& theme) {
      QTemporaryDir folder;
      const QString path = folder.filePath(QStringLiteral("cells.svg"));
      {
        QSvgGenerator svg;
        svg.setFileName(path);
        QPainter painter(&svg);
        drawHeatmap(painter, {.rows = 3, .cols = 3, .cellWidth = 40, .cellHeight = 40}, {all, 3, 3},
                    ColourScale::diverging(theme.gradientMap, 1), {}, theme);
      }
      QFile file(path);
      if (!file.open(QIODevice::ReadOnly)) return qsizetype(-1);
      const QByteArray text = file.readAll();
      return text.contains("<image") ? qsizetype(-1) : text.count("<polyline") + text.count("<line");
    };
    QVERIFY(lines(greysOn(printTheme())) >= 4 * 3);
    QCOMPARE(lines(printTheme()), qsizetype(0));
  }

  void theLegendExplainsTheHatch() {
    const std::vector<double> one{-1, 0, 1};
    const ColourScale greys = ColourScale::diverging(DivergingMap::Greys, 1);
    const LegendKeys keys = legendKeys({{one, 1, 3}}, greys);
    QVERIFY(keys.negative && keys.zero);
    const ColourScale vik = ColourScale::diverging(DivergingMap::Vik, 1);
    QVERIFY(scaleLegendSize(greys, keys, 150).height() > scaleLegendSize(vik, keys, 150).height());
    QVERIFY(scaleLegendSize(vik, keys, 150, {}, true).height() > scaleLegendSize(vik, keys, 150).height());
  }

  void aDotMarksExactZerosWhereTheReaderWantsIt() {
    const std::vector<double> two{0, 1e-9};
    const Theme plain = lightTheme();
    const Theme dotted = withColours(lightTheme(), {.zeroDots = true});
    QVERIFY(spread(draw({two, 1, 2}, 30, plain), 0, 0, 30) < 12);
    QVERIFY(spread(draw({two, 1, 2}, 30, dotted), 0, 0, 30) > 100);
    QVERIFY(spread(draw({two, 1, 2}, 30, dotted), 0, 1, 30) < 12);
  }
};

QTEST_MAIN(PrintGreysTest)
#include "tst_print_greys.moc"
