#include <QTest>

#include <cmath>
#include <limits>
#include <random>

#include "core/functions/catalogue.h"
#include "core/tensor/elementary.h"
#include "core/tensor/vectorised.h"

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

struct Pair {
  const char* name;
  double (*own)(double);
  double (*library)(double);
};

const Pair pairs[] = {
    {"exp", core::exponential, [](double x) { return std::exp(x); }},
    {"log", core::logarithm, [](double x) { return std::log(x); }},
    {"tanh", core::hyperbolicTangent, [](double x) { return std::tanh(x); }},
    {"sigmoid", core::logistic, [](double x) { return 1 / (1 + std::exp(-x)); }},
};

bool isSame(double a, double b) { return std::isnan(a) ? std::isnan(b) : a == b && std::signbit(a) == std::signbit(b); }

/// Within four steps from one double to the next.
bool isClose(double actual, double expected) {
  if (isSame(actual, expected)) return true;
  const double step = std::nextafter(std::abs(expected), infinity) - std::abs(expected);
  return std::abs(actual - expected) <= 4 * step;
}

}  // namespace

class TestElementary : public QObject {
  Q_OBJECT

private slots:
  void numbersAreThoseOfTheLibraryToTheLastPlaces() {
    std::mt19937_64 random(1);
    for (const Pair& pair : pairs) {
      for (const double width : {1e-300, 1e-8, 0.01, 1.0, 30.0, 800.0}) {
        std::uniform_real_distribution<double> uniform(-width, width);
        for (int k = 0; k < 5000; ++k) {
          const double x = uniform(random);
          QVERIFY2(isClose(pair.own(x), pair.library(x)), (pair.name + (" at " + std::to_string(x))).c_str());
        }
      }
    }
  }

  void edgesAreThoseOfTheLibrary() {
    const double edges[] = {0.0, -0.0, infinity, -infinity, std::nan(""), 5e-324, -5e-324, 1e-310, -1e-310, 2.2250738585072014e-308,
                            1.0, -1.0, 1e308, -1e308, 709.78, 709.79, -708.4, -744.0, -745.13, -745.14, -746.0, 22.0, -22.0, 36.8, -36.8};
    for (const Pair& pair : pairs) {
      for (const double x : edges) QVERIFY2(isClose(pair.own(x), pair.library(x)), (pair.name + (" at " + std::to_string(x))).c_str());
    }
  }

  void aNumberHasTheSameResultWhereverItStands() {
    std::mt19937_64 random(2);
    std::vector<double> x(1003);
    for (double& entry : x) entry = std::bit_cast<double>(random());
    for (std::size_t k = 0; k < x.size(); k += 2) x[k] = static_cast<double>(k) * 0.03 - 10;
    for (const char* name : {"exp", "log", "tanh", "sigmoid", "sqrt", "relu", "square"}) {
      const core::Function& function = core::functionNamed(name);
      const core::Settings settings(function, {});
      const core::Shape shape{static_cast<core::Index>(x.size())};
      const core::TensorView all(shape, x);
      std::vector<double> y(x.size());
      function.value({std::span(&all, 1), 0}, settings, y);
      for (std::size_t k = 0; k < x.size(); ++k) {
        double slab[] = {x[k], 0};
        function.scalar.forward(slab, {.input = {0, 0, 0}, .output = 1, .settings = &settings});
        QVERIFY2(isSame(slab[1], y[k]), name);
      }
    }
  }

  void widerVectorsChangeNothing() {
    std::vector<double> x(517), narrow(x.size()), wide(x.size());
    for (std::size_t k = 0; k < x.size(); ++k) x[k] = 0.013 * static_cast<double>(k) + 1e-3;
    const auto loopInto = [&x](std::vector<double>& y) {
      return [from = x.data(), to = y.data(), count = x.size()] {
        for (std::size_t k = 0; k < count; ++k)
          to[k] = core::hyperbolicTangent(from[k]) * core::exponential(from[k]) + core::logarithm(from[k]);
      };
    };
    loopInto(narrow)();
    core::vectorised(loopInto(wide));
    QVERIFY(narrow == wide);
  }
};

QTEST_GUILESS_MAIN(TestElementary)
#include "tst_elementary.moc"
