#include <QTest>

#include <cmath>
#include <limits>

#include "core/tensor/direct_convolution.h"
#include "core/tensor/initialiser.h"
#include "core/tensor/tiled_product.h"
#include "tests/core/samples.h"

using namespace core;

namespace {

/// One convolution with its numbers.
struct Case {
  const char* name;
  Convolution sizes;

  Tensor input() const { return numbers(sizes.inputSize(), 1); }
  Tensor weight() const { return numbers(sizes.outChannels * sizes.patchSize(), 2); }
  Tensor upstream() const { return numbers(sizes.outputSize(), 3); }

  /// Calls `use(output, input, weight)` with the flat places of every product, straight from the definition.
  template <typename Use>
  void forEachProduct(Use&& use) const {
    const Convolution& c = sizes;
    for (Index n = 0; n < c.batch; ++n) {
      for (Index o = 0; o < c.outChannels; ++o) {
        for (Index y = 0; y < c.output[0]; ++y) {
          for (Index x = 0; x < c.output[1]; ++x) {
            for (Index k = 0; k < c.patchSize(); ++k) {
              const Index channel = k / (c.kernel[0] * c.kernel[1]);
              const Index row = c.meets(0, y, k / c.kernel[1] % c.kernel[0]), column = c.meets(1, x, k % c.kernel[1]);
              if (!c.isInside(0, row) || !c.isInside(1, column)) continue;
              const Index from = n * c.channels + o / c.groupOutputs() * c.groupChannels() + channel;
              use(((n * c.outChannels + o) * c.output[0] + y) * c.output[1] + x, (from * c.input[0] + row) * c.input[1] + column,
                  o * c.patchSize() + k);
            }
          }
        }
      }
    }
  }

private:
  static Tensor numbers(Index count, std::uint64_t seed) {
    return initialised(Shape{count}, {.kind = InitialiserKind::Normal, .seed = seed});
  }
};

Case sized(const char* name, Convolution c) {
  for (std::size_t axis = 0; axis < 2; ++axis)
    c.output[axis] = c.input[axis] + 2 * c.padding[axis] - c.dilation[axis] * (c.kernel[axis] - 1);
  return {name, c};
}

std::vector<Case> cases() {
  return {
      sized("3 × 3, padded", {.batch = 2, .channels = 3, .outChannels = 9, .input = {5, 14}, .kernel = {3, 3}, .padding = {1, 1}}),
      sized("no padding", {.channels = 1, .outChannels = 8, .input = {6, 28}, .kernel = {5, 5}}),
      sized("one axis", {.batch = 3, .channels = 2, .outChannels = 5, .input = {1, 33}, .kernel = {1, 4}, .padding = {0, 2}}),
      sized("groups, dilation", {.channels = 4, .outChannels = 6, .groups = 2, .input = {7, 9}, .kernel = {2, 3}, .padding = {1, 2},
                                 .dilation = {3, 2}}),
      sized("one place", {.batch = 2, .channels = 17, .outChannels = 11, .input = {3, 8}, .kernel = {1, 1}}),
  };
}

Tensor zeros(const Tensor& like) { return Tensor(like.shape()); }

}  // namespace

class TestConvolution : public QObject {
  Q_OBJECT

private slots:
  void init() {
    if (tiledWidth() == 0) QSKIP("this machine has no fused multiply-add");
  }

