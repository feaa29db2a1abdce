#include <QDir>
#include <QImage>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <QTest>

#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "ui/figures/bracket.h"
#include "ui/figures/heatmap_labels.h"
#include "ui/figures/heatmap_painter.h"
#include "ui/figures/math_text.h"
#include "ui/figures/scale_legend.h"
#include "ui/figures/sentence.h"

using namespace ui;

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr QSize sheetSize(1100, 1180);

const std::vector<double> upstream{0.75, -0.91, 0.16};
const std::vector<double> local{0.7,  -0.4, 0.2, 0.9, -0.6, -0.5, 0.8, 0.6,
                                -0.3, 0.1,  0.3, 0.5, -0.9, 0.4,  0.8};
const std::vector<double> downstream{1.03, -0.95, -0.54, 1.01, -0.41};

void drawHeading(QPainter& painter, QPointF at, const QString& word, const QString& tex, Piece::Ink ink,
                 const QString& shape, const Theme& theme) {
  drawPieces(painter, placedLine({textPiece(word + u"  "_qs, ink, true), mathPiece(tex, ink)}, at, 300, 12.5), theme);
  drawText(painter, at + QPointF(0, 18), shape, {.pixelSize = 11.5}, theme.muted);
}

void drawEquation(QPainter& painter, const Theme& theme) {
  const HeatmapGeometry u{.origin = {62, 156}, .rows = 1, .cols = 3};
  const HeatmapGeometry j{.origin = {296, 116}, .rows = 3, .cols = 5};
  const HeatmapGeometry d{.origin = {634, 156}, .rows = 1, .cols = 5};
  const ColourScale scale = ColourScale::diverging(theme.gradientMap, {upstream, local, downstream});
  const CellNumbers numbers =
      numbersThatFit({{upstream, 1, 3}, {local, 3, 5}, {downstream, 1, 5}}, u.cellWidth, u.cellHeight);
  const HeatmapStyle style{.numbers = numbers, .brackets = true};
  drawHeading(painter, {56, 40}, u"Upstream"_qs, u"\\partial L/\\partial s"_qs, Piece::Ink::Upstream,
              u"1 × 3, from Softmax-CE"_qs, theme);
  drawHeading(painter, {290, 40}, u"Local"_qs, u"\\partial s/\\partial a = W_1"_qs, Piece::Ink::Local,
              u"3 × 5 Jacobian: rows s, columns a"_qs, theme);
  drawHeading(painter, {628, 40}, u"Downstream"_qs, u"\\partial L/\\partial a"_qs, Piece::Ink::Downstream,
              u"1 × 5, goes to tanh"_qs, theme);
  drawHeatmap(painter, u, {upstream, 1, 3}, scale, style, theme);
  drawHeatmap(painter, j, {local, 3, 5}, scale, style, theme);
  drawHeatmap(painter, d, {downstream, 1, 5}, scale, style, theme);
  drawRing(painter, u.bounds(), theme);
  drawRing(painter, j.rectOf(j.columnRange(2)), theme);
  drawRing(painter, d.rectOf(Cell{0, 2}), theme);
  const QStringList labels{u"a_1"_qs, u"a_2"_qs, u"a_3"_qs, u"a_4"_qs, u"a_5"_qs};
  const std::array lit{j.columnRange(2)};
  drawColumnLabels(painter, j, labels, lit, theme);
  drawColumnLabels(painter, d, labels, lit, theme);
  drawRowLabels(painter, j, {u"s_1"_qs, u"s_2"_qs, u"s_3"_qs}, {}, true, theme);
  MathText::parse(u"\\cdot"_qs).drawCentred(painter, {257, 176}, 26, theme.muted);
  MathText::parse(u"="_qs).drawCentred(painter, {595, 176}, 26, theme.muted);
  drawScaleLegend(painter, {744, 226}, 150, scale, {}, theme);
  const QRectF card(56, 270, 1000, 46);
  painter.setPen(theme.lineSoft);
  painter.setBrush(theme.panelSoft);
  painter.drawRoundedRect(card, 7, 7);
  const Sentence product{mathPiece(u"\\partial L/\\partial a_3"_qs, Piece::Ink::Downstream),
                         textPiece(u" = row 1 · column 3 = "_qs),
                         textPiece(u"(0.75)(0.20) + (−0.91)(0.60) + (0.16)(−0.90) = "_qs),
                         textPiece(u"−0.54"_qs, Piece::Ink::Downstream, true)};
  drawPieces(painter, placedLine(product, {70, 298}, 900, 13.5), theme);
}

