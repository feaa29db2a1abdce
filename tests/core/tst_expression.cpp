#include <QTest>

#include <cmath>
#include <limits>
#include <random>

#include "core/functions/expression/derivative.h"
#include "core/functions/expression/latex.h"
#include "core/functions/expression/parser.h"
#include "core/functions/expression/program.h"
#include "core/functions/expression/simplify.h"
#include "tests/core/samples.h"

using namespace core;
using namespace core::expression;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// A formula of x and what the parts make of it.
struct Formula {
  explicit Formula(std::string_view text) {
    const std::pair<std::string_view, TermId> x("x", terms.variable());
    root = parsed(terms, text, std::span(&x, 1));
  }
  double at(double x) const { return valueOf(root, x); }
  double slopeAt(double x) const {
    double slope = 0;
    Program(terms, root).slopes(std::span(&x, 1), std::span(&slope, 1));
    return slope;
  }
  /// The derivative that is shown, as a term of its own.
  TermId shownDerivative() { return simplified(terms, derivative(terms, root)); }
  double valueOf(TermId term, double x) const {
    double y = 0;
    Program(terms, term).value(std::span(&x, 1), std::span(&y, 1));
    return y;
  }
  std::string tex() { return latex(terms, root, "x", 2000).value_or("too long"); }
  std::string derivativeTex() { return latex(terms, shownDerivative(), "x", 2000).value_or("too long"); }

  Terms terms;
  TermId root = 0;
};

std::string refusal(const std::string& formula) {
  try {
    Formula parsedFormula(formula);
    return "accepted";
  } catch (const Error& error) {
    return error.what();
  }
}

bool near(double actual, double expected, double tolerance = 1e-13) {
  return samples::agree(std::span(&actual, 1), std::span(&expected, 1), tolerance);
}

/// Text of a random formula with all operators and some functions.
std::string randomFormula(std::mt19937& random, int depth) {
  const auto inner = [&] { return randomFormula(random, depth - 1); };
  if (depth == 0) return std::vector<std::string>{"x", "2", "x", "0.5", "pi", "x"}[random() % 6];
  switch (random() % 9) {
    case 0: return "(" + inner() + " + " + inner() + ")";
    case 1: return "(" + inner() + " - " + inner() + ")";
    case 2:
    case 3: return inner() + " * " + inner();
    case 4: return inner() + " / (" + inner() + ")";
    case 5: return "(" + inner() + ")^" + std::vector<std::string>{"2", "3", "(-1)", "1.5"}[random() % 4];
    case 6: return "-" + inner();
    case 7: return "sin(" + inner() + ")";
    default:
      return std::vector<std::string>{"exp", "tanh", "log", "sqrt", "softplus", "relu"}[random() % 6] + "(" +
             inner() + ")";
  }
}

}  // namespace

/// The user's own function of x: parsed, evaluated, differentiated, simplified and written.
class TestExpression : public QObject {
  Q_OBJECT

private slots:
  void operatorsBindAsInMathematics() {
    QCOMPARE(Formula("2 + 3 * x").at(4), 14.0);
    QCOMPARE(Formula("-x^2").at(3), -9.0);
    QCOMPARE(Formula("2^3^2").at(0), 512.0);
    QCOMPARE(Formula("2^-x").at(2), 0.25);
    QCOMPARE(Formula("2^-x*3").at(2), 0.75);
    QCOMPARE(Formula("8 - 4 - 2").at(0), 2.0);
    QCOMPARE(Formula("8 / 4 / 2").at(0), 1.0);
    QCOMPARE(Formula("2 * -x").at(3), -6.0);
    QCOMPARE(Formula("- - +x").at(3), 3.0);
    QCOMPARE(Formula("(1 + x) * (1 - x)").at(3), -8.0);
    QCOMPARE(Formula("1.5e2 + .5 + 2.").at(0), 152.5);
    QVERIFY(near(Formula("e^x * cos(pi)").at(1), -std::exp(1.0)));
    QCOMPARE(Formula("x**2 − 3·x").at(2), -2.0);
  }

