#include <QPainter>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include "core/message.h"
#include "tests/core/question_graphs.h"
#include "tests/figures/figure_runs.h"
#include "ui/figures/export/figure_files.h"
#include "ui/figures/export/tikz/tikz_file.h"
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
                                      {ChartKind::Gradients, "gradients"},
                                      {ChartKind::Nudge, "nudge"}})
      QTest::newRow(name) << static_cast<int>(chart);
  }
  void aChartIsVectorOfTheAskedSizeWithItsTextAsText() {
    QFETCH(int, chart);
    FigureRequest request{.what = FigureWhat::Chart, .chart = static_cast<ChartKind>(chart), .widthMm = 82.5};
    if (request.chart != ChartKind::Norms) request.nodes = {core::NodeId("a")};
    const FigurePages figure = laidOut("10-two-layer-network", request, {13});
    QVERIFY2(figure.chartAt(13).missing.isEmpty(), qPrintable(figure.chartAt(13).missing));
    QTemporaryDir folder;
    writeWhole(folder.filePath("f.pdf"), pdfOf(figure, {13}));
    const QString info = output("pdfinfo", {"-box", "f.pdf"}, folder.path());
    static const QRegularExpression box("MediaBox: +0.00 +0.00 +([0-9.]+) ");
    QVERIFY2(std::abs(box.match(info).captured(1).toDouble() - pointsOfMm(82.5)) < 0.01, qPrintable(info));
    QVERIFY(output("pdfimages", {"-list", "f.pdf"}, folder.path()).count('\n') <= 2);
    const char* title = chart == 0   ? "Gradient norm per node"
                        : chart == 1 ? "Slope at the current points"
                        : chart == 4 ? "Error against step length"
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

  void aNudgeIsDrawnWithItsMeasuredSlope() {
    const FigureRequest request{.what = FigureWhat::Chart, .chart = ChartKind::Nudge};
    const FigurePages figure = laidOut("05-perturbation", request, {0});
    const ChartContent chart = figure.chartAt(0);
    QVERIFY(chart.plot.x.logarithmic && chart.plot.y.logarithmic);
    const auto named = [&](const char* name) {
      return *std::ranges::find_if(chart.plot.series, [&](const PlotSeries& s) { return s.labelled && s.name == name; });
    };
    // (x₁² x₂, x₁ x₂, x₁ − x₂) at (2, 3) along (0.1, −0.05): the second-order terms alone are left of the error.
    const PlotSeries error = named("error");
    const double length = error.points.back().x();
    QCOMPARE(length, 1.0);
    const double a = 0.1 / std::hypot(0.1, 0.05), b = -0.05 / std::hypot(0.1, 0.05);
    const double first = 3 * a * a + 4 * a * b + a * a * b, second = a * b;
    QVERIFY(std::abs(error.points.back().y() - std::hypot(first, second)) < 1e-9);
    QVERIFY(named("J dx").points.size() == 25);
    const QString words = figure.alternativeText(0);
    QVERIFY2(words.contains("along (0.10, −0.05) in x") && words.contains("Measured slope 2.0"), qPrintable(words));
    QVERIFY2(!words.contains("Before the first step"), "the error is no step's");
  }

  void theDirectionOfANudgeIsTheAskedOne() {
    FigureRequest request{.what = FigureWhat::Chart, .chart = ChartKind::Nudge};
    request.nudge = {.leaves = {core::NodeId("x2")}, .dx = {0.25}, .target = core::NodeId("y1")};
    const auto chartOf = [](const FigureRequest& asked) {
      FigurePages figure({.graph = lessonFive(), .positions = {}, .unknown = {}}, asked);
      figure.layOutFor({0});
      return std::pair(figure.chartAt(0), figure.alternativeText(0));
    };
    const auto [straight, why] = chartOf(request);
    // x₁² x₂ is linear in x₂: no curve, but the reason.
    QVERIFY(straight.plot.empty() && straight.missing.isEmpty());
    QVERIFY2(why.contains("linear along this direction"), qPrintable(why));
    request.nudge = {.leaves = {core::NodeId("x1")}, .dx = {0.25}, .target = core::NodeId("y1")};
    const auto [bent, words] = chartOf(request);
    QVERIFY2(words.contains("dx along 0.25 in x₁"), qPrintable(words));
    QCOMPARE(bent.plot.series[2].points.front(), QPointF(0.25, 3 * 0.25 * 0.25));
    request.nudge.dx = {0.25, 1};
    QVERIFY(chartOf(request).first.missing.contains("2 numbers"));
    request.nudge.dx = {0};
    QVERIFY(chartOf(request).first.missing.contains("no length"));
  }

  void theTableOfANudgeHasNoGuides() {
    const FigureRequest request{.what = FigureWhat::Chart, .chart = ChartKind::Nudge};
    const QString table = csvOf(laidOut("05-perturbation", request, {0}).chartAt(0).plot);
    QVERIFY2(table.count("\n\"J dx\"") == 26 && !table.contains("\"2.0"), qPrintable(table));
  }

  void aChartInTikzCompilesInBothClassesAndLooksTheSame_data() { aChartIsVectorOfTheAskedSizeWithItsTextAsText_data(); }
  void aChartInTikzCompilesInBothClassesAndLooksTheSame() {
    QFETCH(int, chart);
    QVERIFY2(!QStandardPaths::findExecutable("pdflatex").isEmpty(), "texlive-latex-base and texlive-pictures are packages of the tests");
    FigureRequest request{.what = FigureWhat::Chart, .chart = static_cast<ChartKind>(chart)};
    if (chart == 1) request.nodes = {core::NodeId("a")};
    if (chart == 2 || chart == 3) request.nodes = {core::NodeId("W1")};
    const std::vector<int> steps{12, 13};
    const FigurePages figure = laidOut("10-two-layer-network", request, steps);
    QTemporaryDir folder;
    const QByteArray tex = tikzOf(figure, steps, "figure").tex;
    QVERIFY(tex.contains("craxis/.style") && tex.contains("\\draw[craxis]") && !tex.contains("pgfplots") && !tex.contains('?'));
    writeWhole(folder.filePath("figure.tex"), tex);
    writeWhole(folder.filePath("article.tex"), "\\documentclass{article}\\usepackage{tikz,amsmath}\\begin{document}\\input{figure}\\end{document}");
    writeWhole(folder.filePath("beamer.tex"), "\\documentclass[aspectratio=169]{beamer}\\usepackage{tikz}\\begin{document}\\begin{frame}\\input{figure}\\end{frame}\\end{document}");
    const bool ofStep = chart != 4;
    for (const auto& [file, pages] : {std::pair("figure", 2), std::pair("article", 1), std::pair("beamer", ofStep ? 2 : 1)}) {
      const QString log = output("pdflatex", {"-interaction=nonstopmode", "-halt-on-error", QString(file) + ".tex"}, folder.path());
      const QString info = output("pdfinfo", {QString(file) + ".pdf"}, folder.path());
      QVERIFY2(info.contains(QRegularExpression(QString("Pages: +%1\n").arg(pages))), qPrintable(QString(file) + ": " + info + log.right(1500)));
    }
    // Letters are TeX's own; everything else lies where it lies on our page.
    output("pdftoppm", {"-r", "60", "-f", "2", "-l", "2", "-png", "figure.pdf", "theirs"}, folder.path());
    const QImage theirs(folder.filePath("theirs-2.png"));
    const QImage ours = imageOf(figure, 13, 60);
    QVERIFY(!theirs.isNull() && std::abs(theirs.width() - ours.width()) <= 1);
    int off = 0, drawn = 0;
    for (int y = 0; y < std::min(ours.height(), theirs.height()); ++y) {
      for (int x = 0; x < std::min(ours.width(), theirs.width()); ++x) {
        drawn += qGray(ours.pixel(x, y)) < 200 ? 1 : 0;
        off += std::abs(qGray(ours.pixel(x, y)) - qGray(theirs.pixel(x, y))) > 90 ? 1 : 0;
      }
    }
    QVERIFY2(drawn > 800 && off < drawn / 4, qPrintable(QString("%1 of %2").arg(off).arg(drawn)));
  }

  void formatsThatChartsLackAreRefused() {
    const FigurePages figure = laidOut("10-two-layer-network", {.what = FigureWhat::Chart}, {13});
    for (const FigureFormat format : {FigureFormat::Latex, FigureFormat::Npy})
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
