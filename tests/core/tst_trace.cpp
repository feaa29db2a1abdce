#include <QTest>
#include <cmath>
#include <limits>

#include "core/autodiff/jacobian.h"
#include "core/autodiff/not_finite.h"
#include "tests/core/sample_graphs.h"

using core::firstNotFiniteGradient;
using core::firstNotFiniteValue;
using core::NodeId;
using core::NotFinite;
using core::Seed;
using core::Tensor;
using core::Trace;

namespace {

std::size_t at(const Trace& trace, const char* id) { return *trace.graph().position(NodeId(id)); }

bool isClose(double a, double b, double tolerance = 1e-12) { return std::abs(a - b) <= tolerance * std::max(1.0, std::abs(b)); }

}  // namespace

class TestTrace : public QObject {
  Q_OBJECT

 private slots:
  void contributionsAtAFanOutAddUp() {
    const Trace trace = core::run(fanOut());
    QCOMPARE(trace.value(at(trace, "f"))[0], 36.0);
    QCOMPARE(trace.gradient(at(trace, "x"))[0], 33.0);
    const auto contributions = trace.contributions(at(trace, "x"));
    QCOMPARE(contributions.size(), 2u);
    double sum = 0;
    for (const core::Contribution& c : contributions) sum += trace.downstream(c.consumer, c.argument)[0];
    QCOMPARE(sum, 33.0);
  }

  void aNodeUsedTwiceByOneFunctionSendsTwoContributions() {
    const Trace trace = core::run(graphOf({leaf("input", "x", Tensor::scalar(3)), node("mul", "y", {"x", "x"})}, "y"));
    QCOMPARE(trace.contributions(0).size(), 2u);
    QCOMPARE(trace.gradient(0)[0], 6.0);
  }

  void partialSumsGrowStepByStepToTheGradient() {
    const Trace trace = core::run(twoLayers());
    const std::size_t w = at(trace, "W1");
    const auto contributions = trace.contributions(w);
    QCOMPARE(contributions.size(), 2u);
    QVERIFY(!trace.partialGradient(w, contributions[0].step));
    const Tensor first = *trace.partialGradient(w, contributions[0].step + 1);
    QVERIFY(isClose(first[0], 0.07));
    const Tensor all = *trace.partialGradient(w, trace.backwardSteps().size());
    QVERIFY2(all == trace.gradient(w).copy(), "bit for bit what the engine accumulated");
    QVERIFY(isClose(all[0], 0.694, 1e-3));
  }

  void theLessonsNumbersComeOut() {
    const Trace trace = core::run(twoLayers());
    QVERIFY(isClose(trace.value(at(trace, "L"))[0], 2.69, 1e-3));
    const core::TensorView upstream = trace.gradient(at(trace, "s"));
    QVERIFY(isClose(upstream[0], 0.75, 1e-2) && isClose(upstream[1], -0.91, 1e-2) && isClose(upstream[2], 0.16, 3e-2));
    QVERIFY(isClose(trace.downstream(at(trace, "s"), 0)[2], -0.54, 1e-2));
  }

  void backwardStepsAreTheForwardOrderReversed() {
    const Trace trace = core::run(twoLayers());
    std::vector<std::string> ids;
    for (const std::size_t p : trace.backwardSteps()) ids.push_back(trace.graph().node(p).id.text());
    QCOMPARE(ids, (std::vector<std::string>{"L", "r", "ell", "s", "a", "h"}));
  }

  void constantsAndWhatHangsOnThemAloneHaveNoGradient() {
    const Trace trace = core::run(graphOf({leaf("constant", "c", Tensor::scalar(2)), node("exp", "e", {"c"}),
                                           leaf("input", "x", Tensor::scalar(1)), leaf("input", "unused", Tensor::scalar(1)),
                                           node("mul", "y", {"e", "x"})},
                                          "y"));
    QVERIFY(!trace.hasGradient(at(trace, "c")));
    QVERIFY(!trace.hasGradient(at(trace, "e")));
    QVERIFY(!trace.hasGradient(at(trace, "unused")));
    QVERIFY(trace.hasGradient(at(trace, "x")));
  }

