#include <QTest>

#include <limits>

#include "tests/core/samples.h"

using namespace core;
using samples::agree;
using samples::Sample;

namespace {

/// A call of the function `name` with vectors, and with its default attributes.
Sample sampleOf(const char* name, std::vector<std::vector<double>> vectors) {
  const Function& function = functionNamed(name);
  Sample sample{&function, Settings(function, {}), {}, 0, {}};
  std::vector<const Shape*> shapes;
  for (const std::vector<double>& vector : vectors) {
    sample.inputs.emplace_back(Shape{static_cast<Index>(vector.size())}, vector);
  }
  for (const Tensor& input : sample.inputs) shapes.push_back(&input.shape());
  sample.outputShape = function.shape(shapes, sample.settings);
  return sample;
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
