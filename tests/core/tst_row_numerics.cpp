#include <QTest>

#include <cmath>
#include <limits>

#include "core/linear_map/form.h"
#include "tests/core/samples.h"

using namespace core;
using samples::agree;
using samples::Sample;
using samples::sampleAt;

namespace {

using List = std::vector<Index>;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double NaN = std::numeric_limits<double>::quiet_NaN();

/// A call of the function `name`.
Sample call(const char* name, std::vector<Tensor> inputs, const Attributes& attributes = {}) {
  const Function& function = functionNamed(name);
  std::vector<const Shape*> shapes;
  for (const Tensor& input : inputs) shapes.push_back(&input.shape());
  Sample sample = sampleAt(function, Settings(function, attributes), shapes);
  sample.inputs = std::move(inputs);
  return sample;
}

Tensor vector(std::vector<double> entries) { return Tensor({static_cast<Index>(entries.size())}, entries); }

double scalarOf(const Sample& sample) { return sample.value()[0]; }

/// Σ_j J[j,·].
std::vector<double> slopesOf(const Sample& sample, std::size_t argument = 0) {
  const LinearMap map = sample.local(argument, sample.value());
  const Tensor sums = map.applyTransposed(Tensor(map.outputShape(), 1));
  return {sums.data().begin(), sums.data().end()};
}

bool equal(std::vector<double> actual, std::vector<double> expected, double tolerance = 0) {
  return agree(actual, expected, tolerance);
}

/// The message with which the call is refused; empty where it is taken.
QString refusal(const char* name, std::vector<Tensor> inputs, const Attributes& attributes = {}) {
  try {
    call(name, std::move(inputs), attributes).value();
    return {};
  } catch (const Error& error) {
    return QString::fromUtf8(error.what());
  }
}

}  // namespace

/// Numbers far from 1, corners and refusals of the reductions, the layers, the index functions and the
/// matrices.
class TestRowNumerics : public QObject {
  Q_OBJECT

private slots:
  void productsLeaveOutTheirOwnFactor() {
    QVERIFY(equal(slopesOf(call("prod", {vector({2, 0, 3})})), {0, 6, 0}));
    QVERIFY(equal(slopesOf(call("prod", {vector({2, 0, 0})})), {0, 0, 0}));
    QVERIFY(equal(slopesOf(call("prod", {vector({5})})), {1}));
    QCOMPARE(scalarOf(call("prod", {vector({})})), 1.0);
  }

  void logSumExpStaysInTheRangeOfNumbers() {
    QCOMPARE(scalarOf(call("logsumexp", {vector({1000, 1000})})), 1000 + std::log(2));
    QCOMPARE(scalarOf(call("logsumexp", {vector({-1000, -infinity})})), -1000.0);
    QCOMPARE(scalarOf(call("logsumexp", {vector({-infinity, -infinity})})), -infinity);
    QCOMPARE(scalarOf(call("logsumexp", {vector({infinity, 1})})), infinity);
    QCOMPARE(scalarOf(call("logsumexp", {vector({})})), -infinity);
    QVERIFY(std::isnan(scalarOf(call("logsumexp", {vector({NaN, 1})}))));
    QVERIFY(equal(slopesOf(call("logsumexp", {vector({-infinity, 3})})), {0, 1}));
  }

  void varianceSurvivesALargeMean() {
    QCOMPARE(scalarOf(call("var", {vector({1e9, 1e9 + 1, 1e9 + 2})})), 1.0);
    QCOMPARE(scalarOf(call("var", {vector({1e308, 1e308})})), 0.0);
    QVERIFY(std::isnan(scalarOf(call("var", {vector({3})}))));
    QCOMPARE(scalarOf(call("var", {vector({1e-200, 3e-200})}, {{"correction", Index(0)}})), 0.0);
  }

  void normsTakeTheirUnitFromTheEntries() {
    QVERIFY(equal({scalarOf(call("norm", {vector({3e200, 4e200})}))}, {5e200}, 1e-15));
    QVERIFY(std::abs(scalarOf(call("norm", {vector({3e-200, 4e-200})})) / 5e-200 - 1) < 1e-15);
    QVERIFY(equal(slopesOf(call("norm", {vector({3e-200, -4e-200})})), {0.6, -0.8}, 1e-15));
    QVERIFY(equal(slopesOf(call("norm", {vector({0, 0})})), {0, 0}));
    QVERIFY(!call("norm", {vector({0, 0})}).corner().empty());
    QVERIFY(call("norm", {vector({0, 1})}).corner().empty());
    QCOMPARE(scalarOf(call("norm", {vector({})})), 0.0);
    QVERIFY(std::isnan(scalarOf(call("norm", {vector({NaN, 1})}))));
    QCOMPARE(scalarOf(call("norm", {vector({1, -infinity})})), infinity);
  }