  void withoutAnOutputThereAreValuesOnly() {
    const Trace trace = core::run(fanOut().withOutput(std::nullopt));
    QCOMPARE(trace.value(at(trace, "f"))[0], 36.0);
    QVERIFY(trace.backwardSteps().empty() && !trace.seed() && !trace.hasGradient(at(trace, "x")));
  }

  void branchesBesideAProblemAreStillComputed() {
    const Trace trace = core::run(graphOf({leaf("input", "x", Tensor::scalar(2)), node("square", "y", {"x"}), node("add", "m", {"x", ""}),
                                           node("exp", "w", {"m"})},
                                          "w"));
    QCOMPARE(trace.value(at(trace, "y"))[0], 4.0);
    QCOMPARE(trace.problem(at(trace, "m"))->kind, core::Problem::Kind::MissingArgument);
    QCOMPARE(trace.problem(at(trace, "w"))->kind, core::Problem::Kind::Waits);
    QVERIFY(!trace.seed());
  }

  void aClassTargetGetsNoGradientAndSharesDo() {
    for (const bool shares : {false, true}) {
      const Tensor target = shares ? Tensor({1, 3}, {0.2, 0.3, 0.5}) : Tensor({1}, {2});
      const core::Graph graph = graphOf(
          {leaf("input", "s", Tensor({1, 3}, {1, 2, 3})), leaf("input", "t", target), node("cross_entropy", "L", {"s", "t"})},
          "L");
      const core::Trace trace = core::run(graph);
      QVERIFY(trace.hasGradient(0));
      QCOMPARE(trace.hasGradient(1), shares);
      QCOMPARE(trace.plan().isActive(2, 1), shares);
      QCOMPARE(core::jacobianTable(trace, 2, 1).entries.shape(), core::concatenated({}, target.shape()));
    }
  }

  void aClassThatDoesNotExistIsAProblemOfItsNode() {
    const Trace trace = core::run(graphOf({leaf("input", "s", Tensor({3}, {1, 2, 3})), leaf("constant", "t", Tensor::scalar(7)),
                                           node("cross_entropy", "L", {"s", "t"}), node("neg", "n", {"L"})},
                                          "n"));
    QCOMPARE(trace.problem(at(trace, "L"))->kind, core::Problem::Kind::Value);
    QCOMPARE(trace.problem(at(trace, "n"))->kind, core::Problem::Kind::Waits);
  }

  void identitySeedStacksAllRows() {
    core::Seed identity{.kind = core::Seed::Kind::Identity};
    const core::Graph graph = graphOf({leaf("input", "x", Tensor({2}, {3, 5})), node("square", "y", {"x"})}, "y");
    const Trace trace = core::run(graph, identity);
    QVERIFY(trace.stack() == core::Shape({2}));
    QVERIFY(trace.gradient(0).copy() == Tensor({2, 2}, {6, 0, 0, 10}));
  }

  void seedsGiveRowsOfTheJacobian() {
    const core::Graph graph =
        graphOf({leaf("parameter", "W", Tensor({2, 3}, {1, 2, 0, -1, 0, 3})), leaf("input", "x", Tensor({3}, {2, -1, 1})), node("matmul", "y", {"W", "x"})}, "y");
    core::Seed second{.kind = core::Seed::Kind::Element, .element = {1}};
    QVERIFY(core::run(graph, second).gradient(1).copy() == Tensor({3}, {-1, 0, 3}));
    core::Seed own{.kind = core::Seed::Kind::Own, .own = Tensor({2}, {3, -1})};
    QVERIFY(core::run(graph, own).gradient(1).copy() == Tensor({3}, {4, 6, -3}));
    own.own = Tensor({3}, {1, 1, 1});
    QVERIFY_EXCEPTION_THROWN(core::run(graph, own), core::Error);
    second.element = {2};
    QVERIFY_EXCEPTION_THROWN(core::run(graph, second), core::Error);
  }

