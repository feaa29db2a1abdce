#include <QDir>
#include <QFile>
#include <QImage>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>

#include "core/message.h"
#include "tests/figures/figure_runs.h"
#include "ui/figures/export/figure_files.h"
#include "ui/figures/export/figure_pages.h"
#include "ui/figures/export/tikz/tikz_file.h"
#include "ui/figures/path_gap.h"
#include "ui/model/sheet_file.h"

using namespace ui;

namespace {

void write(const QString& path, const QByteArray& bytes) {
  QFile file(path);
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write(bytes);
}

/// Mean difference of two pictures of about one size, 0 to 255.
double difference(const QImage& a, const QImage& b) {
  const QImage left = a.convertToFormat(QImage::Format_RGB32);
  const QImage right = b.scaled(a.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation).convertToFormat(QImage::Format_RGB32);
  double sum = 0;
  for (int y = 0; y < left.height(); ++y) {
    for (int x = 0; x < left.width(); ++x) {
      const QRgb p = left.pixel(x, y), q = right.pixel(x, y);
      sum += std::abs(qRed(p) - qRed(q)) + std::abs(qGreen(p) - qGreen(q)) + std::abs(qBlue(p) - qBlue(q));
    }
  }
  return sum / (3.0 * left.width() * left.height());
}

/// The heights of a word's letters on a page of a PDF, in points.
double heightOf(const QString& word, const QString& pdf, const QString& folder) {
  const QString boxes = output("pdftotext", {"-bbox", pdf, "-"}, folder);
  const QRegularExpression line("yMin=\"([0-9.]+)\" xMax=\"[0-9.]+\" yMax=\"([0-9.]+)\">" + QRegularExpression::escape(word) + "<");
  const auto match = line.match(boxes);
  return match.hasMatch() ? match.captured(2).toDouble() - match.captured(1).toDouble() : -1;
}

/// The sizes of the letters in a PDF, in points, each with the font that has it.
std::map<double, QString> textSizesOf(const QString& pdf, const QString& folder) {
  const QString spans = output("gs", {"-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=txtwrite", "-dTextFormat=0", "-sOutputFile=-", pdf}, folder);
  std::map<double, QString> sizes;
  static const QRegularExpression span("font=\"([^\"]*)\" size=\"([0-9.]+)\"");
  for (auto found = span.globalMatch(spans); found.hasNext();) {
    const auto match = found.next();
    sizes.emplace(match.captured(2).toDouble(), match.captured(1));
  }
  return sizes;
}

const std::vector<int> allSteps{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13};

}  // namespace

class TestFigureFiles : public QObject {
  Q_OBJECT

 private slots:
  void aPdfIsExactlyAsWideAsAskedOnEveryPage() {
    QTemporaryDir folder;
    const FigureRequest request{.what = FigureWhat::Graph, .widthMm = 82.5};
    write(folder.filePath("f.pdf"), pdfOf(laidOut("10-two-layer-network", request, allSteps), allSteps));
    const QString info = output("pdfinfo", {"-box", "-f", "1", "-l", "99", "f.pdf"}, folder.path());
    QVERIFY2(info.contains(QRegularExpression("Pages: +14\\n")), qPrintable(info));
    static const QRegularExpression box("(Media|Crop|Trim)Box: +([-0-9. ]+)\\n");
    QSet<QString> boxes;
    for (auto found = box.globalMatch(info); found.hasNext();) boxes.insert(found.next().captured(2).simplified());
    QCOMPARE(boxes.size(), 1);
    const QStringList corners = boxes.begin()->split(' ');
    QVERIFY(corners[0].toDouble() == 0 && corners[1].toDouble() == 0);
    QVERIFY2(std::abs(corners[2].toDouble() * 25.4 / 72 - 82.5) <= 0.01, qPrintable(corners[2]));
    QVERIFY2(!info.contains("CreationDate"), "a time would make every file differ");
  }