  void normsOfEveryPower() {
    const Tensor x = vector({3, -4, 0, 4});
    const Sample largest = call("norm", {x}, {{"p", infinity}});
    QCOMPARE(scalarOf(largest), 4.0);
    QVERIFY(equal(slopesOf(largest), {0, -0.5, 0, 0.5}));
    QVERIFY(!largest.corner().empty());
    QCOMPARE(scalarOf(call("norm", {x}, {{"p", -infinity}})), 0.0);
    QCOMPARE(scalarOf(call("norm", {x}, {{"p", Index(0)}})), 3.0);
    const Sample taxi = call("norm", {x}, {{"p", Index(1)}});
    QCOMPARE(scalarOf(taxi), 11.0);
    QVERIFY(equal(slopesOf(taxi), {1, -1, 0, 1}));
    QVERIFY(!taxi.corner().empty());
    QVERIFY(equal({scalarOf(call("norm", {vector({2, 2})}, {{"p", Index(-1)}}))}, {1}, 1e-15));
    QVERIFY(equal(slopesOf(call("norm", {vector({2, 2})}, {{"p", 3.0}})),
                  {std::pow(2, -2.0 / 3), std::pow(2, -2.0 / 3)}, 1e-14));
  }

  void aminSharesTies() {
    const Sample sample = call("amin", {vector({1, 3, 1, 2})});
    QVERIFY(equal(slopesOf(sample), {0.5, 0, 0.5, 0}));
    QVERIFY(!sample.corner().empty());
    QVERIFY(!refusal("amin", {vector({})}).isEmpty());
  }

  void maxPoolingTakesTheFirstOfATie() {
    const Sample sample = call("max_pool2d", {Tensor({1, 2, 3}, {1, 4, 4, 4, 2, NaN})},
                               {{"kernel_size", Index(2)}, {"stride", Index(1)}});
    const Tensor y = sample.value();
    QCOMPARE(y[0], 4.0);
    QVERIFY(std::isnan(y[1]));
    QVERIFY(equal(slopesOf(sample), {0, 1, 0, 0, 0, 1}));
    QVERIFY(!sample.corner().empty());
    const Tensor negative({1, 1, 1}, -3);
    QCOMPARE(call("max_pool2d", {negative}, {{"kernel_size", Index(2)}, {"padding", Index(1)}}).value()[0],
             -3.0);
    QVERIFY(!refusal("max_pool2d", {negative}, {{"kernel_size", Index(3)}, {"padding", Index(2)}}).isEmpty());
  }

  void halvedWindowsAreWindowsLikeOthers() {
    // Every window of four numbers of {−1, 0, 2, NaN}, ties and all; as one input whose windows lie side by side, and one by one.
    const double numbers[] = {-1, 0, 2, NaN};
    Tensor all({1, 2, 2 * 256 + 1}, 0.5);  // the last column belongs to no window
    for (Index window = 0; window < 256; ++window) {
      const double entries[] = {numbers[window % 4], numbers[window / 4 % 4], numbers[window / 16 % 4], numbers[window / 64]};
      for (Index k = 0; k < 4; ++k) all[k / 2 * 513 + 2 * window + k % 2] = entries[k];
    }
    const Sample sample = call("max_pool2d", {all}, {{"kernel_size", Index(2)}});
    const Tensor y = sample.value();
    QCOMPARE(y.size(), Index(256));
    const std::vector<TensorView> views = sample.views();
    const std::vector<double> upstream(256, std::numeric_limits<double>::infinity());
    std::vector<double> assigned(1026, NaN), added(1026, 1);
    sample.function->assign(0, {views, 0}, y, sample.settings, upstream, assigned);
    sample.function->accumulate(0, {views, 0}, y, sample.settings, 1, upstream, added);
    for (Index window = 0; window < 256; ++window) {
      Index chosen = -1;
      for (Index k = 0; k < 4; ++k) {
        const double entry = all[k / 2 * 513 + 2 * window + k % 2];
        const double best = chosen < 0 ? 0 : all[chosen / 2 * 513 + 2 * window + chosen % 2];
        if (chosen < 0 || (!std::isnan(best) && (std::isnan(entry) || entry > best))) chosen = k;
      }
      QVERIFY(equal({y[window]}, {all[chosen / 2 * 513 + 2 * window + chosen % 2]}));
      for (Index k = 0; k < 4; ++k) {
        const auto at = static_cast<std::size_t>(k / 2 * 513 + 2 * window + k % 2);
        QCOMPARE(assigned[at], k == chosen ? upstream[0] : 0);
        QCOMPARE(added[at], k == chosen ? upstream[0] : 1);
      }
    }
    QCOMPARE(assigned[512], 0.0);
    QCOMPARE(added[512], 1.0);
  }

