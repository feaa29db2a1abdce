#include <QTest>

#include <limits>

#include "core/tensor/initialiser.h"
#include "tests/core/samples.h"

using namespace core;
using samples::agree;
using samples::Sample;

namespace {

/// A call of the function `name` with vectors.
Sample sampleOf(const char* name, std::vector<std::vector<double>> vectors,
                const Attributes& attributes = {}) {
  const Function& function = functionNamed(name);
  Sample sample{&function, Settings(function, attributes), {}, 0, {}};
  std::vector<const Shape*> shapes;
  for (const std::vector<double>& vector : vectors) {
    sample.inputs.emplace_back(Shape{static_cast<Index>(vector.size())}, vector);
  }
  for (const Tensor& input : sample.inputs) shapes.push_back(&input.shape());
  sample.outputShape = function.shape(shapes, sample.settings);
  return sample;
}

std::vector<double> valuesOf(const Sample& sample) {
  const Tensor value = sample.value();
  return {value.data().begin(), value.data().end()};
}

std::vector<double> slopesOf(const Sample& sample, std::size_t argument = 0) {
  const LinearMap map = sample.local(argument, sample.value());
  const Tensor sums = map.applyTransposed(Tensor(map.outputShape(), 1));
  return {sums.data().begin(), sums.data().end()};
}

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double NaN = std::numeric_limits<double>::quiet_NaN();

bool equal(std::vector<double> actual, std::vector<double> expected) { return agree(actual, expected, 0); }

}  // namespace

/// The conventions where a derivative does not exist, and what is done with NaN and infinities, as in
/// `functions.md`.
class TestCorners : public QObject {
  Q_OBJECT

private slots:
  void reluTakesSlopeZeroAtZero() {
    const Sample sample = sampleOf("relu", {{-1, 0, -0.0, 2, NaN}});
    QVERIFY(equal(slopesOf(sample), {0, 0, 0, 1, 1}));
    QVERIFY(std::isnan(sample.value()[4]));
    QVERIFY(
        text(sample.corner()).starts_with("ReLU has a corner at 0: slopes from 0 to 1 are all possible."));
    QVERIFY(sampleOf("relu", {{-1, 2}}).corner().empty());
  }

  void absTakesSlopeZeroAtZero() {
    const Sample sample = sampleOf("abs", {{-3, 0, 5}});
    QVERIFY(equal(slopesOf(sample), {-1, 0, 1}));
    QVERIFY(text(sample.corner()).find("slopes from −1 to 1") != std::string::npos);
    QVERIFY(sampleOf("abs", {{1}}).corner().empty());
  }

  void whatAChoiceLeavesOutStopsAlsoAnInfiniteGradient() {
    // PyTorch masks the gradient there; elsewhere a slope of 0 is a factor, and 0 · ∞ has no value.
    const std::vector<double> upstream = {infinity, -infinity, NaN, 2, infinity};
    const auto downstreamOf = [&](const Sample& sample, std::size_t argument, Index count) {
      const std::vector<TensorView> tensors = sample.views();
      const Tensor output = sample.value();
      std::vector<double> rows, result(sample.inputs[argument].data().size() * static_cast<std::size_t>(count));
      for (Index k = 0; k < count; ++k) rows.insert(rows.end(), upstream.begin(), upstream.end());
      sample.function->accumulate(argument, {tensors}, output, sample.settings, count, rows, result);
      if (count == 1) {
        std::vector<double> written(result.size(), NaN);
        sample.function->assign(argument, {tensors}, output, sample.settings, rows, written);
        if (!equal(written, result)) return std::vector<double>();
      }
      return result;
    };
    const Sample relu = sampleOf("relu", {{-1, 0, -2, 3, 4}});
    QVERIFY(equal(downstreamOf(relu, 0, 1), {0, 0, 0, 2, infinity}));
    QVERIFY(equal(downstreamOf(relu, 0, 2), {0, 0, 0, 2, infinity, 0, 0, 0, 2, infinity}));
    const Sample clamp = sampleOf("clamp", {{-1, 3, 0, 0.5, 0.5}}, {{"min", 0.0}, {"max", 1.0}});
    QVERIFY(equal(downstreamOf(clamp, 0, 1), {0, 0, NaN, 2, infinity}));
    const Sample hard = sampleOf("hardtanh", {{-1, 3, 0, 0.5, 0.5}});
    QVERIFY(equal(downstreamOf(hard, 0, 1), {0, 0, NaN, 2, infinity}));
    const Sample most = sampleOf("maximum", {{1, 2, 3, 4, 5}, {2, 1, 4, 4, 4}});
    QVERIFY(equal(downstreamOf(most, 0, 1), {0, -infinity, 0, 1, infinity}));
    QVERIFY(equal(downstreamOf(most, 1, 1), {infinity, 0, NaN, 1, 0}));
    const Sample least = sampleOf("minimum", {{1, 2, 3, 4, 5}, {2, 1, 4, 4, 4}});
    QVERIFY(equal(downstreamOf(least, 0, 1), {infinity, 0, NaN, 1, 0}));
    const Sample product = sampleOf("mul", {{1, 2, 3, 4, 5}, {0, 1, 1, 1, 0}});
    QVERIFY(equal(downstreamOf(product, 0, 1), {NaN, -infinity, NaN, 2, NaN}));

    // The scalar instruction and a whole run agree.
    double gradients[] = {0, infinity};
    const double values[] = {-1, 0};
    const Settings settings(functionNamed("relu"), {});
    functionNamed("relu").scalar.backward(values, gradients, {.input = {0, 0, 0}, .output = 1, .settings = &settings});
    QCOMPARE(gradients[0], 0.0);
  }