  void everyElementwiseFunctionCanBeCalled() {
    Index called = 0;
    for (const Function& function : catalogue()) {
      if (!isCallable(function)) continue;
      const double x = 0.7;
      const double expected = [&] {
        double y = 0;
        const Tensor input = Tensor::scalar(x);
        const std::vector<TensorView> views{input};
        function.value({views}, Settings(function, {}), std::span(&y, 1));
        return y;
      }();
      QCOMPARE(Formula(std::string(function.name) + "(x)").at(x), expected);
      ++called;
    }
    QVERIFY(called >= 33);
  }

  void refusalsNameTheColumnAndWhatWasExpected_data() {
    QTest::addColumn<QString>("formula");
    QTest::addColumn<QString>("column");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QString>("found");
    const auto row = [](const char* formula, const char* column, const char* expected, const char* found) {
      QTest::newRow(formula) << formula << QString("column %1").arg(column) << expected << found;
    };
    row("", "1:", "expected a number, x, a function or (", "the end");
    row("  ", "3:", "a number", "the end");
    row("x +", "4:", "a number", "the end");
    row("x + * 2", "5:", "a number", "“*”");
    row("2x", "2:", "an operator (+ - * / ^) or the end", "“x”");
    row("(2 x", "4:", "an operator (+ - * / ^) or )", "“x”");
    row("sin x", "5:", "( and the argument of sin", "“x”");
    row("sin(x", "6 ", "expected )", "column 1 is still open");
    row("(1 + (x)", "9 ", "expected )", "column 1");
    row("x)", "2 ", "expected an operator or the end", "never opened");
    row("sin()", "5:", "a number", "“)”");
    row("sin(x, 2)", "6:", "an operator (+ - * / ^) or )", "“,”");
    row("x + foo(x)", "5:", "expected x, pi, e or an elementwise function", "“foo”");
    row("x + y", "5:", "expected x, pi, e", "“y”");
    row("1 + matmul(x)", "5:", "an elementwise function of one argument", "matmul");
    row("expression(x)", "1:", "an elementwise function of one argument", "expression");
    row("x − $", "5:", "a number", "“$”");
    row("x + é", "5:", "a number", "“é”");
    row("1e999", "1 ", "up to 1e308", "too large");
    row("1 ^ .", "5:", "a number", "“.”");
  }

  void refusalsNameTheColumnAndWhatWasExpected() {
    QFETCH(QString, formula);
    QFETCH(QString, column);
    QFETCH(QString, expected);
    QFETCH(QString, found);
    const QString message = QString::fromStdString(refusal(formula.toStdString()));
    column.replace(':', "");
    QVERIFY2(message.contains(column.trimmed()) && message.contains(expected) && message.contains(found),
             message.toUtf8().constData());
  }

  void deepNestingNeitherCrashesNorRecurses() {
    const std::string open(100000, '('), close(100000, ')');
    QCOMPARE(Formula(open + "x" + close).at(3), 3.0);
    QVERIFY(refusal(open + "x").find("still open") != std::string::npos);
    QVERIFY(refusal(open).find("column 100001") != std::string::npos);
    QCOMPARE(Formula(std::string(100000, '-') + "x").at(3), 3.0);
    std::string sum = "x", tower = "x", calls = "x";
    for (int k = 0; k < 3000; ++k) {
      sum += "+x";
      tower = "x^" + tower;
      calls = "sin(" + calls + ")";
    }
    QCOMPARE(Formula(sum).at(1), 3001.0);
    QCOMPARE(Formula(tower).at(1), 1.0);
    QVERIFY(std::isfinite(Formula(calls).slopeAt(0.5)));
    const Function& row = functionNamed("expression");
    const Settings settings(row, {{"formula", sum}});
    QVERIFY(row.localFormulaOf(settings).size() < 2100);
    QVERIFY_EXCEPTION_THROWN(Settings(row, {{"formula", open + "x" + close}}), Error);
  }

