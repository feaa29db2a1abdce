#include <QTest>

#include <cstring>
#include <limits>

#include "core/exchange/latex_equation.h"
#include "core/exchange/numbers_file.h"
#include "core/exchange/tex_text.h"
#include "core/exchange/tikz_document.h"

class TestExchange : public QObject {
  Q_OBJECT

 private slots:
  void everyNumberOfACsvReadsBackAsTheSame() {
    const std::vector<double> numbers{0.1, -1.0 / 3, 1e300, std::numeric_limits<double>::quiet_NaN(), -HUGE_VAL, 0};
    const std::string csv = core::csvText(numbers, 3);
    QCOMPARE(csv.substr(0, csv.find('\n')), std::string("0.1,-0.3333333333333333,1e+300"));
    QCOMPARE(csv.substr(csv.find('\n') + 1), std::string("nan,-inf,0\n"));
  }

  void numpyFindsShapeAndNumbersWhereItsFormatSays() {
    const std::vector<double> numbers{1, 2, 3, 4, 5, 6};
    const std::string npy = core::npyBytes({2, 3}, numbers);
    QVERIFY(npy.starts_with(std::string("\x93NUMPY\x01\x00", 8)));
    const std::size_t header = static_cast<unsigned char>(npy[8]) + 256u * static_cast<unsigned char>(npy[9]);
    QCOMPARE((10 + header) % 64, std::size_t(0));
    QVERIFY(npy.substr(10, header).find("'shape': (2, 3), }") != std::string::npos);
    QCOMPARE(npy.size(), 10 + header + 6 * sizeof(double));
    double last = 0;
    std::memcpy(&last, npy.data() + npy.size() - sizeof last, sizeof last);
    QCOMPARE(last, 6.0);
    QVERIFY(core::npyBytes({5}, numbers).find("(5,)") != std::string::npos);
    QVERIFY(core::npyBytes({}, std::vector<double>{1}).find("()") != std::string::npos);
  }

  void whatTexWouldReadAsACommandIsEscaped_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("tex");
    QTest::newRow("special") << "50 % of #1 & x_2" << "50 \\% of \\#1 \\& x\\_2";
    QTest::newRow("backslash") << "a\\b{c}" << "a\\textbackslash{}b\\{c\\}";
    QTest::newRow("signs") << "3 × 5 − σ" << "3 $\\times$ 5 $-$ $\\sigma$";
    QTest::newRow("power") << "10⁻¹² x² 3" << "10${}^{-12}$ x${}^{2}$ 3";
    QTest::newRow("quotes") << "“x”…" << "``x''\\dots{}";
    QTest::newRow("no sign for it") << "图" << "?";
  }
  void whatTexWouldReadAsACommandIsEscaped() {
    QFETCH(QString, text);
    QFETCH(QString, tex);
    QCOMPARE(QString::fromStdString(core::texText(text.toStdString())), tex);
  }

  void aFormulaThatTexCannotReadBecomesText_data() {
    QTest::addColumn<QString>("formula");
    QTest::addColumn<bool>("kept");
    QTest::newRow("good") << "W_{1} a" << true;
    QTest::newRow("fences") << "\\left( x \\right)" << true;
    QTest::newRow("arrow is no fence") << "x \\rightarrow y" << true;
    QTest::newRow("open brace") << "W_{1" << false;
    QTest::newRow("closed before opened") << "}x{" << false;
    QTest::newRow("comment") << "100%" << false;
    QTest::newRow("dollar") << "a$b" << false;
    QTest::newRow("last backslash") << "a\\" << false;
    QTest::newRow("open fence") << "\\left( x" << false;
    QTest::newRow("alignment") << "a & b" << false;
  }
  void aFormulaThatTexCannotReadBecomesText() {
    QFETCH(QString, formula);
    QFETCH(bool, kept);
    const QString tex = QString::fromStdString(core::texFormula(formula.toStdString()));
    QCOMPARE(tex == formula, kept);
    QCOMPARE(tex.startsWith("\\text{"), !kept);
  }

  void zeroHasNoSign() {
    QCOMPARE(core::texNumber(-0.001, 2), std::string("0.00"));
    QCOMPARE(core::texNumber(-0.536, 2), std::string("-0.54"));
    QCOMPARE(core::texNumber(1.5e8, 1), std::string("1.5\\cdot 10^{8}"));
  }

  void overlaysAreRanges() {
    QCOMPARE(core::overlayText({1, 2, 3, 5, 7, 8}), std::string("1-3,5-5,7-8"));
    QCOMPARE(core::overlayText({4}), std::string("4-4"));
  }

  void whatIsAlikeOnAllPagesIsWrittenOnce() {
    core::TikzFigure figure{.title = "t", .width = 4, .height = 3};
    figure.pages = {{{"a", "A;"}, {"b", "B1;"}}, {{"a", "A;"}, {"c", "C;"}, {"b", "B2;"}}};
    const std::string tex = core::tikzDocument(figure);
    const auto count = [&](const std::string& part) {
      int n = 0;
      for (std::size_t at = tex.find(part); at != std::string::npos; at = tex.find(part, at + 1)) ++n;
      return n;
    };
    QCOMPARE(count("A;"), 1);
    QCOMPARE(count("\\crOn{1-1}{B1;}"), 1);
    QCOMPARE(count("\\crOn{2-2}{B2;}"), 1);
    QCOMPARE(count("\\crOn{2-2}{C;}"), 1);
    QVERIFY2(tex.find("A;") < tex.find("C;") && tex.find("C;") < tex.find("B2;"), "what lies above stays above");
  }

  void anEquationWritesItsMatricesWhereTheyAreSmall() {
    const std::vector<double> upstream{0.75, -0.91}, local{1, 2, 3, 4, 5, 6}, downstream{1, 2, 3};
    const std::string tex = core::latexEquation({"\\partial L/\\partial s", upstream, 2}, {"\\partial s/\\partial a", local, 3},
                                                {"\\partial L/\\partial a", downstream, 3});
    QVERIFY(tex.find("\\underbrace{\\frac{\\partial L}{\\partial s}}_{\\text{upstream}}") != std::string::npos);
    QVERIFY(tex.find("0.75 & -0.91 \\\\") != std::string::npos);
    QVERIFY(tex.find("4.00 & 5.00 & 6.00 \\\\") != std::string::npos);
    const std::vector<double> large(401, 1.0);
    const std::string names = core::latexEquation({"a", large, 401}, {"b", {}, 1}, {"c", large, 401});
    QVERIFY(names.find("array") == std::string::npos && names.find("downstream") != std::string::npos);
  }
};

QTEST_APPLESS_MAIN(TestExchange)
#include "tst_exchange.moc"