void drawMarks(QPainter& painter, const Theme& theme) {
  const std::vector<double> values{0.7, -0.36, 0, -infinity, infinity, notANumber, 0.3, -1.2, 1};
  const std::vector<std::uint8_t> missing{0, 0, 0, 0, 0, 0, 0, 0, 1};
  const HeatmapData data{values, 3, 3, missing};
  const HeatmapGeometry geometry{
      .origin = {70, 360}, .rows = 3, .cols = 3, .cellWidth = 62, .cellHeight = 36};
  const ColourScale scale = ColourScale::sequential(theme.valueMap, {std::span(values).first(8)});
  drawHeatmap(painter, geometry, data, scale, {.numbers = numbersThatFit({data}, 62, 36), .brackets = true},
              theme);
  drawScaleLegend(painter, {70, 490}, 180, scale, legendKeys({data}, scale), theme);
  const std::vector<double> clipped{0.2, -3, 3, 1};
  const ColourScale fixed = ColourScale::diverging(theme.gradientMap, 1);
  const HeatmapGeometry right{.origin = {330, 360}, .rows = 2, .cols = 2};
  drawHeatmap(painter, right, {clipped, 2, 2}, fixed, {.numbers = numbersThatFit({{clipped, 2, 2}}, 52, 40)},
              theme);
  drawScaleLegend(painter, {470, 490}, 120, fixed, legendKeys({{clipped, 2, 2}}, fixed), theme);
  drawHatchedCells(painter, {.origin = {480, 360}, .rows = 2, .cols = 3}, {.brackets = true}, theme);
  const HeatmapGeometry scalar{
      .origin = {680, 360}, .rows = 1, .cols = 1, .cellWidth = 124, .cellHeight = 84};
  const std::vector<double> one{-0.53};
  drawHeatmap(painter, scalar, {one, 1, 1}, fixed, {.numbers = numbersThatFit({{one, 1, 1}}, 124, 84)},
              theme);
  drawMeasure(painter, QLineF(680, 456, 804, 456), theme.error);
  const HeatmapGeometry strip{.origin = {840, 360}, .rows = 1, .cols = 5, .cellWidth = 45, .cellHeight = 24};
  drawHeatmap(painter, strip, {downstream, 1, 5}, scale,
              {.numbers = numbersThatFit({{downstream, 1, 5}}, 45, 24)}, theme);
  const HeatmapGeometry spark{.origin = {840, 400}, .rows = 1, .cols = 5, .cellWidth = 9, .cellHeight = 11};
  drawHeatmap(painter, spark, {downstream, 1, 5}, scale, {.gap = 1, .corner = 1}, theme);
  const HeatmapGeometry small{.origin = {840, 430}, .rows = 3, .cols = 5, .cellWidth = 22, .cellHeight = 17};
  drawHeatmap(painter, small, {local, 3, 5}, fixed, {}, theme);
  const HeatmapGeometry narrow{.origin = {970, 430}, .rows = 3, .cols = 3, .cellWidth = 34, .cellHeight = 24};
  drawHeatmap(painter, narrow, {std::span(local).first(9), 3, 3}, fixed,
              {.numbers = numbersThatFit({{local, 3, 5}}, 34, 24)}, theme);
}