  void derivativesReadAsInABook_data() {
    QTest::addColumn<QString>("formula");
    QTest::addColumn<QString>("derivative");
    const auto row = [](const char* formula, const char* derivative) {
      QTest::newRow(formula) << formula << derivative;
    };
    row("7", "0");
    row("x", "1");
    row("3*x", "3");
    row("x^2", "2 x");
    row("3*x^2 - 2/(1 + x^2)", "6 x + \\frac{4 x}{\\left(1 + x^{2}\\right)^{2}}");
    row("exp(-x)*sin(2*x)",
        "2 e^{-x} \\cdot \\cos \\left(2 x\\right) - e^{-x} \\cdot \\sin \\left(2 x\\right)");
    row("log(x)", "\\frac{1}{x}");
    row("sqrt(x)", "\\frac{1}{2 \\sqrt{x}}");
    row("tanh(x)", "1 - \\tanh^{2} x");
    row("x/x", "0");
    row("e^x", "e^{x}");
    row("2^x", "2^{x} \\cdot \\log 2");
    row("x^x", "x \\cdot x^{x - 1} + x^{x} \\cdot \\log x");
    row("abs(x)", "\\mathrm{sign}(x)");
    row("relu(2*x)", "2 \\mathrm{relu}'\\left(2 x\\right)");
    row("0.1*x^3", "0.3 x^{2}");
    row("(2*x + 1)^3", "6 \\left(2 x + 1\\right)^{2}");
    row("1/x^2", "-\\frac{2}{x^{3}}");
    row("x - x", "0");
    row("cos(x) + 5", "-\\sin x");
    row("x * (x + 1)", "2 x + 1");
  }

  void derivativesReadAsInABook() {
    QFETCH(QString, formula);
    QFETCH(QString, derivative);
    QCOMPARE(QString::fromStdString(Formula(formula.toStdString()).derivativeTex()), derivative);
  }

  void formulasAreWrittenAsTyped_data() {
    QTest::addColumn<QString>("formula");
    QTest::addColumn<QString>("tex");
    const auto row = [](const char* formula, const char* tex) { QTest::newRow(formula) << formula << tex; };
    row("x * sigmoid(x)", "x \\cdot \\sigma(x)");
    row("-tanh(sqrt(1 + x*x))^3", "-\\tanh^{3} \\sqrt{1 + x \\cdot x}");
    row("3*x^2 - 2/(1 + x^2)", "3 x^{2} - \\frac{2}{1 + x^{2}}");
    row("1 - (2 - x)", "1 - \\left(2 - x\\right)");
    row("(x + 1)*(x - 1)", "\\left(x + 1\\right) \\cdot \\left(x - 1\\right)");
    row("(-x)^2", "\\left(-x\\right)^{2}");
    row("2*3^x", "2 \\cdot 3^{x}");
    row("abs(x - 1)", "|x - 1|");
    row("leaky_relu(x)", "\\mathrm{leaky\\_relu}\\left(x\\right)");
    row("1e-5*x", "10^{-5} \\cdot x");
    row("2.5e+20 + x", "2.5 \\cdot 10^{20} + x");
    row("pi*e", "\\pi \\cdot e");
  }

  void formulasAreWrittenAsTyped() {
    QFETCH(QString, formula);
    QFETCH(QString, tex);
    QCOMPARE(QString::fromStdString(Formula(formula.toStdString()).tex()), tex);
  }

  void whatIsShownEqualsWhatIsComputed() {
    std::mt19937 random(11);
    Index compared = 0;
    for (int k = 0; k < 400; ++k) {
      const std::string text = randomFormula(random, 3);
      Formula formula(text);
      const TermId shown = formula.shownDerivative();
      for (const double x : {0.37, 1.9}) {
        // f′ stands for the row's own slope: nothing to evaluate.
        bool isWritten = true;
        const std::vector<bool> isPart = formula.terms.partsOf(shown);
        for (TermId id = 0; id <= shown; ++id)
          isWritten = isWritten && !(isPart[id] && formula.terms[id].kind == Term::Kind::Slope);
        const double expected = formula.slopeAt(x);
        if (!isWritten || !std::isfinite(expected) || std::abs(expected) > 1e6) continue;
        const double actual = formula.valueOf(shown, x);
        QVERIFY2(near(actual / std::max(1.0, std::abs(expected)),
                      expected / std::max(1.0, std::abs(expected)), 1e-9),
                 (text + " at " + std::to_string(x)).c_str());
        ++compared;
      }
    }
    QVERIFY(compared > 200);
  }

