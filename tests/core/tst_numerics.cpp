#include <QTest>

#include <cmath>
#include <functional>
#include <limits>
#include <map>

#include "tests/core/samples.h"

using namespace core;

namespace {

using Real = long double;

constexpr double infinity = std::numeric_limits<double>::infinity();

/// A function and its slope, to some 19 digits.
struct Truth {
  std::function<Real(Real)> value;
  std::function<Real(Real)> slope;
};

const Real pi = std::acos(Real(-1));

Real logistic(Real x) { return 1 / (1 + std::exp(-x)); }
Real softPlus(Real x) { return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x)); }
Real normalShare(Real x) { return std::erfc(-x / std::sqrt(Real(2))) / 2; }
Real bent(Real x) { return std::sqrt(2 / pi) * (x + Real(0.044715) * x * x * x); }

/// Of the elementwise rows whose numbers could go wrong; attributes at their defaults.
const std::map<std::string, Truth>& truths() {
  static const std::map<std::string, Truth> all = {
      {"exp", {[](Real x) { return std::exp(x); }, [](Real x) { return std::exp(x); }}},
      {"expm1", {[](Real x) { return std::expm1(x); }, [](Real x) { return std::exp(x); }}},
      {"log", {[](Real x) { return std::log(x); }, [](Real x) { return 1 / x; }}},
      {"log1p", {[](Real x) { return std::log1p(x); }, [](Real x) { return 1 / (1 + x); }}},
      {"sqrt", {[](Real x) { return std::sqrt(x); }, [](Real x) { return 1 / (2 * std::sqrt(x)); }}},
      {"rsqrt",
       {[](Real x) { return 1 / std::sqrt(x); }, [](Real x) { return -1 / (2 * x * std::sqrt(x)); }}},
      {"reciprocal", {[](Real x) { return 1 / x; }, [](Real x) { return -1 / (x * x); }}},
      {"square", {[](Real x) { return x * x; }, [](Real x) { return 2 * x; }}},
      {"asin",
       {[](Real x) { return std::asin(x); }, [](Real x) { return 1 / std::sqrt((1 - x) * (1 + x)); }}},
      {"acos",
       {[](Real x) { return std::acos(x); }, [](Real x) { return -1 / std::sqrt((1 - x) * (1 + x)); }}},
      {"atan", {[](Real x) { return std::atan(x); }, [](Real x) { return 1 / (1 + x * x); }}},
      {"sinh", {[](Real x) { return std::sinh(x); }, [](Real x) { return std::cosh(x); }}},
      {"cosh", {[](Real x) { return std::cosh(x); }, [](Real x) { return std::sinh(x); }}},
      {"erf",
       {[](Real x) { return std::erf(x); }, [](Real x) { return 2 / std::sqrt(pi) * std::exp(-x * x); }}},
      {"logsigmoid", {[](Real x) { return -softPlus(-x); }, [](Real x) { return logistic(-x); }}},
      {"softplus", {softPlus, logistic}},
      {"softsign",
       {[](Real x) { return x / (1 + std::abs(x)); },
        [](Real x) { return 1 / ((1 + std::abs(x)) * (1 + std::abs(x))); }}},
      {"silu",
       {[](Real x) { return x * logistic(x); },
        [](Real x) { return logistic(x) + x * logistic(x) * logistic(-x); }}},
      {"gelu",
       {[](Real x) { return x * normalShare(x); },
        [](Real x) { return normalShare(x) + x * std::exp(-x * x / 2) / std::sqrt(2 * pi); }}},
      {"mish",
       {[](Real x) { return x * std::tanh(softPlus(x)); },
        [](Real x) {
          const Real t = std::tanh(softPlus(x));
          return t + x * logistic(x) * (1 - t) * (1 + t);
        }}},
      {"elu",
       {[](Real x) { return x > 0 ? x : std::expm1(x); }, [](Real x) { return x > 0 ? 1 : std::exp(x); }}},
      {"sigmoid", {logistic, [](Real x) { return logistic(x) * logistic(-x); }}},
      {"tanh",
       {[](Real x) { return std::tanh(x); }, [](Real x) { return 1 / (std::cosh(x) * std::cosh(x)); }}},
  };
  return all;
}

std::pair<double, double> computed(const char* name, double x, const Attributes& attributes = {}) {
  const Function& function = functionNamed(name);
  const Settings settings(function, attributes);
  std::array<double, 2> values{x, 0}, gradients{0, 1};
  const Operands operands{.input = {0}, .output = 1, .settings = &settings};
  function.scalar.forward(values.data(), operands);
  function.scalar.backward(values.data(), gradients.data(), operands);
  return {values[1], gradients[0]};
}

/// Relative to the truth, or absolute where it is below `floor`.
bool near(double actual, Real truth, double floor, double tolerance) {
  const auto expected = static_cast<double>(truth);
  if (actual == expected || (std::isnan(actual) && std::isnan(expected))) return true;
  return std::abs(actual - truth) <= tolerance * std::max(std::abs(truth), Real(floor));
}

}  // namespace

/// The elementwise rows against long double, from the smallest entries to the largest.
class TestNumerics : public QObject {
  Q_OBJECT

private slots:
  void valuesAndSlopesAreExactAtEverySize_data() {
    QTest::addColumn<QString>("function");
    for (const auto& [name, truth] : truths()) QTest::newRow(name.c_str()) << QString::fromStdString(name);
  }