  void averagePoolingCountsItsPadding() {
    const Sample sample = call("avg_pool2d", {Tensor({1, 1, 1}, 8)},
                               {{"kernel_size", Index(2)}, {"stride", Index(2)}, {"padding", Index(1)}});
    QCOMPARE(sample.value()[0], 2.0);
  }

  void aConstantRowHasNothingToNormalise() {
    const Sample sample = call("layer_norm", {Tensor({2, 3}, {0.1, 0.1, 0.1, 1e8, 1e8 + 1, 1e8 + 2})});
    const Tensor y = sample.value();
    QVERIFY(equal({y[0], y[1], y[2]}, {0, 0, 0}));
    QVERIFY(std::abs(y[5] - std::sqrt(1.5)) < 1e-5);
  }

  void convolutionMeetsWhatTheKernelMeets() {
    // 4 → 2 channels in 2 groups, uneven stride, dilation and padding, against the plain sum.
    const Attributes attributes = {
        {"stride", List{2, 1}}, {"padding", List{1, 2}}, {"dilation", List{1, 2}}, {"groups", Index(2)}};
    Tensor x({3, 4, 5, 4}), w({2, 2, 3, 2});
    for (Index k = 0; k < x.size(); ++k) x[k] = std::sin(double(k));
    for (Index k = 0; k < w.size(); ++k) w[k] = std::cos(double(3 * k));
    const Sample sample = call("conv2d", {x, w}, attributes);
    QVERIFY(sample.outputShape == (Shape{3, 2, 3, 6}));
    const Tensor y = sample.value();
    for (Index n = 0; n < 3; ++n) {
      for (Index o = 0; o < 2; ++o) {
        for (Index p = 0; p < 18; ++p) {
          double sum = 0;
          for (Index c = 0; c < 2; ++c) {
            for (Index k = 0; k < 6; ++k) {
              const Index row = p / 6 * 2 - 1 + k / 2, column = p % 6 - 2 + k % 2 * 2;
              if (row < 0 || row >= 5 || column < 0 || column >= 4) continue;
              sum += x[((n * 4 + o * 2 + c) * 5 + row) * 4 + column] * w[(o * 2 + c) * 6 + k];
            }
          }
          QVERIFY(std::abs(y[(n * 2 + o) * 18 + p] - sum) < 1e-13);
        }
      }
    }
  }

  void causalAttentionSeesNothingBehindItsPlace() {
    const Tensor q({3, 2}, {1, 2, 3, 4, 5, 6});
    const Sample sample = call("scaled_dot_product_attention", {q, q, q}, {{"is_causal", true}});
    const Tensor output = sample.value();
    QCOMPARE(output[0], 1.0);
    QCOMPARE(output[1], 2.0);
    const Tensor byKey = sample.local(1, output).dense();
    for (Index j = 0; j < 2; ++j) {
      for (Index i = 2; i < 6; ++i) QCOMPARE(byKey[j * 6 + i], 0.0);
    }
  }

  void determinantsOfSingularMatricesHaveTheirCofactors() {
    const Tensor rankTwo({3, 3}, {1, 2, 3, 4, 5, 6, 7, 8, 9});
    const Sample sample = call("det", {rankTwo});
    QVERIFY(equal(slopesOf(sample), {-3, 6, -3, 6, -12, 6, -3, 6, -3}, 1e-12));
    QVERIFY(equal(slopesOf(call("det", {Tensor({2, 2}, {0, 0, 0, 0})})), {0, 0, 0, 0}));
    QVERIFY(equal(slopesOf(call("det", {Tensor({1, 1}, 0)})), {1}));
  }

  void logDeterminantsHaveTheirLimits() {
    QCOMPARE(scalarOf(call("logdet", {Tensor({1, 1}, 1e-300)})), std::log(1e-300));
    QCOMPARE(scalarOf(call("logdet", {Tensor({2, 2}, {1, 2, 2, 4})})), -infinity);
    QVERIFY(!call("logdet", {Tensor({2, 2}, {1, 2, 2, 4})}).corner().empty());
    const Sample negative = call("logdet", {Tensor({2, 2}, {0, 1, 1, 0})});
    QVERIFY(std::isnan(scalarOf(negative)));
    QVERIFY(equal(slopesOf(negative), {0, 0, 0, 0}));
    QVERIFY(!negative.corner().empty());
  }

