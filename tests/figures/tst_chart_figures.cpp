#include <QPainter>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include "core/message.h"
#include "tests/figures/figure_runs.h"
#include "ui/figures/export/figure_files.h"
#include "ui/figures/plot_painter.h"
#include "ui/model/sheet_file.h"

using namespace ui;

namespace {

QByteArray contentOf(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

const std::vector<int> allSteps{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13};

}  // namespace

class TestChartFigures : public QObject {
  Q_OBJECT

private slots:
  void aChartIsVectorOfTheAskedSizeWithItsTextAsText_data() {
    QTest::addColumn<int>("chart");
    for (const auto& [chart, name] : {std::pair(ChartKind::Norms, "norms"),
                                      {ChartKind::Curve, "curve"},
                                      {ChartKind::Values, "values"},
                                      {ChartKind::Gradients, "gradients"}})
      QTest::newRow(name) << static_cast<int>(chart);
  }
  void aChartIsVectorOfTheAskedSizeWithItsTextAsText() {
    QFETCH(int, chart);
    FigureRequest request{.what = FigureWhat::Chart, .chart = static_cast<ChartKind>(chart), .widthMm = 82.5};
    if (request.chart != ChartKind::Norms) request.nodes = {core::NodeId("a")};
    const FigurePages figure = laidOut("10-two-layer-network", request, {13});
    QTemporaryDir folder;
    writeWhole(folder.filePath("f.pdf"), pdfOf(figure, {13}));
    const QString info = output("pdfinfo", {"-box", "f.pdf"}, folder.path());
    static const QRegularExpression box("MediaBox: +0.00 +0.00 +([0-9.]+) ");
    QVERIFY2(std::abs(box.match(info).captured(1).toDouble() - pointsOfMm(82.5)) < 0.01, qPrintable(info));
    QVERIFY(output("pdfimages", {"-list", "f.pdf"}, folder.path()).count('\n') <= 2);
    const char* title = chart == 0   ? "Gradient norm per node"
                        : chart == 1 ? "Slope at the current points"
                                     : "Histogram of";
    QVERIFY(output("pdftotext", {"f.pdf", "-"}, folder.path()).contains(title));
    const QByteArray svg = svgOf(figure, 13, false);
    QVERIFY(svg.contains("<text") && !svg.contains("<image"));
    QVERIFY2(figure.smallestPt(13) > 5.5, "labels follow the text's size, not the width");
  }

  void allPagesHaveTheSameAxis() {
    const FigurePages figure = laidOut("10-two-layer-network", {.what = FigureWhat::Chart}, allSteps);
    QCOMPARE(figure.chartAt(9).plot.y.limits, figure.chartAt(13).plot.y.limits);
    QVERIFY(figure.chartAt(9).plot.series.front().points.size() <
            figure.chartAt(13).plot.series.front().points.size());
    QCOMPARE(figure.chartAt(13).plot.series.front().points.size(), std::size_t(6));  // ℓ r s a h x
  }

  void theNumbersOfAChartAreATable() {
    QTemporaryDir folder;
    const FigurePages figure = laidOut("10-two-layer-network", {.what = FigureWhat::Chart}, {13});
    const auto files = plannedFiles(figure, {13}, FigureFormat::Csv, {.folder = folder.path(), .graph = "g"});
    QCOMPARE(writeFile(figure, files.front(), {}), QStringList{folder.filePath("g-013-norms.csv")});
    const QList<QByteArray> rows = contentOf(folder.filePath("g-013-norms.csv")).trimmed().split('\n');
    QCOMPARE(rows.size(), 7);
    QCOMPARE(rows.front(), QByteArray("series,x,y,label"));
    QVERIFY2(rows[3].startsWith("\"norm\",2,1.19251913") && rows[3].endsWith(",\"s\""), rows[3].constData());
  }

  void aStepWithoutACurveSaysWhy() {
    const FigurePages figure =
        laidOut("10-two-layer-network", {.what = FigureWhat::Chart, .chart = ChartKind::Curve}, {13});
    QVERIFY(figure.chartAt(13).missing.contains("not elementwise"));
    QVERIFY(figure.alternativeText(13).contains("not elementwise"));
    QVERIFY(figure.chartAt(12).missing.isEmpty());  // tanh
  }

  void formatsThatChartsLackAreRefused() {
    const FigurePages figure = laidOut("10-two-layer-network", {.what = FigureWhat::Chart}, {13});
    for (const FigureFormat format : {FigureFormat::Tikz, FigureFormat::Latex, FigureFormat::Npy})
      QVERIFY_EXCEPTION_THROWN(plannedFiles(figure, {13}, format, {}), core::Error);
  }

  void linesEndAtTheEdgeOfTheArea() {
    const PlotData data{
        .series = {{.points = {{0, -10}, {1, 10}}}}, .x = {}, .y = {.limits = std::pair(0.0, 1.0)}};
    const PlotLayout layout = layoutPlot(data, {0, 0, 200, 200}, 30);
    QImage image(200, 200, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintPlotSeries(painter, data, layout, lightTheme(), Qt::white);
    painter.end();
    int inside = 0;
    for (int y = 0; y < 200; ++y) {
      for (int x = 0; x < 200; ++x) {
        if (image.pixelColor(x, y) == QColor(Qt::white)) continue;
        QVERIFY(layout.area.adjusted(-2, -2, 2, 2).contains(x, y));
        ++inside;
      }
    }
    QVERIFY(inside > 100);
  }
};

QTEST_MAIN(TestChartFigures)
#include "tst_chart_figures.moc"