  void fontsAreEmbeddedAsSubsetsAndTextCanBeSelected() {
    QTemporaryDir folder;
    write(folder.filePath("f.pdf"), pdfOf(laidOut("10-two-layer-network", {}, {11}), {11}));
    const QStringList fonts = output("pdffonts", {"f.pdf"}, folder.path()).split('\n', Qt::SkipEmptyParts).mid(2);
    QVERIFY(fonts.size() >= 3);
    for (const QString& font : fonts) QVERIFY2(font.contains(QRegularExpression("^[A-Z]{6}\\+.* yes yes yes ")), qPrintable(font));
    const QString text = output("pdftotext", {"f.pdf", "-"}, folder.path());
    for (const char* word : {"Softmax-CE", "Upstream", "−0.91", "1.03", "−0.54", "downstream"}) QVERIFY2(text.contains(word), word);
  }

  void bracketsAndMinusSignsCanBeSearchedFor() {
    QTemporaryDir folder;
    const FigureRequest request{.what = FigureWhat::Equation, .entry = 2, .widthMm = 160};
    write(folder.filePath("f.pdf"), pdfOf(laidOut("10-two-layer-network", request, {11}), {11}));
    const QString text = output("pdftotext", {"f.pdf", "-"}, folder.path());
    QVERIFY2(text.contains("(0.75)(0.20) + (−0.91)(0.60) + (0.16)(−0.90) = −0.54"), qPrintable(text));
  }

