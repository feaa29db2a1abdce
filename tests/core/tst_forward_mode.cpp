#include <QTest>

#include <cmath>
#include <random>

#include "core/autodiff/forward_mode.h"
#include "core/autodiff/perturbation.h"
#include "tests/core/oracle_files.h"
#include "tests/core/sample_graphs.h"
#include "tests/core/samples.h"

using namespace core;

namespace {

std::size_t at(const Trace& trace, const char* id) { return trace.graph().position(NodeId(id)).value(); }

/// A direction at every leaf that is differentiated, of the given size.
std::vector<LeafTensor> randomDirection(const Trace& trace, double size, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<LeafTensor> direction;
  for (const std::size_t p : trace.order()) {
    if (!trace.graph().node(p).isLeaf() || trace.graph().node(p).isConstant()) continue;
    Tensor tensor(trace.value(p).shape());
    for (double& entry : tensor.data()) entry = size * std::uniform_real_distribution<double>(-1, 1)(random);
    direction.push_back({p, std::move(tensor)});
  }
  return direction;
}

double dot(std::span<const double> a, std::span<const double> b) {
  double total = 0;
  for (std::size_t k = 0; k < a.size(); ++k) total += a[k] * b[k];
  return total;
}

}  // namespace

class ForwardModeTest : public QObject {
  Q_OBJECT

private slots:
  void seedTimesTangentIsGradientTimesDirection() {
    const std::vector<oracle::NamedGraph> graphs = oracle::graphs();
    if (graphs.empty())
      QSKIP("the oracle cases are not on this machine; CHAINRULE_ORACLE says where they are");
    for (const oracle::NamedGraph& one : graphs) {
      const Trace trace = run(one.graph);
      const std::vector<LeafTensor> direction = randomDirection(trace, 1, 3);
      const ForwardTrace forward = forwardMode(trace, direction);
      const double forwards = dot(trace.seed()->data(), forward.tangent(*trace.plan().output()).data);
      double backwards = 0;
      for (const LeafTensor& leaf : direction) {
        if (trace.hasGradient(leaf.leaf))
          backwards += dot(trace.gradient(leaf.leaf).data, leaf.tensor.data());
      }
      QVERIFY2(std::abs(forwards - backwards) <= 1e-12 * std::max(1.0, std::abs(backwards)),
               one.name.c_str());
    }
  }

  void everyTangentIsTheSumOfItsContributions() {
    const Trace trace = run(twoLayers());
    const ForwardTrace forward = forwardMode(trace, randomDirection(trace, 1, 5));
    for (const std::size_t p : forward.steps()) {
      if (trace.graph().node(p).isLeaf()) continue;
      Tensor total(trace.value(p).shape());
      for (std::size_t k = 0; k < trace.graph().node(p).inputs.size(); ++k) {
        if (!forward.brings(p, k)) continue;
        const Tensor part = forward.contribution(p, k);
        for (Index i = 0; i < total.size(); ++i) total[i] += part[i];
      }
      QVERIFY(samples::agree(forward.tangent(p).data, total.data(), 1e-15));
    }
  }

  void stepsGoThroughWhatTheDirectionReaches() {
    const Trace trace = run(twoLayers());
    const ForwardTrace forward =
        forwardMode(trace, std::vector<LeafTensor>{{at(trace, "W1"), Tensor(Shape{3, 5}, 1)}});
    std::vector<std::string> ids;
    for (const std::size_t p : forward.steps()) ids.push_back(trace.graph().node(p).id.text());
    QCOMPARE(ids, (std::vector<std::string>{"W1", "s", "ell", "r", "L"}));
    QVERIFY(!forward.hasTangent(at(trace, "h")) && !forward.brings(at(trace, "s"), 0) &&
            forward.brings(at(trace, "s"), 1));
    QVERIFY(forward.tangent(at(trace, "h")).copy() == Tensor(Shape{5}));
    // ∂r/∂W1 · 1 = 0.1 · Σ W1
    QVERIFY(std::abs(forward.tangent(at(trace, "r"))[0] -
                     0.1 * dot(trace.value(at(trace, "W1")).data, Tensor(Shape{3, 5}, 1).data())) < 1e-14);
  }

  void directionsThatDoNotFitAreRefused() {
    const Trace trace = run(twoLayers());
    const auto along = [&](const char* id, Tensor tensor) {
      forwardMode(trace, std::vector<LeafTensor>{{at(trace, id), std::move(tensor)}});
    };
    QVERIFY_EXCEPTION_THROWN(along("W1", Tensor(Shape{5, 3})), Error);
    QVERIFY_EXCEPTION_THROWN(along("h", Tensor(Shape{5})), Error);
  }

  void theErrorOfThePredictionFallsWithTheSquare() {
    const Trace trace = run(twoLayers());
    const auto errorAt = [&](double size) {
      const std::vector<NodeChange> changes = perturbation(trace, randomDirection(trace, size, 11));
      return std::abs((*changes.back().difference())[0]);
    };
    for (const double size : {1e-1, 1e-2, 1e-3}) {
      const double ratio = errorAt(size) / errorAt(size / 2);
      QVERIFY2(ratio > 3.5 && ratio < 4.5, std::to_string(ratio).c_str());
    }
  }

  void perturbationShowsEveryNodeAfterTheLeafAndNoOther() {
    const Trace trace = run(fanOut());
    const std::vector<NodeChange> changes =
        perturbation(trace, std::vector<LeafTensor>{{0, Tensor::scalar(0.5)}});
    std::vector<std::string> ids;
    for (const NodeChange& change : changes) ids.push_back(trace.graph().node(change.node).id.text());
    QCOMPARE(ids, (std::vector<std::string>{"x", "p", "q", "f"}));
    QCOMPARE(changes[0].linear[0], 0.5);
    QCOMPARE((*changes[0].actual)[0], 0.5);
    QCOMPARE(changes[3].linear[0], 16.5);                     // 33 · 0.5
    QCOMPARE((*changes[3].actual)[0], 4.5 * 3.5 * 3.5 - 36);  // (x + 1)·x² at 3.5
    QCOMPARE((*changes[3].difference())[0], 4.5 * 3.5 * 3.5 - 36 - 16.5);
  }

  void changesThatGoThroughNoGradientAreSeen() {
    // A class target is not differentiated: nothing is predicted, and the loss changes.
    const Trace trace =
        run(graphOf({leaf("input", "s", Tensor({3}, {1, 2, 4})), leaf("input", "t", Tensor::scalar(0)),
                     node("cross_entropy", "L", {"s", "t"})},
                    "L"));
    const std::vector<NodeChange> changes =
        perturbation(trace, std::vector<LeafTensor>{{1, Tensor::scalar(2)}});
    QCOMPARE(changes.size(), 2u);
    QCOMPARE(changes[1].linear[0], 0.0);
    QVERIFY(std::abs((*changes[1].actual)[0] + 3) < 1e-15);
    // And a class that does not exist has no loss.
    QVERIFY(!perturbation(trace, std::vector<LeafTensor>{{1, Tensor::scalar(7)}})[1].actual);
  }
};

QTEST_GUILESS_MAIN(ForwardModeTest)
#include "tst_forward_mode.moc"