  void sqrtShowsInfinityAtZero() {
    const Sample sample = sampleOf("sqrt", {{0, 4}});
    QVERIFY(equal(slopesOf(sample), {infinity, 0.25}));
    QVERIFY(!sample.corner().empty());
    // An infinite slope stays in its own column: 0 beside it, no 0·∞.
    QVERIFY(equal({sample.local(0, sample.value()).dense()[1]}, {0}));
  }

  void maximumSharesTies() {
    const Sample sample = sampleOf("maximum", {{1, 2, 3, NaN}, {1, 5, 0, 1}});
    QVERIFY(equal(slopesOf(sample, 0), {0.5, 0, 1, 1}));
    QVERIFY(equal(slopesOf(sample, 1), {0.5, 1, 0, 1}));
    QVERIFY(std::isnan(sample.value()[3]));
    QVERIFY(std::isnan(sampleOf("maximum", {{1}, {NaN}}).value()[0]));
    QVERIFY(text(sample.corner()).ends_with("½ each."));
    QVERIFY(sampleOf("maximum", {{1}, {2}}).corner().empty());
  }

  void amaxSharesTies() {
    const Sample sample = sampleOf("amax", {{3, 1, 3}});
    QVERIFY(equal(slopesOf(sample), {0.5, 0, 0.5}));
    QCOMPARE(text(sample.corner()),
             std::string("2 entries tie at 3; the gradient is shared evenly, ½ each."));
    QCOMPARE(text(sampleOf("amax", {{2, 2, 2}}).corner()),
             std::string("3 entries tie at 2; the gradient is shared evenly, 1/3 each."));
    QVERIFY(sampleOf("amax", {{1, 2}}).corner().empty());
    const Sample broken = sampleOf("amax", {{1, NaN, 2}});
    QVERIFY(std::isnan(broken.value()[0]));
    QVERIFY(equal(slopesOf(broken), {NaN, NaN, NaN}));
  }

  void amaxOfNothingIsRefused() { QVERIFY_EXCEPTION_THROWN(sampleOf("amax", {{}}), Error); }

  void sumOfNothingIsZeroAndItsMeanHasNoValue() {
    QVERIFY(equal({sampleOf("sum", {{}}).value()[0]}, {0}));
    QVERIFY(equal({sampleOf("mean", {{}}).value()[0]}, {NaN}));
  }

  void powerAtBaseZeroAndBelow() {
    const Sample sample = sampleOf("pow", {{0, 0, 0, 0, -2}, {0, 1, 2, 0.5, 2}});
    QVERIFY(equal(slopesOf(sample, 0), {0, 1, 0, infinity, -4}));
    QVERIFY(equal(slopesOf(sample, 1), {0, 0, 0, 0, NaN}));
    QVERIFY(!sample.corner().empty());
    QVERIFY(sampleOf("pow", {{2}, {2}}).corner().empty());
  }

  void divisionByZeroIsInfinite() {
    const Sample sample = sampleOf("div", {{1, 0, -1}, {0, 0, 2}});
    QVERIFY(equal(slopesOf(sample, 0), {infinity, infinity, 0.5}));
    QVERIFY(equal(slopesOf(sample, 1), {-infinity, NaN, 0.25}));
  }

