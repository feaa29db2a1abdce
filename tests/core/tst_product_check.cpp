// Downstream gradients beside upstream · local written out.
#include <QTest>

#include <cmath>

#include "core/autodiff/product_check.h"
#include "core/linear_map/diagonal.h"
#include "tests/core/oracle_files.h"
#include "tests/core/sample_graphs.h"

using namespace core;

namespace {

/// sin whose backward rule forgets to multiply by the local gradient.
Function forgetfulSine() {
  Function row = functionNamed("sin");
  row.local = [](std::size_t, const Inputs& inputs, const TensorView& output, const Settings&) {
    std::vector<double> slopes;
    for (const double x : inputs[0].data) slopes.push_back(std::cos(x));
    return diagonalMap(output.shape(), inputs[0].shape(), std::move(slopes));
  };
  row.accumulate = [](std::size_t, const Inputs&, const TensorView&, const Settings&, Index,
                      std::span<const double> upstream, std::span<double> downstream) {
    for (std::size_t i = 0; i < upstream.size(); ++i) downstream[i] += upstream[i];
  };
  row.assign = nullptr;
  row.accumulateAll = nullptr;
  row.scalar = {};
  return row;
}

}  // namespace

class ProductCheckTest : public QObject {
  Q_OBJECT

private slots:
  void downstreamIsTheProductOnAllOracleGraphs() {
    const std::vector<oracle::NamedGraph> graphs = oracle::graphs();
    if (graphs.empty())
      QSKIP("the oracle cases are not on this machine; CHAINRULE_ORACLE says where they are");
    int compared = 0;
    for (const oracle::NamedGraph& one : graphs) {
      const Trace trace = run(one.graph);
      for (const std::size_t p : trace.backwardSteps()) {
        for (std::size_t k = 0; k < trace.plan().inputsOf(p).size(); ++k) {
          if (!trace.plan().isActive(p, k)) continue;
          const ProductCheck check = checkProduct(trace, p, k);
          QVERIFY2(check.agrees(), (one.name + " " + std::to_string(check.worst)).c_str());
          ++compared;
        }
      }
    }
    QVERIFY(compared > 50);
  }

  void everyRowOfTheSeedIsMultiplied() {
    const Trace trace = run(twoLayers().withOutput(NodeId("s")), Seed{.kind = Seed::Kind::Identity});
    const std::size_t s = trace.graph().position(NodeId("s")).value();
    const ProductCheck check = checkProduct(trace, s, 0);
    QCOMPARE(check.entries, 3 * 3 * trace.local(s, 0).columns());
    QVERIFY(check.agrees());
  }

  void aWrongBackwardRuleIsFound() {
    const Function row = forgetfulSine();
    Node sine{.id = NodeId("y"), .function = &row};
    sine.inputs.emplace_back(NodeId("x"));
    const Trace trace =
        run(graphOf({leaf("input", "x", Tensor({2}, {0.0, 1.0})), sine, node("sum", "L", {"y"})}, "L"));
    const ProductCheck check = checkProduct(trace, trace.graph().position(NodeId("y")).value(), 0);
    QVERIFY(!check.agrees() && !check.isEqual);
    QVERIFY(std::abs(check.worst - (1 - std::cos(1.0))) < 1e-12);
  }

  void aStopIsHeard() {
    const Trace trace = run(twoLayers());
    std::stop_source source;
    source.request_stop();
    const std::size_t s = trace.graph().position(NodeId("s")).value();
    QVERIFY_EXCEPTION_THROWN(checkProduct(trace, s, 0, {source.get_token(), {}}), Stopped);
  }
};

QTEST_GUILESS_MAIN(ProductCheckTest)
#include "tst_product_check.moc"
