#include <QTest>

#include <cmath>

#include "tests/core/sample_graphs.h"
#include "ui/model/scalar_slice.h"

namespace {

ui::Moment endOf(const core::Graph& graph) {
  const ui::Moment start(std::make_shared<const core::Trace>(core::run(graph)), 0);
  return start.at(start.last());
}

ui::ScalarSlice sliceOf(const ui::Moment& moment, const char* id, std::size_t argument) {
  const auto slice = ui::ScalarSlice::of(moment, *moment.graph().position(core::NodeId(id)), argument);
  if (!slice) qFatal("no slice at %s", id);
  return *slice;
}

core::Graph gates(double x) {
  return graphOf(
      {leaf("input", "x", core::Tensor::scalar(x)), leaf("parameter", "w", core::Tensor::scalar(3)),
       node("mul", "p", {"x", "w"}), node("exp", "e", {"p"}), node("mul", "q", {"e", "x"})},
      "q");
}

}  // namespace

class ScalarSliceTest : public QObject {
  Q_OBJECT

private slots:
  void followsOneInputAndHoldsTheOthers() {
    const ui::Moment moment = endOf(gates(0.5));
    const ui::ScalarSlice byX = sliceOf(moment, "p", 0), byW = sliceOf(moment, "p", 1);
    QCOMPARE(byX.input(), 0.5);
    QCOMPARE(byX.output(), 1.5);
    QCOMPARE(byX.valueAt(-2), -6.0);
    QCOMPARE(byX.slopeAt(7), 3.0);
    QCOMPARE(byW.valueAt(-2), -1.0);
    QCOMPARE(byW.slopeAt(7), 0.5);
    QVERIFY(!byX.corner());
  }

  void readsTensorsOfOneEntryToo() {
    const ui::Moment moment = endOf(graphOf({leaf("input", "x", core::Tensor({1, 1}, {2.0})),
                                             node("square", "y", {"x"}), node("sum", "L", {"y"})},
                                            "L"));
    QCOMPARE(sliceOf(moment, "y", 0).valueAt(3), 9.0);
    QCOMPARE(sliceOf(moment, "L", 0).slopeAt(3), 1.0);
  }

  void hasNoneWhereThereIsMoreThanOneNumber() {
    const ui::Moment moment =
        endOf(graphOf({leaf("input", "x", core::Tensor({2}, {2.0, 1})), node("sum", "L", {"x"})}, "L"));
    QVERIFY(!ui::ScalarSlice::of(moment, *moment.graph().position(core::NodeId("L")), 0));
  }

  void hasNoneBeforeTheValueIsKnown() {
    const ui::Moment start(std::make_shared<const core::Trace>(core::run(gates(1))), 0);
    QVERIFY(!ui::ScalarSlice::of(start, *start.graph().position(core::NodeId("p")), 0));
  }

  void knowsBothSlopesOfACorner() {
    const ui::Moment moment =
        endOf(graphOf({leaf("input", "x", core::Tensor::scalar(0)), node("abs", "y", {"x"})}, "y"));
    const ui::ScalarSlice slice = sliceOf(moment, "y", 0);
    QVERIFY(slice.corner().has_value());
    QCOMPARE(slice.corner()->first, -1.0);
    QCOMPARE(slice.corner()->second, 1.0);
    QCOMPARE(slice.slopeAt(0), 0.0);
  }

  void hasNoValueOutsideOfTheDomain() {
    const ui::Moment moment =
        endOf(graphOf({leaf("input", "x", core::Tensor::scalar(1)), node("log", "y", {"x"})}, "y"));
    QVERIFY(std::isnan(sliceOf(moment, "y", 0).valueAt(-1)));
  }

  void aSmallRiseIsTrueAndGoesThroughOneWire() {
    const ui::Moment moment = endOf(gates(0.5));
    const ui::SmallRise atP =
        ui::smallRise(moment, *moment.graph().position(core::NodeId("e")), sliceOf(moment, "e", 0));
    QCOMPARE(atP.node, std::exp(1.51) - std::exp(1.5));
    QCOMPARE(*atP.output, 0.5 * std::exp(1.51) - 0.5 * std::exp(1.5));
    // x also goes to q: on the wire into p alone, q keeps the other x.
    const ui::SmallRise atX =
        ui::smallRise(moment, *moment.graph().position(core::NodeId("p")), sliceOf(moment, "p", 0));
    QVERIFY(std::abs(*atX.output - 0.5 * (std::exp(1.53) - std::exp(1.5))) < 1e-12);
    const ui::SmallRise atOutput =
        ui::smallRise(moment, *moment.graph().position(core::NodeId("q")), sliceOf(moment, "q", 1));
    QVERIFY(!atOutput.output);
  }
};

QTEST_GUILESS_MAIN(ScalarSliceTest)
#include "tst_scalar_slice.moc"
