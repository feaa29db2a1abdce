// What charts show: norms along the backward pass, curves with their slopes, histograms, tables.
#include <QTest>

#include <cmath>
#include <limits>
#include <numeric>

#include "tests/core/sample_graphs.h"
#include "ui/model/curve.h"
#include "ui/model/gradient_norms.h"
#include "ui/model/histogram.h"
#include "ui/model/length.h"
#include "ui/model/plot_data.h"

using core::NodeId;
using core::Tensor;

namespace {

std::shared_ptr<const core::Trace> traceOf(const core::Graph& graph) {
  return std::make_shared<const core::Trace>(core::run(graph));
}

/// Ten sigmoids from 0 (lesson 12).
core::Graph tenSigmoids() {
  std::vector<core::Node> nodes{leaf("input", "x", Tensor::scalar(0))};
  std::string before = "x";
  for (int k = 1; k <= 10; ++k) {
    const std::string id = "z" + std::to_string(k);
    nodes.push_back(node("sigmoid", id, {before.c_str()}));
    before = id;
  }
  return graphOf(nodes, "z10");
}

ui::Moment atEnd(const core::Graph& graph) {
  const ui::Moment start(traceOf(graph), 0);
  return start.at(start.last());
}

}  // namespace

class TestChartData : public QObject {
  Q_OBJECT

 private slots:
  void normsFollowTheBackwardPass() {
    const auto trace = traceOf(tenSigmoids());
    const std::vector<ui::GradientNorm> norms = ui::gradientNorms(trace);
    QCOMPARE(norms.size(), std::size_t(11));
    QCOMPARE(norms.front().node, *trace->graph().position(NodeId("z10")));
    QCOMPARE(norms.front().norm, 1.0);
    QCOMPARE(norms.back().node, *trace->graph().position(NodeId("x")));
    QVERIFY(std::abs(norms.back().norm - 3.9e-7) < 0.05e-7);
    for (std::size_t k = 1; k < norms.size(); ++k) {
      QVERIFY(norms[k].norm < norms[k - 1].norm);
      QVERIFY(norms[k].cursor > norms[k - 1].cursor);
    }
  }

  void aNormIsThereWhenTheLastContributionIsIn() {
    const ui::Moment end = atEnd(twoLayers());
    for (const ui::GradientNorm& norm : ui::gradientNorms(end.sharedTrace())) {
      QVERIFY(end.at(norm.cursor).gradientComplete(norm.node));
      QVERIFY(!end.at(norm.cursor - 1).gradientComplete(norm.node));
    }
  }

  void lengthsOfTinyAndHugeNumbersKeepTheirDigits() {
    QCOMPARE(ui::lengthOf(std::vector{3e200, 4e200}), 5e200);
    QCOMPARE(ui::lengthOf(std::vector{3e-200, -4e-200}), 5e-200);
    QVERIFY(std::isnan(ui::lengthOf(std::vector{1.0, std::nan("")})));
    QCOMPARE(ui::lengthOf({}), 0.0);
  }

  void everyFunctionOfAKindIsExchanged() {
    const core::Graph graph = ui::withEvery(tenSigmoids(), core::functionNamed("sigmoid"), core::functionNamed("relu"), {});
    for (const core::NodePointer& node : graph.nodes()) QVERIFY(node->isLeaf() || node->function->name == "relu");
  }

  void theSlopeOfASigmoidIsAtMostAQuarter() {
    QCOMPARE(ui::largestSlope(core::functionNamed("sigmoid"), {}), 0.25);
    QCOMPARE(ui::largestSlope(core::functionNamed("tanh"), {}), 1.0);
  }

  void theCurveOfAScalarHasItsTangentAtTheInput() {
    const ui::Moment end = atEnd(graphOf({leaf("input", "n", Tensor::scalar(-1)), node("exp", "e", {"n"})}, "e"));
    const auto curve = ui::curveOf(end, 1, 0);
    QVERIFY(curve);
    QCOMPARE(curve->tangents.size(), std::size_t(1));
    QCOMPARE(curve->tangents[0].x, -1.0);
    QVERIFY(std::abs(curve->tangents[0].y - std::exp(-1)) < 1e-12);
    QVERIFY(std::abs(curve->tangents[0].slope - std::exp(-1)) < 1e-12);
    QVERIFY(curve->line.front().x < -2 && curve->line.back().x > 0);
    for (const ui::CurvePoint& point : curve->line) QVERIFY(std::abs(point.y - std::exp(point.x)) < 1e-12);
  }

