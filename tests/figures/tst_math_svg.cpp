#include <QImage>
#include <QPainter>
#include <QRandomGenerator>
#include <QTest>

#include <cmath>

#include "ui/figures/math_svg.h"
#include "ui/figures/svg_path.h"

using ui::MathDrawing;
using ui::readMathSvg;
using ui::readSvgPath;

namespace {

/// As MathJax wraps a formula of 1.5 em × (0.8 + 0.2) em around `inner`.
QString formula(const QString& inner) {
  return QStringLiteral(
             "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"3ex\" height=\"2ex\" viewBox=\"0 -800 1500 1000\">"
             "<g stroke=\"currentColor\" fill=\"currentColor\" stroke-width=\"0\" transform=\"scale(1,-1)\">%1</g></svg>")
      .arg(inner);
}

/// MathJax 4.1.3 on \hat{y}.
const QString hat = QStringLiteral(
    "<svg style=\"vertical-align: -0.459ex;\" xmlns=\"http://www.w3.org/2000/svg\" width=\"1.065ex\" "
    "height=\"2.207ex\" role=\"img\" focusable=\"false\" viewBox=\"0 -837 510 1057\"><g stroke=\"currentColor\" "
    "fill=\"currentColor\" stroke-width=\"0\" transform=\"scale(1,-1)\"><g data-mml-node=\"math\" "
    "data-latex=\"\\hat{y}\"><g data-mml-node=\"mover\"><g data-mml-node=\"mi\" data-latex=\"y\"><path "
    "data-c=\"1D466\" d=\"M251 325C239 405 232 437 210 475L195 475L53 464L53 435C53 435 74 437 88 437C149 437 154 "
    "388 161 343L220-9C192-52 112-165 93-165C71-165 60-112 22-112C-1-112-17-125-17-155C-17-192 18-220 60-220C136-220 "
    "197-112 289 15C341 87 398 173 452 268C484 322 496 367 496 406C496 449 470 482 433 482C404 482 389 464 389 "
    "443C389 405 438 377 438 351C438 327 429 303 405 264L290 79L284 79L275 179Z\"></path></g><g "
    "data-mml-node=\"mo\" transform=\"translate(330,63) translate(-171 0)\"><path data-c=\"2C6\" d=\"M312 521L204 "
    "674L138 674L30 521L69 521L171 619L274 521Z\"></path></g></g></g></g></svg>");

/// The bar of MathJax's \overline{abc}: a nested drawing that cuts a stretched piece.
const QString bar = formula(
    QStringLiteral("<g transform=\"translate(0,400)\"><svg width=\"1487\" height=\"197\" x=\"0\" y=\"152\" "
                   "viewBox=\"371.7 152 1487 197\"><path d=\"M940 222L940 279L0 279L0 222Z\" "
                   "transform=\"scale(2.373,1)\"></path></svg></g>"));

QRectF boundsOf(const MathDrawing& drawing) {
  QRectF bounds;
  for (const MathDrawing::Piece& piece : drawing.pieces) bounds |= piece.path.boundingRect();
  return bounds;
}

bool isNear(const QRectF& a, const QRectF& b, double tolerance = 0.002) {
  return std::abs(a.left() - b.left()) < tolerance && std::abs(a.top() - b.top()) < tolerance &&
         std::abs(a.right() - b.right()) < tolerance && std::abs(a.bottom() - b.bottom()) < tolerance;
}

QRectF boundsOfPath(const char* text) {
  const auto path = readSvgPath(QString::fromLatin1(text), 1000);
  return path ? path->boundingRect() : QRectF();
}

}  // namespace

class TestMathSvg : public QObject {
  Q_OBJECT

private slots:
  void everyPathCommandIsRead() {
    QCOMPARE(boundsOfPath("M0 0L10 0L10 20L0 20Z"), QRectF(0, 0, 10, 20));
    QCOMPARE(boundsOfPath("M0 0H10V20H0Z"), QRectF(0, 0, 10, 20));
    QCOMPARE(boundsOfPath("M0,0 10,0 10,20"), QRectF(0, 0, 10, 20));
    QCOMPARE(boundsOfPath("m5 5l10 0l0 20z"), QRectF(5, 5, 10, 20));
    QCOMPARE(boundsOfPath("M0 0Q5 10 10 0"), QRectF(0, 0, 10, 5));
    QCOMPARE(boundsOfPath("M0 0Q5 10 10 0T20 0"), QRectF(0, -5, 20, 10));
    QCOMPARE(boundsOfPath("M0 0C0 8 10 8 10 0"), QRectF(0, 0, 10, 6));
    QCOMPARE(boundsOfPath("M0 0C0 8 10 8 10 0S20-8 20 0"), QRectF(0, -6, 20, 12));
  }