  void infiniteInputsOfASumGiveNoNaNSlopes() {
    QVERIFY(equal(slopesOf(sampleOf("add", {{infinity, 1}, {1, -infinity}})), {1, 1}));
    QVERIFY(equal(slopesOf(sampleOf("neg", {{infinity}})), {-1}));
  }

  void largeScoresDoNotOverflow() {
    QVERIFY(equal({sampleOf("log_softmax", {{1000, 0}}).value()[0]}, {0}));
    QVERIFY(equal({sampleOf("softmax", {{1000, -1000}}).value()[0]}, {1}));
    QVERIFY(equal({sampleOf("sigmoid", {{-1000}}).value()[0]}, {0}));
  }

  void minimumSharesTies() {
    const Sample sample = sampleOf("minimum", {{1, 2, 3, NaN, -infinity}, {1, 5, 0, 1, -infinity}});
    QVERIFY(equal(slopesOf(sample, 0), {0.5, 1, 0, 1, 0.5}));
    QVERIFY(equal(slopesOf(sample, 1), {0.5, 0, 1, 1, 0.5}));
    QVERIFY(std::isnan(sample.value()[3]));
    QVERIFY(text(sample.corner()).find("2 places") != std::string::npos);
    QVERIFY(sampleOf("minimum", {{1}, {2}}).corner().empty());
  }

  void signIsFlatAndSaysSoAtItsJump() {
    const Sample sample = sampleOf("sign", {{-2, 0, -0.0, 3, infinity}});
    QVERIFY(equal(valuesOf(sample), {-1, 0, 0, 1, 1}));
    QVERIFY(equal(slopesOf(sample), {0, 0, 0, 0, 0}));
    QVERIFY(!sample.corner().empty());
  }

  void arcsHaveInfiniteSlopesAtTheirEnds() {
    QVERIFY(equal(slopesOf(sampleOf("asin", {{-1, 0, 1, 2}})), {infinity, 1, infinity, NaN}));
    QVERIFY(equal(slopesOf(sampleOf("acos", {{-1, 0, 1}})), {-infinity, -1, -infinity}));
    QVERIFY(!sampleOf("acos", {{1}}).corner().empty());
    QVERIFY(sampleOf("acos", {{0.5}}).corner().empty());
    QVERIFY(equal(slopesOf(sampleOf("rsqrt", {{0, 4}})), {-infinity, -0.0625}));
    QVERIFY(!sampleOf("rsqrt", {{0}}).corner().empty());
  }

  void bendsOfActivationsTakeTheLowerBranchAtZero() {
    const Sample leaky = sampleOf("leaky_relu", {{-2, 0, 3}}, {{"negative_slope", 0.5}});
    QVERIFY(equal(slopesOf(leaky), {0.5, 0.5, 1}));
    QVERIFY(!leaky.corner().empty());
    QVERIFY(sampleOf("leaky_relu", {{0}}, {{"negative_slope", 1.0}}).corner().empty());
    const Sample elu = sampleOf("elu", {{0, 3}}, {{"alpha", 2.0}});
    QVERIFY(equal(slopesOf(elu), {2, 1}));
    QVERIFY(!elu.corner().empty());
    QVERIFY(sampleOf("elu", {{0}}).corner().empty());
  }

  void clampPassesAtItsBoundsAndHardTanhDoesNot() {
    const std::vector<double> x{-3, -1, 0, 1, 3, NaN};
    QVERIFY(equal(slopesOf(sampleOf("hardtanh", {x})), {0, 0, 1, 0, 0, 1}));
    const Sample clamp = sampleOf("clamp", {x}, {{"min", -1.0}, {"max", 1.0}});
    QVERIFY(equal(slopesOf(clamp), {0, 1, 1, 1, 0, 0}));
    QVERIFY(std::isnan(clamp.value()[5]));
    QVERIFY(!clamp.corner().empty());
    QVERIFY(equal(slopesOf(sampleOf("clamp", {x}, {{"max", 0.0}})), {1, 1, 1, 0, 0, 0}));
    const Sample open = sampleOf("clamp", {{-infinity, 2, infinity}});
    QVERIFY(equal(slopesOf(open), {1, 1, 1}));
    QVERIFY(open.corner().empty());
    // Bounds that cross: the upper one, as in PyTorch.
    const Sample crossed = sampleOf("clamp", {{0, 5}}, {{"min", 2.0}, {"max", 1.0}});
    QVERIFY(equal({crossed.value()[0], crossed.value()[1]}, {1, 1}));
    QVERIFY(equal(slopesOf(crossed), {0, 0}));
    QVERIFY_EXCEPTION_THROWN(sampleOf("hardtanh", {x}, {{"min_val", 2.0}, {"max_val", 1.0}}), Error);
    QVERIFY(equal({sampleOf("clamp", {{5}}, {{"min", -infinity}, {"max", infinity}}).value()[0]}, {5}));
  }

