#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "tests/core/sample_graphs.h"
#include "ui/model/document.h"
#include "ui/model/runner.h"
#include "ui/model/timeline.h"
#include "ui/panels/charts/charts_view.h"
#include "ui/panels/equation_dock.h"
#include "ui/panels/rich_line.h"

using core::NodeId;
using core::Tensor;

namespace {

core::Graph tenSigmoids() {
  std::vector<core::Node> nodes{leaf("input", "x", Tensor({3}, {-1, 0, 2}))};
  std::string before = "x";
  for (int k = 1; k <= 10; ++k) {
    const std::string id = "z" + std::to_string(k);
    nodes.push_back(node("sigmoid", id, {before.c_str()}));
    before = id;
  }
  nodes.push_back(node("mean", "L", {"z10"}));
  return graphOf(nodes, "L");
}

struct Bench {
  ui::Document document;
  ui::Runner runner;
  ui::Timeline timeline{document, runner};
  ui::EquationDock dock{timeline};
  ui::ChartsView* charts = new ui::ChartsView(document, timeline, &dock);

  explicit Bench(const core::Graph& graph) {
    dock.addView(charts);
    QSignalSpy arrived(&timeline, &ui::Timeline::traceChanged);
    document.edit(QStringLiteral("build"), [&](ui::Sheet& sheet) { sheet.graph = graph; });
    QVERIFY(arrived.wait(5000));
    dock.resize(1100, 430);
    dock.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dock));
    timeline.setCursor(timeline.last());
    dock.openView(QStringLiteral("charts"));
    QTRY_VERIFY(!norms().empty());
  }
  const ui::Plot& normsPlot() const { return charts->normsCard().plot(); }
  std::vector<QPointF> norms() const {
    const ui::PlotData& data = normsPlot().data();
    return data.series.empty() ? std::vector<QPointF>() : data.series.front().points;
  }
  QToolButton* chip(const QString& begin) {
    for (QToolButton* button : dock.findChildren<QToolButton*>())
      if (button->isVisible() && button->text().startsWith(begin)) return button;
    return nullptr;
  }
};

}  // namespace

class TestChartsView : public QObject {
  Q_OBJECT

 private slots:
  void everyStepThatIsDoneHasItsPoint() {
    Bench bench(tenSigmoids());
    QCOMPARE(bench.norms().size(), std::size_t(11));  // z10 … z1 and x; the output is left out
    bench.timeline.previous();
    QCOMPARE(bench.norms().size(), std::size_t(10));
    bench.timeline.setCursor(0);
    QVERIFY(bench.norms().empty());
  }

  void aVanishingGradientKeepsUnderItsBound() {
    Bench bench(tenSigmoids());
    const ui::PlotData& data = bench.normsPlot().data();
    QCOMPARE(data.series.size(), std::size_t(2));
    QCOMPARE(data.series[1].name, QStringLiteral("at most 0.250 each"));
    for (std::size_t k = 1; k < bench.norms().size(); ++k) QVERIFY(bench.norms()[k].y() <= data.series[1].points[k].y());
  }

  void aClickOnAPointGoesToItsStep() {
    Bench bench(tenSigmoids());
    ui::Plot& plot = const_cast<ui::Plot&>(bench.normsPlot());
    const QPointF at = plot.place(bench.norms()[3]);
    QTest::mouseClick(plot.viewport(), Qt::LeftButton, {}, at.toPoint());
    const ui::Moment& moment = *bench.timeline.moment();
    const auto z7 = *moment.graph().position(NodeId("z7"));
    QVERIFY(moment.gradientComplete(z7));
    QCOMPARE(moment.active(), moment.graph().position(NodeId("z8")));  // the step that completed it
  }

  void theCurveOfTheActiveFunctionHasItsEntries() {
    Bench bench(tenSigmoids());
    const ui::PlotData* data = &bench.charts->curveCard().plot().data();
    QTRY_VERIFY(!data->empty());
    QCOMPARE(data->series.back().kind, ui::PlotSeries::Kind::Ticks);
    QCOMPARE(data->series.back().points.size(), std::size_t(3));
  }

