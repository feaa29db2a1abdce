#include <QElapsedTimer>
#include <QImage>
#include <QPainter>
#include <QRandomGenerator>
#include <QTest>

#include <cmath>

#include "ui/figures/math_text.h"

using ui::MathText;

namespace {

constexpr auto display = MathText::Style::Display;

/// Number of pixels that a formula darkens.
int inkOf(const MathText& text, double pixelSize) {
  QImage image(400, 120, QImage::Format_RGB32);
  image.fill(Qt::white);
  QPainter painter(&image);
  text.draw(painter, QPointF(10, 70), pixelSize, Qt::black);
  painter.end();
  int ink = 0;
  for (int y = 0; y < image.height(); ++y) {
    for (int x = 0; x < image.width(); ++x) ink += qGray(image.pixel(x, y)) < 128 ? 1 : 0;
  }
  return ink;
}

}  // namespace

class MathTextTest : public QObject {
  Q_OBJECT
private slots:
  void plainForms_data() {
    QTest::addColumn<QString>("tex");
    QTest::addColumn<QString>("plain");
    const auto row = [](const char* tex, const char* plain) {
      QTest::newRow(tex) << QString::fromUtf8(tex) << QString::fromUtf8(plain);
    };
    row("x", "x");
    row("W_1", "W₁");
    row("W_{12}^T", "W₁₂ᵀ");
    row("x^2 + y", "x² + y");
    row("e^{-x}", "e⁻ˣ");
    row("-x", "−x");
    row("a = -b", "a = −b");
    row("\\partial L/\\partial W_1", "∂L/∂W₁");
    row("\\frac{\\partial y_j}{\\partial x_i}", "∂yⱼ/∂xᵢ");
    row("\\frac{1}{1 + e^{-x}}", "1/(1 + e⁻ˣ)");
    row("\\frac{1}{2} \\lambda \\|W_1\\|^2", "½λ‖W₁‖²");
    row("\\frac{1}{2y}", "1/(2y)");
    row("\\tanh h", "tanh h");
    row("\\max(0, x)", "max(0, x)");
    row("x_i - \\log \\sum_k e^{x_k}", "xᵢ − log ∑ₖ e^(xₖ)");
    row("y \\cdot (1 - y)", "y · (1 − y)");
    row("\\hat{y} - \\bar{y}", "y\u0302 − y\u0304");
    row("\\sqrt{x}", "√x");
    row("\\sqrt[3]{x + 1}", "³√(x + 1)");
    row("W \\in \\mathbb{R}^{3 \\times 5}", "W ∈ ℝ^(3 × 5)");
    row("\\mathrm{softmax}(s) \\odot t", "softmax(s) ⊙ t");
    row("\\operatorname{tr} A", "tr A");
    row("1 \\text{ where } x > 0, \\text{ else } 0", "1 where x > 0, else 0");
    row("\\begin{cases} x & \\text{if } x > 0 \\\\ 0 & \\text{otherwise} \\end{cases}",
        "x if x > 0, 0 otherwise");
    row("\\begin{bmatrix} a & b \\\\ c & d \\end{bmatrix}", "[a b; c d]");
    row("\\left( \\frac{a}{b} \\right)", "(a/b)");
    row("f'(x) \\to \\infty", "f′(x) → ∞");
    row("x \\leftarrow y", "x ← y");
    row("a \\rightarrow b", "a → b");
    row("\\mathcal{L}", "ℒ");
    row("\\unknowncommand x", "unknowncommandx");
    row("交叉熵_1", "交叉熵₁");
    row("", "");
    row("{x}{}^{2}", "x²");
  }
  void plainForms() {
    QFETCH(QString, tex);
    QFETCH(QString, plain);
    QCOMPARE(MathText::parse(tex).plain(), plain);
  }

  void idsBecomeSymbols() {
    QCOMPARE(MathText::fromId(u"W1"_qs).plain(), u"W₁"_qs);
    QCOMPARE(MathText::fromId(u"z_1"_qs).plain(), u"z₁"_qs);
    QCOMPARE(MathText::fromId(u"x"_qs).plain(), u"x"_qs);
    QCOMPARE(MathText::fromId(u"sigma"_qs).plain(), u"σ"_qs);
    QCOMPARE(MathText::fromId(u"logits"_qs).plain(), u"logits"_qs);
    QVERIFY(!MathText::fromId(u"h_prev"_qs).isEmpty());
  }

