#include <QTest>

#include <limits>

#include "tests/core/samples.h"

using namespace core;
using samples::agree;
using samples::Sample;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double NaN = std::numeric_limits<double>::quiet_NaN();

/// A call of the function `name` with vectors.
Sample sampleOf(const char* name, std::vector<std::vector<double>> vectors, Attributes attributes = {}) {
  const Function& function = functionNamed(name);
  Sample sample{&function, Settings(function, attributes), {}, 0, {}};
  std::vector<const Shape*> shapes;
  for (const std::vector<double>& vector : vectors)
    sample.inputs.emplace_back(Shape{static_cast<Index>(vector.size())}, vector);
  for (const Tensor& input : sample.inputs) shapes.push_back(&input.shape());
  sample.outputShape = function.shape(shapes, sample.settings);
  return sample;
}

const Attributes unreduced{{"reduction", std::string("none")}};

std::vector<double> valuesOf(const Sample& sample) {
  const Tensor value = sample.value();
  return {value.data().begin(), value.data().end()};
}

std::vector<double> slopesOf(const Sample& sample, std::size_t argument = 0) {
  const LinearMap map = sample.local(argument, sample.value());
  const Tensor sums = map.applyTransposed(Tensor(map.outputShape(), 1));
  return {sums.data().begin(), sums.data().end()};
}

bool equal(const std::vector<double>& actual, const std::vector<double>& expected) {
  return agree(actual, expected, 1e-15);
}

}  // namespace

/// What the losses do where a derivative does not exist, at the ends of their ranges and for each reduction.
class TestLossCorners : public QObject {
  Q_OBJECT

private slots:
  void meanDividesByTheNumberOfEntriesAfterRepeating() {
    const Function& function = functionNamed("l1_loss");
    const Tensor input(Shape{2, 1}, {1, 5}), target(Shape{3}, {0, 1, 2});
    const std::vector<TensorView> views{input, target};
    for (const auto& [reduction, expected] : {std::pair("mean", 14.0 / 6), std::pair("sum", 14.0)}) {
      double loss = 0;
      function.value({views}, Settings(function, {{"reduction", std::string(reduction)}}),
                     std::span(&loss, 1));
      QCOMPARE(loss, expected);
    }
  }

  void meanOfNothingHasNoValueAndItsSumIsZero() {
    QVERIFY(equal(valuesOf(sampleOf("huber_loss", {{}, {}})), {NaN}));
    QVERIFY(equal(valuesOf(sampleOf("huber_loss", {{}, {}}, {{"reduction", std::string("sum")}})), {0}));
  }

  void absoluteLossTakesSlopeZeroAtATie() {
    const Sample sample = sampleOf("l1_loss", {{1, 2, 3}, {1, 3, 2}}, unreduced);
    QVERIFY(equal(slopesOf(sample), {0, -1, 1}));
    QVERIFY(equal(slopesOf(sample, 1), {0, 1, -1}));
    QVERIFY(!sample.corner().empty());
    QVERIFY(sampleOf("l1_loss", {{1}, {2}}).corner().empty());
  }

  void huberIsAStraightLineFarOut() {
    Attributes attributes = unreduced;
    attributes.set("delta", 0.5);
    const Sample sample = sampleOf("huber_loss", {{0.5, -3, 0.2, infinity}, {0, 0, 0, 0}}, attributes);
    QVERIFY(equal(valuesOf(sample), {0.125, 1.375, 0.02, infinity}));
    QVERIFY(equal(slopesOf(sample), {0.5, -0.5, 0.2, 0.5}));
    for (const double wrong : {0.0, -1.0})
      QVERIFY_EXCEPTION_THROWN(sampleOf("huber_loss", {{1}, {2}}, {{"delta", wrong}}), Error);
  }

  void smoothAbsoluteLossWithoutARoundTipIsTheAbsoluteLoss() {
    Attributes attributes = unreduced;
    attributes.set("beta", 0.0);
    const Sample sample = sampleOf("smooth_l1_loss", {{1, 0, -2}, {0, 0, 0}}, attributes);
    QVERIFY(equal(valuesOf(sample), {1, 0, 2}));
    QVERIFY(equal(slopesOf(sample), {1, 0, -1}));
    QVERIFY(!sample.corner().empty());
    attributes.set("beta", 2.0);
    QVERIFY(equal(slopesOf(sampleOf("smooth_l1_loss", {{1, 2, -5}, {0, 0, 0}}, attributes)), {0.5, 1, -1}));
    QVERIFY_EXCEPTION_THROWN(sampleOf("smooth_l1_loss", {{1}, {2}}, {{"beta", -1.0}}), Error);
  }