  void everyEntryIsItsSum() {
    for (const Case& c : cases()) {
      QVERIFY2(isDirect(c.sizes), c.name);
      const Tensor input = c.input(), weight = c.weight(), upstream = c.upstream();
      Tensor output = zeros(upstream), byInput = zeros(input), byWeight = zeros(weight);
      c.forEachProduct([&](Index o, Index i, Index w) {
        output[o] += weight[w] * input[i];
        byInput[i] += weight[w] * upstream[o];
        byWeight[w] += upstream[o] * input[i];
      });
      for (const int width : {4, 8}) {
        if (width > tiledWidth()) continue;
        // Onto ones, as everything is added.
        Tensor y(output.shape(), 1), dx(input.shape(), 1), dw(weight.shape(), 1);
        convolveDirectly(width, c.sizes, input.data().data(), weight.data().data(), y.data().data());
        convolveTransposedDirectly(width, c.sizes, upstream.data().data(), weight.data().data(), dx.data().data());
        convolveByWeightDirectly(width, c.sizes, upstream.data().data(), input.data().data(), dw.data().data());
        const auto isAdded = [](const Tensor& sum, Tensor expected) {
          for (double& entry : expected.data()) entry += 1;
          return samples::agree(sum.data(), expected.data(), 1e-13);
        };
        QVERIFY2(isAdded(y, output), c.name);
        QVERIFY2(isAdded(dx, byInput), c.name);
        QVERIFY2(isAdded(dw, byWeight), c.name);
      }
    }
  }

  void everyWidthGivesTheSameBits() {
    if (tiledWidth() < 8) QSKIP("this machine has vectors of one width only");
    for (const Case& c : cases()) {
      const Tensor input = c.input(), weight = c.weight(), upstream = c.upstream();
      const auto results = [&](int width) {
        std::vector<Tensor> all = {zeros(upstream), zeros(input), zeros(weight)};
        convolveDirectly(width, c.sizes, input.data().data(), weight.data().data(), all[0].data().data());
        convolveTransposedDirectly(width, c.sizes, upstream.data().data(), weight.data().data(), all[1].data().data());
        convolveByWeightDirectly(width, c.sizes, upstream.data().data(), input.data().data(), all[2].data().data());
        return all;
      };
      QVERIFY2(results(4) == results(8), c.name);
    }
  }

  void infinitiesStayWhereTheyBelong() {
    const Case c = cases().front();
    const double infinity = std::numeric_limits<double>::infinity();
    // An infinite weight at a corner of the kernel meets nothing at the opposite border.
    Tensor weight = c.weight();
    weight[0] = infinity;
    const Tensor upstream = c.upstream();
    Tensor expected = zeros(c.input()), dx = zeros(c.input());
    c.forEachProduct([&](Index o, Index i, Index w) { expected[i] += weight[w] * upstream[o]; });
    convolveTransposed(c.sizes, upstream.data().data(), weight.data().data(), dx.data().data());
    QVERIFY(std::ranges::any_of(expected.data(), [](double entry) { return std::isfinite(entry); }));
    for (Index i = 0; i < dx.size(); ++i) QCOMPARE(std::isfinite(dx[i]), std::isfinite(expected[i]));

    // An infinite input at the end of a row is no neighbour of the next row's first entry.
    Tensor input = c.input();
    input[13] = infinity;
    Tensor sums = zeros(c.weight()), dw = zeros(c.weight());
    c.forEachProduct([&](Index o, Index i, Index w) { sums[w] += upstream[o] * input[i]; });
    convolveByWeight(c.sizes, upstream.data().data(), input.data().data(), dw.data().data());
    QVERIFY(std::ranges::any_of(sums.data(), [](double entry) { return std::isfinite(entry); }));
    for (Index w = 0; w < dw.size(); ++w) QCOMPARE(std::isfinite(dw[w]), std::isfinite(sums[w]));
  }

  void whatDoesNotFitIsNotDirect() {
    Convolution strided = cases().front().sizes;
    strided.stride = {2, 1};
    QVERIFY(!isDirect(strided));
    QVERIFY(!isDirect(sized("narrow", {.input = {9, 4}, .kernel = {3, 3}, .padding = {1, 1}}).sizes));
    QVERIFY(!isDirect(sized("more padding than kernel", {.input = {9, 9}, .kernel = {2, 2}, .padding = {2, 2}}).sizes));
    QVERIFY(!isDirect(sized("far apart", {.input = {40, 40}, .kernel = {2, 2}, .padding = {0, 0}, .dilation = {33, 33}}).sizes));
  }
};

QTEST_GUILESS_MAIN(TestConvolution)
#include "tst_convolution.moc"