  void singularMatricesAreNamed() {
    const Tensor batch({2, 2, 2}, {1, 0, 0, 1, 1, 2, 2, 4});
    QVERIFY(
        refusal("inverse", {batch}).startsWith("the matrix 1 of input (2×2×2), counted from 0, is singular"));
    QVERIFY(refusal("solve", {Tensor({2, 2}, {1, 2, 2, 4}), vector({1, 2})})
                .startsWith("the matrix A (2×2) is singular"));
    QVERIFY(refusal("inverse", {Tensor({3, 3}, {1, 2, 3, 4, 5, 6, 7, 8, 9})}).contains("singular"));
    // Small is not singular.
    QVERIFY(refusal("inverse", {Tensor({2, 2}, {1e-200, 0, 0, 1e200})}).isEmpty());
    QVERIFY(refusal("inverse", {Tensor({2, 2}, {NaN, 0, 0, 1})}).isEmpty());
    QVERIFY(refusal("cholesky", {Tensor({2, 2}, {1, 2, 2, 1})}).contains("not positive definite"));
  }

  void indicesThatDoNotExistAreRefused() {
    const Tensor weight({4, 2}, 1);
    for (const double wrong : {4.0, -1.0, 0.5, NaN}) {
      QVERIFY(refusal("embedding", {weight, vector({0, wrong})}).contains("indices 0 to 3"));
      QVERIFY(
          refusal("index_select", {weight, vector({wrong})}, {{"dim", Index(0)}}).contains("indices 0 to 3"));
      QVERIFY(
          refusal("gather", {weight, Tensor({1, 1}, wrong)}, {{"dim", Index(0)}}).contains("indices 0 to 3"));
    }
    QVERIFY(equal(slopesOf(call("embedding", {weight, vector({2, 0, 2})})), {1, 1, 0, 0, 2, 2, 0, 0}));
  }

  void paddingMayCutOff() {
    const Sample sample = call("pad", {vector({1, 2, 3, 4})}, {{"pad", List{-1, 2}}, {"value", infinity}});
    QVERIFY(sample.value() == vector({2, 3, 4, infinity, infinity}));
    QVERIFY(equal(slopesOf(sample), {0, 1, 1, 1}));
    QVERIFY(refusal("pad", {vector({1})}, {{"pad", List{-1, -1}}}).contains("size"));
    QVERIFY(refusal("pad", {vector({1})}, {{"pad", List{1}}}).contains("two an axis"));
  }

  void equationsThatDoNotParseAreRefused() {
    const Tensor square({2, 2}, 1);
    const auto message = [&](const char* equation) {
      return refusal("einsum", {square}, {{"equation", std::string(equation)}});
    };
    QVERIFY(message("ij->ij").isEmpty());
    QVERIFY(message(" i j -> ").isEmpty());
    QVERIFY(message("i2").contains("column 1"));
    QVERIFY(message("ij->ii").contains("twice"));
    QVERIFY(message("ij->k").contains("letter k"));
    QVERIFY(message("ij,jk").contains("2 operands"));
    QVERIFY(message("ijk").contains("names 3"));
    QVERIFY(message("i").contains("names 1"));
    QVERIFY(message("......").contains("second ellipsis"));
    QVERIFY(message("ij-ij").contains("column 2"));
    const QString sizes =
        refusal("einsum", {square, Tensor({3, 2}, 1)}, {{"equation", std::string("ij,jk")}});
    QVERIFY2(sizes.contains("2×2") && sizes.contains("3×2"), qPrintable(sizes));
  }

  void einsumKeepsNothingLargerThanItsFactors() {
    // By the matrix the coefficient is an outer product of the two others for each b: it is never made.
    const Tensor x({30, 40}, 1), w({40, 50}, 1), z({30, 50}, 1);
    const Sample sample = call("einsum", {x, w, z}, {{"equation", std::string("bi,ij,bj->b")}});
    const LinearMap byMatrix = sample.local(1, sample.value());
    QCOMPARE(byMatrix.rows() * byMatrix.columns(), Index(30 * 2000));
    QCOMPARE(byMatrix.form().bytes(), Index(8 * (30 * 40 + 30 * 50)));
    // Of a chain the others are joined.
    const Sample chain =
        call("einsum", {x, w, Tensor({50, 20}, 1)}, {{"equation", std::string("ij,jk,kl->il")}});
    QCOMPARE(chain.local(0, chain.value()).form().bytes(), Index(8 * 40 * 20));
  }

  void einsumOfOneOperandIsASelectionOrASum() {
    const auto structure = [](const char* equation) {
      const Sample sample = call("einsum", {Tensor({3, 3}, 1)}, {{"equation", std::string(equation)}});
      return sample.local(0, sample.value()).structure();
    };
    QCOMPARE(structure("ij->ij"), Structure::Identity);
    QCOMPARE(structure("ji"), Structure::Selection);
    QCOMPARE(structure("ii->i"), Structure::Selection);
  }
};

QTEST_GUILESS_MAIN(TestRowNumerics)
#include "tst_row_numerics.moc"