  void allGreekLettersAreKnown() {
    const QStringList names =
        QStringLiteral(
            "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi "
            "rho sigma tau upsilon phi chi psi omega varepsilon vartheta varphi varrho varsigma "
            "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega")
            .split(u' ');
    for (const QString& name : names) {
      const QString plain = MathText::parse(u'\\' + name).plain();
      QCOMPARE(plain.size(), 1);
      QVERIFY2(plain[0].unicode() >= 0x370 && plain[0].unicode() < 0x400, qPrintable(name));
      QVERIFY2(inkOf(MathText::parse(u'\\' + name), 40) > 20, qPrintable(name));
    }
  }

  void commandsOfNamesAndFormulasAreKnown() {
    const QStringList names =
        QStringLiteral(
            "ell partial cdot times odot otimes sum prod tanh exp log max sin cos lVert rVert | "
            "top infty le ge in leftarrow to dots cdots nabla pm approx ne")
            .split(u' ');
    for (const QString& name : names) {
      const QString plain = MathText::parse(u'\\' + name).plain();
      QVERIFY2(plain != name || plain.size() >= 3, qPrintable(name));
      QVERIFY2(inkOf(MathText::parse(u'\\' + name), 40) > 5, qPrintable(name));
    }
  }

  void scriptsStandBelowAndAbove() {
    const double px = 40;
    const MathText base = MathText::parse(u"x"_qs);
    const MathText both = MathText::parse(u"x_1^2"_qs);
    const MathText deep = MathText::parse(u"x_{y_j}"_qs);
    QVERIFY(both.ascent(px) > base.ascent(px));
    QVERIFY(deep.descent(px) > base.descent(px));
    QVERIFY(both.width(px) > base.width(px));
    // Both scripts share the space beside the letter.
    QVERIFY(both.width(px) < MathText::parse(u"x_1{}^2"_qs).width(px));
  }

  void fractionsStackOnlyInDisplay() {
    const QString tex = u"\\frac{\\partial y}{\\partial x}"_qs;
    const MathText inlined = MathText::parse(tex);
    const MathText stacked = MathText::parse(tex, display);
    QVERIFY(stacked.size(20).height() > 1.5 * inlined.size(20).height());
    QVERIFY(stacked.width(20) < inlined.width(20));
    QCOMPARE(stacked.plain(), inlined.plain());
  }

  void rootsAndDelimitersGrow() {
    const MathText small = MathText::parse(u"\\left(x\\right)"_qs, display);
    const MathText large = MathText::parse(u"\\left(\\frac{\\frac{a}{b}}{c}\\right)"_qs, display);
    QVERIFY(large.size(20).height() > 2 * small.size(20).height());
    QVERIFY(MathText::parse(u"\\sqrt{\\frac{a}{b}}"_qs, display).ascent(20) >
            MathText::parse(u"\\frac{a}{b}"_qs, display).ascent(20));
  }

  void aUnaryMinusStandsClose() {
    const double px = 40;
    const double minus = MathText::parse(u"-"_qs).width(px);
    const double x = MathText::parse(u"x"_qs).width(px);
    QVERIFY(std::abs(MathText::parse(u"-x"_qs).width(px) - minus - x) < 0.5);
    QVERIFY(MathText::parse(u"y-x"_qs).width(px) > MathText::parse(u"-x"_qs).width(px) + 0.4 * px);
  }

  void sizesScale() {
    const MathText text = MathText::parse(u"\\partial L/\\partial W_1"_qs);
    QVERIFY(std::abs(text.width(40) - 2 * text.width(20)) < 1e-9);
    QVERIFY(inkOf(text, 40) > 2 * inkOf(text, 20));
  }

  void boldIsHeavier() {
    const MathText text = MathText::parse(u"W_1"_qs);
    QVERIFY(inkOf(text.bold(), 60) > 1.2 * inkOf(text, 60));
    QCOMPARE(text.bold().plain(), text.plain());
  }

