#include <QTest>

#include <limits>

#include "tests/core/sample_graphs.h"
#include "ui/model/value_range.h"

using core::Tensor;
using ui::rangeOf;
using ui::ValueRange;

class TestValueRange : public QObject {
  Q_OBJECT

private slots:
  void usuallyItIsTheLeastAndTheGreatest() {
    QCOMPARE(rangeOf(std::vector<double>{-2, 0, 0.5, 150}), (ValueRange{-2, 150, -2, 150}));
    QCOMPARE(rangeOf(std::vector<double>{}), ValueRange());
    QCOMPARE(rangeOf(std::vector<double>{0, 0}), (ValueRange{0, 0, 0, 0}));
    const double infinity = std::numeric_limits<double>::infinity();
    QCOMPARE(rangeOf(std::vector<double>{-infinity, 1, std::nan(""), 2, infinity}), (ValueRange{1, 2, 1, 2}));
    QVERIFY(!rangeOf(std::vector<double>{1, 2}).setsApart());
  }

  void whatLiesFarBeyondAllOthersIsSetApart() {
    const ValueRange masked = rangeOf(std::vector<double>{0.5, -1e9, -0.25, 2, 0.1, -1e9 + 3});
    QCOMPARE(masked, (ValueRange{-0.25, 2, -1e9, 2}));
    QVERIFY(masked.setsApart());
    // Both ends at once.
    QCOMPARE(rangeOf(std::vector<double>{1, 2, 3, 4, -1e6, 2e6}), (ValueRange{1, 4, -1e6, 2e6}));
  }

  void theLimitIsAHundredTimes() {
    QVERIFY(rangeOf(std::vector<double>{1, 1, 1, 101}).setsApart());
    QVERIFY(!rangeOf(std::vector<double>{1, 1, 1, 100}).setsApart());
    QVERIFY(rangeOf(std::vector<double>{1.9, 1.9, 1.9, 190.1}).setsApart());
    // Numbers between them bridge the way.
    QCOMPARE(rangeOf(std::vector<double>{1, 1, 1, 50, 4000}).hi, 4000.0);
  }

  void whatIsHalfOrMoreIsNotSetApart() {
    QVERIFY(!rangeOf(std::vector<double>{1, 1e9}).setsApart());
    QVERIFY(!rangeOf(std::vector<double>{1, 1, 1e9, 1e9}).setsApart());
    QVERIFY(rangeOf(std::vector<double>{1, 1, 1, 1e9, 1e9}).setsApart());
  }

  void zerosAreNotCounted() { QVERIFY(!rangeOf(std::vector<double>{0, 0, 0, 0, 5, 1000}).setsApart()); }

  void otherValuesAreCoveredUnlessTheyAreFarBeyond() {
    const ValueRange range{-1, 2, -1, 2};
    QCOMPARE(range.covering(std::vector<double>{-7, 3}), (ValueRange{-7, 3, -7, 3}));
    QCOMPARE(range.covering(std::vector<double>{-1e9, 3}), (ValueRange{-1, 3, -1e9, 3}));
    QCOMPARE((ValueRange{0, 0, 0, 0}.covering(std::vector<double>{5})), (ValueRange{0, 5, 0, 5}));
  }

  void theMaskOfAttentionLeavesTheColoursToTheOthers() {
    const core::Trace trace = core::run(
        graphOf({leaf("input", "s", Tensor({2, 2}, {0.5, -0.3, 0.2, 0.9})),
                 leaf("constant", "m", Tensor({2, 2}, {0, -1e9, 0, 0})), node("add", "a", {"s", "m"}),
                 node("softmax", "p", {"a"}), node("sum", "L", {"p"})},
                "L"));
    const ValueRange range = ui::valueRange(trace);
    QVERIFY(range.lo >= -0.5 && range.hi <= 2);
    QCOMPARE(range.least, -1e9 - 0.3);
  }
};

QTEST_MAIN(TestValueRange)
#include "tst_value_range.moc"