void drawLarge(QPainter& painter, const Theme& theme) {
  std::vector<double> numbers(64 * 64);
  for (size_t i = 0; i < numbers.size(); ++i) {
    const auto r = static_cast<double>(i / 64);
    const auto c = static_cast<double>(i % 64);
    numbers[i] = std::sin(r / 5) * std::cos(c / 7) * std::exp(-std::abs(r - c) / 20);
  }
  const ColourScale scale = ColourScale::diverging(theme.gradientMap, {numbers});
  drawHeatmap(painter, {.origin = {62, 580}, .rows = 64, .cols = 64, .cellWidth = 4, .cellHeight = 4},
              {numbers, 64, 64}, scale, {.brackets = true}, theme);
  drawHeatmap(painter, {.origin = {360, 580}, .rows = 40, .cols = 40, .cellWidth = 6, .cellHeight = 6},
              {std::span(numbers).first(1600), 40, 40}, scale, {}, theme);
  std::vector<double> blocks(9 * 15, 0);
  for (size_t j = 0; j < 3; ++j) {
    for (size_t i = 0; i < 5; ++i) blocks[(j * 3 + j) * 15 + j * 5 + i] = downstream[i];
  }
  drawHeatmap(painter, {.origin = {640, 580}, .rows = 9, .cols = 15, .cellWidth = 26, .cellHeight = 18},
              {blocks, 9, 15}, scale, {.brackets = true, .blockRows = 3, .blockCols = 5}, theme);
  std::vector<double> huge(1000 * 1000, 0);
  for (size_t i = 0; i < 1000; ++i) huge[i * 1001 - (i == 0 ? 0 : i % 3)] = i % 2 == 0 ? 1 : -1;
  drawHeatmap(painter,
              {.origin = {640, 770}, .rows = 1000, .cols = 1000, .cellWidth = 0.1, .cellHeight = 0.1},
              {huge, 1000, 1000}, scale, {}, theme);
}

void drawFormulas(QPainter& painter, const Theme& theme) {
  const QStringList names{u"x"_qs,
                          u"\\boldsymbol{W}_1"_qs,
                          u"h_{\\mathrm{prev}}"_qs,
                          u"\\ell"_qs,
                          u"\\sigma(z)"_qs,
                          u"\\hat{y}_2"_qs,
                          u"W_1^\\top"_qs,
                          u"\\bar{x}"_qs,
                          u"\\tilde{\\theta}"_qs,
                          u"\\vec{v}"_qs,
                          u"a \\in \\mathbb{R}^5"_qs,
                          u"W_1 \\in \\mathbb{R}^{3\\times 5}"_qs};
  double x = 62;
  for (const QString& tex : names) {
    MathText::parse(tex).draw(painter, {x, 900}, 18, theme.ink);
    x += MathText::parse(tex).width(18) + 24;
  }
  const QStringList inlined{u"h = W_2 x"_qs,
                            u"a = \\tanh h"_qs,
                            u"r = \\frac{1}{2} \\lambda \\|W_1\\|^2"_qs,
                            u"\\ell(s, t)"_qs,
                            u"\\frac{\\partial y}{\\partial x} = y \\cdot (1 - y)"_qs,
                            u"\\frac{1}{1 + e^{-x}}"_qs,
                            u"x_i - \\log \\sum_k e^{x_k}"_qs,
                            u"y = \\sqrt{x}"_qs,
                            u"\\max_i x_i"_qs};
  x = 62;
  for (const QString& tex : inlined) {
    MathText::parse(tex).draw(painter, {x, 940}, 14.25, theme.muted);
    x += MathText::parse(tex).width(14.25) + 24;
  }
  const QStringList stacked{
      u"\\frac{e^{x_i}}{\\sum_k e^{x_k}}"_qs,
      u"\\frac{\\partial y_j}{\\partial x_i} = y_j \\cdot (\\delta_{ji} - y_i)"_qs,
      u"\\sum_{k=1}^{n} \\sqrt{1 + x_k^2}"_qs,
      u"\\left\\lVert \\frac{a}{b} \\right\\rVert^2"_qs,
      u"\\begin{cases} x & \\text{if } x > 0 \\\\ 0 & \\text{otherwise} \\end{cases}"_qs,
      u"\\begin{bmatrix} a & b \\\\ c & d \\end{bmatrix} \\odot \\sqrt[3]{\\frac{1}{2}}"_qs};
  x = 62;
  for (const QString& tex : stacked) {
    const MathText text = MathText::parse(tex, MathText::Style::Display);
    text.draw(painter, {x, 1010}, 20, theme.ink);
    x += text.width(20) + 26;
  }
  x = 62;
  for (const double size : {9.0, 11.5, 12.5, 14.0, 18.0, 25.0}) {
    const MathText text =
        MathText::parse(u"\\frac{\\partial L}{\\partial W_{12}} = \\alpha\\beta\\gamma\\delta x^{-2}"_qs);
    text.draw(painter, {x, 1110}, size, theme.downstream);
    x += text.width(size) + 20;
  }
}