  void theCurveAlongOneOfTwoInputsKeepsTheOtherFixed() {
    const ui::Moment end = atEnd(graphOf({leaf("input", "a", Tensor::scalar(2)), leaf("input", "b", Tensor::scalar(5)),
                                          node("mul", "p", {"a", "b"})},
                                         "p"));
    for (const std::size_t argument : {0, 1}) {
      const auto curve = ui::curveOf(end, 2, argument);
      QVERIFY(curve);
      QCOMPARE(curve->tangents[0].slope, argument == 0 ? 5.0 : 2.0);
    }
  }

  void aCornerHasASlopeOnEachSide() {
    const ui::Moment end = atEnd(graphOf({leaf("input", "x", Tensor::scalar(0)), node("relu", "y", {"x"})}, "y"));
    const auto curve = ui::curveOf(end, 1, 0);
    QVERIFY(curve && curve->corner);
    QCOMPARE(curve->slopeLeft, 0.0);
    QCOMPARE(curve->slopeRight, 1.0);
    QCOMPARE(curve->tangents[0].slope, 0.0);
  }

  void whatIsNotElementwiseHasNoCurve() {
    const ui::Moment end = atEnd(twoLayers());
    const core::Graph& graph = end.graph();
    QVERIFY(!ui::curveOf(end, *graph.position(NodeId("h")), 0));
    QVERIFY(ui::curveOf(end, *graph.position(NodeId("a")), 0));
    QVERIFY(!ui::curveOf(end, *graph.position(NodeId("x")), 0));
  }

  void aHistogramCountsEveryEntryOnce() {
    constexpr double inf = std::numeric_limits<double>::infinity();
    const std::vector<double> numbers{0, 1, 1, 2, 3, -4, inf, std::nan(""), 0.5};
    const ui::Histogram histogram = ui::histogramOf(numbers, false);
    QCOMPARE(histogram.counts.size(), std::size_t(3));  // the root of 7 is 2.6
    QCOMPARE(std::accumulate(histogram.counts.begin(), histogram.counts.end(), core::Index(0)), core::Index(7));
    QCOMPARE(histogram.nan, core::Index(1));
    QCOMPARE(histogram.infinite, core::Index(1));
    QCOMPARE(histogram.edges.front(), -4.0);
    QCOMPARE(histogram.edges.back(), 3.0);
  }

  void aLogarithmicHistogramShowsMagnitudesAndCountsZeros() {
    const ui::Histogram histogram = ui::histogramOf(std::vector{1e-8, -1e-4, 0.0, 1.0}, true);
    QCOMPARE(histogram.zero, core::Index(1));
    QVERIFY(std::abs(histogram.edges.front() / 1e-8 - 1) < 1e-9);
    QCOMPARE(histogram.edges.back(), 1.0);
  }

  void thereAreAtMostFortyBars() {
    std::vector<double> many(10'000);
    std::iota(many.begin(), many.end(), 0);
    QCOMPARE(ui::histogramOf(many, false).counts.size(), std::size_t(40));
  }

  void aChartIsCopiedAsATableWithAllDigits() {
    const ui::PlotData data{.series = {{.name = QStringLiteral("a, b"), .points = {{0, 0.1}, {1, 1e-300}}}}, .x = {}, .y = {}};
    QCOMPARE(ui::csvOf(data), QStringLiteral("series,x,y\n\"a, b\",0,0.1\n\"a, b\",1,1e-300\n"));
  }

  void logarithmicLimitsAreWholePowersOfTheFiniteNumbers() {
    ui::PlotData data{.series = {{.points = {{0, 0}, {1, 3e-5}, {2, 20}, {3, std::nan("")}}}}, .x = {}, .y = {.logarithmic = true}};
    const auto [low, high] = ui::limitsOf(data, true);
    QVERIFY(std::abs(low / 1e-5 - 1) < 1e-9);
    QVERIFY(std::abs(high / 100 - 1) < 1e-9);
  }
};

QTEST_MAIN(TestChartData)
#include "tst_chart_data.moc"