  void textHasTheAskedSizeAtEveryWidth_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("what");
    QTest::addColumn<int>("style");
    const char* styles[] = {"boxes", "circuit", "variables", "edges"};
    for (int style = 0; style < 4; ++style) {
      QTest::addRow("graph, %s", styles[style]) << (style == 3 ? "02-sigmoid-gates" : "10-two-layer-network") << int(FigureWhat::Graph) << style;
    }
    QTest::newRow("equation") << "10-two-layer-network" << int(FigureWhat::Equation) << 0;
    QTest::newRow("both") << "10-two-layer-network" << int(FigureWhat::Both) << 0;
  }
  /// Sizes as they stand in the PDF: the title has 10 pt beside 8 pt, the step 8 pt; notes have 7 pt, numbers at wires 7.6 pt, and
  /// only indices are smaller.
  void textHasTheAskedSizeAtEveryWidth() {
    QFETCH(QString, name);
    QFETCH(int, what);
    QFETCH(int, style);
    QTemporaryDir folder;
    for (const double width : {82.5, 88.9, 89.0, 139.7, 160.0, 183.0}) {
      FigurePages figure(exampleSheet(name.toUtf8()), {.what = static_cast<FigureWhat>(what), .style = static_cast<FigureStyle>(style), .widthMm = width});
      const int step = figure.last() - 2;
      figure.layOutFor({step});
      write(folder.filePath("f.pdf"), pdfOf(figure, {step}));
      const std::map<double, QString> sizes = textSizesOf("f.pdf", folder.path());
      QVERIFY(!sizes.empty());
      const auto near = [&](double pt) {
        return std::any_of(sizes.begin(), sizes.end(), [&](const auto& size) { return std::abs(size.first - pt) < 0.005; });
      };
      QVERIFY2(near(10) && near(8), "title and step");
      for (const auto& [size, font] : sizes) {
        const bool named = std::abs(size - 7) < 0.02 || std::abs(size - 7.6) < 0.01 || size > 7.995;
        // Indices of names in 8.7 to 9.3 pt are 0.7 as large, those of indices 0.64.
        const bool index = size >= 5.5 && size < 6.51;
        QVERIFY2(named || index, qPrintable(QString("%1 pt at %2 mm: %3").arg(size).arg(width).arg(font)));
      }
      QCOMPARE(figure.graphScale(), 1.0);
    }
  }

  void sizesFollowWhatIsAskedFor() {
    QTemporaryDir folder;
    const auto height = [&](double width, double pt) {
      const FigureRequest request{.what = FigureWhat::Graph, .textPt = pt, .widthMm = width};
      write(folder.filePath("f.pdf"), pdfOf(laidOut("10-two-layer-network", request, {11}), {11}));
      return heightOf("Softmax-CE", "f.pdf", folder.path());
    };
    const double at160 = height(160, 8);
    QVERIFY(at160 > 8 && at160 < 12);
    for (const double width : {82.5, 89.0, 139.7, 183.0}) QVERIFY2(std::abs(height(width, 8) - at160) < 0.05, "not scaled with the drawing");
    QVERIFY(std::abs(height(183, 10) - at160 * 1.25) < 0.05);
    QVERIFY(std::abs(height(82.5, 10) - at160 * 1.25) < 0.05);
  }

  void aPdfLooksLikeTheScreen() {
    QTemporaryDir folder;
    const FigurePages figure = laidOut("10-two-layer-network", {}, {11});
    write(folder.filePath("f.pdf"), pdfOf(figure, {11}));
    output("pdftoppm", {"-r", "100", "-png", "f.pdf", "f"}, folder.path());
    const QString made = QDir(folder.path()).entryList({"f-*.png"}).value(0);
    QVERIFY(!made.isEmpty());
    QVERIFY(difference(imageOf(figure, 11, 100), QImage(folder.filePath(made))) < 5);
  }

  void aSecondRendererDrawsTheSvgAlike_data() {
    QTest::addColumn<bool>("outlines");
    QTest::newRow("text") << false;
    QTest::newRow("outlines") << true;
  }
  void aSecondRendererDrawsTheSvgAlike() {
    QFETCH(bool, outlines);
    QTemporaryDir folder;
    const FigurePages figure = laidOut("10-two-layer-network", {}, {11});
    const QByteArray svg = svgOf(figure, 11, outlines);
    QCOMPARE(svg.contains("<text"), !outlines);
    write(folder.filePath("f.svg"), svg);
    const QImage ours = imageOf(figure, 11, 100);
    output("rsvg-convert", {"-w", QString::number(ours.width()), "f.svg", "-o", "f.png"}, folder.path());
    const QImage theirs(folder.filePath("f.png"));
    QVERIFY(!theirs.isNull());
    const double off = difference(ours, theirs);
    QVERIFY2(off < 6, qPrintable(QString::number(off)));
  }

  void tikzCompilesInBothClassesWithoutEdits_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("style");
    QTest::newRow("boxes") << "10-two-layer-network" << 0;
    QTest::newRow("circuit") << "02-sigmoid-gates" << 1;
    QTest::newRow("edges") << "03-fan-out" << 3;
  }
  void tikzCompilesInBothClassesWithoutEdits() {
    QFETCH(QString, name);
    QFETCH(int, style);
    QVERIFY2(!QStandardPaths::findExecutable("pdflatex").isEmpty(), "texlive-latex-base and texlive-pictures are packages of the tests");
    QTemporaryDir folder;
    FigurePages figure(exampleSheet(name.toUtf8()), {.style = static_cast<FigureStyle>(style)});
    const std::vector<int> steps{0, figure.last() - 2, figure.last() - 1, figure.last()};
    figure.layOutFor(steps);
    write(folder.filePath("figure.tex"), tikzOf(figure, steps, "figure").tex);
    write(folder.filePath("article.tex"), "\\documentclass{article}\\usepackage{tikz,amsmath}\\begin{document}\\input{figure}\\end{document}");
    write(folder.filePath("beamer.tex"), "\\documentclass[aspectratio=169]{beamer}\\usepackage{tikz}\\begin{document}\\begin{frame}\\input{figure}\\end{frame}\\end{document}");
    for (const auto& [file, pages] : {std::pair("figure", 4), std::pair("article", 1), std::pair("beamer", 4)}) {
      const QString log = output("pdflatex", {"-interaction=nonstopmode", "-halt-on-error", QString(file) + ".tex"}, folder.path());
      const QString info = output("pdfinfo", {QString(file) + ".pdf"}, folder.path());
      QVERIFY2(info.contains(QRegularExpression(QString("Pages: +%1\\n").arg(pages))), qPrintable(QString(file) + ": " + log.right(1500)));
    }
    // Alone the page is as large as the figure.
    const QString info = output("pdfinfo", {"figure.pdf"}, folder.path());
    const double width = QRegularExpression("Page size: +([0-9.]+) x").match(info).captured(1).toDouble();
    QVERIFY2(std::abs(width - pointsOfMm(160)) < 0.1, qPrintable(info));
    const QString text = output("pdftotext", {"figure.pdf", "-"}, folder.path());
    QVERIFY(text.contains("backward"));
  }

  void aTransparentPageOfTikzCoversNothing() {
    for (const auto& [name, style] : {std::pair("10-two-layer-network", FigureStyle::Boxes), {"03-fan-out", FigureStyle::Edges}}) {
      const FigureRequest request{.style = style, .transparent = true};
      FigurePages figure(exampleSheet(name), request);
      figure.layOutFor({figure.last()});
      const QByteArray tex = tikzOf(figure, {figure.last()}, "f").tex;
      QVERIFY2(!tex.contains("fill=crground") && !tex.contains("\\fill[crground]"), name);
    }
  }

  void aLineLeavesRoomForWhatStandsOnIt() {
    QPainterPath path({0, 0});
    path.lineTo(100, 0);
    path.cubicTo({150, 0}, {150, 100}, {200, 100});
    const QPainterPath cut = pathOutside(path, QRectF(40, -5, 20, 10));
    QCOMPARE(cut.elementCount(), 4 + 3);
    QVERIFY(std::abs(cut.elementAt(1).x - 40) < 1e-6 && std::abs(cut.elementAt(2).x - 60) < 1e-6);
    QVERIFY(cut.elementAt(2).isMoveTo());
    const QPainterPath bent = pathOutside(path, QRectF(140, 40, 20, 20));
    QVERIFY(std::abs(bent.length() - (path.length() - 21)) < 4);
    QVERIFY(QLineF(bent.pointAtPercent(1), {200, 100}).length() < 1e-9);
    QVERIFY(pathOutside(path, QRectF(0, 300, 10, 10)) == path);
  }

  void coloursAndStylesOfTikzHaveNamesAtTheTop() {
    const TikzFiles files = tikzOf(laidOut("10-two-layer-network", {.what = FigureWhat::Equation}, {11}), {11}, "f");
    QVERIFY(files.images.empty());
    QVERIFY(files.tex.contains("\\crCell"));
    QVERIFY(files.tex.indexOf("\\definecolor{crdownstream}") < files.tex.indexOf("\\begin{tikzpicture}"));
    QVERIFY(files.tex.contains("crbox/.style"));
  }

  void aHeatmapOfManyCellsInTikzIsAnImageBeside() {
    QTemporaryDir folder;
    QByteArray entries;
    for (int k = 0; k < 25; ++k) entries += (k > 0 ? ", " : "") + QByteArray::number(k - 12);
    write(folder.filePath("wide.chainrule"), "{\"format\": \"chainrule\", \"version\": 1, \"nodes\": [{\"id\": \"x\", \"function\": \"input\", \"value\": [" +
                                                 entries + "]}, {\"id\": \"y\", \"function\": \"relu\", \"inputs\": [\"x\"]}, {\"id\": \"s\", "
                                                 "\"function\": \"sum\", \"inputs\": [\"y\"]}], \"output\": \"s\"}");
    FigurePages figure(loadSheet(folder.filePath("wide.chainrule")).first, {.what = FigureWhat::Equation});
    figure.layOutFor({figure.last()});
    const TikzFiles files = tikzOf(figure, {figure.last()}, "f");
    QCOMPARE(files.images.size(), std::size_t(1));
    QVERIFY(files.images.front().png.startsWith("\x89PNG"));
    QVERIFY(files.tex.contains("\\includegraphics"));
  }

  void negativeCellsAreHatchedInPrint() {
    const FigureRequest request{.what = FigureWhat::Panel, .panel = PanelRole::Local, .theme = FigureTheme::Print, .values = false};
    const FigurePages figure = laidOut("10-two-layer-network", request, {11});
    const FigurePage page = figure.pageAt(11);
    const QImage picture = imageOf(figure, 11, 200).convertToFormat(QImage::Format_Grayscale8);
    const double scale = picture.width() / figure.pageSize().width();
    const auto spread = [&](core::Index row, core::Index column) {
      const QRectF cell = page.equation->layout.panel(PanelRole::Local).rectOf(row, column).translated(page.equationOrigin).adjusted(4, 4, -4, -4);
      int least = 255, most = 0;
      for (int y = int(cell.top() * scale); y < cell.bottom() * scale; ++y) {
        for (int x = int(cell.left() * scale); x < cell.right() * scale; ++x) {
          least = std::min(least, qGray(picture.pixel(x, y)));
          most = std::max(most, qGray(picture.pixel(x, y)));
        }
      }
      return most - least;
    };
    QVERIFY2(spread(0, 1) > 60, "-0.4 is hatched");
    QVERIFY2(spread(2, 2) > 60, "-0.9 is hatched");
    QVERIFY2(spread(0, 0) < 8, "0.7 is not");
    QVERIFY2(spread(2, 4) < 8, "0.8 is not");
  }

  void theAlternativeTextSaysWhatIsSeen() {
    const QString text = laidOut("10-two-layer-network", {}, {11}).alternativeText(11);
    for (const char* part : {"Step 4 of 6 backward", "10 nodes", "Upstream ∂L/∂s is (0.75, −0.91, 0.16)", "Downstream ∂L/∂a", "−0.54"}) {
      QVERIFY2(text.contains(part), qPrintable(QString(part) + " in " + text));
    }
  }

  void allPagesPutTheGraphAtTheSamePlace() {
    const FigurePages figure = laidOut("10-two-layer-network", {.what = FigureWhat::Graph}, allSteps);
    const FigurePage first = figure.pageAt(0);
    for (const int position : allSteps) {
      const FigurePage page = figure.pageAt(position);
      QCOMPARE(page.graphOrigin, first.graphOrigin);
      QVERIFY(page.graph->drawing.geometry == first.graph->drawing.geometry);
      QVERIFY2(page.graphScale == 1, "text keeps its size");
    }
  }

  void aSelectionShowsItsNodesAndTheWiresAmongThem() {
    const FigureRequest request{.what = FigureWhat::Graph, .nodes = {core::NodeId("W1"), core::NodeId("s")}};
    const FigurePage page = laidOut("10-two-layer-network", request, {11}).pageAt(11);
    QCOMPARE(page.graph->looks.nodes.size(), std::size_t(2));
    QCOMPARE(page.graph->looks.wires.size(), std::size_t(1));
    QVERIFY(!page.graph->drawing.geometry.capsule);
  }

  void everyStyleDrawsWhatItCan_data() {
    QTest::addColumn<int>("style");
    for (int style = 0; style < 4; ++style) QTest::addRow("%d", style) << style;
  }
  void everyStyleDrawsWhatItCan() {
    QFETCH(int, style);
    const FigurePages figure = laidOut("02-sigmoid-gates", {.what = FigureWhat::Graph, .style = static_cast<FigureStyle>(style), .widthMm = 338.67}, {17});
    const QByteArray svg = svgOf(figure, 17, false);
    for (const char* number : {"0.731", "−0.53"}) QVERIFY2(svg.contains(number), number);
    QVERIFY(figure.smallestPt(17) > 6.99);
  }

  void aStyleThatCannotShowTheGraphSaysWhy() {
    QVERIFY_EXCEPTION_THROWN(FigurePages(exampleSheet("10-two-layer-network"), {.style = FigureStyle::Edges}), core::Error);
  }

  void aTransparentFigureHasNoGround() {
    const FigurePages figure = laidOut("03-fan-out", {.what = FigureWhat::Graph, .transparent = true}, {7});
    const QImage picture = imageOf(figure, 7, 60);
    QCOMPARE(qAlpha(picture.pixel(1, 1)), 0);
  }

  void otherFontsAreUsedWhereAskedFor() {
    QTemporaryDir folder;
    write(folder.filePath("f.pdf"), pdfOf(laidOut("03-fan-out", {.fonts = FontChoice::Stix}, {7}), {7}));
    const QString fonts = output("pdffonts", {"f.pdf"}, folder.path());
    QVERIFY2(fonts.contains("STIX") && !fonts.contains("Inter"), qPrintable(fonts));
  }

  void aPictureTooLargeIsRefused() {
    const FigurePages figure = laidOut("03-fan-out", {.widthMm = 2000}, {7});
    QVERIFY_EXCEPTION_THROWN(imageOf(figure, 7, 2400), core::Error);
  }
};

QTEST_MAIN(TestFigureFiles)
#include "tst_figure_files.moc"