  void derivativesOfTheRowsEqualTheirSlopes() {
    Index compared = 0;
    for (const Function& function : catalogue()) {
      if (function.derivatives.empty()) continue;
      QCOMPARE(function.derivatives.size(), function.arguments.size());
      std::mt19937 random(3);
      for (const Attributes& attributes : samples::attributeSets(function)) {
        const Settings settings(function, attributes);
        const bool isWritten = std::ranges::all_of(function.attributes, [&](const AttributeSpec& spec) {
          return spec.type == AttributeType::Real || settings[spec.name] == spec.defaultValue;
        });
        for (int k = 0; isWritten && k < 20; ++k) {
          std::array<double, 3> slab{};
          for (std::size_t a = 0; a < function.arguments.size(); ++a) {
            const Domain domain = function.domains[std::min(a, function.domains.size() - 1)];
            slab[a] = std::uniform_real_distribution<double>(domain.low, domain.high)(random);
          }
          const Operands operands{.input = {0, 1, 0}, .output = 2, .settings = &settings};
          function.scalar.forward(slab.data(), operands);
          std::array<double, 3> slopes{0, 0, 1};
          function.scalar.backward(slab.data(), slopes.data(), operands);
          for (std::size_t a = 0; a < function.arguments.size(); ++a) {
            Terms terms;
            const TermId first = terms.number(slab[0]), second = terms.number(slab[1]);
            const TermId written = slope(terms, settings, a, {first, second}, terms.number(slab[2]));
            double value = 0;
            const double unused = 0;
            Program(terms, written).value(std::span(&unused, 1), std::span(&value, 1));
            QVERIFY2(near(value, slopes[a], 1e-12), function.name.data());
            ++compared;
          }
        }
      }
    }
    QVERIFY(compared > 500);
  }

  void slopesFollowTheConventionsOfTheRows() {
    QCOMPARE(Formula("relu(x)").slopeAt(0), 0.0);
    QCOMPARE(Formula("abs(x)^2").slopeAt(0), 0.0);
    QCOMPARE(Formula("x^0").slopeAt(0), 0.0);
    QCOMPARE(Formula("x^0.5").slopeAt(0), infinity);
    QCOMPARE(Formula("sqrt(x)").slopeAt(0), infinity);
    QCOMPARE(Formula("2^x").at(infinity), infinity);
    QVERIFY(std::isnan(Formula("log(x)").at(-1)));
    const Function& row = functionNamed("expression");
    const Settings settings(row, {{"formula", std::string("1 + abs(x)")}});
    const Tensor input(Shape{3}, {1, 0, 2});
    const std::vector<TensorView> views{input};
    QVERIFY(text(row.corner({views}, input, settings)).find("corner at 0") != std::string::npos);
  }

  void longTensorsRunTileByTile() {
    std::vector<double> x(5000), y(x.size()), slopes(x.size());
    for (std::size_t k = 0; k < x.size(); ++k) x[k] = 0.001 * static_cast<double>(k);
    const Formula formula("x * sin(x) + 2");
    const Program program(formula.terms, formula.root);
    program.value(x, y);
    program.slopes(x, slopes);
    for (std::size_t k = 0; k < x.size(); ++k) {
      QVERIFY(near(y[k], x[k] * std::sin(x[k]) + 2));
      QVERIFY(near(slopes[k], std::sin(x[k]) + x[k] * std::cos(x[k])));
    }
    program.value({}, {});
    program.slopes({}, {});
  }
};

QTEST_GUILESS_MAIN(TestExpression)
#include "tst_expression.moc"