  void binaryCrossEntropyClampsItsLogarithms() {
    const Sample sample = sampleOf("binary_cross_entropy", {{0, 1, 0, 1}, {1, 0, 0, 1}}, unreduced);
    QVERIFY(equal(valuesOf(sample), {100, 100, 0, 0}));
    QVERIFY(agree(slopesOf(sample), std::vector<double>{-1 / double(1e-12f), 1 / double(1e-12f), 0, 0}, 1e-15));
    QVERIFY(!sample.corner().empty());
    QVERIFY(sampleOf("binary_cross_entropy", {{0.5}, {1}}).corner().empty());
  }

  void whatIsNoProbabilityIsRefused() {
    for (const double wrong : {-0.1, 1.1, infinity})
      QVERIFY_EXCEPTION_THROWN(sampleOf("binary_cross_entropy", {{wrong}, {1}}).value(), Error);
    QVERIFY(std::isnan(sampleOf("binary_cross_entropy", {{NaN}, {1}}).value()[0]));
    QVERIFY_EXCEPTION_THROWN(sampleOf("binary_cross_entropy", {{0.5, 0.5}, {1}}), Error);
    QVERIFY_EXCEPTION_THROWN(sampleOf("binary_cross_entropy_with_logits", {{0.5, 0.5}, {1}}), Error);
  }

  void scoresOfAnySizeHaveABinaryCrossEntropy() {
    const Sample sample =
        sampleOf("binary_cross_entropy_with_logits",
                 {{1000, -1000, 1000, -40, 1e308, infinity}, {1, 0, 0, 0, 0, 1}}, unreduced);
    QVERIFY(equal({valuesOf(sample)[0], valuesOf(sample)[1], valuesOf(sample)[2]}, {0, 0, 1000}));
    QVERIFY(std::abs(valuesOf(sample)[3] / std::exp(-40) - 1) < 1e-14);
    QCOMPARE(valuesOf(sample)[4], 1e308);
    QCOMPARE(valuesOf(sample)[5], 0.0);
    QVERIFY(equal(slopesOf(sample), {0, 0, 1, 0, 1, 0}));
    QVERIFY(std::abs(slopesOf(sample)[3] / std::exp(-40) - 1) < 1e-14);
  }

  void divergenceIsZeroWhereNothingIsAskedFor() {
    const Sample sample = sampleOf("kl_div", {{-1, -infinity, -1}, {0, 0, 0.5}}, unreduced);
    QVERIFY(equal(valuesOf(sample), {0, 0, 0.5 * (std::log(0.5) + 1)}));
    QVERIFY(equal(slopesOf(sample), {0, 0, -0.5}));
    QVERIFY(equal(slopesOf(sample, 1), {NaN, NaN, std::log(0.5) + 2}));
    QVERIFY(!sample.corner().empty());
  }

  void likelihoodTakesTheClassOfEachSample() {
    const Function& function = functionNamed("nll_loss");
    const Tensor scores(Shape{2, 3}, {-1, -2, -3, -4, -5, -6}), target(Shape{2}, {2, 0});
    const std::vector<TensorView> views{scores, target};
    double loss = 0;
    function.value({views}, Settings(function, {}), std::span(&loss, 1));
    QCOMPARE(loss, 3.5);
    const Tensor one(Shape{3}, {-1, -2, -3}), itsClass = Tensor::scalar(1);
    const std::vector<TensorView> single{one, itsClass};
    function.value({single}, Settings(function, {}), std::span(&loss, 1));
    QCOMPARE(loss, 2.0);
    for (const double wrong : {3.0, -1.0, 0.5, NaN, infinity}) {
      const Tensor bad = Tensor::scalar(wrong);
      const std::vector<TensorView> badViews{one, bad};
      QVERIFY_EXCEPTION_THROWN(function.value({badViews}, Settings(function, {}), std::span(&loss, 1)),
                               Error);
    }
    const Shape scoresShape{2, 3};
    const std::array<const Shape*, 2> shares{&scoresShape, &scoresShape};
    QVERIFY_EXCEPTION_THROWN(function.shape(shares, Settings(function, {})), Error);
  }

  void classesOfNoSampleAndOfManyAxes() {
    const Function& function = functionNamed("cross_entropy");
    const Tensor logits(Shape{2, 3, 2}), classes(Shape{2, 2}, {0, 1, 2, 0});
    const std::vector<TensorView> views{logits, classes};
    double loss = 0;
    function.value({views}, Settings(function, {}), std::span(&loss, 1));
    QVERIFY(std::abs(loss - std::log(3)) < 1e-15);
    // Shares: the mean is over the samples, not over samples and classes.
    const Tensor pair(Shape{2, 2}, {0, 0, 0, 0}), shares(Shape{2, 2}, {0.5, 0.5, 1, 0});
    const std::vector<TensorView> shared{pair, shares};
    function.value({shared}, Settings(function, {}), std::span(&loss, 1));
    QVERIFY(std::abs(loss - std::log(2)) < 1e-15);
  }
};

QTEST_GUILESS_MAIN(TestLossCorners)
#include "tst_loss_corners.moc"
