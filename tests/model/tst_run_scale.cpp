#include <QSignalSpy>
#include <QTest>

#include <cmath>

#include "tests/core/sample_graphs.h"
#include "ui/model/document.h"
#include "ui/model/equation.h"
#include "ui/model/run_scale.h"
#include "ui/model/runner.h"
#include "ui/model/scale_choice.h"
#include "ui/model/timeline.h"
#include "ui/model/value_range.h"

using ui::Magnitudes;
using ui::RunScale;

namespace {

ui::Moment endOf(const core::Graph& graph) {
  const ui::Moment start(std::make_shared<const core::Trace>(core::run(graph)), 0);
  return start.at(start.last());
}

struct Bench {
  ui::Document document;
  ui::Runner runner;
  ui::Timeline timeline{document, runner};
  RunScale scale{timeline};

  explicit Bench(const core::Graph& graph) { show(graph); }
  void show(const core::Graph& graph) {
    QSignalSpy arrived(&timeline, &ui::Timeline::traceChanged);
    document.edit(QStringLiteral("build"), [&](ui::Sheet& sheet) { sheet.graph = graph; });
    QVERIFY(arrived.wait(5000));
  }
};

/// sum(W x) with so many rows that the run is read in the background; ∂L/∂x_8 is weight + 399 · 0.01.
core::Graph large(double weight) {
  const core::Index n = 400;
  core::Tensor w(core::Shape{n, n}, 0.01);
  w[7] = weight;
  return graphOf({leaf("input", "x", core::Tensor(core::Shape{n}, 1.0)), leaf("parameter", "W", w),
                  node("linear", "y", {"x", "W"}), node("sum", "L", {"y"})},
                 "L");
}

}  // namespace

class RunScaleTest : public QObject {
  Q_OBJECT
private slots:
  void theLimitsCoverEveryPanelOfEveryStep() {
    for (const core::Graph& graph : {twoLayers(), fanOut()}) {
      const ui::Moment end = endOf(graph);
      const Magnitudes run = ui::runMagnitudes(end);
      double largest = 0;
      for (const std::size_t node : end.trace().backwardSteps()) {
        for (std::size_t k = 0; k < end.trace().plan().inputsOf(node).size(); ++k) {
          const auto equation = ui::equationAt(end, node, k);
          if (!equation) continue;
          const core::Tensor local = equation->local.dense();
          for (const std::span<const double> panel :
               {equation->upstream.data(), local.data(), equation->downstream.data()}) {
            for (const double v : panel) {
              QVERIFY(std::abs(v) <= run.largest);
              QVERIFY(v == 0 || std::abs(v) >= run.smallest);
              largest = std::max(largest, std::abs(v));
            }
          }
        }
      }
      QCOMPARE(run.largest, largest);
    }
  }

  void nothingIsReadBeforeItIsWanted() {
    Bench bench(twoLayers());
    QVERIFY(!bench.scale.magnitudes());
    QSignalSpy changed(&bench.scale, &RunScale::changed);
    bench.scale.setWanted(true);
    QVERIFY(bench.scale.magnitudes());
    QCOMPARE(changed.count(), 1);
    // Steps of the same run cost nothing.
    bench.timeline.setCursor(3);
    bench.timeline.setCursor(9);
    QCOMPARE(changed.count(), 1);
  }

  void aLargeRunIsReadInTheBackgroundAndTheOldLimitsStayMeanwhile() {
    Bench bench(large(3));
    QSignalSpy changed(&bench.scale, &RunScale::changed);
    bench.scale.setWanted(true);
    QVERIFY(!bench.scale.magnitudes());
    QVERIFY(changed.wait(5000));
    QCOMPARE(bench.scale.magnitudes()->largest, 6.99);
    bench.show(large(50));
    QCOMPARE(bench.scale.magnitudes()->largest, 6.99);
    QVERIFY(changed.wait(5000));
    QCOMPARE(bench.scale.magnitudes()->largest, 53.99);
  }

  void aSearchIsStopped() {
    std::stop_source stop;
    stop.request_stop();
    QVERIFY_EXCEPTION_THROWN(ui::runMagnitudes(endOf(twoLayers()), stop.get_token()), core::Stopped);
  }

  void limitsFollowTheChoice() {
    const Magnitudes covered{.largest = 2, .smallest = 1e-7};
    QCOMPARE(ui::ScaleChoice{}.limitsFor(covered), (ui::ScaleLimits{2, 0}));
    QCOMPARE((ui::ScaleChoice{.log = true}.limitsFor(covered)), (ui::ScaleLimits{2, 1e-7}));
    QCOMPARE((ui::ScaleChoice{.log = true, .tau = 1e-3}.limitsFor(covered)), (ui::ScaleLimits{2, 1e-3}));
    QCOMPARE(ui::ScaleChoice{}.limitsFor({}), (ui::ScaleLimits{1, 0}));
    QCOMPARE((ui::ScaleChoice{.log = true}.limitsFor({})), (ui::ScaleLimits{1, 1}));
  }

  void valuesRangeOverTheGraphWithoutItsConstants() {
    core::Graph graph =
        graphOf({leaf("input", "x", core::Tensor({2}, {-3, NAN})),
                 leaf("constant", "c", core::Tensor::scalar(900)), node("square", "y", {"x"})},
                "y");
    QCOMPARE(ui::valueRange(endOf(graph).trace()), (ui::ValueRange{-3, 9, -3, 9}));
    QCOMPARE(ui::valueRange(endOf(core::Graph()).trace()), (ui::ValueRange{0, 1}));
  }
};

QTEST_GUILESS_MAIN(RunScaleTest)
#include "tst_run_scale.moc"