  void besideTheChartsStandsWhereItVanishesAndARelativeCheck() {
    Bench bench(tenSigmoids());
    QWidget* side = bench.charts->companion();
    const auto lines = [side] {
      QStringList texts;
      for (const ui::RichLine* line : side->findChildren<ui::RichLine*>())
        if (!line->isHidden()) texts << line->accessibleName();
      return texts.join(u'\n');
    };
    // The norms arrive after the view has opened, and are told all the same.
    QTRY_VERIFY2(lines().contains(QStringLiteral("Last norm / first norm")), qPrintable(lines()));
    QTRY_VERIFY2(lines().contains(QStringLiteral("Finite difference, relative")), qPrintable(lines()));
    QVERIFY2(lines().contains(QStringLiteral("agrees")), qPrintable(lines()));
  }

  void aComparedFunctionIsReallyRun() {
    Bench bench(tenSigmoids());
    QToolButton* compare = bench.chip(QStringLiteral("Compare"));
    QVERIFY(compare != nullptr);
    emit compare->menu()->aboutToShow();
    for (QAction* action : compare->menu()->actions())
      if (action->text().contains(QStringLiteral("gain 1.5"))) action->trigger();
    QTRY_COMPARE(bench.normsPlot().data().series.size(), std::size_t(3));
    const std::vector<QPointF>& gain = bench.normsPlot().data().series.back().points;
    QVERIFY(std::abs(gain[10].y() / gain[0].y() - std::pow(1.5, 10)) < 1e-9);
  }

  void aGradientOfExactlyZeroIsDrawnOnTheLowerEdge() {
    Bench bench(graphOf({leaf("input", "x", Tensor({2}, {-1, -2})), node("relu", "a", {"x"}), node("sum", "L", {"a"})}, "L"));
    QCOMPARE(bench.norms().back().y(), 0.0);
    const auto [low, high] = ui::limitsOf(bench.normsPlot().data(), true);
    QVERIFY(low > 0 && high > low);
  }

  void theTableOfAChartIsCopied() {
    Bench bench(tenSigmoids());
    bench.normsPlot().copyTable();
    const QStringList rows = QGuiApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(rows.front(), QStringLiteral("series,x,y,label"));
    QVERIFY2(rows[1].startsWith("\"norm\",0,") && rows[1].endsWith(",\"z₁₀\""), qPrintable(rows[1]));
    QCOMPARE(rows.size(), qsizetype(1 + 11 + 11));
  }

  void theWheelZoomsAboutThePointerAndADoubleClickShowsAll() {
    Bench bench(tenSigmoids());
    ui::Plot& plot = const_cast<ui::Plot&>(bench.normsPlot());
    const QPointF at = plot.place(bench.norms()[4]);
    const QPointF before = plot.valueAt(at);
    QWheelEvent wheel(at, plot.viewport()->mapToGlobal(at), {}, {0, 240}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(plot.viewport(), &wheel);
    QVERIFY(std::abs(plot.valueAt(at).x() - before.x()) < 0.05);
    QVERIFY(plot.valueAt(at + QPointF(50, 0)).x() - before.x() < 0.95 * (bench.norms()[5].x() - bench.norms()[4].x()) *
                                                                  50 / (plot.place(bench.norms()[5]).x() - at.x()) * 2);
    QTest::mouseDClick(plot.viewport(), Qt::LeftButton, {}, at.toPoint());
    QVERIFY(QLineF(plot.place(bench.norms()[4]), at).length() < 1);
  }

  void aNarrowDockShowsOneChartAtATime() {
    Bench bench(tenSigmoids());
    QCOMPARE(bench.charts->tabs().size(), std::size_t(1));
    bench.charts->resize(620, 430);
    QCOMPARE(bench.charts->tabs().size(), std::size_t(2));
    QVERIFY(!bench.charts->curveCard().isVisible());
    bench.charts->chooseTab(1);
    QVERIFY(bench.charts->curveCard().isVisible());
    QVERIFY(!bench.charts->normsCard().isVisible());
  }
};

QTEST_MAIN(TestChartsView)
#include "tst_charts_view.moc"