  void numbersMayTouchEachOther() {
    QCOMPARE(boundsOfPath("M.5.5L10-155L1e1 0"), QRectF(0.5, -155, 9.5, 155.5));
  }

  void malformedPathsAreRefused_data() {
    QTest::addColumn<QString>("path");
    for (const char* path : {"L0 0", "M", "M1", "M1 2 3", "M0 0L", "M0 0X1 1", "M0 0A1 1 0 0 0 2 2", "0 0",
                             "M0 0Z1 1", "M0 0L1e999 0", "M0 0L.. 0", "M0 0L- 0", "M0 0LnanL0 0",
                             "M0 0L9999999999 0", "M0 0C1 1 2 2", "M0 0QTL", "Z", "M0 0L1 e5"}) {
      QTest::newRow(path) << QString::fromLatin1(path);
    }
  }
  void malformedPathsAreRefused() {
    QFETCH(QString, path);
    QVERIFY(!readSvgPath(path, 1000));
  }

  void aPathHasABound() {
    QVERIFY(!readSvgPath(u"M0 0"_qs + u"L1 1L2 0"_qs.repeated(1000), 1000));
    QVERIFY(readSvgPath(u"M0 0"_qs + u"L1 1L2 0"_qs.repeated(450), 1000));
  }

  void anAccentStandsAboveItsLetter() {
    const auto drawing = readMathSvg(hat);
    QVERIFY(drawing);
    QCOMPARE(drawing->width, 0.51);
    QCOMPARE(drawing->ascent, 0.837);
    QVERIFY(std::abs(drawing->descent - 0.22) < 1e-12);
    QCOMPARE(drawing->pieces.size(), std::size_t{1});
    // From the hat's top down to the tail of the y.
    QVERIFY(isNear(boundsOf(*drawing), QRectF(-0.017, -0.737, 0.513, 0.957)));
  }

  void aNestedDrawingIsPlacedAndCut() {
    const auto drawing = readMathSvg(bar);
    QVERIFY(drawing);
    QVERIFY(isNear(boundsOf(*drawing), QRectF(0, -0.679, 1.487, 0.057)));
  }

  void rulesAndLinesAreAreas() {
    const auto rule =
        readMathSvg(formula(u"<rect width=\"559\" height=\"68\" x=\"829\" y=\"100\"></rect>"_qs));
    QVERIFY(rule && isNear(boundsOf(*rule), QRectF(0.829, -0.168, 0.559, 0.068)));
    const auto frame = readMathSvg(formula(
        u"<rect x=\"50\" y=\"0\" width=\"900\" height=\"500\" fill=\"none\" stroke-width=\"60\"/>"_qs));
    QVERIFY(frame && isNear(boundsOf(*frame), QRectF(0.02, -0.53, 0.96, 0.56)));
    QVERIFY(!frame->pieces.front().path.contains(QPointF(0.5, -0.25)));
    const auto line = readMathSvg(formula(u"<line x1=\"100\" y1=\"0\" x2=\"100\" y2=\"700\"></line>"_qs));
    QVERIFY(line && isNear(boundsOf(*line), QRectF(0.07, -0.7, 0.06, 0.7)));
  }

  void lettersWithoutOutlinesComeFromTheFonts() {
    const auto drawing = readMathSvg(formula(
        u"<text data-variant=\"normal\" transform=\"scale(1,-1)\" font-size=\"1000px\" font-family=\"serif\">\u4ea4\u53c9</text>"_qs));
    QVERIFY(drawing);
    const QRectF bounds = boundsOf(*drawing);
    QVERIFY2(bounds.width() > 1.6 && bounds.width() < 2.1 && bounds.top() < -0.6 && bounds.bottom() < 0.3,
             qPrintable(QString::number(bounds.width())));
  }