  void whereSendsNothingToWhatWasNotChosen() {
    const Sample sample = sampleOf("where", {{1, 0, NaN, -0.0}, {1, 2, 3, 4}, {10, 20, 30, 40}});
    QVERIFY(equal(valuesOf(sample), {1, 20, 3, 40}));
    QVERIFY(equal(slopesOf(sample, 1), {1, 0, 1, 0}));
    QVERIFY(equal(slopesOf(sample, 2), {0, 1, 0, 1}));
    const LinearMap map = sample.local(1, sample.value());
    QCOMPARE(map.structuralNonZeros(), 2);
    const Tensor downstream = map.applyTransposed(Tensor(Shape{4}, {1, infinity, 1, NaN}));
    QVERIFY(equal({downstream.data().begin(), downstream.data().end()}, {1, 0, 1, 0}));
  }

  void whereRepeatsAllThree() {
    const Function& function = functionNamed("where");
    const Tensor condition(Shape{2, 1}, {1, 0}), a(Shape{3}, {1, 2, 3}), b = Tensor::scalar(9);
    const Settings settings(function, {});
    const std::array<const Shape*, 3> shapes{&condition.shape(), &a.shape(), &b.shape()};
    Tensor output(function.shape(shapes, settings));
    QVERIFY(output.shape() == (Shape{2, 3}));
    const std::vector<TensorView> views{condition, a, b};
    function.value({views}, settings, output.data());
    QVERIFY(equal({output.data().begin(), output.data().end()}, {1, 2, 3, 9, 9, 9}));
    const LinearMap map = function.local(2, {views}, output, settings);
    QCOMPARE(map.applyTransposed(Tensor(Shape{2, 3}, 1))[0], 3.0);
  }

  void dropoutScalesWhatItKeepsAndItsSeedFixesTheMask() {
    const std::vector<double> ones(10000, 1);
    const auto dropped = [&](double p, Index seed) {
      return valuesOf(sampleOf("dropout", {ones}, {{"p", p}, {"seed", seed}}));
    };
    QVERIFY(dropped(0.25, 7) == dropped(0.25, 7));
    QVERIFY(dropped(0.25, 7) != dropped(0.25, 8));
    const std::vector<double> kept = dropped(0.25, 7);
    const auto count = std::ranges::count(kept, 1 / 0.75);
    QCOMPARE(count + std::ranges::count(kept, 0.0), 10000);
    QVERIFY(std::abs(count - 7500) < 200);
    QVERIFY(dropped(0, 1) == ones);
    QVERIFY(dropped(1, 1) == std::vector<double>(10000, 0));
    QVERIFY(equal(slopesOf(sampleOf("dropout", {{infinity, 1}}, {{"p", 1.0}})), {0, 0}));
    for (const double wrong : {-0.1, 1.1})
      QVERIFY_EXCEPTION_THROWN(sampleOf("dropout", {{1}}, {{"p", wrong}}), Error);
  }

  void dropoutTakesTheNumbersOfTheInitialisers() {
    const Tensor uniform =
        initialised(Shape{50}, {.kind = InitialiserKind::Uniform, .seed = 3, .low = 0, .high = 1});
    const Sample sample = sampleOf("dropout", {std::vector<double>(50, 1)}, {{"seed", Index(3)}});
    for (Index k = 0; k < 50; ++k) QCOMPARE(sample.value()[k], uniform[k] < 0.5 ? 0.0 : 2.0);
  }

  void classesThatDoNotExistAreRefused() {
    for (const double wrong : {3.0, -1.0, 0.5, NaN, infinity}) {
      const Function& function = functionNamed("cross_entropy");
      const Tensor logits(Shape{3}, {1, 2, 3});
      const Tensor target = Tensor::scalar(wrong);
      const std::vector<TensorView> views{logits, target};
      double loss = 0;
      QVERIFY_EXCEPTION_THROWN(function.value({views, 0}, Settings(function, {}), std::span(&loss, 1)),
                               Error);
    }
  }
};

QTEST_GUILESS_MAIN(TestCorners)
#include "tst_corners.moc"