void drawSheet(QPainter& painter, const Theme& theme) {
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(QRect(QPoint(0, 0), sheetSize), theme.panel);
  drawEquation(painter, theme);
  drawMarks(painter, theme);
  drawLarge(painter, theme);
  drawFormulas(painter, theme);
}

QImage sheet(const Theme& theme, double ratio) {
  QImage image(sheetSize * ratio, QImage::Format_ARGB32_Premultiplied);
  image.setDevicePixelRatio(ratio);
  QPainter painter(&image);
  drawSheet(painter, theme);
  return image;
}

}  // namespace

/// Everything that the figures draw on one page; with CHAINRULE_CONTACT_SHEET set to a folder, saved there to
/// look at.
class ContactSheetTest : public QObject {
  Q_OBJECT
private slots:
  void drawsOnTheScreenInEveryTheme() {
    const QString folder = qEnvironmentVariable("CHAINRULE_CONTACT_SHEET");
    const std::array themes{std::pair(u"light"_qs, &lightTheme()), std::pair(u"dark"_qs, &darkTheme()),
                            std::pair(u"print"_qs, &printTheme())};
    for (const auto& [name, theme] : themes) {
      const QImage image = sheet(*theme, 1);
      QCOMPARE(image.pixelColor(2, 2), theme->panel);
      const ColourScale scale = ColourScale::diverging(theme->gradientMap, {upstream, local, downstream});
      QCOMPARE(image.pixelColor(296 + 8, 116 + 8), QColor(scale.colour(0.7)));
      if (!folder.isEmpty()) QVERIFY(image.save(QDir(folder).filePath(name + u".png"_qs)));
    }
    if (!folder.isEmpty()) QVERIFY(sheet(lightTheme(), 2).save(QDir(folder).filePath(u"light2.png"_qs)));
  }

  void drawsVectorsWithTextAsText() {
    const QString folder = qEnvironmentVariable("CHAINRULE_CONTACT_SHEET", QDir::tempPath());
    const QString path = QDir(folder).filePath(u"chainrule-contact-sheet.svg"_qs);
    QSvgGenerator svg;
    svg.setFileName(path);
    svg.setSize(sheetSize);
    svg.setViewBox(QRect(QPoint(0, 0), sheetSize));
    QPainter painter(&svg);
    drawSheet(painter, printTheme());
    painter.end();
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.contains("<text"));
    QVERIFY(text.contains("0.75"));
    // Only what is larger than 32 × 32 may be an image.
    QCOMPARE(text.count("<image"), 3);
    if (qEnvironmentVariableIsEmpty("CHAINRULE_CONTACT_SHEET")) file.remove();
  }

  void drawsPdf() {
    const QString folder = qEnvironmentVariable("CHAINRULE_CONTACT_SHEET", QDir::tempPath());
    const QString path = QDir(folder).filePath(u"chainrule-contact-sheet.pdf"_qs);
    {
      QPdfWriter pdf(path);
      pdf.setPageSize(QPageSize(QSizeF(sheetSize) * 0.25, QPageSize::Millimeter));
      pdf.setPageMargins(QMarginsF());
      QPainter painter(&pdf);
      painter.setRenderHint(QPainter::LosslessImageRendering);
      painter.scale(pdf.width() / static_cast<double>(sheetSize.width()),
                    pdf.height() / static_cast<double>(sheetSize.height()));
      drawSheet(painter, printTheme());
    }
    QVERIFY(QFileInfo(path).size() > 10000);
    if (qEnvironmentVariableIsEmpty("CHAINRULE_CONTACT_SHEET")) QFile::remove(path);
  }
};

QTEST_MAIN(ContactSheetTest)
#include "tst_contact_sheet.moc"