  void onlyColoursOfTheFormulaItselfAreKept() {
    const auto drawing = readMathSvg(formula(
        u"<path d=\"M0 0L9 0L9 9Z\"/><g fill=\"red\"><path d=\"M0 0L9 0L9 9Z\"/></g><rect fill=\"black\" width=\"9\" height=\"9\"/>"_qs));
    QVERIFY(drawing);
    QCOMPARE(drawing->pieces.size(), std::size_t{3});
    QVERIFY(!drawing->pieces[0].colour.isValid());
    QCOMPARE(drawing->pieces[1].colour, QColor(Qt::red));
    QVERIFY(!drawing->pieces[2].colour.isValid());
  }

  void inkIsDrawnWhereItIsMeasured() {
    const auto drawing = readMathSvg(hat);
    QImage image(60, 60, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    ui::drawMath(painter, *drawing, QPointF(10, 45), 40, Qt::blue);
    painter.end();
    QRect ink;
    for (int y = 0; y < 60; ++y) {
      for (int x = 0; x < 60; ++x) {
        if (qGray(image.pixel(x, y)) < 128) ink |= QRect(x, y, 1, 1);
      }
    }
    QVERIFY(QRect(9, 14, 24, 42).contains(ink) && ink.height() > 34);
  }

  void malformedDrawingsAreRefused_data() {
    QTest::addColumn<QString>("svg");
    const auto row = [](const char* name, const QString& svg) { QTest::newRow(name) << svg; };
    row("nothing", {});
    row("no xml", u"svg"_qs);
    row("another root", u"<g/>"_qs);
    row("no view box", u"<svg/>"_qs);
    row("three numbers", u"<svg viewBox=\"0 0 1\"/>"_qs);
    row("a negative size", u"<svg viewBox=\"0 0 -1 5\"/>"_qs);
    row("an endless size", u"<svg viewBox=\"0 0 1e9 5\"/>"_qs);
    row("not closed", formula(u"<g>"_qs));
    row("a broken path", formula(u"<path d=\"M0 0L\"/>"_qs));
    row("a broken transform", formula(u"<g transform=\"scale(\"/>"_qs));
    row("an unknown transform", formula(u"<g transform=\"skewX(3)\"/>"_qs));
    row("a transform of words", formula(u"<g transform=\"translate(a,b)\"/>"_qs));
    row("an unknown element", formula(u"<foreignObject/>"_qs));
    row("a reference", formula(u"<use href=\"#x\"/>"_qs));
    row("a nested drawing of no size", formula(u"<svg viewBox=\"0 0 0 0\" width=\"1\" height=\"1\"/>"_qs));
    row("a huge scale", formula(u"<g transform=\"scale(1e6)\"><path d=\"M0 0L999 999L0 999Z\"/></g>"_qs));
    row("too deep", formula(u"<g>"_qs.repeated(5000) + u"</g>"_qs.repeated(5000)));
    row("too many paths",
        formula((u"<path d=\"M0 0"_qs + u"L1 1L2 0"_qs.repeated(400) + u"\"/>"_qs).repeated(120)));
    row("too long a text", formula(u"<text>"_qs + QString(3000, u'x') + u"</text>"_qs));
    row("too long", u' ' + QString(3'000'000, u'x'));
    row("entities in entities",
        u"<!DOCTYPE svg [<!ENTITY a \"xxxxxxxxxx\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c "
        "\"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\">]>"_qs +
            formula(u"<text>&d;&d;&d;&d;&d;&d;&d;&d;</text>"_qs));
  }
  void malformedDrawingsAreRefused() {
    QFETCH(QString, svg);
    QVERIFY(!readMathSvg(svg));
  }

  void damagedDrawingsAreSurvived() {
    QRandomGenerator random(11);
    for (const QString& whole : {hat, bar}) {
      for (int round = 0; round < 1500; ++round) {
        QString svg = whole;
        for (int k = random.bounded(4); k >= 0; --k) {
          const int at = static_cast<int>(random.bounded(static_cast<int>(svg.size())));
          switch (random.bounded(3)) {
            case 0: svg.remove(at, 1 + random.bounded(20)); break;
            case 1: svg.insert(at, QStringView(u"<>/\"0-.eMLZ(){}&").mid(random.bounded(16), 1)); break;
            default: svg[at] = QChar(random.bounded(32, 127));
          }
        }
        const auto drawing = readMathSvg(svg);
        if (drawing) QVERIFY(std::isfinite(boundsOf(*drawing).width()));
      }
    }
  }
};

QTEST_MAIN(TestMathSvg)
#include "tst_math_svg.moc"