  void valuesAndSlopesAreExactAtEverySize() {
    QFETCH(QString, function);
    const std::string name = function.toStdString();
    const Truth& truth = truths().at(name);
    // What these lose far out, 1 − y² and y · (1 − y), PyTorch loses too; it is below the spacing of numbers
    // at 1.
    const bool losesTails = name == "sigmoid" || name == "tanh";
    for (const double size :
         {1e-300, 1e-150, 1e-20, 1e-8, 1e-3,  0.1,   0.5,   0.999, 1.0, 1.7,   5.0,   12.0,
          19.0,   25.0,   37.0,  40.0, 100.0, 300.0, 700.0, 1e3,   1e8, 1e100, 1e150, 1e300}) {
      for (const double x : {size, -size}) {
        const Real value = truth.value(x), slope = truth.slope(x);
        if (std::isnan(value) || std::isnan(slope)) continue;
        const auto [y, dy] = computed(name.c_str(), x);
        // A rounded argument of the normal distribution moves its tail by x² roundings.
        const double tolerance = name == "gelu" ? 1e-12 : 4e-15;
        // Below the normal numbers nothing has 53 bits.
        QVERIFY2(near(y, value, 1e-300, tolerance),
                 qPrintable(QString("%1(%2) = %3").arg(function).arg(x).arg(y)));
        QVERIFY2(near(dy, slope, losesTails ? 1 : 1e-300, tolerance),
                 qPrintable(QString("%1'(%2) = %3, not %4").arg(function).arg(x).arg(dy).arg(double(slope))));
      }
    }
  }

  void limitsAtInfinityAreReached_data() {
    QTest::addColumn<QString>("function");
    QTest::addColumn<double>("below");
    QTest::addColumn<double>("above");
    const auto row = [](const char* name, double below, double above) {
      QTest::newRow(name) << name << below << above;
    };
    row("expm1", -1, infinity);
    row("atan", -std::acos(-1) / 2, std::acos(-1) / 2);
    row("erf", -1, 1);
    row("logsigmoid", -infinity, 0);
    row("softplus", 0, infinity);
    row("softsign", -1, 1);
    row("silu", 0, infinity);
    row("gelu", 0, infinity);
    row("mish", 0, infinity);
    row("elu", -1, infinity);
    row("hardtanh", -1, 1);
    row("sigmoid", 0, 1);
    row("tanh", -1, 1);
    row("leaky_relu", -infinity, infinity);
  }

  void limitsAtInfinityAreReached() {
    QFETCH(QString, function);
    QFETCH(double, below);
    QFETCH(double, above);
    const std::string name = function.toStdString();
    QCOMPARE(computed(name.c_str(), -infinity).first, below);
    QCOMPARE(computed(name.c_str(), infinity).first, above);
    QVERIFY(!std::isnan(computed(name.c_str(), -infinity).second));
    QVERIFY(!std::isnan(computed(name.c_str(), infinity).second));
  }

  void nanStaysNaN() {
    for (const Function& function : catalogue()) {
      if (!function.scalar.forward || function.arguments.size() != 1 || function.name == "sign" ||
          function.name == "expression")
        continue;
      QVERIFY2(std::isnan(computed(function.name.data(), std::nan("")).first), function.name.data());
    }
    QCOMPARE(computed("sign", std::nan("")).first, 0.0);
  }

  void softplusIsExactForEverySharpness() {
    for (const double beta : {0.1, 1.0, 3.0, 50.0, 1e10}) {
      const Attributes attributes{{"beta", beta}};
      for (const double x : {-1e300, -50.0, -3.0, -1e-9, 0.0, 1e-9, 0.5, 19.9, 20.1, 50.0, 1e300}) {
        const Real z = Real(beta) * Real(x);
        const auto [y, dy] = computed("softplus", x, attributes);
        QVERIFY(near(y, softPlus(z) / Real(beta), 1e-290, 1e-14));
        QVERIFY(near(dy, logistic(z), 1e-290, 1e-13));
      }
    }
    // Mirrored: −log(1 + exp(−x)) for β = −1.
    QVERIFY(near(computed("softplus", 3, {{"beta", -1.0}}).first, -softPlus(-3), 1, 1e-15));
    QVERIFY(near(computed("softplus", -800, {{"beta", -1.0}}).first, -800, 1, 1e-15));
  }

  void geluByTanhIsStable() {
    const Attributes attributes{{"approximate", std::string("tanh")}};
    for (const double x :
         {-1e300, -1e100, -30.0, -6.0, -1.0, -1e-9, 0.0, 1e-9, 1.0, 6.0, 30.0, 1e100, 1e300}) {
      const Real t = logistic(2 * bent(x));
      const Real inner = std::sqrt(2 / pi) * (1 + 3 * Real(0.044715) * x * x);
      const Real bend = 2 * t * logistic(-2 * bent(x));
      const auto [y, dy] = computed("gelu", x, attributes);
      QVERIFY(near(y, t == 0 ? 0 : x * t, 1e-290, 1e-13));
      QVERIFY(near(dy, t + (bend == 0 ? 0 : x * bend * inner), 1e-290, 1e-13));
    }
  }
};

QTEST_GUILESS_MAIN(TestNumerics)
#include "tst_numerics.moc"