  void jacobianOfAnyNodeByAnyNodeAgreesWithTheGradients() {
    const Trace trace = core::run(twoLayers());
    const Tensor j = core::jacobianTable(trace, at(trace, "L"), at(trace, "W1")).entries;
    for (core::Index k = 0; k < j.size(); ++k) QVERIFY(isClose(j[k], trace.gradient(at(trace, "W1"))[k]));
    QVERIFY(core::jacobianTable(trace, at(trace, "s"), at(trace, "a")).entries.shape() == core::Shape({3, 5}));
    QVERIFY(core::jacobianTable(trace, at(trace, "h"), at(trace, "s")).entries == Tensor(core::Shape{5, 3}));
    QVERIFY(core::jacobianTable(trace, at(trace, "s"), at(trace, "s")).entries == Tensor({3, 3}, {1, 0, 0, 0, 1, 0, 0, 0, 1}));
    QVERIFY_EXCEPTION_THROWN(core::jacobianTable(trace, at(trace, "s"), at(trace, "W1"), 44), core::Error);
  }

  void aStopIsHeard() {
    std::stop_source source;
    source.request_stop();
    QVERIFY_EXCEPTION_THROWN(core::run(core::Plan::compile(fanOut()), {}, source.get_token()), core::Stopped);
  }

  void aMillionNodesRunForwardAndBackward() {
    std::vector<core::NodePointer> nodes{std::make_shared<const core::Node>(leaf("input", "n0", Tensor::scalar(1)))};
    for (int k = 1; k <= 1'000'000; ++k) {
      core::Node next{.id = NodeId("n" + std::to_string(k)), .function = &core::functionNamed("neg")};
      next.inputs.emplace_back(NodeId("n" + std::to_string(k - 1)));
      nodes.push_back(std::make_shared<const core::Node>(std::move(next)));
    }
    const Trace trace = core::run(core::Graph::fromNodes(std::move(nodes)).withOutput(NodeId("n1000000")));
    QCOMPARE(trace.backwardSteps().size(), 1'000'000u);
    QCOMPARE(trace.gradient(0)[0], 1.0);
  }

  void theFirstNodeThatIsNotFiniteIsFound() {
    const Trace trace = core::run(graphOf({leaf("input", "p", Tensor({3}, {.7, 0, .3})), node("log", "g", {"p"}),
                                           leaf("constant", "t", Tensor({3}, {1, 0, 0})), node("mul", "m", {"g", "t"}), node("sum", "u", {"m"})},
                                          "u"));
    QCOMPARE(*trace.firstNotFinite(), at(trace, "g"));
    QVERIFY(!core::run(fanOut()).firstNotFinite());
    const std::optional<NotFinite> found = firstNotFiniteValue(trace);
    QCOMPARE(found->node, at(trace, "g"));
    QCOMPARE(found->entry, core::Index(1));
    QVERIFY(!found->sender);
    QVERIFY(!firstNotFiniteValue(core::run(fanOut())));
  }

  void theStepAtWhichAGradientStopsBeingFiniteIsFound() {
    // √ has an infinite slope at 0: all is finite up to its own gradient.
    const Trace trace = core::run(graphOf({leaf("input", "x", Tensor({3}, {4, 0, 1})), node("square", "s", {"x"}), node("sqrt", "r", {"s"}),
                                           node("sum", "u", {"r"})},
                                          "u"));
    QVERIFY(!firstNotFiniteValue(trace));
    const std::optional<NotFinite> found = firstNotFiniteGradient(trace);
    QVERIFY(found);
    QCOMPARE(found->node, at(trace, "s"));
    QCOMPARE(found->entry, core::Index(1));
    QVERIFY(found->sender);
    QCOMPARE(found->sender->consumer, at(trace, "r"));
    QCOMPARE(found->sender->argument, std::size_t(0));
    QVERIFY(!firstNotFiniteGradient(core::run(fanOut())));
    std::stop_source stop;
    stop.request_stop();
    QVERIFY_EXCEPTION_THROWN(firstNotFiniteGradient(trace, stop.get_token()), core::Stopped);
  }

  void aSeedThatIsNotFiniteHasNoSender() {
    const Trace trace = core::run(fanOut(), Seed{.kind = Seed::Kind::Own, .own = Tensor::scalar(std::numeric_limits<double>::infinity())});
    const std::optional<NotFinite> found = firstNotFiniteGradient(trace);
    QVERIFY(found);
    QCOMPARE(found->node, *trace.plan().output());
    QVERIFY(!found->sender);
  }
};

QTEST_GUILESS_MAIN(TestTrace)
#include "tst_trace.moc"