  void inkStaysWithinTheSize() {
    for (const char* tex :
         {"\\frac{e^{x_i}}{\\sum_k e^{x_k}}", "\\sqrt{1 + x^2}", "\\hat{y}_1", "\\left\\{ x \\right\\}"}) {
      const MathText text = MathText::parse(QString::fromUtf8(tex), display);
      const QSizeF size = text.size(40);
      QImage image(400, 200, QImage::Format_RGB32);
      image.fill(Qt::white);
      QPainter painter(&image);
      text.draw(painter, QPointF(20, 20 + text.ascent(40)), 40, Qt::black);
      painter.end();
      for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
          if (qGray(image.pixel(x, y)) > 100) continue;
          QVERIFY2(QRectF(QPointF(18, 18), size + QSizeF(4, 4)).contains(QPointF(x, y)), tex);
        }
      }
    }
  }

  void malformedInputIsBounded_data() {
    QTest::addColumn<QString>("tex");
    QTest::newRow("open braces") << QString(1900, u'{');
    QTest::newRow("close braces") << QString(1900, u'}');
    QTest::newRow("carets") << QString(1900, u'^');
    QTest::newRow("script towers") << QString(900, u'x').replace(u"x"_qs, u"a^"_qs);
    QTest::newRow("fractions") << QString(300, u'x').replace(u"x"_qs, u"\\frac"_qs);
    QTest::newRow("nested fractions") << QString(200, u'x').replace(u"x"_qs, u"\\frac{a}{"_qs);
    QTest::newRow("roots") << QString(300, u'x').replace(u"x"_qs, u"\\sqrt["_qs);
    QTest::newRow("hats") << QString(400, u'x').replace(u"x"_qs, u"\\hat"_qs);
    QTest::newRow("left") << QString(300, u'x').replace(u"x"_qs, u"\\left("_qs);
    QTest::newRow("right") << QString(300, u'x').replace(u"x"_qs, u"\\right)"_qs);
    QTest::newRow("begin") << QString(150, u'x').replace(u"x"_qs, u"\\begin{cases}"_qs);
    QTest::newRow("end") << QString(150, u'x').replace(u"x"_qs, u"\\end{cases}"_qs);
    QTest::newRow("ampersands") << QString(1900, u'&');
    QTest::newRow("backslashes") << QString(1900, u'\\');
    QTest::newRow("fonts") << QString(250, u'x').replace(u"x"_qs, u"\\mathbf"_qs);
    QTest::newRow("half a pair") << QString(QChar(0xd835)) + u'x' + QChar(0xdc00);
    QTest::newRow("nul") << QString(3, QChar(0));
    QTest::newRow("dollars") << QString(1900, u'$');
    QTest::newRow("ends in a backslash") << u"x\\"_qs;
    QTest::newRow("ends in a command") << u"\\text"_qs;
    QTest::newRow("ends in left") << u"\\left"_qs;
    QTest::newRow("very long") << QString(1000000, u'x');
  }
  void malformedInputIsBounded() {
    QFETCH(QString, tex);
    QElapsedTimer timer;
    timer.start();
    for (const auto style : {MathText::Style::Inline, display}) {
      const MathText text = MathText::parse(tex, style);
      QVERIFY(std::isfinite(text.width(13)));
      QVERIFY(text.plain().size() <= 20000);
      inkOf(text, 13);
    }
    QVERIFY(timer.elapsed() < 3000);  // measured 0.1 s at most
  }

  void randomInputIsSurvived() {
    const QStringList pieces{u"\\"_qs,
                             u"{"_qs,
                             u"}"_qs,
                             u"^"_qs,
                             u"_"_qs,
                             u"&"_qs,
                             u"["_qs,
                             u"]"_qs,
                             u" "_qs,
                             u"x"_qs,
                             u"1"_qs,
                             u"-"_qs,
                             u"\\frac"_qs,
                             u"\\sqrt"_qs,
                             u"\\left"_qs,
                             u"\\right"_qs,
                             u"\\begin{cases}"_qs,
                             u"\\end{cases}"_qs,
                             u"\\\\"_qs,
                             u"\\text"_qs,
                             u"\\hat"_qs,
                             u"\\sum"_qs,
                             u"\\mathrm"_qs,
                             u"'"_qs,
                             u"$"_qs,
                             u"~"_qs};
    QRandomGenerator random(7);
    for (int round = 0; round < 3000; ++round) {
      QString tex;
      for (int i = random.bounded(30); i >= 0; --i)
        tex += pieces[random.bounded(static_cast<int>(pieces.size()))];
      for (const auto style : {MathText::Style::Inline, display}) {
        QVERIFY(std::isfinite(MathText::parse(tex, style).size(13).height()));
      }
    }
  }

  void drawingIsCheap() {
    const MathText text = MathText::parse(u"s = W_1 a + b"_qs);
    QImage image(200, 40, QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&image);
    double best = 1e9;
    for (int i = 0; i < 50; ++i) {
      QElapsedTimer timer;
      timer.start();
      MathText::parse(u"s = W_1 a + b"_qs).draw(painter, QPointF(5, 25), 14.25, Qt::black);
      best = std::min(best, static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    QVERIFY2(best < 0.5, qPrintable(QString::number(best)));  // measured 0.03 ms; the rest is for sanitizers
  }
};

QTEST_MAIN(MathTextTest)
#include "tst_math_text.moc"
